package oversight

import (
	"slices"

	"giaoban/internal/asked"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
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
	told := func(unit string) (float64, bool) {
		i := slices.IndexFunc(then, func(b measure) bool { return b.unit.Code == unit })
		if i < 0 {
			return 0, false
		}
		return then[i].middle(), true
	}
	formers := 0
	for _, m := range f.given {
		if n, of, ok := f.AsOneBefore(m.unit.Code, told); ok {
			all.Of, all.Change, formers = all.Of+1, form.Rounded(all.Change+m.middle()-n), formers+of
		}
	}
	words := all.Words(len(f.given), f.noun(), f.say)
	if words == "" {
		return "", nil
	}
	words = viet.UpperFirst(words) + "."
	if formers > 0 {
		words += " " + f.say.Count("since_formers", formers)
	}
	return words, nil
}

// lastTime are the measures of the last reports of those who told it this time.
func (f *figured) lastTime() ([]measure, error) {
	r := *f.reader
	r.lib.Open = f.lib.Before
	last := &figured{reader: &r, unit: f.unit, thing: f.thing, level: f.level}
	var now []roster.Unit
	for _, m := range f.given {
		now = append(now, m.unit)
	}
	for _, u := range f.WithThose(now) {
		p, err := f.lib.Before(u.Code)
		if err != nil {
			return nil, err
		}
		if p.Draft != nil {
			last.reports = append(last.reports, u)
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
