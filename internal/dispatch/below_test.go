package dispatch_test

import (
	"context"
	"strings"
	"testing"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestRollUp: what the communes hand in is added up for the district, and what
// districts hand in for the province, after a restart as before it.
func TestRollUp(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.handsIn("16144 so_thon=9")
	w.handsIn("16138 so_thon=11")
	w.joins("hoa", "401", roster.Officer)
	w.types("hoa", "bắt đầu")
	wants := func(who, typed, words string) {
		t.Helper()
		var all []string
		for _, c := range w.types(who, typed) {
			all = append(all, c.Text)
		}
		if got := strings.Join(all, "\n"); !strings.Contains(got, words) {
			t.Errorf("after %q: no %q in\n%s", typed, words, got)
		}
	}
	wants("hoa", "sửa H1.04", "20 (cộng từ 2/27 xã đã nộp)")

	again := dispatch.New(w.d.Options)
	w.d = again
	if err := again.Open(context.Background(), w.now); err != nil {
		t.Fatal(err)
	}
	wants("hoa", "sửa H1.04", "20 (cộng từ 2/27 xã đã nộp)")

	// A report that is returned counts no more, an exempt unit is not expected.
	returned := report.Status{State: report.Returned}
	rep := func(unit string) report.ID { return report.ID{Campaign: w.c.Name, Unit: unit} }
	again.StatusChanged(rep("16138"), returned)
	again.StatusChanged(rep("16093"), report.Status{State: report.Exempt})
	wants("hoa", "sửa H1.04", "9 (cộng từ 1/26 xã đã nộp)")
	wants("hoa", "sửa H1.03", "xã Nga Hải (trả lại chờ sửa)")
	w.joins("hoi", "16144", roster.Officer)
	w.types("hoi", "/vuongmac Tính cả mô hình đã giải thể không?")
	w.types("hoi", "/vuongmac Ai ký báo cáo?")
	wants("hoa", "sửa H1.12", "2 vướng mắc")
	w.joins("truong", "401", roster.Coordinator)
	w.types("truong", "/traloi 1 Có.")
	wants("hoa", "sửa H1.12", "1 vướng mắc")
	if err := again.Open(context.Background(), w.now); err != nil {
		t.Fatal(err)
	}
	wants("hoa", "sửa H1.12", "1 vướng mắc")

	// Of the provincial models the province takes no sum: it is told the range.
	outline := again.Campaigns[0].Outlines[2]
	for code, n := range map[string]float64{"401": 2, "395": 3} {
		s := report.Status{State: report.Submitted, Outline: outline.Hash, Figures: make([]float64, len(outline.Figures))}
		for i, f := range outline.Figures {
			if f.Name == "h_mh_cap_tinh" {
				s.Figures[i] = n
			}
		}
		again.StatusChanged(rep(code), s)
	}
	w.joins("tinh", "38", roster.Officer)
	w.types("tinh", "bắt đầu")
	wants("tinh", "sửa T1.05", "khoảng hợp lý: 3–5")
}

// TestBelowIsWhatIsStored: after answers and submissions the index says what a
// new one would read from the store.
func TestBelowIsWhatIsStored(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("an", "16144", roster.Officer)
	for _, text := range []string{"bắt đầu", "đúng", "1", "phần 5"} {
		w.types("an", text)
	}
	w.joins("hoa", "401", roster.Officer)
	w.types("hoa", "bắt đầu")
	texts := func() string {
		var all []string
		for _, c := range w.types("hoa", "sửa H1.03") {
			all = append(all, c.Text)
		}
		return strings.Join(all, "\n")
	}
	texts() // the section is introduced once
	before := texts()
	if !strings.Contains(before, "xã Nga An (") {
		t.Errorf("where Nga An stands is not told:\n%s", before)
	}
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		all, err := store.StatusesOf(r, report.ID{Campaign: w.c.Name})
		if len(all) != 1 {
			t.Errorf("%d statuses", len(all))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	w.d = dispatch.New(w.d.Options)
	if err := w.d.Open(context.Background(), w.now); err != nil {
		t.Fatal(err)
	}
	if after := texts(); after != before {
		t.Errorf("before the restart:\n%s\nafter:\n%s", before, after)
	}
}

// TestSignedReportsAreAddedUp: a report counts above once it is signed, without a restart.
func TestSignedReportsAreAddedUp(t *testing.T) {
	c := shippedCollection(t, "", "xa.yaml", "huyen.yaml", "tinh.yaml", "nganh.yaml")
	for i := range c.Campaign.Levels {
		if c.Campaign.Levels[i].Level == 3 {
			c.Campaign.Levels[i].SignOff = campaign.SignOffRequired
		}
	}
	w := newWorldWith(t, c)
	w.joins("an", "16144", roster.Officer)
	w.joins("chu_tich", "16144", roster.Approver)
	w.joins("hoa", "401", roster.Officer)
	w.types("hoa", "bắt đầu")
	w.types("hoa", "sửa H1.03") // the section is introduced once
	above := func(words string) {
		t.Helper()
		if said := text(w.types("hoa", "sửa H1.03")); !strings.Contains(said, words) {
			t.Errorf("no %q in\n%s", words, said)
		}
	}
	fillIn(w, "an", "16144")
	w.types("an", "có")
	above("xã Nga An (chờ lãnh đạo ký duyệt)")
	w.types("chu_tich", "ký duyệt")
	w.types("chu_tich", "Số 45/BC-UBND ngày 4/7/2016")
	above("Hệ thống tính: 26.")
}
