package report

import (
	"math"
	"strings"
	"testing"
	"time"

	"giaoban/internal/roster"
)

// A figure is compared over the units that told it both times, and added up over all periods only
// where the outline says so.
func TestSumsAgainstEarlierPeriods(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\n0,,1,huyện,A\n1,0,2,xã,B\n2,0,2,xã,C\n3,0,2,xã,D\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	in := func(f ...float64) Status { return Status{State: Submitted, Figures: f} }
	s := Overview{Units: units, Level: 2, FigureLabels: []string{"hộ", "vụ"}, Cumulative: []bool{false, true},
		Status: map[string]Status{"1": in(100, 5), "2": in(50, 2), "3": {State: InProgress, Figures: []float64{9, 9}}},
		Earlier: []map[string]Status{
			{"1": in(90, 4), "2": {State: Returned, Figures: []float64{70, 7}}, "3": in(10, 1)},
			{"1": in(80, math.NaN()), "2": in(60, 3)},
		}}
	sums := s.Sums("0")
	if got, want := sums[0].Since, (Growth{Change: 10, Of: 1}); got != want {
		t.Errorf("households: %+v, want %+v", got, want)
	}
	if got, want := sums[1].Since, (Growth{Change: 1, Of: 1, Total: 5 + 4 + 2 + 3 + 1, Periods: 3}); got != want {
		t.Errorf("cases: %+v, want %+v", got, want)
	}
	s.Earlier = nil
	if got := s.Sums("0")[1].Since; got != (Growth{}) {
		t.Errorf("a first period: %+v", got)
	}
}

func TestGrowthInWords(t *testing.T) {
	say := speak(t, "vi")
	for _, c := range []struct {
		growth Growth
		want   string
	}{
		{Growth{}, ""},
		{Growth{Change: 3, Of: 4}, "so với kỳ trước: +3"},
		{Growth{Change: -1.5, Of: 4}, "so với kỳ trước: −1,5"},
		{Growth{Change: 0, Of: 2}, "so với kỳ trước: 0 (ở 2 xã có cả hai kỳ)"},
		{Growth{Change: 3, Of: 4, Total: 1234, Periods: 5}, "so với kỳ trước: +3, cộng dồn 5 kỳ: 1.234"},
	} {
		if got := c.growth.Words(4, "xã", say); got != c.want {
			t.Errorf("%+v is %q, want %q", c.growth, got, c.want)
		}
	}
}

// TestSumsAcrossAMerger: a unit that others ended in is held against what all of these told, and what they told stays in the total;
// a unit that took up another while it went on, too.
func TestSumsAcrossAMerger(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\n0,,1,huyện,A\n9,0,2,xã,Mới\n3,0,2,xã,D\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	ended := func(code, into string) roster.Former {
		return roster.Former{Unit: roster.Unit{Code: code, Parent: "0", Level: 2, Type: "xã", Name: code}, Was: code[:1], Kind: roster.Merged, Into: []string{into}, Day: "2026-12-14", At: into}
	}
	units = units.WithFormer([]roster.Former{ended("1.1", "9"), ended("2.1", "9"), ended("4.1", "3")}, "đã nhập")
	on := func(d int, f ...float64) Status {
		return Status{State: Submitted, Figures: f, Submitted: time.Date(2026, 12, d, 9, 0, 0, 0, time.UTC)}
	}
	s := Overview{Units: units, Level: 2, FigureLabels: []string{"vụ"}, Cumulative: []bool{true},
		Earlier: []map[string]Status{
			{"1.1": on(8, 4), "2.1": on(8, 5), "3": on(8, 10), "4.1": on(9, 3)},
			{"1.1": on(1, 1), "3": on(1, 10), "4.1": on(1, 7)},
		}}
	for _, c := range []struct {
		name   string
		status map[string]Status
		want   Growth
	}{
		{"both after the merger", map[string]Status{"9": on(15, 12), "3": on(15, 11)}, Growth{Change: 12 - 9 + 11 - 13, Of: 2, Total: 12 + 11 + 22 + 18, Periods: 3}},
		{"what ended reported first", map[string]Status{"1.1": on(13, 6), "3": on(15, 11)}, Growth{Change: 6 - 4 + 11 - 13, Of: 2, Total: 6 + 11 + 22 + 18, Periods: 3}},
	} {
		s.Status = c.status
		if got := s.Sums("0")[0].Since; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	s.Status, s.Earlier = map[string]Status{"9": on(15, 12), "3": on(15, 11)}, []map[string]Status{{"1.1": on(8, 4), "3": on(8, 10), "4.1": on(16, 3)}}
	if got, want := s.Sums("0")[0].Since, (Growth{Change: 12 - 4 + 11 - 13, Of: 2, Total: 12 + 11 + 17, Periods: 2}); got.Of == want.Of {
		t.Errorf("one that ended did not report: %+v", got)
	}
}
