package conversation

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// press takes a button: of the question in focus, or of an old one, which then
// corrects its own question and no other.
func (t *Turn) press() {
	b, ok := button.Parse(t.Input.Data)
	switch {
	case !ok || b.Report != t.Report:
		t.decline(t.Say.Say("button_unknown"))
	case !t.Resolve(&b):
		t.decline(t.Say.Say("question_gone", "code", b.Code))
	default:
		t.pressButton(b)
	}
}

func (t *Turn) pressButton(b button.Button) {
	if t.uploads().pressed(b) {
		return
	}
	t.Focus.Uploads.Open = ""
	if t.browse().pressed(b) {
		return
	}
	t.uncover()
	switch {
	case b.Act == button.MoreTime:
		t.sayings().pressedMoreTime(b.Arg(0))
	case b.Act == button.Resume:
		t.resumeReport()
	case t.Focus.Undecided == nil && t.word().pressed(b):
	case b.Act == button.Review && t.Focus.Undecided != nil && !t.Frozen:
		t.undecided().pressed(b)
	case b.Act == button.Review:
		t.summary().review()
	case t.Frozen:
		t.SayFrozen()
	case t.mode().pressed(b):
	case b.Act == button.Submit:
		t.summary().submit()
	case b.Act == button.Drop || b.Act == button.All || b.Act == button.Each: // of what is in focus only
		t.gone()
	default:
		t.presses().take(b)
	}
}

// gone says that a button does nothing any more.
func (t *Turn) gone() { t.decline(t.Say.Say("button_gone")) }

// presses take the buttons of a question or a row, whether it is in focus or not.
type presses struct{ *Turn }

func (t *Turn) presses() presses { return presses{t} }

func (t presses) take(b button.Button) {
	q := t.Outline.ByCode[b.Code]
	switch {
	case q == nil || !t.Known(b.Place):
		t.gone()
	case q.Submits():
		t.summary().review()
	case t.Hidden(q, b.Row):
		t.decline(t.Say.Say("button_not_now", "label", t.Called(q, b.Row)))
	case q.IsGroup() && t.rows().pressed(q, b):
	case !q.IsGroup() && (t.answered(q, b) || t.moved(q, b)):
	default:
		t.gone()
	}
}

// answered takes the buttons that answer a question.
func (t presses) answered(q *form.Question, b button.Button) bool {
	switch act := b.Act; {
	case act == button.Own && q.IsCalculated():
		t.figures().confirmFigures(q, b.Place)
	case act == button.Part && q.IsCalculated():
		return t.figures().toPart(q, b.Number())
	case act == button.Unit:
		return t.unit(q, b)
	case act == button.Pick:
		return t.picked(q, b)
	case act == button.Last && q.Carry:
		return carryingIn(t.Turn).one(q, b.Place)
	case act == button.LastAll && q.Carry:
		carryingIn(t.Turn).show(q)
	case act == button.Initial && q.Default != "":
		v, typed, _ := t.InitialValue(q)
		t.giveInitial(q, b.Place, v, typed)
	case act == button.Done:
		t.presses().done(q, b.Row)
	case act == button.Own && q.NamesUnit():
		t.give(q, b.Place, form.Value{Name: t.Unit}, t.UnitLabel)
	case act == button.Suggest && slices.Contains(q.Suggest, b.Arg(0)):
		t.give(q, b.Place, form.Value{Name: b.Arg(0)}, t.Say.StoredDay(b.Arg(0)))
	case act == button.Choose:
		t.chosen(q, b)
	default:
		return false
	}
	return true
}

// moved takes the buttons that lead to a question, show more of it, or away from it.
func (t presses) moved(q *form.Question, b button.Button) bool {
	c, row := t.Draft.Cell(q, b.Row), b.Row
	switch act := b.Act; {
	case act == button.Hint:
		t.ways().hint(q, row)
	case act == button.AskDrop && q.Parent != nil:
		t.rows().dropping(q, row)
	case act == button.RowLater && q.Parent != nil:
		t.rows().pressedRowLater(q, b)
	case t.texts().pressed(q, b):
	case act == button.Fix || act == button.Rewrite:
		t.ways().rewrite(q, row)
	case act == button.Keep:
		return t.ways().keep(q, b.Place)
	case act == button.Rest:
		t.ways().rest()
	case act == button.Back:
		t.ways().back(b.Place)
	case act == button.Skip:
		t.ways().skip(q, b.Place, c)
	case act == button.Later:
		t.ways().later(b.Place, c)
	default:
		return false
	}
	return true
}

