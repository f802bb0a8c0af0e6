package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// TestShort: what offices write short is read, the outline's own abbreviations too.
func TestShort(t *testing.T) {
	const outline = `
title: Thử
abbreviations: {TLG: Tổ liên gia}
sections:
  - code: X1
    title: Phần một
    questions:
      - {code: X1.01, name: ai, type: select_one, label: Ai làm?, required: true, choices: [{name: mt, label: Mặt trận Tổ quốc}, {name: tlg, label: Tổ liên gia tự quản}]}
      - {code: X1.02, name: ba, type: integer, label: Số hộ?, required: true}
`
	o, err := form.Parse("t.yaml", []byte(outline))
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{"mttq": "mt", "MTTQ xã": "mt", "tlg": "tlg", "tlg tự quản": "tlg", "tổ liên gia": "tlg"} {
		f := newOfficer(t, o, vietnamese(t))
		f.types("/start")
		out := f.types(typed)
		if got := f.value("ai").Name; got != want {
			t.Errorf("%q is %q, want %q: %s", typed, got, want, said(out))
		}
	}
}

// TestShortOfCampaign: what a campaign's people write short is read in each of its
// outlines, and beside the outline's own.
func TestShortOfCampaign(t *testing.T) {
	const outline = `
title: Thử
abbreviations: {BV: Bảo vệ dân phố}
sections:
  - code: X1
    title: Phần một
    questions:
      - {code: X1.01, name: ai, type: select_one, label: Ai làm?, required: true, choices: [{name: bv, label: Bảo vệ dân phố}, {name: tlg, label: Tổ liên gia tự quản}, {name: mt, label: Mặt trận Tổ quốc}]}
`
	o, err := form.Parse("t.yaml", []byte(outline))
	if err != nil {
		t.Fatal(err)
	}
	shorts, empty := form.Shorts(map[string]string{"TLG": "Tổ liên gia"})
	if len(empty) > 0 {
		t.Fatal(empty)
	}
	say := vietnamese(t)
	for typed, want := range map[string]string{"tlg": "tlg", "TLG": "tlg", "bv": "bv", "mttq": "mt"} {
		f := newOfficer(t, o, say.With(shorts))
		f.types("/start")
		if out := f.types(typed); f.value("ai").Name != want {
			t.Errorf("%q is %q, want %q: %s", typed, f.value("ai").Name, want, said(out))
		}
	}
	f := newOfficer(t, o, say)
	f.types("/start")
	if f.types("tlg"); f.draft.Cells[0].State == answers.Answered {
		t.Error("a campaign's abbreviations hold in another one")
	}
}

// TestLeftOver: a number with words that do not belong to it is not stored, and offered;
// «làm sau» and another number lie beside it.
func TestLeftOver(t *testing.T) {
	f := begun(t, "sửa 0.6")
	before := f.value("so_ho").Number
	f.types("hỏi chị Bảy văn phòng")
	if f.value("so_ho").Number != before {
		t.Fatalf("stored %v", f.value("so_ho"))
	}
	out := f.types("hình như 1725 hộ")
	if f.value("so_ho").Number != before {
		t.Fatalf("stored %v", f.value("so_ho"))
	}
	offered(t, out, "Làm sau")
	f.presses(offered(t, out, "Ghi 1.725 hộ"))
	if got := f.value("so_ho").Number; got != 1725 {
		t.Errorf("stored %v", got)
	}
}

// TestTotalDoesNotJumpUntold: when answers add questions to the report, the next count
// says so before it counts.
func TestTotalDoesNotJumpUntold(t *testing.T) {
	f := begun(t, "tiến độ", "sửa 4.1", "rồi")
	if out := f.types("tiến độ"); !strings.HasPrefix(said(out), "Nay có ") || !strings.Contains(said(out), "thêm ") {
		t.Error(said(out))
	}
	if out := f.types("tiến độ"); strings.Contains(said(out), "Nay có ") {
		t.Errorf("said again: %s", said(out))
	}
}
