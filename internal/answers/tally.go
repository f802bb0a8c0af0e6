package answers

import (
	"cmp"
	"slices"

	"giaoban/internal/form"
)

// A Gathering makes tallies of the questions of one outline. Reports of its
// earlier versions count by the questions' names.
type Gathering struct {
	outline *form.Outline
	wanted  func(*form.Question) bool
	sees    func(unit, right string) bool
	by      map[*form.Question]*form.Tally
	// Reports is how many have been read.
	Reports int
}

// Gather begins a gathering. wanted reports whether a question is asked about
// (nil: all are), sees whether the reader has a right at a unit (nil: has all).
func Gather(o *form.Outline, wanted func(*form.Question) bool, sees func(unit, right string) bool) *Gathering {
	return &Gathering{outline: o, wanted: wanted, sees: sees, by: map[*form.Question]*form.Tally{}}
}

// Add reads one unit's report, with the outline that it belongs to.
func (g *Gathering) Add(unit string, o *form.Outline, d *Draft) {
	g.Reports++
	for _, q := range g.outline.Top {
		was := o.ByName[q.Name]
		if was == nil || was.Parent != nil || was.Type != q.Type || was.Pos >= len(d.Cells) || q.Submits() {
			continue
		}
		c := &d.Cells[was.Pos]
		if !g.wants(q) {
			continue
		}
		if c.Hidden {
			t := g.tally(q)
			t.Idle = append(t.Idle, unit)
			continue
		}
		if q.IsGroup() {
			g.rows(unit, q, was, c)
			continue
		}
		if c.State == Answered || c.State == Stale {
			g.take(unit, q, 0, c.Value)
		}
	}
}

// wants reports whether the question, or one in the group, is asked about.
func (g *Gathering) wants(q *form.Question) bool {
	if g.wanted == nil || g.wanted(q) {
		return true
	}
	for i := range q.Questions {
		if g.wanted(&q.Questions[i]) {
			return true
		}
	}
	return false
}

func (g *Gathering) rows(unit string, q, was *form.Question, c *Cell) {
	if len(c.Rows) == 0 {
		return
	}
	t := g.tally(q)
	t.Given++
	t.Rows += len(c.Rows)
	if g.bars(unit, q) {
		t.Barred = true
		return
	}
	for i := range c.Rows {
		r := &c.Rows[i]
		t.All = append(t.All, form.Told{Unit: unit, Row: r.ID, Name: r.Label})
		for j := range q.Questions {
			f := &q.Questions[j]
			k := slices.IndexFunc(was.Questions, func(x form.Question) bool { return x.Name == f.Name && x.Type == f.Type })
			if k < 0 || k >= len(r.Cells) || r.Cells[k].Hidden || r.Cells[k].State != Answered || g.wanted != nil && !g.wanted(f) {
				continue
			}
			g.take(unit, f, r.ID, r.Cells[k].Value)
		}
	}
}

// bars is the one place where a summary keeps an answer back.
func (g *Gathering) bars(unit string, q *form.Question) bool {
	return q.Bars(g.sees != nil, func(right string) bool { return g.sees(unit, right) })
}

func (g *Gathering) tally(q *form.Question) *form.Tally {
	t := g.by[q]
	if t == nil {
		t = &form.Tally{Question: q, Counts: map[string]int{}}
		g.by[q] = t
	}
	return t
}

func (g *Gathering) take(unit string, q *form.Question, row int, v form.Value) {
	t := g.tally(q)
	t.Given++
	if g.bars(unit, q) {
		t.Barred = true
		return
	}
	t.All = append(t.All, form.Told{Unit: unit, Row: row, Value: v})
	q.Count(t, unit, v)
}

// Tallies returns what was gathered, in the outline's order; fields of a group
// with rows follow it. A question that nobody answered has an empty one.
func (g *Gathering) Tallies() []*form.Tally {
	var out []*form.Tally
	add := func(q *form.Question) {
		if g.wanted != nil && !g.wanted(q) || q.Submits() {
			return
		}
		out = append(out, g.tally(q))
	}
	for _, q := range g.outline.Top {
		add(q)
		if t := g.by[q]; t == nil || t.Barred || t.Rows == 0 {
			continue // of no rows, or none that may be seen, there is no more to say
		}
		for i := range q.Questions {
			add(&q.Questions[i])
		}
	}
	return out
}

// Of returns what the reports say to one question; of a field of a group that the
// reader may not see, it is the group's.
func (g *Gathering) Of(q *form.Question) *form.Tally {
	if q.Parent != nil {
		if t := g.by[q.Parent]; t != nil && t.Barred {
			return t
		}
	}
	return g.tally(q)
}

// Apart is a confirmed figure that differs from what the units below add up to
// now.
type Apart struct {
	Code, Label string
	// Says stands in the report, Now is what its calculation gives.
	Says, Now float64
}

// Apart compares the confirmed figures of a report with what is known of the
// units below now: a correction, or what came after the confirmation.
func (d *Draft) Apart(o *form.Outline, below *form.Below, words form.Words) []Apart {
	copied := *d
	copied.Below = below
	var out []Apart
	for _, q := range o.Calculated {
		c := &d.Cells[q.Pos]
		if c.Hidden || c.State != Answered && c.State != Stale {
			continue
		}
		for i, w := range copied.Work(o, q) {
			f := &q.Figures[i]
			if !w.Known || f.List || f.Derived || i >= len(c.Value.Figures) || c.Value.Figures[i].Unknown || c.Value.Figures[i].Value == w.Number {
				continue
			}
			out = append(out, Apart{Code: q.Code, Label: form.Fill(cmp.Or(f.Label, q.Label), words), Says: c.Value.Figures[i].Value, Now: w.Number})
		}
	}
	return out
}
