package conversation

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A run is number questions that are asked one right after the other, in one
// section or in one row. It is worked out on a copy of the draft, since each
// number may open or close the question behind it.

// trial is the turn on a copy: nothing that it does is seen.
func (t numbers) trial() *Turn {
	try, focus := *t.Turn, *t.Focus
	try.Draft, try.Focus = t.Draft.Clone(), &focus
	try.lead, try.out, try.notice = nil, Outcome{}, nil
	return &try
}

// following is the number question that is asked next after one is dealt with;
// nil if something else is.
func (t numbers) following(q *form.Question, row int) *form.Question {
	var found *form.Question
	switch {
	case t.Focus.Later:
		later, r := t.NextLater(q.At(row))
		if later != nil && r == row && later.Section == q.Section && later.Parent == q.Parent {
			found = later
		}
	case q.Parent != nil:
		found = t.nextField(q.Parent, row)
	default:
		found = t.nextNumber(q.Section)
	}
	if found == nil || !found.IsNumber() {
		return nil
	}
	return found
}

// nextField is what nextInRow asks.
func (t numbers) nextField(group *form.Question, row int) *form.Question {
	r := t.Draft.Row(group, row)
	for i := range r.Cells {
		q, c := &group.Questions[i], &r.Cells[i]
		if !c.Hidden && c.State == answers.Open && (q.Required || r.Offered) {
			return q
		}
	}
	return nil
}

// nextNumber is what nextIn asks, as far as it is no group.
func (t numbers) nextNumber(section int) *form.Question {
	s := &t.Outline.Sections[section]
	for i := range s.Questions {
		q := &s.Questions[i]
		c := &t.Draft.Cells[q.Pos]
		switch {
		case c.Hidden || c.State != answers.Open:
		case q.IsGroup():
			return nil
		case q.Required && !q.Submits():
			return q
		}
	}
	if t.Draft.Offered&(1<<section) == 0 {
		return nil
	}
	return t.Draft.FirstOptional(s)
}

// suppose gives a question of the copy a number, so that the next one shows.
func (t numbers) suppose(q *form.Question, row int, v form.Value) { t.Draft.Set(t.Outline, q, row, v) }

// likely is a number that the question may get: its example, so that what
// depends on it opens.
func (t numbers) likely(q *form.Question, row int) form.Value {
	v, problem := t.read(q, row, t.Fill(q.Example, row))
	if problem != "" {
		lo, _ := form.Bound(q.Min)
		v = form.Value{Number: max(1, lo)}
	}
	return v
}

// ahead is the run that begins at the question, as far as can be foreseen.
func (t numbers) ahead(q *form.Question, row int) []*form.Question {
	if !q.IsNumber() {
		return nil
	}
	try := t.trial()
	var run []*form.Question
	for q != nil && len(run) < viet.MaxItems {
		run = append(run, q)
		try.numbers().suppose(q, row, try.numbers().likely(q, row))
		q = try.numbers().following(q, row)
	}
	return run
}

// announced is how long a run must be to be worth a word.
const announced = 3

// tellRun says once, at the beginning of a run, that its numbers may be typed
// in one message, and which they are.
func (t numbers) tellRun(q *form.Question, row int) string {
	if !q.IsNumber() || t.Focus.Fixing || t.Focus.Later || !t.beginsRun(q, row) {
		return ""
	}
	run := t.ahead(q, row)
	if len(run) < announced {
		return ""
	}
	var b strings.Builder
	b.WriteString(t.Say.Say("table_ahead", "n", len(run)))
	for _, x := range run {
		b.WriteString("\n" + t.Say.Say("table_ahead_line", "code", x.Code, "label", viet.Shorten(t.Fill(x.Label, row), lineLetters)))
	}
	return b.String()
}

// lineLetters is how much of a question names it in a table.
const lineLetters = 44

// beginsRun tells whether the question before is none of the same run.
func (t numbers) beginsRun(q *form.Question, row int) bool {
	begins := true
	t.Draft.Each(t.Outline, func(x *form.Question, r int, c *answers.Cell) bool {
		if x == q && r == row {
			return false
		}
		begins = x.Section != q.Section || r != row || !x.IsNumber() || c.State == answers.Open
		return true
	})
	return begins
}
