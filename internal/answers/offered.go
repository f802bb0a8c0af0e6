package answers

import (
	"slices"

	"giaoban/internal/form"
)

// trying gives what tells whether a choice of the question fits; nil while an answer that the
// filter names is not known.
func trying(d *Draft, q *form.Question, row *Row, today string) func(form.Option) bool {
	try, known := q.Filter.Trying(func(v form.Variable) (any, bool) { return d.look(v, row, today, true) })
	if !known {
		return nil
	}
	return try
}

// leaves reports whether the filter of a question is known to leave a choice.
func leaves(d *Draft, q *form.Question, row *Row) bool {
	if q.Filter == nil {
		return true
	}
	fits := trying(d, q, row, d.Today)
	return fits != nil && slices.ContainsFunc(q.Choices, fits)
}

// rowOf is the row in which a question stands; nil outside lists.
func (s *Sheet) rowOf(q *form.Question, row int) *Row {
	if q.Parent == nil {
		return nil
	}
	return s.Draft.Row(q.Parent, row)
}

// Offering returns the question with the choices that fit what was answered before: so it is
// asked, and so its answer is read.
func (s *Sheet) Offering(q *form.Question, row int) *form.Question {
	if q == nil || q.Filter == nil {
		return q
	}
	fits := trying(s.Draft, q, s.rowOf(q, row), s.Today())
	if fits == nil {
		return q
	}
	return q.Only(fits)
}

// Offers reports whether every choice of an answer fits what was answered before, as far as
// that can be told.
func (s *Sheet) Offers(q *form.Question, row int, v form.Value) bool {
	if q.Filter == nil {
		return true
	}
	fits := trying(s.Draft, q, s.rowOf(q, row), s.Today())
	if fits == nil {
		return true
	}
	for _, name := range append(slices.Clone(v.Names), v.Name) {
		if slices.ContainsFunc(q.Special, func(o form.Option) bool { return o.Name == name }) {
			continue
		}
		if i := slices.IndexFunc(q.Choices, func(o form.Option) bool { return o.Name == name }); i >= 0 && !fits(q.Choices[i]) {
			return false
		}
	}
	return true
}

// misfits are the places where a choice that was picked does not fit any more.
func (s *Sheet) misfits(c *form.Check) (out []Failure) {
	failed := func(cell *Cell, row int) {
		if !cell.Hidden && cell.State == Answered && !s.Offers(c.Of, row, cell.Value) {
			out = append(out, Failure{c, row})
		}
	}
	if c.Parent == nil {
		failed(&s.Draft.Cells[c.Of.Pos], 0)
		return out
	}
	list := &s.Draft.Cells[c.Parent.Pos]
	if list.Hidden {
		return nil
	}
	for i := range list.Rows {
		failed(&list.Rows[i].Cells[c.Of.Pos], list.Rows[i].ID)
	}
	return out
}
