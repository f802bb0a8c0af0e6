package conversation

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// foreignTo is for whom a command is that is none of the officer's.
type foreignTo uint8

const (
	toCoordinator foreignTo = iota + 1
	toAwards
	toNobodyYet
)

// foreignWords are the commands of others, folded. As bare words they are an
// answer first: «Mô hình» may be a choice.
var foreignWords = map[string]foreignTo{
	"tinhhinh": toCoordinator, "tinh hinh": toCoordinator, "chuanop": toCoordinator, "chua nop": toCoordinator,
	"nhac": toCoordinator, "donvi": toCoordinator, "don vi": toCoordinator, "xem": toCoordinator,
	"mohinh": toCoordinator, "mo hinh": toCoordinator, "canxem": toCoordinator, "can xem": toCoordinator, "canh bao": toCoordinator, "canhbao": toCoordinator,
	"tralai": toCoordinator, "tra lai": toCoordinator, "traloi": toCoordinator, "tra loi": toCoordinator,
	"khoa": toCoordinator, "mo": toCoordinator, "capma": toCoordinator, "cap ma": toCoordinator,
	"thongbao": toCoordinator, "thong bao": toCoordinator, "nhapho": toCoordinator, "nhap ho": toCoordinator,
	"thanhvien": toCoordinator, "thanh vien": toCoordinator,
	"excel": toCoordinator, "xuat excel": toCoordinator, "bieu": toCoordinator, "lich": toCoordinator,
	"tonghop": toCoordinator, "tong hop": toCoordinator, "tong hop noi dung": toCoordinator, "solieu": toCoordinator, "so lieu": toCoordinator,
	"nhatky": toCoordinator, "nhat ky": toCoordinator, "han": toCoordinator,
	"khen": toAwards, "khen thuong": toAwards,
	"vuongmac": toNobodyYet, "vuong mac": toNobodyYet, "hoi": toNobodyYet,
	"word": toNobodyYet, "xuat word": toNobodyYet, "xuat": toNobodyYet, "ngonngu": toNobodyYet, "ngon ngu": toNobodyYet,
}

// foreign says whose command it is.
func (t *Turn) foreign(to foreignTo) {
	switch to {
	case toCoordinator:
		t.refuse(t.Say.Say("command_of", "role", t.Say.Say("role_coordinator")))
	case toAwards:
		t.refuse(t.Say.Say("command_of", "role", t.Say.Say("role_viewer")))
	default:
		t.refuse(t.Say.Say("command_not_yet"))
	}
	t.again()
}

// foreignTyped takes a bare word that nothing else understood and that is a
// command of somebody else's.
func (t *Turn) foreignTyped() bool {
	if t.Input.Kind != chat.Text {
		return false
	}
	to, ok := foreignWords[strings.TrimRight(viet.Fold(viet.Line(t.Input.Text)), ".!?")]
	if ok {
		t.foreign(to)
	}
	return ok
}

// refuse says that something is not possible, and whom to ask about it.
func (t *Turn) refuse(sentence string) {
	t.tell(t.withContact(sentence))
}

func (t *Turn) withContact(sentence string) string {
	return strings.TrimSpace(sentence + " " + t.Contact)
}

// missed counts answers in a row that were not understood; at every second one
// it says whom to call.
func (t *Turn) missed() {
	if t.Focus.Missed++; t.Focus.Missed%2 == 0 {
		t.tell(t.Contact)
	}
}
