package conversation

// next asks the first open question that applies; when there is none, what was
// put off; when there is none of that either, it shows the summary.
//
// In each section the required questions come first, then the optional ones
// are offered once. A repeating group is walked row by row.
func (t *Turn) next() {
	from := t.Focus.Place
	second := t.Focus.Later
	*t.Focus = Focus{}
	for i := range t.Outline.Sections {
		if t.nextIn(i) {
			return
		}
	}
	if !second {
		from = Place{}
	}
	if q, row := t.nextLater(from); q != nil {
		t.Focus.Later = true
		t.ask(q, row)
		return
	}
	t.review()
}

// nextIn asks the section's next question; false when it has none.
func (t *Turn) nextIn(section int) bool {
	s := &t.Outline.Sections[section]
	optional := 0
	for i := range s.Questions {
		q := &s.Questions[i]
		c := &t.Draft.Cells[q.pos]
		switch {
		case c.Hidden || q.Type == Acknowledge || c.State != Open:
		case q.Type == Repeat:
			if t.nextInGroup(q, c) {
				return true
			}
		case q.Required:
			t.ask(q, 0)
			return true
		default:
			optional++
		}
	}
	if optional == 0 {
		return false
	}
	if t.Draft.Offered&(1<<section) == 0 {
		t.Focus.Phase, t.Focus.Place = Offering, Place{Code: s.firstOptional(t.Draft).Code}
		t.bubble(t.Say.Count("offer_section", optional), t.offerButtons())
		return true
	}
	t.ask(s.firstOptional(t.Draft), 0)
	return true
}

func (s *Section) firstOptional(d *Draft) *Question {
	for i := range s.Questions {
		q := &s.Questions[i]
		if c := &d.Cells[q.pos]; !c.Hidden && !q.Required && c.State == Open && q.Type != Acknowledge {
			return q
		}
	}
	return nil
}

// nextInGroup asks the next field of a group's rows, or whether there are more
// rows; false when the group has nothing to ask now.
func (t *Turn) nextInGroup(group *Question, c *Cell) bool {
	for i := range c.Rows {
		if t.nextInRow(group, &c.Rows[i]) {
			return true
		}
	}
	switch {
	case len(c.Rows) == 0:
		t.startRow(group)
	case group.Rows.Max > 0 && len(c.Rows) >= group.Rows.Max:
		t.close(group)
		return false
	default:
		t.Focus.Phase, t.Focus.Place = Growing, Place{Code: group.Code}
		t.grow(group)
	}
	return true
}

func (t *Turn) nextInRow(group *Question, r *Row) bool {
	optional := 0
	for i := range group.Questions {
		q := &group.Questions[i]
		c := &r.Cells[q.pos]
		if c.Hidden || c.State != Open {
			continue
		}
		if q.Required || r.Offered {
			t.ask(q, r.ID)
			return true
		}
		optional++
	}
	if optional == 0 {
		return false
	}
	t.Focus.Phase, t.Focus.Place = Offering, Place{Code: group.Code, Row: r.ID}
	t.bubble(t.Say.Count("offer_row", optional, "row", t.rowNumber(group, r.ID)), t.offerButtons())
	return true
}

// startRow begins a row and asks its first question.
func (t *Turn) startRow(group *Question) {
	id := t.Outline.addRow(t.Draft, group)
	t.Outline.refresh(t.Draft, group, 0)
	n := len(t.Draft.Cells[group.pos].Rows)
	if n == 1 {
		t.introduce(group.section)
	}
	t.tell(t.fillRow(group.Label, n))
	t.ask(&group.Questions[0], id)
}

// close takes the rows as all there are.
func (t *Turn) close(group *Question) {
	t.Draft.Cells[group.pos].State = Closed
	t.Outline.refresh(t.Draft, group, 0)
}

