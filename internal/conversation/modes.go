package conversation

// A mode is what was last put to a person, and decides how their next words are
// read. It holds the turn and its own state.
type mode interface {
	// typed takes words that are no command.
	typed()
	// put puts the question again; false if there is nothing left to ask.
	put() bool
}

// mode is the mode in focus.
func (t *Turn) mode() mode {
	switch t.Focus.Mode {
	case Asking, NoneSure, Which:
		return asking{t}
	case Offering:
		return offers{t}
	case Growing, Showing, Dropping:
		return t.rows()
	case Checking, Reasoning:
		return t.checks()
	case Private, Adding, Clash:
		return t.undecided()
	case Confirming:
		return t.numbers()
	case Why, Changed:
		return t.figures()
	case Review:
		return t.summary()
	}
	return resting{t}
}

// asking is the mode of a question that was put, or put again more closely.
type asking struct{ *Turn }

func (t asking) typed() {
	q := t.asked()
	switch t.Focus.Mode {
	case NoneSure:
		t.texts().typedNone(q)
	case Which:
		t.typedReading(q)
	default:
		t.answer(q, t.Focus.Row, t.Input.Text)
	}
}

func (t asking) put() bool {
	q := t.asked()
	switch {
	case t.Focus.Mode == NoneSure:
		t.bubble(t.Say.Say("none_sure"), t.buttons().none())
	case t.Focus.Mode == Which:
		t.bubble(t.which(), t.buttons().readings())
	case q == nil:
		return false
	default:
		t.ask(q, t.Focus.Row)
	}
	return true
}

// offers is the mode of optional questions that were offered.
type offers struct{ *Turn }

func (t offers) typed() { t.typedChoice(t.buttons().offer()) }

func (t offers) put() bool {
	q := t.asked()
	if q == nil || !q.IsGroup() && !t.Draft.Cells[q.Pos].OpenOption(q) {
		return false
	}
	t.offer(t.Focus.Place)
	return true
}

func (t rows) typed() {
	switch t.Focus.Mode {
	case Growing:
		t.typedGrow(t.asked())
	case Showing:
		t.typedRow(t.asked())
	default:
		t.typedChoice(t.dropButtons())
	}
}

func (t rows) put() bool {
	group := t.asked()
	switch t.Focus.Mode {
	case Growing:
		t.grow(group)
	case Dropping:
		t.askDrop()
	default:
		r := t.Draft.Row(group, t.Focus.Row)
		if r == nil {
			return false
		}
		t.showRow(group, r)
	}
	return true
}

func (t checks) typed() {
	if t.Focus.Mode == Reasoning {
		t.typedReason()
		return
	}
	t.typedChoice(t.checkButtons())
}

func (t checks) put() bool {
	if t.Focus.Mode == Checking {
		return t.putCheck()
	}
	f, ok := t.inFocus()
	if !ok || t.Frozen {
		return false
	}
	t.askReason(f)
	return true
}

func (t undecided) typed() { resting{t.Turn}.typed() }

func (t undecided) put() bool {
	q := t.asked()
	switch {
	case t.Frozen:
		t.frozen()
	case q != nil && t.state != nil:
		t.askHeld(q)
	default:
		return false
	}
	return true
}

func (t numbers) typed() {
	if !t.typedTable() {
		t.tell(t.Say.Say("table_how"))
		t.again()
	}
}

func (t numbers) put() bool {
	t.table()
	return true
}

func (t figures) typed() {
	if t.Focus.Mode == Why {
		t.typedWhy(t.asked())
		return
	}
	t.typedChoice(t.changedButtons())
}

func (t figures) put() bool {
	if t.Focus.Mode == Why {
		t.askWhy()
	} else {
		t.next()
	}
	return true
}

func (t summary) typed() { t.typedReview() }

func (t summary) put() bool {
	t.review()
	return true
}

// resting is the mode of somebody who has not begun, or has gone for now.
type resting struct{ *Turn }

func (t resting) typed() {
	if !t.foreignTyped() {
		t.welcome()
	}
}

func (t resting) put() bool { return false }
