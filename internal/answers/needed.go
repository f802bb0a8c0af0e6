package answers

import (
	"slices"

	"giaoban/internal/form"
)

// Must reports whether the question of the cell must be answered.
func (c *Cell) Must(q *form.Question) bool { return q.Required || c.Needed }

// Asks reports whether the question of the cell is still to be answered, as it must be: one
// that was passed over may have come to be needed.
func (c *Cell) Asks(q *form.Question) bool {
	return c.Must(q) && (c.State == Open || c.State == Skipped)
}

// ceiling is how many rows a group may have; known is false if nothing says so, or not yet.
func ceiling(d *Draft, group *form.Question) (most int, known bool) {
	if group.MaxRows == nil {
		return 0, false
	}
	v, known := d.eval(group.MaxRows, nil)
	most = max(0, int(form.Number(v)))
	return most, known && (most > 0 || group.Rows.Exactly != "")
}

// Ceiling returns how many rows a group may have; known is false if nothing says so, or not yet.
func (s *Sheet) Ceiling(group *form.Question) (most int, known bool) { return ceiling(s.Draft, group) }

// Full reports whether a group has all the rows that it may have.
func (s *Sheet) Full(group *form.Question) bool {
	most, known := s.Ceiling(group)
	return known && len(s.Draft.Cells[group.Pos].Rows) >= most
}

// Uncounted reports whether the answer that says how many rows a group has exactly is still
// to come.
func (s *Sheet) Uncounted(group *form.Question) bool {
	if group.Rows.Exactly == "" {
		return false
	}
	_, known := s.Ceiling(group)
	return !known && slices.ContainsFunc(group.MaxRows.Vars, func(v form.Variable) bool {
		return v.Q != nil && s.Draft.waitsFor(s.Outline, v)
	})
}
