package conversation

// each visits every cell that can be asked, in the order of asking, until f
// returns false: in a section and in a row what is required comes first.
func (d *Draft) each(o *Outline, f func(q *Question, row int, c *Cell) bool) {
	for i := range o.Sections {
		s := &o.Sections[i]
		for _, required := range []bool{true, false} {
			for j := range s.Questions {
				q := &s.Questions[j]
				c := &d.Cells[q.pos]
				if c.Hidden || (q.Required || q.Type == Repeat) != required {
					continue
				}
				if q.Type != Repeat && !f(q, 0, c) || q.Type == Repeat && !eachField(q, c, f) {
					return
				}
			}
		}
	}
}

// eachField visits the cells of a group's rows; false when f has had enough.
func eachField(group *Question, c *Cell, f func(q *Question, row int, c *Cell) bool) bool {
	for i := range c.Rows {
		r := &c.Rows[i]
		for _, required := range []bool{true, false} {
			for j := range group.Questions {
				q, cell := &group.Questions[j], &r.Cells[j]
				if !cell.Hidden && q.Required == required && !f(q, r.ID, cell) {
					return false
				}
			}
		}
	}
	return true
}

// nextLater finds what was put off, behind the given place.
func (s *Sheet) nextLater(from Place) (found *Question, row int) {
	passed := from.Code == ""
	s.Draft.each(s.Outline, func(q *Question, r int, c *Cell) bool {
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

// previous is the question before the place that has been dealt with.
func (t *Turn) previous(at Place) (found *Question, row int) {
	group := t.asked()
	if group != nil && group.Type != Repeat {
		group = nil
	}
	inside := false
	t.Draft.each(t.Outline, func(q *Question, r int, c *Cell) bool {
		if q.Code == at.Code && r == at.Row {
			return false
		}
		if group != nil { // behind the row, or behind all rows
			here := q.group == group && (at.Row == 0 || r == at.Row)
			if inside && !here || q.group == nil && q.section > group.section {
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

// missing lists the required questions that are not answered, in order.
func (s *Sheet) missing() []Place {
	var list []Place
	s.Draft.each(s.Outline, func(q *Question, row int, c *Cell) bool {
		if (q.Required || s.Draft.pending(q, row)) && q.Type != Acknowledge && c.State != Answered {
			list = append(list, q.At(row))
		}
		return true
	})
	for _, q := range s.Outline.top {
		if c := &s.Draft.Cells[q.pos]; q.Type == Repeat && !c.Hidden && (q.Required || s.Draft.pending(q, 0)) && c.State != Closed {
			list = append(list, Place{Code: q.Code})
		}
	}
	return list
}
