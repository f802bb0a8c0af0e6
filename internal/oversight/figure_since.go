package oversight

import (
	"slices"

	"giaoban/internal/asked"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/viet"
)

// since compares what was asked about with the last reports of the same units, and gives what it
// comes to over all periods where the outline adds it up so; "" where there is nothing before.
func (f *figured) since() (string, error) {
	if f.lib.Before == nil || !f.adds() || f.barred || f.thing.Kind() == asked.Marked {
		return "", nil
	}
	then, err := f.lastTime()
	if err != nil {
		return "", err
	}
	all := f.comparedFigure()
	all.Of, all.Change = 0, 0
	for _, m := range f.given {
		i := slices.IndexFunc(then, func(b measure) bool { return b.unit.Code == m.unit.Code })
		if i >= 0 {
			all.Of, all.Change = all.Of+1, form.Rounded(all.Change+m.middle()-then[i].middle())
		}
	}
	words := all.Words(len(f.given), f.noun(), f.say)
	if words == "" {
		return "", nil
	}
	return viet.UpperFirst(words) + ".", nil
}

// lastTime are the measures of the last reports of those who told it this time.
func (f *figured) lastTime() ([]measure, error) {
	r := *f.reader
	r.lib.Open = f.lib.Before
	last := &figured{reader: &r, unit: f.unit, thing: f.thing, level: f.level}
	for _, m := range f.given {
		p, err := f.lib.Before(m.unit.Code)
		if err != nil {
			return nil, err
		}
		if p.Draft != nil {
			last.reports = append(last.reports, m.unit)
		}
	}
	err := last.read()
	return last.given, err
}

// comparedFigure is what is known over periods of the figure that is asked about, or that is this
// question's answer.
func (f *figured) comparedFigure() report.Growth {
	if f.level != f.Level {
		return report.Growth{}
	}
	o := f.lib.Outlines[f.level]
	i := slices.IndexFunc(o.Figures, func(x form.Figure) bool {
		return f.thing.Figure != nil && x.Name == f.thing.Figure.Name || f.thing.Q != nil && f.thing.Choice == "" && x.Value == f.thing.Q.Name
	})
	if i < 0 {
		return report.Growth{}
	}
	return f.Sums(f.unit.Code)[i].Since
}
