package conversation

import "slices"

// eval runs an expression over the draft. What the system had worked out counts
// until somebody has looked at it again, so that what hangs on it does not come
// and go.
func (d *Draft) eval(e *expression, row *Row) (value any, known bool) {
	return e.eval(func(v variable) (any, bool) { return d.look(v, row, "", true) })
}

// evalOn is eval for checks, for which a figure that is to be looked at again
// is not known.
func (d *Draft) evalOn(e *expression, row *Row, today string) (value any, known bool) {
	return e.eval(func(v variable) (any, bool) { return d.look(v, row, today, false) })
}

// look gives the variable's value; ok is false while it is not answered.
func (d *Draft) look(v variable, row *Row, today string, stale bool) (x any, ok bool) {
	switch v.kind {
	case theDay:
		return today, today != ""
	case theNumber:
		return d.number(v.q, row), row != nil
	case theBelow:
		if d.Below == nil {
			return nil, false
		}
		return d.Below.value(v.members), true
	case theRows:
		return rowsOf(d, v), true
	case isClosed:
		return d.Cells[v.q.pos].State == Closed, true
	}
	c := &Cell{}
	switch {
	case v.q.group == nil:
		c = &d.Cells[v.q.pos]
	case row != nil:
		c = &row.Cells[v.q.pos]
	}
	if c.Hidden {
		return v.sample(), true
	}
	if c.State != Answered && !(stale && c.State == Stale) {
		return nil, false
	}
	if v.q.Type == Calculate {
		w := confirmed(v.q, c.Value)[v.part]
		if w.list != nil {
			return w.list, w.known
		}
		return w.number, w.known
	}
	return v.q.plain(c.Value), true
}

// rowsOf gives a group's rows as lists of the fields that the expression names;
// an unanswered field is nil.
func rowsOf(d *Draft, v variable) []map[string]any {
	c := &d.Cells[v.q.pos]
	if c.Hidden {
		return []map[string]any{}
	}
	rows := make([]map[string]any, len(c.Rows))
	for i := range c.Rows {
		m := make(map[string]any, len(v.fields)+1)
		m["stt"] = i + 1
		for _, q := range v.fields {
			if cell := &c.Rows[i].Cells[q.pos]; cell.State == Answered && !cell.Hidden {
				m[q.Name] = q.plain(cell.Value)
			} else {
				m[q.Name] = nil
			}
		}
		rows[i] = m
	}
	return rows
}

// number is a row's place in its group, from 1.
func (d *Draft) number(q *Question, row *Row) int {
	if row == nil {
		return 0
	}
	return 1 + slices.IndexFunc(d.Cells[q.pos].Rows, func(r Row) bool { return r.ID == row.ID })
}

// evalStale is eval on a given day.
func (d *Draft) evalStale(e *expression, row *Row, today string) (value any, known bool) {
	return e.eval(func(v variable) (any, bool) { return d.look(v, row, today, true) })
}
