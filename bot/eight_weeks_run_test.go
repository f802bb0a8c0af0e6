package main

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/store"
)

// TestEightWeeks is a weekly report over eight weeks by the clock, of a bot that is killed with -9 in each switch and started again:
// a day off moves an opening and another a deadline, a commune is late and hands in behind the next opening, one never reports, two
// are merged while the bot is down. Each period opens once, everybody hears of it, and what is told of sums, changes and totals is
// added up again from what was typed, and from the lines of the history at the end.
func TestEightWeeks(t *testing.T) {
	inLine(t)
	w := newWeeks(t)
	if err := putTime(w.path("clock"), w.now); err != nil {
		t.Fatal(err)
	}
	w.begins()
	w.waits()
	w.killed() // there is a database now
	an, phu, thai := w.joins("Nga An", "11", "officer"), w.joins("Nga Phú", "12", "officer"), w.joins("Nga Thái", "13", "officer")
	hai, tan := w.joins("Nga Hải", "14", "officer"), w.joins("Nga Tân", "15", "officer")
	head := w.joins("huyen", "1", "coordinator")
	everybody := []*clerk{an, phu, thai, hai, tan, head}
	w.begins()
	for _, p := range everybody {
		p.hears("Mã đúng")
	}
	for i, week := range theWeeks {
		w.turns(i, time.Duration(i*i)*5*time.Millisecond)
		if i == mergedFrom {
			w.units("16,1,2,xã,Nga Hải Tân")
			w.write("moves.csv", "old_code,old_name,change,new_code,new_name,day,totals\n14,,merged,16,,2025-07-01,successor\n15,,merged,16,,2025-07-01,successor\n")
			w.command("có\n", "units", "move", w.path("moves.csv"))
		}
		w.begins()
		w.tells(w.opens(i).Add(time.Minute))
		w.waits()
		for _, p := range everybody {
			if said := p.hears("Đã mở kỳ báo cáo " + week.name + ","); p != head && !strings.Contains(said, "Hạn nộp: 16:00 ngày "+week.due) {
				t.Errorf("%s, %s: due %s is not in\n%s", p.unit, week.period, week.due, said)
			}
		}
		w.goes(w.opens(i).Add(2 * time.Hour))
		w.live(i, an, phu, hai, tan)
		w.goes(w.opens(i).AddDate(0, 0, int(time.Wednesday-w.opens(i).Weekday())).Add(4 * time.Hour))
		w.told(i, head)
	}
	w.goes(w.opens(7).AddDate(0, 0, 5))
	w.killed()

	t.Logf("%d of %d kills came before the period was open", w.early, len(theWeeks))
	for _, p := range everybody {
		for _, week := range theWeeks {
			if n := p.times("Đã mở kỳ báo cáo " + week.name + ","); n < 1 || n > 2 {
				t.Errorf("%s heard %d times that %s opened", p.unit, n, week.period)
			}
		}
	}
	for _, p := range []*clerk{hai, tan} { // the communes that ended in it had reported in their time
		if n := p.times("tuần 52 của xã Nga Hải Tân") + p.times("tuần 52 đã đóng mà"); n > 0 {
			t.Errorf("%s is asked for a report of before the merger:\n%s", p.unit, p.all())
		}
	}
	w.recount()
}

// live is what the communes do in a week: Nga Thái does nothing.
func (w *weeks) live(i int, an, phu, hai, tan *clerk) {
	period, before := theWeeks[i].period, func(n int) string {
		if i == 0 {
			return ""
		}
		return fmt.Sprintf("Kỳ trước: %d", n)
	}
	an.reports(period, 10*(i+1), before(10*i))
	switch {
	case i < mergedFrom:
		hai.reports(period, 5+i, before(4+i))
		tan.reports(period, 7+i, before(6+i))
	case i == mergedFrom: // what the two told last time, together
		hai.unit = "Nga Hải Tân"
		hai.reports(period, 20+i, before(4+mergedFrom+6+mergedFrom))
	default:
		hai.reports(period, 20+i, before(19+i))
	}
	switch i {
	case lateIn: // begins, and goes on a week later
		phu.says("bắt đầu", "Câu 1/2")
		phu.says("3", "Câu 2/2")
		return
	case lateIn + 1: // the late one first
		phu.says("2", "Xác nhận")
		phu.says("nộp", "Đã nộp")
		phu.handedIn(theWeeks[lateIn].period, 3)
		phu.reports(period, i+1, before(3))
		return
	}
	phu.reports(period, i+1, before(i))
}

