package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/command"
)

// A mode is what was last put to a person. It decides how their next input is
// read, and holds the turn and its own state.
type mode interface {
	// heard takes words that mean something of their own here: one of the answers
	// that were offered, a whole yes or no, the end of a list. It comes before what
	// anybody may say anywhere.
	heard() bool
	// typed takes words that are no command and say nothing else.
	typed()
	// commanded takes a command about what was put; false if it asks nothing here.
	commanded(command.Command) bool
	// pressed takes a button that only means something while this is in focus;
	// false leaves it to the question that it names.
	pressed(Button) bool
	// edited takes an own message rewritten whose words still wait here.
	edited() bool
	// unknown takes «không biết», again if it was said before; false where it is
	// read like any other words.
	unknown(again bool) bool
	// put puts the question again; false if there is nothing left to ask.
	put() bool
}

// mode returns the mode in focus.
func (t *Turn) mode() mode {
	switch t.Focus.Mode {
	case Asking:
		return asking{resting{t}}
	case NoneSure:
		return noneSure{asking{resting{t}}}
	case Which:
		return which{asking{resting{t}}}
	case Offering:
		return offering{resting{t}}
	case Growing:
		return growing{resting{t}}
	case Showing:
		return showing{resting{t}}
	case Dropping:
		return dropping{resting{t}}
	case Checking:
		return checking{resting{t}}
	case Reasoning:
		return reasoning{resting{t}}
	case Private, Adding, Clash, Doubtful:
		return deciding{resting{t}}
	case Confirming:
		return confirming{resting{t}}
	case Why:
		return why{asking{resting{t}}}
	case Changed:
		return changed{resting{t}}
	case Wiping:
		return wiping{resting{t}}
	case Review:
		return reviewing{resting{t}}
	}
	return resting{t}
}

// resting is the mode of somebody who has not begun, or has gone for now. Other
// modes do as it does where they have nothing of their own.
type resting struct{ *Turn }

func (t resting) typed() {
	if !t.foreignTyped() {
		t.Greet()
	}
}

// A whole yes begins what was not begun.
func (t resting) heard() bool {
	if t.Focus.Mode != Idle || !t.Untouched() || t.consents(command.Deed{}) != command.Yes {
		return false
	}
	t.resumeReport()
	return true
}

func (t resting) commanded(c command.Command) bool {
	if c.Name != command.Back {
		return false
	}
	t.ways().back(t.Focus.Place)
	return true
}

func (t resting) pressed(Button) bool { return false }
func (t resting) edited() bool        { return false }
func (t resting) unknown(bool) bool   { return false }
func (t resting) put() bool           { return false }

// offering is the mode of optional questions that were offered.
type offering struct{ resting }

func (t offering) typed() { t.typedChoice(t.buttons().offer()) }

func (t offering) heard() bool { return t.confirms(command.Deed{Undoable: true}, t.buttons().offer()) }

func (t offering) commanded(c command.Command) bool {
	if c.Name != command.Skip && c.Name != command.Done {
		return t.resting.commanded(c)
	}
	t.ways().skipOptional()
	return true
}

func (t offering) pressed(b Button) bool {
	if b.act != actOffer && b.act != actNext || !t.here(b) {
		return false
	}
	return t.ways().offered(b.act == actOffer)
}

func (t offering) unknown(again bool) bool {
	if again {
		t.pressButton(Button{Place: t.Focus.Place, act: actNext})
	}
	return again
}

func (t offering) put() bool {
	q := t.asked()
	if q == nil || !q.IsGroup() && !t.Draft.Cells[q.Pos].OpenOption(q) {
		return false
	}
	t.offer(t.Focus.Place)
	return true
}

// growing is the mode of a list that may have another row.
type growing struct{ resting }

// A number is a row where the rows are listed.
func (t growing) typed() {
	if group := t.asked(); !t.buttons().listing(group) || !t.rows().typedNumber(group) {
		t.typedChoice(t.buttons().grow())
	}
}

