package answers

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Emptied reports whether all rows of a list were taken out again, so that none is begun
// unasked. An untouched list has nil for its rows, and the stored form keeps that apart.
func (c *Cell) Emptied() bool { return c.Rows != nil && len(c.Rows) == 0 }

// PutOff leaves what is open in a row for later.
func (r *Row) PutOff(now time.Time) {
	for i := range r.Cells {
		if c := &r.Cells[i]; !c.Hidden && c.State == Open {
			c.PutOff(now)
		}
	}
}

// Resume opens what was left for later in a row.
func (r *Row) Resume() {
	for i := range r.Cells {
		if c := &r.Cells[i]; c.State == Later {
			c.State, c.Since = Open, 0
		}
	}
}

// PassOptional leaves what is optional and open in a row without an answer.
func (r *Row) PassOptional(group *form.Question) {
	for i := range r.Cells {
		if c := &r.Cells[i]; !c.Must(&group.Questions[i]) && c.State == Open {
			c.State = Skipped
		}
	}
}

// PassOptional leaves what is optional and open in a section without an answer.
func (d *Draft) PassOptional(s *form.Section) {
	for i := range s.Questions {
		q := &s.Questions[i]
		if c := &d.Cells[q.Pos]; !c.Must(q) && c.State == Open {
			c.State = Skipped
		}
	}
}

// CloseRows takes the rows of a group as all there are.
func (d *Draft) CloseRows(o *form.Outline, group *form.Question) {
	d.Cells[group.Pos].State, d.Cells[group.Pos].Since = Closed, 0
	d.Forget(group, 0)
	d.Refresh(o, group, 0)
}

// OpenRows lets a group take rows again.
func (d *Draft) OpenRows(o *form.Outline, group *form.Question) {
	d.Cells[group.Pos].State, d.Cells[group.Pos].Since = Open, 0
	d.Refresh(o, group, 0)
}

// DropRow takes a row out, and lets its group take rows again.
func (d *Draft) DropRow(o *form.Outline, group *form.Question, id int) {
	c := &d.Cells[group.Pos]
	c.Rows = slices.DeleteFunc(slices.Clone(c.Rows), func(r Row) bool { return r.ID == id })
	c.State = Open
	d.Refresh(o, group, 0)
}

// MoveRow puts the row that stands at one place of the list at another; both
// are counted from 0. Its id stays.
func (d *Draft) MoveRow(o *form.Outline, group *form.Question, from, to int) {
	c := &d.Cells[group.Pos]
	row := c.Rows[from]
	c.Rows = slices.Insert(slices.Delete(slices.Clone(c.Rows), from, from+1), to, row)
	d.Refresh(o, group, 0)
}

// CopyRow adds a row with the same answers as another but for its name and its
// files, which are asked anew. A text is copied if the caller takes it: most
// lie beside the draft.
func (d *Draft) CopyRow(o *form.Outline, group *form.Question, from *Row, takes func(q *form.Question, v form.Value) bool) *Row {
	to := Row{ID: d.NextRow, Offered: from.Offered, Cells: make([]Cell, len(group.Questions))}
	d.NextRow++
	for i := range group.Questions {
		q, have := &group.Questions[i], &from.Cells[i]
		switch {
		case q.Name == group.Rows.Name || have.Hidden:
		case have.State == Skipped:
			to.Cells[i].State = Skipped
		case have.State == Answered && q.Way() != form.ByFiles && takes(q, have.Value):
			v := have.Value
			v.Names = slices.Clone(v.Names)
			to.Cells[i] = Cell{State: Answered, Value: v}
		}
	}
	c := &d.Cells[group.Pos]
	c.Rows, c.State = append(c.Rows, to), Open
	d.RefreshRow(o, group, &c.Rows[len(c.Rows)-1])
	d.Refresh(o, group, 0)
	return &c.Rows[len(c.Rows)-1]
}

// Previous returns the question before a place that has been dealt with; nil if
// there is none. Of a group it is one behind the row of the place, or behind all
// its rows.
func (s *Sheet) Previous(at form.Place, group *form.Question) (found *form.Question, row int) {
	inside := false
	s.Draft.Each(s.Outline, func(q *form.Question, r int, c *Cell) bool {
		if q.Code == at.Code && r == at.Row {
			return false
		}
		if group != nil {
			here := q.Parent == group && (at.Row == 0 || r == at.Row)
			if inside && !here || q.Parent == nil && q.Section > group.Section {
				return false
			}
			inside = here
		}
		if c.State == Answered || c.State == Skipped || c.State == Later {
			found, row = q, r
		}
		return true
	})
	return found, row
}

// NextNumber returns the number question that is asked right behind another, in
// the same section or row, where it can be foreseen; nil if something else is.
// In the second round that is one that was put off.
func (s *Sheet) NextNumber(q *form.Question, row int, second bool) *form.Question {
	var found *form.Question
	switch {
	case second:
		if later, r := s.NextLater(q.At(row)); later != nil && r == row && later.Section == q.Section && later.Parent == q.Parent {
			found = later
		}
	case q.Parent != nil:
		found = s.Draft.nextField(q.Parent, s.Draft.Row(q.Parent, row))
	default:
		found = s.nextSingle(q.Section)
	}
	if found == nil || !found.IsNumber() {
		return nil
	}
	return found
}

func (d *Draft) nextField(group *form.Question, r *Row) *form.Question {
	for i := range r.Cells {
		q, c := &group.Questions[i], &r.Cells[i]
		if !c.Hidden && c.State == Open && (c.Must(q) || r.Offered) {
			return q
		}
	}
	return nil
}

// nextSingle is the next question of a section, up to the next group.
func (s *Sheet) nextSingle(section int) *form.Question {
	in := &s.Outline.Sections[section]
	for i := range in.Questions {
		q := &in.Questions[i]
		c := &s.Draft.Cells[q.Pos]
		switch {
		case c.Hidden || c.State != Open:
		case q.IsGroup():
			return nil
		case c.Must(q) && !q.Submits():
			return q
		}
	}
	if s.Draft.Offered&(1<<section) == 0 {
		return nil
	}
	return s.Draft.FirstOptional(in)
}

// Allowed reports whether a new value meets the question's own constraint, as
// far as that can be told.
func (s *Sheet) Allowed(q *form.Question, row int, v form.Value) bool {
	if !s.Offers(q, row, v) {
		return false
	}
	if q.Limit == nil {
		return true
	}
	c := s.Draft.Cell(q, row)
	before := *c
	defer func() { *c = before }()
	var r *Row
	if q.Parent != nil {
		r = s.Draft.Row(q.Parent, row)
	}
	for _, n := range v.Ends() { // of a range both ends must hold
		v.Number, v.Upper = n, nil
		if c.State, c.Value = Answered, v; !holds(s.Draft.EvalOn(q.Limit, r, s.Today())) {
			return false
		}
	}
	return true
}

// SaidBefore returns what was said to a question that now means something else;
// of one that has moved between a group and the report, as much of what was said
// there as fits into so many letters.
func (d *Draft) SaidBefore(q *form.Question, row, letters int) string {
	if c := d.Cell(q, row); len(d.Before) == 0 || c == nil || c.State == Answered {
		return ""
	}
	if i := d.BeforeAt(q.Name, row); i >= 0 {
		return d.Before[i].Words
	}
	var words []string
	for _, b := range d.Before {
		if b.Name == q.Name && (q.Parent == nil || b.Row == 0) {
			words = append(words, b.Words)
		}
	}
	return viet.Shorten(strings.Join(words, "; "), letters)
}
