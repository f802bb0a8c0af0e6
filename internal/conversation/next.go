package conversation

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// next asks the first open question that applies; when there is none, what was
// put off; when there is none of that either, it shows the summary. It looks on
// from the section in focus, so that who jumped to a section goes on there.
//
// In each section the required questions come first, then the optional ones
// are offered once. A repeating group is walked row by row.
func (t *Turn) next() {
	if t.figures().askChanged() {
		return
	}
	from, second, first := t.Focus.Place, t.Focus.Later, 0
	if q := t.asked(); q != nil {
		first = q.Section
	}
	t.Focus.begin(Idle)
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
		from = form.Place{}
	}
	if q, row := t.NextLater(from); q != nil {
		if !second {
			t.tell(t.Say.Say("later_begins"))
		}
		t.Focus.Later = true
		if q.IsGroup() {
			t.ways().goTo(q)
			return
		}
		t.ask(q, row)
		return
	}
	t.summary().review()
}

// nextIn asks the section's next question; false when it has none.
func (t *Turn) nextIn(section int) bool {
	s := &t.Outline.Sections[section]
	for i := range s.Questions {
		q := &s.Questions[i]
		c := &t.Draft.Cells[q.Pos]
		switch {
		case c.Hidden || q.Submits():
		case q.IsGroup() && (c.State == answers.Open || c.State == answers.Closed):
			if t.rows().nextInGroup(q, c) {
				return true
			}
		case q.IsCalculated() && c.State == answers.Open && len(t.Draft.WaitsFor(t.Outline, q)) > 0: // its sources first
		case q.Required && c.State == answers.Open || t.Draft.Pending(q, 0) && c.State != answers.Later:
			t.ask(q, 0)
			return true
		}
	}
	q := t.Draft.FirstOptional(s)
	switch {
	case q == nil:
		return false
	case t.Draft.Offered&(1<<section) == 0 && t.Draft.Optional(s) > answers.Few:
		t.offer(form.Place{Code: q.Code})
	default:
		t.Draft.Offered |= 1 << section
		t.ask(q, 0)
	}
	return true
}

// offer asks whether the optional questions of a section, or of the row that
// the place names, are to be answered.
func (t *Turn) offer(p form.Place) {
	q := t.Outline.ByCode[p.Code]
	t.Focus.Mode, t.Focus.Place = Offering, p
	if p.Row != 0 {
		r := t.Draft.Row(q, p.Row)
		n := r.Optional(q)
		t.bubble(t.Say.Count("offer_row", n, "row", t.RowNumber(q, p.Row)), t.buttons().offer())
		return
	}
	n := t.Draft.Optional(&t.Outline.Sections[q.Section])
	t.bubble(t.Say.Count("offer_section", n), t.buttons().offer())
}

// nextInGroup asks the next field of a group's rows, or whether there are more
// rows; false when the group has nothing to ask now.
func (t rows) nextInGroup(group *form.Question, c *answers.Cell) bool {
	for i := range c.Rows {
		if t.nextInRow(group, &c.Rows[i]) {
			return true
		}
	}
	switch {
	case c.State == answers.Closed:
		return false
	case len(c.Rows) == 0 && (group.Gated || t.Draft.Floor(t.Outline, group) > 0):
		t.startRow(group)
	case group.Rows.Max > 0 && len(c.Rows) >= group.Rows.Max:
		t.Draft.CloseRows(t.Outline, group)
		return false
	default:
		t.askMore(group)
	}
	return true
}

func (t rows) nextInRow(group *form.Question, r *answers.Row) bool {
	for i := range group.Questions {
		q := &group.Questions[i]
		c := &r.Cells[q.Pos]
		if !c.Hidden && (c.State == answers.Open && (q.Required || r.Offered) || t.Draft.Pending(q, r.ID) && c.State != answers.Later) {
			t.ask(q, r.ID)
			return true
		}
	}
	if r.Waits() || r.Optional(group) == 0 {
		return false
	}
	if r.Optional(group) <= answers.Few {
		r.Offered = true
		return t.nextInRow(group, r)
	}
	t.offer(form.Place{Code: group.Code, Row: r.ID})
	return true
}