// grow asks whether there is another row.
func (t *Turn) grow(group *Question) {
	n := len(t.Draft.Cells[group.pos].Rows)
	floor := t.Outline.floor(t.Draft, group)
	t.tell(t.progress(group, 0))
	if n < floor {
		t.bubble(t.Say.Count("row_more_needed", n, "noun", group.Rows.Noun, "floor", floor), t.growButtons())
		return
	}
	t.bubble(t.Say.Count("row_more", n, "noun", group.Rows.Noun), t.growButtons())
}

// each visits every cell that can be asked, in order, until f returns false.
func (o *Outline) each(d *Draft, f func(q *Question, row int, c *Cell) bool) {
	for _, q := range o.top {
		c := &d.Cells[q.pos]
		if c.Hidden {
			continue
		}
		if q.Type != Repeat {
			if !f(q, 0, c) {
				return
			}
			continue
		}
		for i := range c.Rows {
			r := &c.Rows[i]
			for j := range q.Questions {
				cell := &r.Cells[j]
				if !cell.Hidden && !f(&q.Questions[j], r.ID, cell) {
					return
				}
			}
		}
	}
}

// nextLater finds what was put off, behind the given place.
func (t *Turn) nextLater(from Place) (found *Question, row int) {
	passed := from.Code == ""
	t.Outline.each(t.Draft, func(q *Question, r int, c *Cell) bool {
		if passed && c.State == Later {
			found, row = q, r
			return false
		}
		if q.Code == from.Code && r == from.Row {
			passed = true
		}
		return true
	})
	return found, row
}

// previous is the question before the place that has been dealt with.
func (t *Turn) previous(at Place) (found *Question, row int) {
	t.Outline.each(t.Draft, func(q *Question, r int, c *Cell) bool {
		if q.Code == at.Code && r == at.Row {
			return false
		}
		if c.State == Answered || c.State == Skipped || c.State == Later {
			found, row = q, r
		}
		return true
	})
	return found, row
}

// missing lists the required questions that are not answered, in order.
func (t *Turn) missing() []Place {
	var list []Place
	t.Outline.each(t.Draft, func(q *Question, row int, c *Cell) bool {
		if q.Required && q.Type != Acknowledge && c.State != Answered {
			list = append(list, Place{q.Code, row})
		}
		return true
	})
	for _, q := range t.Outline.top {
		if c := &t.Draft.Cells[q.pos]; q.Type == Repeat && !c.Hidden && q.Required && c.State != Closed {
			list = append(list, Place{Code: q.Code})
		}
	}
	return list
}

// again puts what is in focus once more.
func (t *Turn) again() {
	q := t.asked()
	switch t.Focus.Phase {
	case Asking:
		if q != nil {
			t.ask(q, t.Focus.Row)
			return
		}
	case Offering:
		t.bubble("", t.offerButtons())
		return
	case Growing:
		t.grow(q)
		return
	case Checking:
		if t.putCheck() {
			return
		}
	case Review:
		t.review()
		return
	case NoneSure:
		t.bubble(t.Say.Say("none_sure"), t.noneButtons())
		return
	case Which:
		t.bubble("", t.readingButtons())
		return
	case Dropping:
		t.askDrop()
		return
	case Showing:
		if r := t.Draft.row(q, t.Focus.Row); r != nil {
			t.showRow(q, r)
			return
		}
	}
	if t.Frozen || len(t.lead) > 0 && t.Focus.Phase == Idle {
		t.bubble("", nil)
		return
	}
	t.next()
}

// askAgain puts the same question once more after an unclear answer, short.
func (t *Turn) askAgain(q *Question, row int) {
	if t.Focus.Phase == Which {
		t.bubble("", t.readingButtons())
		return
	}
	t.ask(q, row)
}

// resume goes back to what this person was at before a correction elsewhere.
func (t *Turn) resume() {
	if t.Focus.Phase == Idle || t.Focus.Phase == Resting || t.Focus.Phase == Checking {
		t.next()
		return
	}
	if q := t.asked(); t.Focus.Phase == Asking && q != nil {
		if c := t.Draft.cell(q, t.Focus.Row); c == nil || c.Hidden || c.State == Answered && !t.Focus.Fixing && t.Focus.Pieces == 0 {
			t.next()
			return
		}
	}
	t.again()
}
