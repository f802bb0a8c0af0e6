package oversight

import (
	"cmp"
	"math"
	"slices"

	"giaoban/internal/asked"
	"giaoban/internal/form"
	"giaoban/internal/roster"
)

// values are what the reports that are in say of one thing.
type values struct {
	// expected units are to report, reports are those whose report is in.
	expected, reports []roster.Unit
	// given are the values, in the tree's order.
	given []measure
	// idle are the units whose report does not come to the question, silent those that
	// left it open.
	idle, silent []roster.Unit
	// barred marks what the reader has no right for: only how many rows and how many
	// answers there are is kept.
	barred                  bool
	barredRows, barredGiven int
}

// A measure is what one unit has: a number, or from one number to another; 1 or 0 for
// who has a choice or has not.
type measure struct {
	unit  roster.Unit
	n, to float64
	// from is how many reports it was added up from, of all there are.
	from, of int
	told     []form.Told
}

// middle is what a measure is ranked by.
func (m measure) middle() float64 { return (m.n + m.to) / 2 }

// read goes through the reports once.
func (f *figured) read() error {
	if f.thing.Figure != nil {
		return f.readWorked()
	}
	g, err := f.gather(f.lib.Outlines[f.level], f.reports, func(q *form.Question) bool { return q == f.thing.Q })
	if err != nil {
		return err
	}
	t := g.Of(f.thing.Q)
	f.barred, f.barredRows, f.barredGiven = t.Barred, t.Rows, t.Given
	by := map[string][]form.Told{}
	for _, told := range t.All {
		by[told.Unit] = append(by[told.Unit], told)
	}
	idle := t.Idle
	if group := f.thing.Q.Group(); group != nil {
		idle = g.Of(group).Idle
	}
	for _, u := range f.reports {
		m, ok := f.measure(u, by[u.Code])
		switch {
		case ok:
			f.given = append(f.given, m)
		case slices.Contains(idle, u.Code):
			f.idle = append(f.idle, u)
		case f.thing.Kind() == asked.Listed:
			f.given = append(f.given, measure{unit: u, from: 1, of: 1})
		default:
			f.silent = append(f.silent, u)
		}
	}
	return nil
}

// readWorked reads a figure that the outline works out.
func (f *figured) readWorked() error {
	for _, u := range f.reports {
		p, err := f.lib.Open(u.Code)
		if err != nil {
			return err
		}
		n := math.NaN()
		if p.Draft != nil {
			i := slices.IndexFunc(p.Outline.Figures, func(x form.Figure) bool { return x.Name == f.thing.Figure.Name })
			if i >= 0 {
				n = p.Draft.FigureValues(p.Outline)[i]
				f.barred = f.barred || f.hides(u, p.Outline.Figures[i].Expression)
			}
		}
		if math.IsNaN(n) || math.IsInf(n, 0) {
			f.silent = append(f.silent, u)
			continue
		}
		f.given = append(f.given, measure{unit: u, n: n, to: n, from: 1, of: 1})
	}
	return nil
}

// hides reports whether a figure is worked out from what the reader has no right for.
func (f *figured) hides(u roster.Unit, e *form.Expression) bool {
	return slices.ContainsFunc(e.Vars, func(v form.Variable) bool {
		return v.Q != nil && v.Q.Bars(true, func(right string) bool { return f.sees(u.Code, right) })
	})
}

// measure is what one unit told, rows added up; ok is false if that is nothing.
func (f *figured) measure(u roster.Unit, told []form.Told) (m measure, ok bool) {
	m = measure{unit: u, from: 1, of: 1, told: told}
	for _, t := range told {
		n, to, counts := f.counted(t.Value)
		ok = ok || counts
		m.n, m.to = form.Rounded(m.n+n), form.Rounded(m.to+to)
	}
	return m, ok
}

// counted is what one answer counts for.
func (f *figured) counted(v form.Value) (n, to float64, ok bool) {
	one := func(yes bool) (float64, float64, bool) { return float64(form.Flag(yes)), float64(form.Flag(yes)), true }
	switch q := f.thing.Q; {
	case f.thing.Choice != "":
		return one(v.Name == f.thing.Choice || slices.Contains(v.Names, f.thing.Choice))
	case q.IsGroup():
		return one(true)
	case q.ComesTo() == form.YesAndNo:
		return one(v.Number != 0)
	case q.IsCalculated():
		if len(v.Figures) == 0 || v.Figures[0].Unknown {
			return 0, 0, false
		}
		return v.Figures[0].Value, v.Figures[0].Value, true
	case v.Name != "": // a special answer is no number
		return 0, 0, false
	}
	ends := v.Ends()
	return ends[0], ends[len(ends)-1], true
}

// total is what the measures come to together.
func total(list []measure) (sum, to float64) {
	for _, m := range list {
		sum, to = form.Rounded(sum+m.n), form.Rounded(to+m.to)
	}
	return sum, to
}

// ranked are the measures, the most first, or the least; those that are equal stay in the
// tree's order.
func ranked(list []measure, least bool) []measure {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b measure) int {
		if least {
			a, b = b, a
		}
		return cmp.Compare(b.middle(), a.middle())
	})
	return list
}

// grouped adds the measures up to the units of a level. A unit that lies under none of
// them is left out; one without any value is told as silent.
func (f *figured) grouped() (list []measure, silent []roster.Unit) {
	at := map[string]int{}
	above := func(code string) (roster.Unit, bool) {
		for _, up := range f.Units.Ancestors(code) {
			if up.Level == f.group {
				return up, true
			}
		}
		return roster.Unit{}, false
	}
	for _, u := range f.expected {
		up, ok := above(u.Code)
		if !ok {
			continue
		}
		if _, known := at[up.Code]; !known {
			at[up.Code] = len(list)
			list = append(list, measure{unit: up})
		}
		list[at[up.Code]].of++
	}
	for _, m := range f.given {
		if up, ok := above(m.unit.Code); ok {
			g := &list[at[up.Code]]
			g.n, g.to, g.from = form.Rounded(g.n+m.n), form.Rounded(g.to+m.to), g.from+1
		}
	}
	for _, m := range list {
		if m.from == 0 {
			silent = append(silent, m.unit)
		}
	}
	return slices.DeleteFunc(list, func(m measure) bool { return m.from == 0 }), silent
}

// lone reports whether the question is about one unit's own report.
func (f *figured) lone() bool { return f.level == f.unit.Level }

// adds reports whether the values of several units may be added up, most whether
// several count the same.
func (f *figured) adds() bool {
	return f.thing.Kind() != asked.Amount || f.thing.Q.Together() != form.None
}

func (f *figured) doubles() bool {
	return f.thing.Kind() == asked.Amount && f.thing.Q.Together() == form.Max
}

// has reports whether a unit has any of the thing.
func has(m measure) bool { return m.to > 0 }
