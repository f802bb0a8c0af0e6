package conversation

import (
	"slices"

	"giaoban/internal/locale"
)

// nextInSameRow goes on in the row that was just answered in, so that who
// jumped to a list is not led out of it in the middle of a row.
func (t *Turn) nextInSameRow(from Place) bool {
	q := t.Outline.byCode[from.Code]
	if q == nil || q.group == nil || t.Draft.Cells[q.group.pos].Hidden {
		return false
	}
	r := t.Draft.row(q.group, from.Row)
	if r == nil {
		return false
	}
	if t.nextInRow(q.group, r) {
		return true
	}
	c := &t.Draft.Cells[q.group.pos]
	return c.State == Open && !r.waits() && t.nextInGroup(q.group, c)
}

// quotedName is a row's name in the middle of a sentence, or that it has none.
func (w *Writer) quotedName(r *Row) string {
	if r == nil {
		return quotedName(w.Say, "")
	}
	return quotedName(w.Say, r.Label)
}

func quotedName(say locale.Phrases, name string) string {
	if name == "" {
		return say.Say("row_no_name")
	}
	return say.Say("row_name", "name", name)
}

// waits tells whether something in the row was put off; its optional questions
// are not offered before that is done.
func (r *Row) waits() bool {
	return slices.ContainsFunc(r.Cells, func(c Cell) bool { return !c.Hidden && c.State == Later })
}

// laterGroup is a list that was left for later as a whole.
func (s *Sheet) laterGroup() *Question {
	for _, q := range s.Outline.top {
		if c := &s.Draft.Cells[q.pos]; q.Type == Repeat && !c.Hidden && c.State == Later {
			return q
		}
	}
	return nil
}

// pressedRowLater leaves the row half done, if it is the one being filled in.
func (t *Turn) pressedRowLater(q *Question, b Button) {
	if !t.current(b.Place) || !t.laterRow() {
		t.showRow(q.group, t.Draft.row(q.group, b.Row))
	}
}
