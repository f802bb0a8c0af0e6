package report

import (
	"math"
	"strings"
	"testing"

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
