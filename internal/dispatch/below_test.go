package dispatch_test

import (
	"context"
	"strconv"
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

	again := w.second()
	w.d = again
	wants("hoa", "sửa H1.04", "20 (cộng từ 2/27 xã đã nộp)")

	// A report that is returned counts no more, an exempt unit is not expected.
	returned := report.Status{State: report.Returned}
	w.reports("16138", returned)
	w.reports("16093", report.Status{State: report.Exempt})
	wants("hoa", "sửa H1.04", "9 (cộng từ 1/26 xã đã nộp)")
	wants("hoa", "sửa H1.03", "xã Nga Hải (trả lại chờ sửa)")
	w.joins("hoi", "16144", roster.Officer)
	w.types("hoi", "/vuongmac Tính cả mô hình đã giải thể không?")
	w.types("hoi", "gửi")
	w.types("hoi", "/vuongmac Ai ký báo cáo?")
	w.types("hoi", "gửi")
	wants("hoa", "sửa H1.12", "2 vướng mắc")
	w.joins("truong", "401", roster.Coordinator)
	w.types("truong", "/traloi 1 Có.")
	w.types("truong", "gửi")
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
		w.reports(code, s)
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
	w.d = w.second()
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

// second is another dispatcher on the same store, as of another process.
func (w *world) second() *dispatch.Dispatcher {
	w.t.Helper()
	d := dispatch.New(w.d.Options)
	if err := d.Open(context.Background(), w.now); err != nil {
		w.t.Fatal(err)
	}
	return d
}

// reports has a report's status written by nobody that this dispatcher knows of.
func (w *world) reports(unit string, s report.Status) {
	w.t.Helper()
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		id := report.ID{Campaign: w.c.Name, Unit: unit}
		store.Statuses.Put(tx, id, s)
		_, err := store.CountBelow(tx, id.Whole())
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// belowVersion is how many changes below were counted.
func (w *world) belowVersion() (version int) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		version, err = store.BelowVersion(r, report.ID{Campaign: w.c.Name})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return version
}

// TestTwoProcesses: two dispatchers on one store, each of which answers other people,
// tell what a new one would tell: of reports below, of issues, and of the phase. An
// ordinary answer counts no change, and takes one commit.
func TestTwoProcesses(t *testing.T) {
	w := newWorldOfAll(t, "")
	first, second := w.d, w.second()
	w.joins("hoa", "401", roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.types("hoa", "bắt đầu")
	w.types("hoa", "sửa H1.03") // the section is introduced once
	tells := func(d *dispatch.Dispatcher, typed, words string) {
		t.Helper()
		w.d = d
		var all []string
		for _, c := range w.types("hoa", typed) {
			all = append(all, c.Text)
		}
		if got := strings.Join(all, "\n"); !strings.Contains(got, words) {
			t.Errorf("after %q: no %q in\n%s", typed, words, got)
		}
	}
	for i, unit := range []string{"16138", "16150", "16147"} {
		w.d = []*dispatch.Dispatcher{first, second}[i%2]
		w.handsIn(unit + " so_thon=10")
		want := strconv.Itoa(10*(i+1)) + " (cộng từ " + strconv.Itoa(i+1) + "/27 xã đã nộp)"
		tells(second, "sửa H1.04", want)
		tells(first, "sửa H1.04", want)
	}

	w.d = first
	w.types("an", "bắt đầu")
	w.types("an", "đúng")
	before := w.belowVersion()
	for _, text := range []string{"1", "2", "1"} {
		if n := w.commits(func() { w.types("an", text) }); n != 1 {
			t.Errorf("the answer %q took %d commits", text, n)
		}
	}
	if after := w.belowVersion(); after != before {
		t.Errorf("ordinary answers counted %d changes", after-before)
	}
	w.types("an", "phần 5")
	w.types("an", "1")
	tells(second, "sửa H1.03", "xã Nga An (")

	w.d = first
	w.types("an", "/vuongmac Ai ký báo cáo?")
	w.types("an", "gửi")
	tells(second, "sửa H1.12", "1 vướng mắc")
	w.d = second
	w.types("truong", "/traloi 1 Chủ tịch.")
	w.types("truong", "gửi")
	tells(first, "sửa H1.12", "0 vướng mắc")

	if _, err := second.Change(context.Background(), w.c.Name, campaign.Close, false, w.now); err != nil {
		t.Fatal(err)
	}
	tells(first, "sửa H1.04", "đã đóng")
}

// TestOutdatedKeepsTheOrder: an update that finds the index behind is answered in the
// next commit, before what its sender did later, and those of others are not held up.
func TestOutdatedKeepsTheOrder(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("hoa", "401", roster.Officer)
	w.joins("an", "16144", roster.Officer)
	w.types("hoa", "bắt đầu")
	w.types("hoa", "sửa H1.04")
	w.types("an", "bắt đầu")
	w.reports("16138", report.Status{State: report.Exempt})
	n := w.commits(func() {
		w.batch([2]string{"hoa", "sửa H1.03"}, [2]string{"an", "đúng"}, [2]string{"hoa", "sửa H1.04"})
	})
	if n != 2 {
		t.Errorf("it took %d commits, want 2", n)
	}
	said := w.texts("hoa")
	last := strings.Join(said[len(said)-1:], "")
	if !strings.Contains(last, "/26 xã") {
		t.Errorf("the last that is said:\n%s", last)
	}
}
