package conversation

import (
	"slices"
	"strings"
)

// A run is number questions that are asked one right after the other, in one
// section or in one row. It is worked out on a copy of the draft, since each
// number may open or close the question behind it.

func (q *Question) isNumber() bool { return q.Type == Integer || q.Type == Decimal }

// clone is a draft of its own, for trying answers.
func (d *Draft) clone() *Draft {
	c := *d
	c.Cells = slices.Clone(d.Cells)
	for i := range c.Cells {
		c.Cells[i].Rows = slices.Clone(c.Cells[i].Rows)
		for j := range c.Cells[i].Rows {
			c.Cells[i].Rows[j].Cells = slices.Clone(c.Cells[i].Rows[j].Cells)
		}
	}
	c.Kept, c.Again, c.Before = slices.Clone(d.Kept), slices.Clone(d.Again), slices.Clone(d.Before)
	return &c
}

// trial is the turn on a copy: nothing that it does is seen.
func (t *Turn) trial() *Turn {
	try, focus := *t, *t.Focus
	try.Draft, try.Focus = t.Draft.clone(), &focus
	try.lead, try.out, try.notice = nil, Outcome{}, nil
	return &try
}

// following is the number question that is asked next after one is dealt with;
// nil if something else is.
func (t *Turn) following(q *Question, row int) *Question {
	var found *Question
	switch {
	case t.Focus.Later:
		later, r := t.nextLater(q.At(row))
		if later != nil && r == row && later.section == q.section && later.group == q.group {
			found = later
		}
	case q.group != nil:
		found = t.nextField(q.group, row)
	default:
		found = t.nextNumber(q.section)
	}
	if found == nil || !found.isNumber() {
		return nil
	}
	return found
}

// nextField is what nextInRow asks.
func (t *Turn) nextField(group *Question, row int) *Question {
	r := t.Draft.row(group, row)
	for i := range r.Cells {
		q, c := &group.Questions[i], &r.Cells[i]
		if !c.Hidden && c.State == Open && (q.Required || r.Offered) {
			return q
		}
	}
	return nil
}

// nextNumber is what nextIn asks, as far as it is no group.
func (t *Turn) nextNumber(section int) *Question {
	s := &t.Outline.Sections[section]
	for i := range s.Questions {
		q := &s.Questions[i]
		c := &t.Draft.Cells[q.pos]
		switch {
		case c.Hidden || c.State != Open:
		case q.Type == Repeat:
			return nil
		case q.Required && q.Type != Acknowledge:
			return q
		}
	}
	if t.Draft.Offered&(1<<section) == 0 {
		return nil
	}
	return t.Draft.firstOptional(s)
}

// suppose gives a question of the copy a number, so that the next one shows.
func (t *Turn) suppose(q *Question, row int, v Value) { t.Draft.set(t.Outline, q, row, v) }

// likely is a number that the question may get: its example, so that what
// depends on it opens.
func (t *Turn) likely(q *Question, row int) Value {
	v, problem := t.read(q, row, t.fill(q.Example, row))
	if problem != "" {
		lo, _ := bound(q.Min)
		v = Value{Number: max(1, lo)}
	}
	return v
}

// ahead is the run that begins at the question, as far as can be foreseen.
func (t *Turn) ahead(q *Question, row int) []*Question {
	if !q.isNumber() {
		return nil
	}
	try := t.trial()
	var run []*Question
	for q != nil && len(run) < maxItems {
		run = append(run, q)
		try.suppose(q, row, try.likely(q, row))
		q = try.following(q, row)
	}
	return run
}

// announced is how long a run must be to be worth a word.
const announced = 3

// tellRun says once, at the beginning of a run, that its numbers may be typed
// in one message, and which they are.
func (t *Turn) tellRun(q *Question, row int) string {
	if !q.isNumber() || t.Focus.Fixing || t.Focus.Later || !t.beginsRun(q, row) {
		return ""
	}
	run := t.ahead(q, row)
	if len(run) < announced {
		return ""
	}
	var b strings.Builder
	b.WriteString(t.Say.Say("table_ahead", "n", len(run)))
	for _, x := range run {
		b.WriteString("\n" + t.Say.Say("table_ahead_line", "code", x.Code, "label", shorten(t.fill(x.Label, row), lineLetters)))
	}
	return b.String()
}

// lineLetters is how much of a question names it in a table.
const lineLetters = 44

// beginsRun tells whether the question before is none of the same run.
func (t *Turn) beginsRun(q *Question, row int) bool {
	begins := true
	t.Draft.each(t.Outline, func(x *Question, r int, c *Cell) bool {
		if x == q && r == row {
			return false
		}
		begins = x.section != q.section || r != row || !x.isNumber() || c.State == Open
		return true
	})
	return begins
}
