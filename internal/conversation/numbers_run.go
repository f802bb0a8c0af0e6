package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
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
	try.Lead, try.Out, try.Notice = nil, exchange.Outcome{}, nil
	return &try
}

// likely is a number that the question may get: its example, so that what
// depends on it opens.
func (t numbers) likely(q *form.Question, row int) form.Value {
	v, problem := t.Read(q, row, t.Fill(q.Example, row))
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
		try.Draft.Set(t.Outline, q, row, try.numbers().likely(q, row))
		q = try.NextNumber(q, row, t.Focus.Later)
	}
	return run
}

// announced is how long a run must be to be worth a word.
const announced = 3

// tellRun says once, at the beginning of a run, that its numbers may be typed in one
// message, and reports whether it did.
func (t numbers) tellRun(q *form.Question, row int) bool {
	if !q.IsNumber() || t.Focus.Fixing || t.Focus.Later || !t.beginsRun(q, row) {
		return false
	}
	run := t.ahead(q, row)
	if len(run) < announced {
		return false
	}
	t.Tell(t.Say.Say("table_ahead", "n", len(run)))
	return true
}

// beginsRun reports whether the question before is none of the same run.
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
