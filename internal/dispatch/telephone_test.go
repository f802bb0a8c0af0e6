package dispatch_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/seed"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestTelephoneByRole plants a telephone: those who coordinate above the unit and the
// admins read it, in what tells of a late unit and of its people. Nobody else does, in
// whatever they ask, and it stands in no record but the person's, the members' and in what
// is said to those.
func TestTelephoneByRole(t *testing.T) {
	w := newWorldOfAll(t, "")
	const number = "0912345678"
	w.joins("an", ngaAn, roster.Officer)
	w.types("an", "Trưởng Công an")
	if said := text(w.types("an", "0912.345 678")); !strings.Contains(said, "Đã ghi số điện thoại "+number) || !strings.Contains(said, "Câu 1/") {
		t.Fatalf("a number that is typed is not taken, or the question does not follow:\n%s", said)
	}
	w.types("an", "đúng")
	w.goes(time.Date(2016, 7, 6, 9, 0, 0, 0, w.c.Zone))
	w.types("an", "xin gia hạn đến 12/7, vì chờ số liệu thôn")
	who := []struct {
		unit string
		role roster.Role
		sees bool
	}{
		{"401", roster.Coordinator, true}, {"38", roster.Coordinator, true}, {"38", roster.Admin, true}, {"401", roster.Admin, true},
		{"401", roster.Viewer, false}, {"38", roster.Viewer, false}, {"395", roster.Coordinator, false}, {"395", roster.Admin, false},
		{"16147", roster.Officer, false}, {"16147", roster.Approver, false}, {"401", roster.Officer, false}, {"401", roster.Approver, false},
		{ngaAn, roster.Officer, false}, {ngaAn, roster.Approver, false}, {ngaAn, roster.Viewer, false},
	}
	asked := []string{"/chuanop", "/chuanop Nga Sơn", "số điện thoại xã Nga An", "ai trả lời báo cáo xã Nga An?", "/tinhhinh Nga An", "/visao Nga An", "vì sao xã Nga An chưa nộp",
		"/xem Nga An", "/thanhvien Nga An", "/nhatky", "/nhatky Nga An", "/tonghop", "/xuat", "/mohinh", "/canxem", "/vuongmac", "/khen", "/xuattep", "/dienthoai", "/dienthoai Nga An", "/trogiup"}
	pressed := []string{"d|nguoi|" + ngaAn, "d|visao|" + ngaAn, "d|chuanop|401", "d|tinhhinh|" + ngaAn, "d|xuattep|401|chuanop", "d|xuattep|" + ngaAn + "|baocao",
		"d|vichua|401|lam", "d|nhatky|401", "d|xem|" + ngaAn}
	for i, p := range who {
		name := fmt.Sprint("p", i)
		w.joins(name, p.unit, p.role)
		var said strings.Builder
		hear := func(contents []chat.Content) {
			for _, c := range contents {
				said.WriteString(text([]chat.Content{c}))
				if c.File != nil {
					said.WriteString(unpacked(c.File.Data))
				}
			}
		}
		for _, words := range asked {
			hear(w.types(name, words))
		}
		for _, data := range pressed {
			hear(w.does(name, chat.Input{Kind: chat.Press, Data: data}))
		}
		if sees := strings.Contains(said.String(), number); sees != p.sees {
			t.Errorf("%s at %s sees the telephone: %v", p.role, p.unit, sees)
		}
	}
	kept := []string{"person/", "members/", "outbox/"}
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		r.Range("", "", func(key string, value []byte) bool {
			at := 0
			for at < len(kept) && !strings.HasPrefix(key, kept[at]) {
				at++
			}
			if bytes.Contains(value, []byte("345")) && bytes.Contains(value, []byte("678")) && bytes.Contains(value, []byte("912")) && at == len(kept) {
				t.Errorf("the telephone stands in %q", key)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// unpacked is what a file says, also one that is packed.
func unpacked(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return string(data)
	}
	var b strings.Builder
	for _, f := range z.File {
		if r, err := f.Open(); err == nil {
			_, _ = io.Copy(&b, r)
			_ = r.Close()
		}
	}
	return b.String()
}

// TestTelephoneWhereToldOf: the head finds the telephone where a reason for being late is
// told, in the lists, the digest and the request for more time, after a restart too.
func TestTelephoneWhereToldOf(t *testing.T) {
	n := late(t)
	hears := func(what, got string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", what, w, got)
			}
		}
	}
	// No outline asks for a post here, and the campaign does not ask: nobody is asked.
	if said := n.presses("an", "Chờ số liệu"); strings.Contains(said, "điện thoại") {
		t.Errorf("asked unasked:\n%s", said)
	}
	hears("given", saidIn(n.types("an", "/dienthoai 0912 345 678")), "Đã ghi số điện thoại 0912345678")
	n.reopened()
	hears("shown", saidIn(n.types("an", "/dienthoai")), "0912345678")
	hears("the list", saidIn(n.types("huyen", "/chuanop")), "Nga An (chờ số liệu, điện thoại 0912345678)")
	hears("the card", saidIn(n.types("huyen", "số điện thoại xã Nga An")), "0912345678")
	hears("why", saidIn(n.types("huyen", "vì sao xã Nga An chưa nộp")), "chờ số liệu", "Điện thoại: điện thoại 0912345678")
	n.goes(time.Date(2016, 7, 6, 14, 0, 0, 0, n.c.Zone))
	n.types("an", "xin gia hạn đến 12/7, vì thôn Đông chưa có số liệu")
	hears("more time", n.heard("huyen").Text, "thôn Đông chưa có số liệu", "Điện thoại: 0912345678")
	n.goes(time.Date(2016, 7, 7, 7, 30, 0, 0, n.c.Zone))
	hears("the digest", n.heard("huyen").Text, "- Nga An – điện thoại 0912345678: thôn Đông chưa có số liệu")
	hears("removed", saidIn(n.types("an", "xóa số điện thoại của tôi")), "Đã xóa số điện thoại")
	if said := saidIn(n.types("huyen", "/chuanop")) + saidIn(n.types("huyen", "số điện thoại xã Nga An")); strings.Contains(said, "0912345678") {
		t.Errorf("removed, and still told:\n%s", said)
	}
}

// reopened starts the program anew on the same store.
func (w *world) reopened() {
	w.t.Helper()
	w.d = dispatch.New(w.d.Options)
	if err := w.d.Open(context.Background(), w.now); err != nil {
		w.t.Fatal(err)
	}
}

// TestTelephoneGoesWithTheMembership: who is no member any more has left no telephone, and
// is asked once more if they come back; who joins for another unit brings it along.
func TestTelephoneGoesWithTheMembership(t *testing.T) {
	w := newWorld(t)
	w.joins("an", ngaAn, roster.Officer)
	w.types("an", "Trưởng Công an")
	w.types("an", "0912345678")
	w.joins("an", "16147", roster.Officer)
	if m := w.members("16147"); len(m) != 1 || m[0].Telephone != "0912345678" {
		t.Errorf("the second membership: %+v", m)
	}
	w.joins("truong", "401", roster.Coordinator)
	w.types("truong", "/thanhvien Nga An")
	w.types("truong", "thu hồi 1")
	w.types("truong", "gửi")
	w.types("truong", "/thanhvien 16147")
	w.types("truong", "thu hồi 1")
	w.types("truong", "gửi")
	if n := len(w.members(ngaAn)) + len(w.members("16147")); n != 0 {
		t.Fatalf("%d members are left", n)
	}
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		r.Range("", "", func(key string, value []byte) bool {
			if bytes.Contains(value, []byte("0912345678")) && !strings.HasPrefix(key, "outbox/") {
				t.Errorf("the telephone is left in %q", key)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.joins("an", ngaAn, roster.Officer)
	if said := text(w.types("an", "Trưởng Công an")); !strings.Contains(said, "số điện thoại") {
		t.Errorf("whoever comes back is not asked:\n%s", said)
	}
}

func (w *world) members(unit string) (ms roster.Members) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		ms, err = store.Members.Get(r, store.OnList{List: w.c.UnitList, Unit: unit})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return ms
}

// TestTelephoneAskedByTheCampaign: where no outline asks for a post, the greeting asks if
// the campaign says so.
func TestTelephoneAskedByTheCampaign(t *testing.T) {
	for _, ask := range []bool{false, true} {
		w := newWorldOfAll(t, "N01,38,4,\"sở, ban, ngành\",Hội Cựu chiến binh tỉnh\n")
		w.c.AsksTelephone = ask
		w.joins("an", "N01", roster.Officer)
		said := saidIn(contentsOf(w.said[person("an")]))
		if posts := strings.Contains(said, "chức vụ nào"); posts || strings.Contains(said, "gõ số điện thoại") != ask {
			t.Errorf("asks %v, posts %v:\n%s", ask, posts, said)
		}
		if ask {
			if said := text(w.types("an", "0912345678")); !strings.Contains(said, "Đã ghi số điện thoại") {
				t.Errorf("not taken:\n%s", said)
			}
		}
	}
}

func contentsOf(messages []chat.Message) (out []chat.Content) {
	for _, m := range messages {
		out = append(out, m.Content)
	}
	return out
}

// TestPlantedTelephones: people of the demonstration have a post, and a number that is
// marked as made up, which the head reads in the list of who is late.
func TestPlantedTelephones(t *testing.T) {
	w := newWorld(t)
	planted := seed.Seed{From: w.now.AddDate(0, 0, -12), To: w.now.Add(-10 * time.Hour), Started: 0.8, Submitted: 0.45, Number: 2016, Script: demoScript(t),
		Skip: func(u roster.Unit) bool { return u.Parent != "401" }}
	if err := seed.Plant(context.Background(), w.d.Set, planted); err != nil {
		t.Fatal(err)
	}
	w.joins("truong", "401", roster.Coordinator)
	said := text(w.types("truong", "/chuanop"))
	for _, want := range []string{"Trưởng Công an 0000016120 (số minh họa)", "Văn phòng - Thống kê 00000"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if strings.Count(said, "00000") != strings.Count(said, "(số minh họa)") {
		t.Errorf("a number is not marked:\n%s", said)
	}
}
