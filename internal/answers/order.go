package answers

import (
	"giaoban/internal/form"
)

// RowGroup returns the list that a question or a list belongs to.
func RowGroup(q *form.Question) *form.Question {
	if q.IsGroup() {
		return q
	}
	return q.Parent
}

// Each visits every cell that can be asked, in the order of asking, until f
// returns false: in a section and in a row what is required comes first.
func (d *Draft) Each(o *form.Outline, f func(q *form.Question, row int, c *Cell) bool) {
	for i := range o.Sections {
		s := &o.Sections[i]
		for _, required := range []bool{true, false} {
			for j := range s.Questions {
				q := &s.Questions[j]
				c := &d.Cells[q.Pos]
				if c.Hidden || (q.First() || q.IsGroup()) != required {
					continue
				}
				if !q.IsGroup() && !f(q, 0, c) || q.IsGroup() && !eachField(q, c, f) {
					return
				}
			}
		}
	}
}

// eachField visits the cells of a group's rows; false when f has had enough.
func eachField(group *form.Question, c *Cell, f func(q *form.Question, row int, c *Cell) bool) bool {
	for i := range c.Rows {
		r := &c.Rows[i]
		for _, required := range []bool{true, false} {
			for j := range group.Questions {
				q, cell := &group.Questions[j], &r.Cells[j]
				if !cell.Hidden && q.First() == required && !f(q, r.ID, cell) {
					return false
				}
			}
		}
	}
	return true
}

// NextLater finds what was put off, behind the given place.
func (s *Sheet) NextLater(from form.Place) (found *form.Question, row int) {
	passed := from.Code == ""
	s.Draft.Each(s.Outline, func(q *form.Question, r int, c *Cell) bool {
		if passed && c.State == Later {
			found, row = q, r
			return false
		}
		if q.Code == from.Code && r == from.Row {
			passed = true
		}
		return true
	})
	if found == nil {
		found = s.laterGroup()
	}
	return found, row
}

// Missing lists the required questions that are not answered, in order.
func (s *Sheet) Missing() []form.Place {
	var list []form.Place
	s.Draft.Each(s.Outline, func(q *form.Question, row int, c *Cell) bool {
		if (c.Must(q) || s.Draft.Pending(q, row)) && !q.Submits() && c.State != Answered {
			list = append(list, q.At(row))
		}
		return true
	})
	for _, q := range s.Outline.Top {
		if c := &s.Draft.Cells[q.Pos]; q.IsGroup() && !c.Hidden && (c.Must(q) || s.Draft.Pending(q, 0)) && c.State != Closed {
			list = append(list, form.Place{Code: q.Code})
		}
	}
	return list
}
