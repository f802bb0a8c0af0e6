package conversation

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// picked takes over a row of a unit below, with every field that copies one of it; false
// if the row is gone.
func (t presses) picked(q *form.Question, b button.Button) bool {
	picks := t.Picks(q, b.Row)
	i := slices.IndexFunc(picks, func(p exchange.Picked) bool { return p.ID == b.Number() })
	if i < 0 {
		return false
	}
	for j := range q.Parent.Questions {
		if f := &q.Parent.Questions[j]; f.Copies != "" {
			t.takeOver(f, b.Row, picks[i])
		}
	}
	t.Tell(t.Say.Say("row_taken_over", "name", picks[i].Name))
	t.checkOr(q, b.Row, t.next)
	return true
}

// takeOver answers one field as the row of the unit below does. What cannot be an answer
// here, and a text that quotes somebody's telephone, is asked.
func (t presses) takeOver(f *form.Question, row int, from exchange.Picked) {
	v, ok := from.Values[f.Copies]
	if !ok || t.Hidden(f, row) {
		return
	}
	text, piece := "", 0
	if f.IsText() {
		text, piece = from.Text(f.Copies), 1
		if text == "" || viet.PersonalNumber(text) != "" {
			return
		}
		v = form.Value{Text: answers.Describe(text, 1, form.TextInfo{})}
	}
	if !f.PicksExist(v) || t.Constrained(f, row, v) != "" {
		return
	}
	if text == "" {
		text = t.Echoed(f, v)
	}
	t.Store(f, row, v, text, piece)
	if piece > 0 {
		t.Out.Answers[len(t.Out.Answers)-1].Text = text
	}
}
