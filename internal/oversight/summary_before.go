package oversight

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// tableBefore gathers what the units whose report is in said last time; nil where nothing was
// asked before.
func (t telling) tableBefore() (*answers.Gathering, error) {
	if t.lib.Before == nil {
		return nil, nil
	}
	r := *t.reader
	r.lib.Open = t.lib.Before
	return r.gather(t.o, t.WithThose(t.in), func(q *form.Question) bool { return q.IsNumber() || q.IsCalculated() || q.IsGroup() })
}

// growth are the last columns of a question's first row: what it came to last time, by how much
// that has changed over those who told it both times, and what it comes to over all periods.
// They are empty for what does not add up. The last says that units which ended are in what came last time.
func (t telling) growth(before *answers.Gathering, now *form.Tally) []string {
	q := now.Question
	if before == nil || now.Barred || q.Together() != form.Sum || q.ComesTo() != form.Numbers {
		return nil
	}
	last := before.Of(q)
	if last.Barred || last.Given == 0 {
		return nil
	}
	was := byUnit(last)
	told := func(unit string) (float64, bool) {
		n, ok := was[unit]
		return n, ok
	}
	change, both, formers := 0.0, false, 0
	for unit, n := range byUnit(now) {
		if then, of, ok := t.AsOneBefore(unit, told); ok {
			change, both, formers = form.Rounded(change+n-then), true, formers+of
		}
	}
	cells := []string{t.say.Ungrouped(last.Sum), "", ""}
	if both {
		cells[1] = t.say.Ungrouped(change)
		if formers > 0 {
			cells = append(cells, t.say.Count("since_formers", formers))
		}
	}
	if i := slices.IndexFunc(t.o.Figures, func(f form.Figure) bool { return f.Value == q.Name }); i >= 0 && t.o == t.lib.Outlines[t.Level] {
		if sums := t.Sums(t.head.Code); sums[i].Since.Periods > 1 {
			cells[2] = t.say.Ungrouped(sums[i].Since.Total)
		}
	}
	return cells
}

// byUnit adds up what each unit told: a list's rows together.
func byUnit(t *form.Tally) map[string]float64 {
	sums := map[string]float64{}
	for _, told := range t.All {
		n := told.Middle()
		if q := t.Question; q.IsCalculated() {
			if len(told.Figures) == 0 || told.Figures[0].Unknown {
				continue
			}
			n = told.Figures[0].Value
		} else if told.Value.Name != "" { // a special answer is no number
			continue
		}
		sums[told.Unit] = form.Rounded(sums[told.Unit] + n)
	}
	return sums
}
