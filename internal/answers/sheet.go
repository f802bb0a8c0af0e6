package answers

import (
	"time"

	"giaoban/internal/form"
)

// Today is the day of the sheet as 2016-07-05.
func (s *Sheet) Today() string { return s.Now.Format(time.DateOnly) }

// DateBound is a bound as a date; «today» is the campaign's day.
func (t *Sheet) DateBound(s string) string {
	if s == "today" {
		return t.Today()
	}
	return s
}

// A Sheet is one unit's answers to an outline at one instant: what the draft
// holds, read by the outline's rules.
type Sheet struct {
	Outline *form.Outline
	Draft   *Draft
	// Now is the campaign's time, in its zone.
	Now time.Time
}

// Hidden tells whether a question does not apply: itself, or its group.
func (s *Sheet) Hidden(q *form.Question, row int) bool {
	if q.Parent != nil && s.Draft.Cells[q.Parent.Pos].Hidden {
		return true
	}
	c := s.Draft.Cell(q, row)
	return c == nil || c.Hidden
}

// Known tells whether the place still exists in outline and draft.
func (s *Sheet) Known(p form.Place) bool {
	q := s.Outline.ByCode[p.Code]
	return q != nil && s.Draft.Cell(q, p.Row) != nil
}
