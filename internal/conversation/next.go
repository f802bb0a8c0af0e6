package conversation

// next asks the first open question that applies; when there is none, what was
// put off; when there is none of that either, it shows the summary. It looks on
// from the section in focus, so that who jumped to a section goes on there.
//
// In each section the required questions come first, then the optional ones
// are offered once. A repeating group is walked row by row.
func (t *Turn) next() {
	if t.askChanged() {
		return
	}
	from, second, first := t.Focus.Place, t.Focus.Later, 0
	if q := t.asked(); q != nil {
		first = q.section
	}
	*t.Focus = Focus{}
	if t.nextReturned(from) || t.nextInSameRow(from) {
		return
	}
	n := len(t.Outline.Sections)
	for i := range n {
		if t.nextIn((first + i) % n) {
			return
		}
	}
	if !second {
		from = Place{}
	}
	if q, row := t.nextLater(from); q != nil {
		if !second {
			t.tell(t.Say.Say("later_begins"))
		}
		t.Focus.Later = true
		if q.Type == Repeat {
			t.goTo(q)
			return
		}
		t.ask(q, row)
		return
	}
	t.review()
}

// nextIn asks the section's next question; false when it has none.
func (t *Turn) nextIn(section int) bool {
	s := &t.Outline.Sections[section]
	for i := range s.Questions {
		q := &s.Questions[i]
		c := &t.Draft.Cells[q.pos]
		switch {
		case c.Hidden || q.Type == Acknowledge:
		case q.Type == Repeat && (c.State == Open || c.State == Closed):
			if t.nextInGroup(q, c) {
				return true
			}
		case q.Type == Calculate && c.State == Open && len(t.Draft.waitsFor(t.Outline, q)) > 0: // its sources first
		case q.Required && c.State == Open || t.Draft.pending(q, 0) && c.State != Later:
			t.ask(q, 0)
			return true
		}
	}
	q := t.Draft.firstOptional(s)
	switch {
	case q == nil:
		return false
	case t.Draft.Offered&(1<<section) == 0 && t.Draft.optional(s) > few:
		t.offer(Place{Code: q.Code})
	default:
		t.Draft.Offered |= 1 << section
		t.ask(q, 0)
	}
	return true
}

// Required tells whether the question of that code must be answered where it
// applies.
func (o *Outline) Required(code string) bool {
	q := o.byCode[code]
	return q != nil && q.Required
}

// offer asks whether the optional questions of a section, or of the row that
// the place names, are to be answered.
func (t *Turn) offer(p Place) {
	q := t.Outline.byCode[p.Code]
	t.Focus.Phase, t.Focus.Place = Offering, p
	if p.Row != 0 {
		r := t.Draft.row(q, p.Row)
		n := r.optional(q)
		t.bubble(t.Say.Count("offer_row", n, "row", t.rowNumber(q, p.Row)), t.offerButtons())
		return
	}
	n := t.Draft.optional(&t.Outline.Sections[q.section])
	t.bubble(t.Say.Count("offer_section", n), t.offerButtons())
}

// few optional questions are asked without an offer, which would be a message
// more: their own buttons pass over them.
const few = 3

// optional counts the section's optional questions that are still to be asked.
func (d *Draft) optional(s *Section) (n int) {
	for i := range s.Questions {
		if x := &s.Questions[i]; d.Cells[x.pos].openOption(x) {
			n++
		}
	}
	return n
}

// openOption tells whether the question is optional and still to be asked.
func (c *Cell) openOption(q *Question) bool {
	return !c.Hidden && !q.Required && c.State == Open && q.Type != Acknowledge && q.Type != Repeat
}

// optional counts a row's optional questions that are still to be asked.
func (r *Row) optional(group *Question) (n int) {
	for i := range group.Questions {
		if r.Cells[i].openOption(&group.Questions[i]) {
			n++
		}
	}
	return n
}

func (d *Draft) firstOptional(s *Section) *Question {
	for i := range s.Questions {
		q := &s.Questions[i]
		if d.Cells[q.pos].openOption(q) {
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
	case c.State == Closed:
		return false
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
	for i := range group.Questions {
		q := &group.Questions[i]
		c := &r.Cells[q.pos]
		if !c.Hidden && (c.State == Open && (q.Required || r.Offered) || t.Draft.pending(q, r.ID) && c.State != Later) {
			t.ask(q, r.ID)
			return true
		}
	}
	if r.waits() || r.optional(group) == 0 {
		return false
	}
	if r.optional(group) <= few {
		r.Offered = true
		return t.nextInRow(group, r)
	}
	t.offer(Place{Code: group.Code, Row: r.ID})
	return true
}

// startRow begins a row and asks its first question.
func (t *Turn) startRow(group *Question) {
	id := t.Draft.addRow(t.Outline, group)
	t.Draft.refresh(t.Outline, group, 0)
	n := len(t.Draft.Cells[group.pos].Rows)
	if n == 1 {
		t.introduce(group.section)
	}
	t.tell(t.fillRow(group.Label, n))
	t.ask(&group.Questions[0], id)
}

// close takes the rows as all there are.
func (t *Turn) close(group *Question) {
	t.Draft.Cells[group.pos].State, t.Draft.Cells[group.pos].Since = Closed, 0
	t.Draft.forget(group, 0)
	t.Draft.refresh(t.Outline, group, 0)
}

// grow asks whether there is another row.
func (t *Turn) grow(group *Question) {
	n := len(t.Draft.Cells[group.pos].Rows)
	floor := t.Draft.floor(t.Outline, group)
	t.tell(t.progress(group, 0))
	if t.listing(group) {
		t.tell(t.rowLines(group, t.Focus.Page))
	}
	if n < floor {
		t.bubble(t.Say.Count("row_more_needed", n, "noun", group.Rows.Noun, "floor", floor), t.growButtons())
		return
	}
	t.bubble(t.Say.Count("row_more", n, "noun", group.Rows.Noun), t.growButtons())
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
		if q != nil && (q.Type == Repeat || t.Draft.Cells[q.pos].openOption(q)) {
			t.offer(t.Focus.Place)
			return
		}
	case Growing:
		t.grow(q)
		return
	case Checking:
		if t.putCheck() {
			return
		}
	case Contents, Listing, Reading, Preparing:
		t.reread()
		return
	case Confirming:
		t.table()
		return
	case Review:
		t.review()
		return
	case NoneSure:
		t.bubble(t.Say.Say("none_sure"), t.noneButtons())
		return
	case Which:
		t.bubble(t.which(), t.readingButtons())
		return
	case Reasoning:
		if f, ok := t.inFocus(); ok && !t.Frozen {
			t.askReason(f)
			return
		}
	case Private, Adding, Clash:
		switch {
		case t.Frozen:
			t.frozen()
			return
		case q != nil && t.Focus.Held != nil:
			t.askHeld(q)
			return
		}
	case Dropping:
		t.askDrop()
		return
	case Why:
		t.askWhy()
		return
	case Changed:
		t.next()
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
	t.missed()
	if t.Focus.Phase == Which {
		t.bubble("", t.readingButtons()) // the problem says both readings
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
