package answers

import (
	"time"

	"giaoban/internal/form"
)

// A Sheet is one unit's answers to an outline at one instant: what the draft
// holds, read by the outline's rules.
type Sheet struct {
	Outline *form.Outline
	Draft   *Draft
	// Now is the campaign's time, in its zone.
	Now time.Time
}

// Today returns the day of the sheet as 2016-07-05.
func (s *Sheet) Today() string { return s.Now.Format(time.DateOnly) }

// DateBound returns a limit as a date; «today» is the campaign's day.
func (s *Sheet) DateBound(bound string) string {
	if bound == "today" {
		return s.Today()
	}
	return bound
}

// Hidden reports whether a question does not apply: itself, or its group.
func (s *Sheet) Hidden(q *form.Question, row int) bool {
	if q.Parent != nil && s.Draft.Cells[q.Parent.Pos].Hidden {
		return true
	}
	c := s.Draft.Cell(q, row)
	return c == nil || c.Hidden
}

// Known reports whether the place still exists in outline and draft.
func (s *Sheet) Known(p form.Place) bool {
	q := s.Outline.ByCode[p.Code]
	return q != nil && s.Draft.Cell(q, p.Row) != nil
}
