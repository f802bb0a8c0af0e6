package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Asked is what is known of the answer to the question that was put.
type Asked struct {
	// Picked are the choices ticked so far, by name, or the units offered.
	Picked []string `json:"k,omitempty"`
	// Readings are the two numbers that an input may mean, Approx tells that
	// they were said to be an estimate.
	Readings []float64 `json:"d,omitempty"`
	Approx   bool      `json:"a,omitempty"`
}

// read turns a typed answer into a value, or into the sentence that says what
// is unclear. Nothing is ever guessed.
func (t *Turn) read(q *form.Question, row int, input string) (v form.Value, problem string) {
	v, p := q.Read(t.given(input))
	if p != nil {
		return v, t.unread(q, p)
	}
	return v, t.constrained(q, row, v)
}

// given is words as an answer is read from them.
func (t *Turn) given(words string) form.Input {
	in := form.Input{Input: t.Input, Reader: viet.Reader{}, Say: t.Speech(), Now: t.Now, Units: units{t},
		Offered: t.Focus.Asked.Picked, Fixing: t.Focus.Fixing}
	in.Text = words
	return in
}

// unread says why an answer was not taken, and keeps what may have been meant.
func (t *Turn) unread(q *form.Question, p *form.Problem) string {
	if len(p.Readings) > 0 {
		t.Focus.Mode, t.Focus.Asked.Readings, t.Focus.Asked.Approx = Which, p.Readings, p.Approx
	}
	if q.Searched() {
		t.Focus.Asked.Picked = p.Offers
	}
	if p.Call {
		return t.withContact(t.Problem(p))
	}
	return t.Problem(p)
}

// constrained tries the question's own constraint on the new value.
func (t *Turn) constrained(q *form.Question, row int, v form.Value) string {
	if q.Limit == nil {
		return ""
	}
	c := t.Draft.Cell(q, row)
	before := *c
	c.State, c.Value = answers.Answered, v
	var r *answers.Row
	if q.Parent != nil {
		r = t.Draft.Row(q.Parent, row)
	}
	result, known := t.Draft.EvalOn(q.Limit, r, t.Today())
	*c = before
	if holds, _ := result.(bool); known && !holds {
		if q.ConstraintMessage != "" {
			return t.FillOf(q, q.ConstraintMessage, row)
		}
		return t.Say.Say("constraint_failed")
	}
	return ""
}
