package report_test

import (
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// TestOutliersAreAmongNeighbours: a figure is compared with those of units of the same
// parent and kind, at least eight of them, per household where it is looked at so, and
// «none» is never far.
func TestOutliersAreAmongNeighbours(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("code,parent_code,level,type,name\n1,,1,tỉnh,T\n2,1,2,huyện,A\n3,1,2,huyện,B\n")
	s := report.Overview{Level: 3, FigureLabels: []string{"người", ""}, FigurePer: []int{1, -1}, Status: map[string]report.Status{}}
	add := func(code, parent, kind string, people, households float64) {
		fmt.Fprintf(&csv, "%s,%s,3,%s,N%s\n", code, parent, kind, code)
		s.Status[code] = report.Status{State: report.Submitted, Figures: []float64{people, households}}
	}
	for i := range 9 {
		add(fmt.Sprint(20+i), "2", "xã", float64(100+i), 1000)
		add(fmt.Sprint(40+i), "3", "xã", float64(1000+10*i), 1000)
	}
	add("29", "2", "xã", 5000, 1000)     // far from its neighbours
	add("30", "2", "xã", 1000, 10000)    // large, but so is the commune
	add("31", "2", "xã", 0, 1000)        // none
	add("32", "2", "xã", 10, 1000)       // far below
	add("33", "2", "thị trấn", 5000, 10) // of a kind of its own
	add("49", "3", "xã", 5000, 1000)     // far from B's
	units, err := roster.ParseUnits(strings.NewReader(csv.String()), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	s.Units = units
	var got []string
	for _, o := range s.Outliers("1") {
		got = append(got, fmt.Sprint(o.Unit.Code, " ", o.Value, " ", o.Usual))
	}
	if want := "29 5000 103|32 10 103|49 5000 1045"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
}
