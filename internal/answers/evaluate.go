package answers

import (
	"slices"

	"giaoban/internal/form"
)

// eval runs an expression over the draft. What the system had worked out counts
// until somebody has looked at it again, so that what hangs on it does not come
// and go.
func (d *Draft) eval(e *form.Expression, row *Row) (value any, known bool) {
	return e.Eval(func(v form.Variable) (any, bool) { return d.look(v, row, d.Today, true) })
}

// EvalOn is eval for checks, for which a figure that is to be looked at again
// is not known.
func (d *Draft) EvalOn(e *form.Expression, row *Row, today string) (value any, known bool) {
	return e.Eval(func(v form.Variable) (any, bool) { return d.look(v, row, today, false) })
}

// look returns the variable's value; ok is false while it is not answered.
func (d *Draft) look(v form.Variable, row *Row, today string, stale bool) (x any, ok bool) {
	if v.Kind == form.IsAnswered && v.Was != nil {
		return d.Recalled().answered(*v.Was), true
	}
	switch v.Kind {
	case form.TheDay:
		return today, today != ""
	case form.TheWord: // of no choice in particular
		return nil, false
	case form.TheNumber:
		return d.number(v.Q, row), row != nil
	case form.TheBelow:
		if d.Below == nil {
			return nil, false
		}
		return d.Below.Value(v.Members), true
	case form.TheLast:
		return d.Recalled().look(*v.Was)
	case form.TheRows:
		return rowsOf(d, v, false), true
	case form.IsClosed:
		return d.Cells[v.Q.Pos].State == Closed, true
	}
	c := &Cell{}
	switch {
	case v.Q.Parent == nil:
		c = &d.Cells[v.Q.Pos]
	case row != nil:
		c = &row.Cells[v.Q.Pos]
	}
	if v.Kind == form.IsAnswered {
		return hasAnswer(v, c), true
	}
	if c.Hidden {
		return v.Sample(), true
	}
	if c.State != Answered && !(stale && c.State == Stale) {
		return nil, false
	}
	if v.Q.IsCalculated() {
		w := Confirmed(v.Q, c.Value)[v.Part]
		if w.List != nil {
			return w.List, w.Known
		}
		return w.Number, w.Known
	}
	return v.Q.Plain(c.Value), true
}

// hasAnswer reports whether there is an answer, or of a list a row or the word that there is none.
func hasAnswer(v form.Variable, c *Cell) bool {
	switch {
	case c.Hidden:
		return false
	case v.Q.IsGroup():
		return len(c.Rows) > 0 || c.State == Closed
	case v.Q.IsCalculated() && (c.State == Answered || c.State == Stale):
		return Confirmed(v.Q, c.Value)[v.Part].Known
	}
	return c.State == Answered
}

// rowsOf returns a group's rows as lists of the fields that the expression names;
// an unanswered field is nil, or zero if it was passed over and that is to count so.
func rowsOf(d *Draft, v form.Variable, zero bool) []map[string]any {
	c := &d.Cells[v.Q.Pos]
	if c.Hidden {
		return []map[string]any{}
	}
	rows := make([]map[string]any, len(c.Rows))
	for i := range c.Rows {
		m := make(map[string]any, len(v.Fields)+1)
		m["stt"] = i + 1
		for _, q := range v.Fields {
			switch cell := &c.Rows[i].Cells[q.Pos]; {
			case cell.State == Answered && !cell.Hidden:
				m[q.Name] = q.Plain(cell.Value)
			case zero && (cell.State == Skipped || cell.Hidden):
				m[q.Name] = q.Plain(form.Value{})
			default:
				m[q.Name] = nil
			}
		}
		rows[i] = m
	}
	return rows
}

// number returns a row's place in its group, from 1.
func (d *Draft) number(q *form.Question, row *Row) int {
	if row == nil {
		return 0
	}
	return 1 + slices.IndexFunc(d.Cells[q.Pos].Rows, func(r Row) bool { return r.ID == row.ID })
}

// EvalStale is eval on a given day.
func (d *Draft) EvalStale(e *form.Expression, row *Row, today string) (value any, known bool) {
	return e.Eval(func(v form.Variable) (any, bool) { return d.look(v, row, today, true) })
}

// RuledOut reports whether a hidden question is known not to apply, rather than
// not to be asked yet because what decides it has no answer.
func (s *Sheet) RuledOut(q *form.Question, row int) bool {
	var r *Row
	if q.Parent != nil {
		if s.Draft.Cells[q.Parent.Pos].Hidden {
			return s.RuledOut(q.Parent, 0)
		}
		r = s.Draft.Row(q.Parent, row)
	}
	if q.Filter != nil && trying(s.Draft, q, r, s.Draft.Today) != nil && !leaves(s.Draft, q, r) {
		return true
	}
	return slices.ContainsFunc(q.Conditions, func(e *form.Expression) bool {
		holds, known := s.Draft.eval(e, r)
		return known && holds != true
	})
}