// told is what a head reads at noon of a week's Wednesday.
func (w *weeks) told(i int, head *clerk) {
	w.t.Helper()
	period, all := theWeeks[i].period, 0
	for j := range i + 1 {
		all += w.sum(theWeeks[j].period)
	}
	want := fmt.Sprintf("- số vụ việc: %d", w.sum(period))
	if i > 0 {
		want += " – so với kỳ trước: " + w.change(i) + fmt.Sprintf(", cộng dồn %d kỳ: %d", i+1, all)
	}
	if said := head.says("/tinhhinh", "Tình hình nộp báo cáo"); !strings.Contains(said+"\n", want+"\n") {
		w.t.Errorf("%s: wants %q in\n%s", period, want, said)
	}
	if i == 0 {
		return
	}
	said := head.says("/solieu số vụ việc", "Câu A1.01")
	if want := "So với kỳ trước: " + w.change(i) + "."; !strings.Contains(strings.Replace(said, ", cộng dồn", ". cộng dồn", 1), strings.Replace(want, ").", ")", 1)) {
		w.t.Errorf("%s: wants %q in\n%s", period, want, said)
	}
	if noted := strings.Contains(said, "tính cả số của 2 đơn vị cũ"); noted != (i == mergedFrom) {
		w.t.Errorf("%s: whether what was merged is in the last period: %v\n%s", period, noted, said)
	}
}

// change is by how much the communes that told it in two weeks changed, as it is written; the merged one is held against the two.
func (w *weeks) change(i int) string {
	now, before := w.typed[theWeeks[i].period], w.typed[theWeeks[i-1].period]
	change, both := 0, 0
	for unit, n := range now {
		then, was := before[unit]
		if unit == "Nga Hải Tân" && !was {
			then, was = before["Nga Hải"]+before["Nga Tân"], true
		}
		if was {
			change, both = change+n-then, both+1
		}
	}
	sign := map[bool]string{true: "+", false: "−"}[change > 0]
	words := fmt.Sprintf("%s%d", sign, int(math.Abs(float64(change))))
	if change == 0 {
		words = "0"
	}
	if both < len(now) {
		words += fmt.Sprintf(" (ở %d xã có cả hai kỳ)", both)
	}
	return words
}

// recount compares what is stored with what was typed, period by period.
func (w *weeks) recount() {
	units := []string{"11", "12", "13", "14.1", "15.1", "16"}
	all, stored := 0, 0
	w.kept(func(r store.Reader) error {
		all, stored = 0, 0
		for _, week := range theWeeks {
			sum, err := w.recounted(r, week.period, units)
			if err != nil {
				return err
			}
			if sum != w.sum(week.period) {
				w.t.Errorf("%s: %d are stored, %d were typed", week.period, sum, w.sum(week.period))
			}
			all, stored = all+w.sum(week.period), stored+sum
			opened := 0
			lines, err := store.JournalSince(r, report.ID{Campaign: weeksCampaign, Period: week.period}, time.Time{})
			if err != nil {
				return err
			}
			for _, e := range lines {
				if e.Outreach == report.Opened {
					opened++
				}
			}
			if opened != 1 {
				w.t.Errorf("%s opened %d times", week.period, opened)
			}
		}
		return nil
	})
	w.t.Logf("%d cases of eight weeks were typed, %d are stored", all, stored)
}