// The buttons' own words, then what says that there is more, or that this is all.
func (t growing) heard() bool {
	if t.matchesLabel(t.buttons().grow()) {
		return true
	}
	act := ""
	end, _ := t.Command.Heard.End()
	switch consent := t.consents(command.Deed{Undoable: true}); {
	case end.Kind == string(command.ListMore), end.Kind == "" && consent == command.Yes:
		act = actAdd
	case end.Kind != "", consent == command.No:
		act = actStop
	default:
		return false
	}
	t.pressButton(Button{Report: t.Report, Place: t.Focus.Place, act: act})
	return true
}

func (t growing) commanded(c command.Command) bool {
	switch c.Name {
	case command.Later:
		t.pressButton(Button{Place: t.Focus.Place, act: actLater})
	case command.Done, command.Skip:
		t.pressButton(Button{Place: t.Focus.Place, act: actStop})
		t.Focus.Text.Done = c.Name == command.Done // one more «xong» is no answer
	default:
		return t.resting.commanded(c)
	}
	return true
}

func (t growing) pressed(b Button) bool {
	if !t.here(b) {
		return false
	}
	group := t.asked()
	switch b.act {
	case actStop:
		t.rows().stop(group)
	case actLater:
		t.rows().laterList(group)
	case actPage:
		t.rows().turnPage(group, b.number())
	default:
		return false
	}
	return true
}

func (t growing) unknown(again bool) bool {
	if again {
		t.pressButton(Button{Place: t.Focus.Place, act: actStop})
	}
	return again
}

func (t growing) put() bool {
	t.rows().grow(t.asked())
	return true
}

// showing is the mode of a row that is shown.
type showing struct{ resting }

// «sửa 6.1.4» went to the commands.
func (t showing) typed() {
	if t.Focus.Rows.Listed && t.rows().typedNumber(t.asked()) {
		return
	}
	if !t.matchesButton(t.rows().rowButtons()) {
		t.again(t.Say.Say("choice_no_match"))
	}
}

func (t showing) pressed(b Button) bool {
	group := t.asked()
	if !t.here(b) || t.Draft.Row(group, b.Row) == nil {
		return false
	}
	r := t.Draft.Row(group, b.Row)
	switch b.act {
	case actCopy:
		t.rows().copyRow(group, r)
	case actUp:
		t.rows().moveRow(group, r.ID, t.RowNumber(group, r.ID)-1)
	case actDown:
		t.rows().moveRow(group, r.ID, t.RowNumber(group, r.ID)+1)
	default:
		return false
	}
	return true
}

func (t showing) put() bool {
	group := t.asked()
	r := t.Draft.Row(group, t.Focus.Row)
	if r != nil {
		t.rows().showRow(group, r)
	}
	return r != nil
}

// dropping is the mode of a row that is to be taken out. Its place is one of
// the row's fields.
type dropping struct{ resting }

func (t dropping) heard() bool {
	n := t.RowNumber(t.asked().Parent, t.Focus.Row)
	return t.confirms(command.Deed{Name: "delete", Count: n}, t.buttons().drop())
}

func (t dropping) typed() { t.again(t.Say.Say("drop_held")) }

func (t dropping) pressed(b Button) bool {
	q := t.asked()
	if b.act != actDrop || !t.current(b.Place) || q == nil || q.Parent == nil {
		return false
	}
	t.rows().drop(q.Parent)
	return true
}

func (t dropping) put() bool {
	t.rows().askDrop()
	return true
}

// checking is the mode of a check that failed.
type checking struct{ resting }

func (t checking) heard() bool { return t.matchesLabel(t.checks().checkButtons()) }

func (t checking) typed() { t.typedChoice(t.checks().checkButtons()) }

func (t checking) commanded(c command.Command) bool {
	switch c.Name {
	case command.Keep:
		t.checks().keepWarning()
	case command.Later, command.Skip:
		t.checks().putOff()
	default:
		return t.resting.commanded(c)
	}
	return true
}

func (t checking) pressed(b Button) bool {
	if b.act != actKeep || !t.here(b) {
		return false
	}
	t.checks().keepWarning()
	return true
}

