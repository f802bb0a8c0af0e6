package report_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

var (
	zone = time.FixedZone("ICT", 7*60*60)
	noon = time.Date(2016, 7, 7, 12, 0, 0, 0, zone)
)

// node is a unit as the tests know it, apart from package roster.
type node struct {
	code, parent string
	level        int
}

// tree is a random one: a province, districts or none, communes below either.
func tree(t *rapid.T) []node {
	nodes := []node{{"1", "", 1}}
	over := []string{"1"}
	for i := range rapid.IntRange(0, 5).Draw(t, "districts") {
		nodes = append(nodes, node{fmt.Sprint("2", i), "1", 2})
		over = append(over, fmt.Sprint("2", i))
	}
	for i := range rapid.IntRange(0, 60).Draw(t, "communes") {
		nodes = append(nodes, node{fmt.Sprintf("3%02d", i), rapid.SampledFrom(over).Draw(t, "over"), 3})
	}
	return nodes
}

func units(t interface{ Fatal(...any) }, nodes []node) *roster.Units {
	var b strings.Builder
	b.WriteString("code,parent_code,level,type,name\n")
	for _, n := range nodes {
		kind := [...]string{"tỉnh", "huyện", "xã"}[n.level-1]
		fmt.Fprintf(&b, "%s,%s,%d,%s,Tên %s\n", n.code, n.parent, n.level, kind, n.code)
	}
	us, err := roster.ParseUnits(strings.NewReader(b.String()), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return us
}

// status draws the record of a unit; ok is false for one without.
func status(t *rapid.T) (s report.Status, ok bool) {
	if rapid.Bool().Draw(t, "absent") {
		return s, false
	}
	hour := func(name string) time.Time {
		return noon.Add(-time.Duration(rapid.IntRange(0, 240).Draw(t, name)) * time.Hour)
	}
	submitted := hour("submitted")
	figure := rapid.OneOf(rapid.Just(math.NaN()), rapid.Map(rapid.IntRange(0, 1000), func(n int) float64 { return float64(n) }))
	return report.Status{
		State:   report.State(rapid.IntRange(int(report.NotStarted), int(report.Exempt)).Draw(t, "state")),
		Started: hour("started"), Changed: hour("changed"), Submitted: submitted, First: submitted,
		Done: rapid.IntRange(0, 70).Draw(t, "done"), Total: 70, Section: "X5",
		Figures: rapid.SliceOfN(figure, 0, 2).Draw(t, "figures"),
	}, true
}

func scene(t *rapid.T, nodes []node) report.Overview {
	s := report.Overview{
		Units: units(t, nodes), Level: 3, Sections: 10, Now: noon, Zone: zone,
		Status:        map[string]report.Status{},
		FigureLabels:  []string{"mô hình", "điển hình"},
		Deadline:      func(string) time.Time { return time.Date(2016, 7, 5, 23, 59, 59, 0, zone) },
		SectionNumber: func(string) (int, bool) { return 5, true },
	}
	for _, n := range nodes {
		if st, ok := status(t); ok {
			s.Status[n.code] = st
		}
	}
	return s
}

// below are the communes under the unit, found by walking up from each.
func below(nodes []node, under string) []node {
	parent := map[string]string{}
	for _, n := range nodes {
		parent[n.code] = n.parent
	}
	var out []node
	for _, n := range nodes {
		for at := n.code; at != "" && n.level == 3; at = parent[at] {
			if at == under {
				out = append(out, n)
				break
			}
		}
	}
	return out
}

func phrases(t interface{ Fatal(...any) }, lang string) locale.Phrases {
	c, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	p, _ := c.Language(lang)
	return p
}

func TestCountsAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes := tree(t)
		s := scene(t, nodes)
		for _, under := range nodes {
			checkTally(t, s, below(nodes, under.code), under.code)
		}
	})
}

func checkTally(t *rapid.T, s report.Overview, communes []node, under string) {
	states := map[report.State]int{}
	known, sum := 0, 0.0
	for _, n := range communes {
		st := s.Status[n.code]
		states[st.State]++
		if (st.State == report.Submitted || st.State == report.Accepted) && len(st.Figures) > 1 && !math.IsNaN(st.Figures[1]) {
			known++
			sum += st.Figures[1]
		}
	}
	got := s.Tally(under)
	in := states[report.Submitted] + states[report.Accepted]
	want := report.Tally{
		Total: len(communes) - states[report.Exempt], NotStarted: states[report.NotStarted],
		InProgress: states[report.InProgress], AwaitingSignOff: states[report.AwaitingSignOff],
		Returned: states[report.Returned], Submitted: states[report.Submitted],
		Accepted: states[report.Accepted], Exempt: states[report.Exempt],
		Overdue: len(communes) - states[report.Exempt] - in,
	}
	if got != want {
		t.Fatalf("tally of %s: %+v, want %+v", under, got, want)
	}
	if got.In()+got.Working()+got.NotStarted != got.Total {
		t.Fatalf("tally of %s: the three parts do not add up: %+v", under, got)
	}
	if f := s.Sums(under)[1]; f.Known != known || f.Value != sum || f.In != in {
		t.Fatalf("sum of %s: %+v, want %v of %d/%d", under, f, sum, known, in)
	}
}

// TestGroupsHoldEveryUnitOnce also checks the order of lateness.
func TestGroupsHoldEveryUnitOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes := tree(t)
		s := scene(t, nodes)
		total := s.Tally("1")
		seen := map[string]bool{}
		sum := 0
		lines := s.Lines("1")
		for i, g := range lines {
			sum += g.Tally.Total
			if i > 0 {
				a, b := lines[i-1].Tally, g.Tally
				shareA, shareB := float64(a.In())/float64(a.Total), float64(b.In())/float64(b.Total)
				if shareA > shareB+1e-12 || shareA == shareB && a.Missing() < b.Missing() {
					t.Fatalf("%+v stands before %+v", a, b)
				}
			}
		}
		if sum != total.Total {
			t.Fatalf("lines hold %d units of %d", sum, total.Total)
		}
		for _, g := range s.Late("1") {
			for _, u := range g.Missing {
				if seen[u.Code] || u.Parent != g.Unit.Code {
					t.Fatalf("%s in the wrong group or twice", u.Code)
				}
				seen[u.Code] = true
			}
		}
		if len(seen) != total.Missing() {
			t.Fatalf("groups name %d of %d missing units", len(seen), total.Missing())
		}
	})
}

// TestListNamesEveryMissingUnit: on the pages or else in the file, and nobody
// who has submitted.
func TestListNamesEveryMissingUnit(t *testing.T) {
	say := phrases(t, "vi")
	rapid.Check(t, func(t *rapid.T) {
		nodes := tree(t)
		s := scene(t, nodes)
		var all strings.Builder
		contents := report.MissingList(s, "1", say)
		for _, c := range contents {
			all.WriteString(c.Text + " ")
			if c.File != nil {
				all.Write(c.File.Data)
			}
		}
		for _, n := range below(nodes, "1") {
			st := s.Status[n.code].State
			if st == report.Exempt {
				continue // named apart where others are missing
			}
			if named := strings.Contains(all.String(), "Tên "+n.code); named == st.In() {
				t.Fatalf("%s (state %d): named %v\n%s", n.code, st, named, all.String())
			}
		}
	})
}
