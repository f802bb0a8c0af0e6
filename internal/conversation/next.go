package conversation

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// next asks the first open question that applies; when there is none, what was
// put off; when there is none of that either, it shows the summary. It looks on
// from the section in focus, so that who jumped to a section goes on there.
//
// In each section the required questions come first, then the optional ones
// are offered once; who is at what was put off comes to them behind that. A
// repeating group is walked row by row.
func (t *Turn) next() {
	if t.figures().askChanged() {
		return
	}
	from, second, first := t.Focus.Place, t.Focus.Later, 0
	if q := t.Asked(); q != nil {
		first = q.Section
	}
	t.Focus.Begin(exchange.Idle)
	if t.nextReturned(from) || t.rows().nextInSameRow(from) || t.found().opens() {
		return
	}
	n := len(t.Outline.Sections)
	sections := func(ask func(section int) bool) bool {
		for i := range n {
			if ask((first + i) % n) {
				return true
			}
		}
		return false
	}
	if sections(func(i int) bool { return t.ways().nextOpen(i, second) || !second && t.ways().nextOptional(i) }) {
		return
	}
	if !second {
		from = form.Place{}
	}
	if q, row := t.NextLater(from); q != nil {
		if !second {
			t.Tell(t.Say.Say("later_begins"))
		}
		t.Focus.Later = true
		if q.IsGroup() {
			t.ways().goTo(q)
			return
		}
		t.ask(q, row)
		return
	}
	if second && sections(func(i int) bool { return t.ways().nextOpen(i, false) || t.ways().nextOptional(i) }) {
		return
	}
	t.summary().review()
}

// nextOpen asks the section's next question that must be answered, or list; false when it has none. needed leaves out the lists
// that need not have a row.
func (t ways) nextOpen(section int, needed bool) bool {
	s := &t.Outline.Sections[section]
	for i := range s.Questions {
		q := &s.Questions[i]
		c := &t.Draft.Cells[q.Pos]
		switch {
		case c.Hidden || q.Submits() || needed && q.IsGroup() && !c.Must(q):
		case q.IsGroup() && (c.State == answers.Open || c.State == answers.Closed):
			if t.rows().nextInGroup(q, c) {
				return true
			}
		case q.IsCalculated() && c.State == answers.Open && len(t.Draft.WaitsFor(t.Outline, q)) > 0: // its sources first
		case c.Asks(q) || t.Draft.Pending(q, 0) && c.State != answers.Later:
			t.ask(q, 0)
			return true
		}
	}
	return false
}

// nextOptional asks the section's next question that need not be answered, or offers them; false when it has none.
func (t ways) nextOptional(section int) bool {
	s := &t.Outline.Sections[section]
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

// again says something and puts what is in focus once more.
func (t *Turn) again(said ...string) {
	for _, sentence := range said {
		t.Tell(sentence)
	}
	if t.Focus.Over.Open() {
		t.browse().reread()
		return
	}
	if t.mode().put() {
		return
	}
	if t.Frozen || len(t.Lead) > 0 && t.Focus.Mode == exchange.Idle {
		t.Bubble("", nil)
		return
	}
	t.next()
}

// decline says that something is not possible, and puts what is in focus once more.
func (t *Turn) decline(sentence string) { t.again(t.WithContact(sentence)) }

// askAgain puts the same question once more after an unclear answer, short.
func (t *Turn) askAgain(q *form.Question, row int) {
	t.Missed()
	if t.Focus.Mode == exchange.Which {
		t.Bubble("", t.Buttons().Readings()) // the problem says both readings
		return
	}
	t.ask(q, row)
}

// resume goes back to what this person was at before a correction elsewhere.
func (t *Turn) resume() {
	if t.Focus.Mode == exchange.Idle || t.Focus.Mode == exchange.Resting || t.Focus.Mode == exchange.Checking {
		t.next()
		return
	}
	if q := t.Asked(); t.Focus.Mode == exchange.Asking && q != nil {
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
		t.Tell(t.ReturnedLine(q.Code))
		t.ways().goTo(q)
		return true
	}
	t.ask(q, list[i].Row)
	return true
}
