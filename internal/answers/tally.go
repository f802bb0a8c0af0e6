package answers

import (
	"cmp"
	"slices"

	"giaoban/internal/form"
)

// A Tally is what many reports say to one question.
type Tally struct {
	Question *form.Question
	// Given reports have an answer; in a group, so many rows have one.
	Given int
	// Sum, Least and Most are of numbers and years, with the units that have
	// them; Special answers («Trước năm 2006») are in Counts only.
	Sum         float64
	Least, Most Extreme
	// First and Last are the earliest and the latest date, as 2016-07-05.
	First, Last Extreme
	// Yes counts the yes among Given, Counts the choices and special answers by
	// name, Files the files.
	Yes    int
	Counts map[string]int
	Files  int
	// Letters are those of all texts.
	Letters int
	// Rows are a group's, of Given reports.
	Rows int
	// All are the answers one by one, in the order of the reports; of a group,
	// its rows. Nil where the reader lacks the right for them.
	All []Told
	// Barred marks what the reader has no right for: only counts are kept.
	Barred bool
}

// An Extreme is the least or the most that a unit has.
type Extreme struct {
	Value float64
	Day   string
	Unit  string
}

// Told is one unit's answer: a value, or a row by the beginning of its name.
type Told struct {
	Unit string
	Row  int
	Name string // of a row
	form.Value
}

// A Gathering makes tallies of the questions of one outline. Reports of its
// earlier versions count by the questions' names.
type Gathering struct {
	outline *form.Outline
	wanted  func(*form.Question) bool
	sees    func(unit, right string) bool
	by      map[*form.Question]*Tally
	// Reports is how many have been read.
	Reports int
}

// Gather begins a gathering. wanted reports whether a question is asked about
// (nil: all are), sees
// whether the reader has a right at a unit; nil is one who has all.
func Gather(o *form.Outline, wanted func(*form.Question) bool, sees func(unit, right string) bool) *Gathering {
	return &Gathering{outline: o, wanted: wanted, sees: sees, by: map[*form.Question]*Tally{}}
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
		if c.Hidden || !g.wants(q) {
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
		t.All = append(t.All, Told{Unit: unit, Row: r.ID, Name: r.Label})
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

func (g *Gathering) tally(q *form.Question) *Tally {
	t := g.by[q]
	if t == nil {
		t = &Tally{Question: q, Counts: map[string]int{}}
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
	t.All = append(t.All, Told{Unit: unit, Row: row, Value: v})
	switch q.Type {
	case form.Calculate:
		if len(v.Figures) == 0 || v.Figures[0].Unknown {
			return
		}
		t.number(unit, v.Figures[0].Value)
	case form.Integer, form.Decimal, form.Year:
		if v.Name != "" {
			t.Counts[v.Name]++
			return
		}
		t.number(unit, v.Number)
	case form.YesNo:
		if v.Number != 0 {
			t.Yes++
		}
	case form.SelectOne:
		t.Counts[v.Name]++
	case form.SelectMultiple:
		for _, name := range v.Names {
			t.Counts[name]++
		}
	case form.Date:
		t.date(unit, v.Name)
	case form.ShortText, form.LongText:
		t.Letters += v.Text.Letters
	case form.FileUpload:
		t.Files += v.Files
	}
}

func (t *Tally) number(unit string, n float64) {
	first := t.Least.Unit == ""
	t.Sum += n
	if first || n < t.Least.Value {
		t.Least = Extreme{Value: n, Unit: unit}
	}
	if first || n > t.Most.Value {
		t.Most = Extreme{Value: n, Unit: unit}
	}
}

func (t *Tally) date(unit, day string) {
	if day == "" {
		return
	}
	if t.First.Day == "" || day < t.First.Day {
		t.First = Extreme{Day: day, Unit: unit}
	}
	if day > t.Last.Day {
		t.Last = Extreme{Day: day, Unit: unit}
	}
}

// Tallies returns what was gathered, in the outline's order; fields of a group
// with rows follow it. A question that nobody answered has an empty one.
func (g *Gathering) Tallies() []*Tally {
	var out []*Tally
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
func (g *Gathering) Of(q *form.Question) *Tally {
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