// startRow begins a row and asks its first question.
func (t rows) startRow(group *form.Question) {
	id := t.Draft.AddRow(t.Outline, group)
	t.Draft.Refresh(t.Outline, group, 0)
	n := len(t.Draft.Cells[group.Pos].Rows)
	if n == 1 {
		t.introduce(group.Section)
	}
	t.tell(t.FillRow(group.Label, n))
	t.ask(&group.Questions[0], id)
}

// askMore puts whether there is a row, or another one.
func (t rows) askMore(group *form.Question) {
	t.Focus.Mode, t.Focus.Place = Growing, form.Place{Code: group.Code}
	t.grow(group)
}

// grow asks whether there is another row, or of an empty list that may stay so
// whether there is any.
func (t rows) grow(group *form.Question) {
	n := len(t.Draft.Cells[group.Pos].Rows)
	if n == 0 {
		t.introduce(group.Section)
	}
	floor := t.Draft.Floor(t.Outline, group)
	if t.buttons().listing(group) {
		t.tell(t.RowLines(group, t.Focus.Rows.Page))
	}
	if n == 0 && floor == 0 {
		ask := t.Say.Say("row_any", "noun", group.Rows.Noun)
		if group.Rows.Ask != "" {
			ask = t.Fill(group.Rows.Ask, 0)
		}
		t.bubble(ask, t.buttons().grow())
		return
	}
	if n < floor {
		key := "row_more_needed"
		if group.Rows.Reason == "" {
			key = "row_more_firm"
		}
		t.bubble(t.Say.Count(key, n, "noun", group.Rows.Noun, "floor", floor), t.buttons().grow())
		return
	}
	t.bubble(t.Say.Count("row_more", n, "noun", group.Rows.Noun), t.buttons().grow())
}

// again says something and puts what is in focus once more.
func (t *Turn) again(said ...string) {
	for _, sentence := range said {
		t.tell(sentence)
	}
	if t.Focus.Over.open() {
		t.browse().reread()
		return
	}
	if t.mode().put() {
		return
	}
	if t.Frozen || len(t.lead) > 0 && t.Focus.Mode == Idle {
		t.bubble("", nil)
		return
	}
	t.next()
}

// decline says that something is not possible, and puts what is in focus once more.
func (t *Turn) decline(sentence string) { t.again(t.withContact(sentence)) }

// askAgain puts the same question once more after an unclear answer, short.
func (t *Turn) askAgain(q *form.Question, row int) {
	t.missed()
	if t.Focus.Mode == Which {
		t.bubble("", t.buttons().readings()) // the problem says both readings
		return
	}
	t.ask(q, row)
}

// resume goes back to what this person was at before a correction elsewhere.
func (t *Turn) resume() {
	if t.Focus.Mode == Idle || t.Focus.Mode == Resting || t.Focus.Mode == Checking {
		t.next()
		return
	}
	if q := t.asked(); t.Focus.Mode == Asking && q != nil {
		if c := t.Draft.Cell(q, t.Focus.Row); c == nil || c.Hidden || c.State == answers.Answered && !t.Focus.Fixing && t.Focus.Text.Pieces == 0 {
			t.next()
			return
		}
	}
	t.again()
}

// nextReturned asks the next returned question; false when there is none. One
// that was put off waits behind the others.
func (t *Turn) nextReturned(from form.Place) bool {
	list := t.Returned()
	i := slices.Index(list, from) + 1
	if i >= len(list) {
		return false
	}
	q := t.Outline.ByCode[list[i].Code]
	if q.IsGroup() {
		t.tell(t.returnedLine())
		t.ways().goTo(q)
		return true
	}
	t.ask(q, list[i].Row)
	return true
}

// nextInSameRow goes on in the row that was just answered in, so that who
// jumped to a list is not led out of it in the middle of a row.
func (t *Turn) nextInSameRow(from form.Place) bool {
	q := t.Outline.ByCode[from.Code]
	if q == nil || q.Parent == nil || t.Draft.Cells[q.Parent.Pos].Hidden {
		return false
	}
	r := t.Draft.Row(q.Parent, from.Row)
	if r == nil {
		return false
	}
	if t.rows().nextInRow(q.Parent, r) {
		return true
	}
	c := &t.Draft.Cells[q.Parent.Pos]
	return c.State == answers.Open && !r.Waits() && t.rows().nextInGroup(q.Parent, c)
}