// give takes a tapped answer, to the question in focus or to an older one.
func (t *Turn) give(q *form.Question, p form.Place, v form.Value, typed string) {
	if problem := t.Constrained(q, p.Row, v); problem != "" {
		t.again(problem)
		return
	}
	if t.Current(p) {
		t.acceptOrAsk(q, p.Row, v, typed, 0)
		return
	}
	before := t.Draft.Cell(q, p.Row).State
	t.Store(q, p.Row, v, typed, 0)
	if before == answers.Answered {
		t.TellCorrected(q, p.Row, t.Echoed(q, v))
	} else {
		t.Tell(t.Say.Say("saved", "value", t.Echoed(q, v)))
	}
	t.checkOr(q, p.Row, t.resume)
}

func (t presses) chosen(q *form.Question, b button.Button) {
	hash := b.Arg(0)
	for _, o := range q.Special {
		if form.NameHash(o.Name) == hash {
			t.give(q, b.Place, form.Value{Name: o.Name}, t.Fill(o.Label, 0))
			return
		}
	}
	for _, tap := range q.Taps(t.Speech()) {
		switch {
		case form.NameHash(tap.Name) != hash:
			continue
		case q.Way() == form.ByTicks:
			t.tick(q, b.Place, tap.Name, b.Arg(1) != exchange.TickOff)
		default:
			t.give(q, b.Place, tap.Value, tap.Label)
		}
		return
	}
	t.decline(t.Say.Say("choice_gone", "code", q.Code))
}

// unit takes a unit that was offered, if the question may have it.
func (t presses) unit(q *form.Question, b button.Button) bool {
	if !q.Searched() || t.Units == nil {
		return false
	}
	code := b.Arg(0)
	_, known := t.Units.Get(code)
	if top := t.Top(q); !known || top != "" && !t.Units.Contains(top, code) {
		return false
	}
	t.give(q, b.Place, form.Value{Name: code}, t.UnitName(code))
	return true
}

// tick turns one of several choices on or off, in the message itself.
func (t presses) tick(q *form.Question, p form.Place, name string, on bool) {
	if !t.Current(p) {
		t.ways().rewrite(q, p.Row)
		return
	}
	picked := slices.DeleteFunc(slices.Clone(t.Focus.Asked.Picked), func(s string) bool { return s == name })
	if on {
		picked = q.InOrder(append(picked, name))
	}
	t.Focus.Asked.Picked = picked
	t.ask(q, p.Row)
	t.Replace()
}

// done ends what takes several messages or taps.
func (t presses) done(q *form.Question, row int) {
	p := q.At(row)
	switch way := q.Way(); {
	case !t.Current(p):
		t.decline(t.Say.Say("already_done", "label", t.Called(q, row), "code", q.Code))
	case way == form.AtLength:
		t.texts().finish(q, row)
	case way == form.ByTicks:
		t.finishTicks(q, p)
	case way != form.ByFiles:
		t.again()
	case t.Draft.Cell(q, row).State == answers.Answered:
		t.Looked(p)
		t.checkOr(q, row, t.next)
	default:
		t.again(t.uploads().wanted(q, row))
	}
}

func (t presses) finishTicks(q *form.Question, p form.Place) {
	v := form.Value{Names: t.Focus.Asked.Picked}
	if len(v.Names) == 0 {
		t.again(t.Say.Say("choice_none_picked"))
	} else if problem := q.Fits(v, t.Given("")); problem != nil {
		t.again(t.Problem(problem))
	} else {
		t.give(q, p, v, t.Shown(q, v))
	}
}

// typedChoice lets words or a position stand for one of the buttons.
func (t *Turn) typedChoice(buttons [][]chat.Choice) {
	if !t.matchesButton(buttons) && !t.foreignTyped() {
		t.Tell(t.Say.Say("choice_no_match"))
		t.Missed()
		t.again()
	}
}

// matchesLabel presses the button whose whole label was typed, with its marks or
// with none; false when none is.
func (t *Turn) matchesLabel(buttons [][]chat.Choice) bool {
	b, ok := button.Labelled(buttons, t.Input.Text)
	if ok {
		t.pressButton(b)
	}
	return ok
}

// matchesButton presses the button that was typed; false when none is meant.
func (t *Turn) matchesButton(buttons [][]chat.Choice) bool {
	b, ok := button.Chosen(buttons, t.Input.Text, t.Reader())
	if ok {
		t.pressButton(b)
	}
	return ok
}

// confirms takes the words of one of the buttons, of which the first does what waits
// and the second does not, or a whole yes or no.
func (t *Turn) confirms(d command.Deed, buttons [][]chat.Choice) bool {
	flat := slices.Concat(buttons...)
	i := 0
	switch t.Consents(d) {
	case command.Yes:
	case command.No:
		i = 1
	default:
		return t.matchesLabel(buttons)
	}
	b, ok := button.Parse(flat[i].Data)
	if ok {
		t.pressButton(b)
	}
	return ok
}
