package dispatch_test

import (
	"log/slog"
	"strings"
	"testing"

	"giaoban/internal/reform"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// movesIn moves the units of the weekly report by rows of a file of moves, and starts the program again on the new list.
func movesIn(t *testing.T, w *world, list, rows string) *world {
	t.Helper()
	older, now := w.units.All(), parseUnits(t, "units.csv", "code,parent_code,level,type,name\n"+list)
	moves, err := roster.ParseMoves(strings.NewReader(strings.Join(roster.MoveColumns(), ",")+"\n"+rows), "moves.csv", older, now)
	if err != nil {
		t.Fatal(err)
	}
	ground := reform.Ground{List: w.c.UnitList, Campaigns: []string{w.c.Name}}
	var plan reform.Plan
	err = w.kv.View(t.Context(), func(r store.Reader) (err error) {
		plan, err = ground.Draw(r, older, now, moves, 1, w.now)
		return err
	})
	if err != nil || len(plan.Missing) > 0 {
		t.Fatal(err, plan.Missing)
	}
	if err := reform.Begin(t.Context(), w.kv, plan.Reform); err != nil {
		t.Fatal(err)
	}
	if err := reform.Finish(t.Context(), w.kv, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	d := *w.d.Definitions()[0]
	d.Units = now.WithFormer(plan.Formers, "cũ")
	return reopened(t, w, w.now, &d)
}

// TestUnitsMoveWhileTwoPeriodsAreOpen: a district ends and two communes become one while last week's reports still come in. In both
// weeks each report is what it was, the totals stay, the head of now hears what waits in either, and can act on it.
func TestUnitsMoveWhileTwoPeriodsAreOpen(t *testing.T) {
	w := threeWeeks(t) // week 51 is open, week 50 is late; An is in both, Phú in 51 only
	w.types("thai", "nộp bù báo cáo tuần trước")
	w.weekIn("thai", "4", "0")
	for _, who := range []string{"an", "thai"} {
		w.types(who, "sửa báo cáo tuần trước")
		w.types(who, "ghi nhầm số vụ")
	}
	w.types("thai", "bắt đầu")
	w.types("thai", "6")
	totals := func(asks string) string {
		for line := range strings.Lines(text(w.types("huyen", asks))) {
			if strings.Contains(line, "số vụ việc: ") {
				return line
			}
		}
		return ""
	}
	before := []string{totals("tình hình tuần này"), totals("tình hình tuần trước")}

	w = movesIn(t, w, "2,,1,huyện,Nga Hà\n11,2,2,xã,Nga An\n14,2,2,xã,Phú Thái\n", "1,,merged,2,,2026-12-14,\n11,,moved,11,,2026-12-14,\n12,,merged,14,,2026-12-14,\n13,,merged,14,,2026-12-14,\n")
	if got := w.live(); got != "2026-W51, 2026-W50" {
		t.Fatalf("live: %s", got)
	}
	for _, c := range []struct {
		period, unit string
		want         report.State
	}{
		{"2026-W50", "11", report.Submitted}, {"2026-W51", "11", report.Submitted},
		{"2026-W50", "12.1", report.NotStarted}, {"2026-W51", "12.1", report.Submitted},
		{"2026-W50", "13.1", report.Submitted}, {"2026-W51", "13.1", report.InProgress},
		{"2026-W50", "14", report.NotStarted}, {"2026-W51", "14", report.NotStarted},
	} {
		if got := w.state(c.period, c.unit); got != c.want {
			t.Errorf("%s of %s is %v, want %v", c.period, c.unit, got, c.want)
		}
	}
	if after := []string{totals("tình hình tuần này"), totals("tình hình tuần trước")}; strings.Join(after, "") != strings.Join(before, "") || before[0] == "" || before[1] == "" {
		t.Errorf("the totals were %q and are %q", before, after)
	}
	huyen, thai := textOf(w.said[person("huyen")]), textOf(w.said[person("thai")])
	if !strings.Contains(huyen, "tuần 50\n") || !strings.Contains(huyen, "Đề nghị sửa báo cáo đã nộp đang chờ: xã Nga An.") || strings.Contains(huyen, "đang chờ: xã Nga An, ") {
		t.Errorf("the head of now hears:\n%s", huyen)
	}
	if !strings.Contains(thai, "không còn ai xét") || !strings.Contains(thai, "[Làm tiếp]") {
		t.Errorf("whose unit ended hears:\n%s", thai)
	}
	said := w.types("huyen", "mở lại Nga An")
	w.presses("huyen", said, "Mở lại, tuần 50")
	said = w.types("huyen", "số vụ ghi nhầm")
	w.presses("huyen", said, "Mở lại")
	if got := w.state("2026-W50", "11"); got.In() || !w.state("2026-W51", "11").In() {
		t.Errorf("opened again: W50 is %v, W51 is %v", got, w.state("2026-W51", "11"))
	}
	if got := sayings(w.types("thai", "xem báo cáo tuần trước")); !strings.Contains(got, "của các đơn vị cũ nay thuộc xã Phú Thái") && !strings.Contains(got, "Làm báo cáo tuần 50") {
		t.Errorf("last week of the new unit: %s", got)
	}
	w.goes(day(2026, 12, 21, "08:01"))
	if got := w.live(); got != "2026-W52, 2026-W51" {
		t.Errorf("a week later: %s", got)
	}
}