func (t checking) unknown(again bool) bool {
	if again {
		t.tell(t.Say.Say("not_known_check"))
		t.next()
	}
	return again
}

func (t checking) put() bool { return t.checks().putCheck() }

// reasoning is the mode of a warning that is kept if a reason is given.
type reasoning struct{ resting }

func (t reasoning) typed() { t.checks().typedReason() }

func (t reasoning) commanded(c command.Command) bool {
	switch c.Name {
	case command.Back:
		t.checks().backToCheck()
	case command.Later, command.Skip:
		t.checks().putOff()
	default:
		return false
	}
	return true
}

func (t reasoning) pressed(b Button) bool {
	if b.act != actBack || b.Place != t.Focus.Place {
		return false
	}
	t.checks().backToCheck()
	return true
}

func (t reasoning) put() bool {
	f, ok := t.checks().inFocus()
	if !ok || t.Frozen {
		return false
	}
	t.checks().askReason(f)
	return true
}

// deciding is the mode of an answer that waits until the person says what is to
// become of it.
type deciding struct{ resting }

func (t deciding) pressed(b Button) bool {
	t.undecided().pressed(b)
	return true
}

func (t deciding) edited() bool { return t.undecided().edited() }

func (t deciding) put() bool {
	q := t.asked()
	switch {
	case t.Frozen:
		t.frozen()
	case q != nil && t.Focus.Undecided != nil:
		t.undecided().ask(q)
	default:
		return false
	}
	return true
}

// confirming is the mode of several numbers that wait to be confirmed.
type confirming struct{ resting }

func (t confirming) heard() bool { return t.numbers().heard() }

func (t confirming) typed() {
	if !t.numbers().typed() {
		t.again(t.Say.Say("table_how"))
	}
}

func (t confirming) commanded(c command.Command) bool {
	if c.Name != command.Cancel {
		return t.resting.commanded(c)
	}
	t.numbers().void()
	return true
}

func (t confirming) pressed(b Button) bool { return t.here(b) && t.numbers().pressed(b) }
func (t confirming) edited() bool          { return t.numbers().edited() }

func (t confirming) put() bool {
	t.numbers().show()
	return true
}

// changed is the mode of figures that are others now than were confirmed.
type changed struct{ resting }

func (t changed) heard() bool {
	return t.confirms(command.Deed{Name: "figure", Undoable: true}, t.figures().changedButtons())
}

func (t changed) typed() { t.typedChoice(t.figures().changedButtons()) }

func (t changed) pressed(b Button) bool {
	if b.act != actAll && b.act != actEach {
		return false
	}
	t.figures().pressedChanged(b.act)
	return true
}

func (t changed) put() bool {
	t.next()
	return true
}

// reviewing is the mode of the summary, from which the report is handed in.
type reviewing struct{ resting }

// heard takes a whole yes or no to handing in.
func (t reviewing) heard() bool {
	missing := append(t.Missing(), t.Returned()...)
	errors, _ := t.Faults()
	switch t.consents(command.Deed{Name: "submit"}) {
	case command.Yes:
		switch {
		case len(missing) == 0 && len(errors) > 0:
			t.Focus.Mode, t.Focus.Failed.Check, t.Focus.Place = Checking, answers.FailureKey(errors[0]), errors[0].Place()
			t.checks().putCheck()
		case len(missing) == 0:
			t.summary().submit()
		default:
			t.resumeReport()
		}
	case command.No:
		t.tell(t.Say.Say("submit_not"))
		t.ways().rest()
	default:
		return false
	}
	return true
}

// Without a whole yes nothing is handed in, and it is said so.
func (t reviewing) typed() {
	switch {
	case t.consents(command.Deed{Name: "submit"}) == command.Hold:
		t.summary().ready(t.Say.Say("submit_held"))
	case !t.foreignTyped():
		t.summary().ready(t.Say.Say("review_words"))
	}
}

func (t reviewing) put() bool {
	t.summary().review()
	return true
}
