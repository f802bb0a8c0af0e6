package conversation

import (
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// edit takes an own message rewritten: the answer that it gave is corrected.
func (t *Turn) edit() {
	switch {
	case t.Frozen:
		t.SayFrozen()
	case len(t.Input.Files) > 0 && (t.Of == nil || t.Input.Text == ""): // another picture, or other words under it
		t.decline(t.Say.Say("edit_file"))
	case t.mode().edited() || t.numbers().editedList():
	case t.Of != nil && !t.Known(*t.Of):
		t.decline(t.Say.Say("edit_gone"))
	case t.Command.Is(command.Fix):
		t.ways().editedOrder()
	case t.Of == nil:
		t.decline(t.Say.Say("edit_unknown"))
	default:
		t.correct(t.Outline.ByCode[t.Of.Code], t.Of.Row, t.Input.Text)
	}
}

// editedOrder takes a message that reads «sửa 0.07 12» now. Who wrote it like that corrects
// it like that: what stands behind the code is the answer. A message that answered another
// question is not taken for two: its answer stands, and that is said.
func (t ways) editedOrder() {
	q, typed := t.meant(t.Command.Part), viet.Shorten(viet.Line(t.Input.Text), shownLetters)
	switch {
	case q == nil:
		t.decline(t.Say.Say("edit_order", "typed", typed))
	case t.Of != nil && t.Of.Code != q.Code:
		of := t.Outline.ByCode[t.Of.Code]
		t.decline(t.Say.Say("edit_other", "label", t.Called(of, t.Of.Row), "typed", typed))
	case t.Command.Words == "" || !t.takesWords(q):
		t.decline(t.Say.Say("edit_order", "typed", typed))
	case t.Of != nil:
		t.correct(q, t.Of.Row, t.Command.Words)
	default:
		t.correct(q, 0, t.Command.Words)
	}
}

// shownLetters is how much of an edited message is said back.
const shownLetters = 90

// takesWords reports whether a question is answered by words behind its code: what is
// written at length, reckoned, or stands in a row is asked for by itself.
func (t ways) takesWords(q *form.Question) bool {
	return !q.IsText() && !q.IsCalculated() && (q.Parent == nil || t.Of != nil)
}
