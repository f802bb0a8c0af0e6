package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// nextInSameRow goes on in the row that was just answered in, so that who
// jumped to a list is not led out of it in the middle of a row.
func (t *Turn) nextInSameRow(from form.Place) bool {
	q := t.Outline.ByCode[from.Code]
	if q == nil || q.Parent == nil || t.Draft.Cells[q.Parent.Pos].Hidden {
		return false
	}
	r := t.Draft.Row(q.Parent, from.Row)
	if r == nil {
		return false
	}
	if t.rows().nextInRow(q.Parent, r) {
		return true
	}
	c := &t.Draft.Cells[q.Parent.Pos]
	return c.State == answers.Open && !r.Waits() && t.rows().nextInGroup(q.Parent, c)
}

// pressedRowLater leaves the row half done, if it is the one being filled in.
func (t rows) pressedRowLater(q *form.Question, b Button) {
	if !t.current(b.Place) || !t.laterRow() {
		t.showRow(q.Parent, t.Draft.Row(q.Parent, b.Row))
	}
}
