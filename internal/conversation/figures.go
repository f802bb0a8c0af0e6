package conversation

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// figures are the mode of a calculated question: its figures are confirmed, or corrected with a reason.
type figures struct {
	*Turn
	state *exchange.Correction
}

func (t *Turn) figures() figures { return figures{t, &t.Focus.Figures} }

// heard takes a whole yes or no to the figures, and what is said to be wrong.
func (t figures) heard(q *form.Question) bool {
	said, _ := t.Command.Heard.Said()
	deed := command.Deed{Name: "figure", Undoable: true}
	switch consent := t.Consents(deed); {
	case t.Draft.Unworkable(t.Outline, q) && button.IsLabel(t.Input.Text, t.Say.Say("button_leave_empty")):
		t.confirmFigures(q, form.Place{Code: q.Code})
	case t.state.Part != 0 && len(q.Correctables()) > 1:
		return false
	case consent == command.Yes && t.Draft.Unworkable(t.Outline, q):
		t.figureProblem(q)
	case consent == command.Yes:
		t.confirmFigures(q, form.Place{Code: q.Code})
	case said.Kind == string(command.UndoTo):
		t.typedFigure(q, said.Slots["number"])
	case consent == command.No, consent == command.Hold && t.Command.Heard.Denies(deed), said.Kind == string(command.Undo):
		t.figureProblem(q)
	default:
		return false
	}
	return true
}

// typedFigure takes a typed answer to a calculated question: a number corrects, of
// several figures the one that is named with it.
func (t figures) typedFigure(q *form.Question, input string) {
	part, words := q.FigureNamed(input, func(label string) string { return t.Fill(label, 0) })
	list := q.Correctables()
	switch {
	case len(list) == 0:
		t.Tell(t.Say.Say("calculated_read_only"))
		t.ask(q, 0)
		return
	case part >= 0:
	case t.state.Part > 0 && q.Correctable(t.state.Part-1):
		part = t.state.Part - 1
	case len(list) == 1:
		part = list[0]
	default:
		t.figureProblem(q)
		return
	}
	if strings.TrimSpace(words) == "" {
		t.askPart(q, part)
		return
	}
	before := t.state.Part
	t.state.Part = part + 1
	n, problem := q.ReadFigure(t.Given(words))
	if problem != nil {
		t.Tell(t.Unread(q, problem))
		if t.Focus.Mode != exchange.Which { // a slip corrects nothing: «đúng» means the whole again
			t.state.Part = before
		}
		t.askAgain(q, 0)
		return
	}
	t.replaceBy(q, part, n)
}

// figureProblem says what an answer may look like.
func (t figures) figureProblem(q *form.Question) {
	t.Tell(t.FigureHow(q))
	t.ask(q, 0)
}

// askPart asks for the right number of one figure.
func (t figures) askPart(q *form.Question, part int) {
	t.Focus.EnterEach(exchange.Asking, q.At(0))
	t.Focus.Fixing, *t.state = true, exchange.Correction{Part: part + 1, Shown: t.Draft.FigureKey(t.Outline, q)}
	t.Bubble(t.Say.Say("calculated_part_wanted", "label", t.Fill(q.Figures[part].Label, 0),
		"value", t.FigureValue(q, part, t.Draft.Work(t.Outline, q)[part])), t.Buttons().Question(q, 0, &t.Draft.Cells[q.Pos]))
}

// replaceBy takes another number for a figure: the system's own needs no reason, any
// other is asked about.
func (t figures) replaceBy(q *form.Question, part int, n float64) {
	w := t.Draft.Work(t.Outline, q)[part]
	if !w.Known || w.Number == n {
		v := t.Draft.CorrectWith(t.Outline, q, part, n, t.Draft.Cells[q.Pos].Value.Text)
		if !w.Known {
			v.Figures[part].Worked = n
		}
		t.acceptFigures(q, form.Place{Code: q.Code}, v)
		return
	}
	t.Focus.EnterEach(exchange.Why, q.At(0))
	*t.state = exchange.Correction{Part: part + 1, Given: &n}
	t.askWhy()
}

// askWhy asks for the reason of a correction.
func (t figures) askWhy() {
	q := t.Asked()
	if q == nil || t.state.Given == nil || t.state.Part < 1 || t.state.Part > len(q.Figures) {
		t.next()
		return
	}
	t.Bubble(t.Say.Say("calculated_why", "worked", t.FigureValue(q, t.state.Part-1, t.Draft.Work(t.Outline, q)[t.state.Part-1]),
		"given", t.Amount(q, *t.state.Given)), t.whyButtons())
}

func (t figures) whyButtons() [][]chat.Choice {
	return button.Rows(t.ButtonAt(t.Focus.Place, button.Worked, t.Say.Say("button_worked")), t.ButtonAt(t.Focus.Place, button.Rewrite, t.Say.Say("button_again")))
}

// typedWhy takes the reason; another number is a new correction.
func (t figures) typedWhy(q *form.Question) {
	text := viet.Clean(t.Input.Text)
	if n, unclear := t.numbers().number(text, q); unclear == nil && viet.Letters(text) <= 20 && !strings.ContainsAny(text, " \n") {
		t.replaceBy(q, t.state.Part-1, n.Value)
		return
	}
	switch {
	case t.matchesLabel(t.whyButtons()):
		return
	case viet.Letters(text) < 3:
		t.askWhy()
		return
	}
	part, n := t.state.Part-1, *t.state.Given
	before := t.Draft.Cells[q.Pos].Value.Text
	if len(q.Correctables()) > 1 {
		text = t.Say.Say("calculated_part", "label", t.Fill(q.Figures[part].Label, 0), "value", text)
		text = strings.TrimLeft(text, "- ")
	}
	info := answers.Describe(text, before.Pieces+1, before)
	v := t.Draft.CorrectWith(t.Outline, q, part, n, info)
	t.state.Given = nil
	t.Store(q, 0, v, t.ShownFigures(q, v), 0)
	t.Store(q, 0, v, text, info.Pieces)
	t.Tell(t.Say.Say("calculated_reason_saved", "value", t.ShownFigures(q, v)))
	if len(q.Correctables()) > 1 {
		t.state.Part = 0
		t.ways().rewrite(q, 0)
		return
	}
	t.checkOr(q, 0, t.next)
}

// toPart asks for the right number of the figure whose button was pressed;
// false if it has none that may be corrected.
func (t figures) toPart(q *form.Question, part int) bool {
	ok := part >= 0 && part < len(q.Figures) && q.Correctable(part)
	if ok {
		t.askPart(q, part)
	}
	return ok
}

// confirmFigures takes the figures as they were shown. What changed since, or
// was shown long ago, is shown again instead.
func (t figures) confirmFigures(q *form.Question, p form.Place) {
	if !t.Current(p) || t.state.Shown != t.Draft.FigureKey(t.Outline, q) || !t.Draft.Computable(t.Outline, q) && !t.Draft.Unworkable(t.Outline, q) {
		if t.Current(p) && t.askChanged() {
			return
		}
		if t.Current(p) {
			t.Tell(t.Say.Say("calculated_moved"))
		}
		t.ways().rewrite(q, 0)
		return
	}
	t.acceptFigures(q, p, t.Draft.Confirm(t.Outline, q))
}

func (t figures) acceptFigures(q *form.Question, p form.Place, v form.Value) {
	t.Store(q, p.Row, v, t.ShownFigures(q, v), 0)
	t.Tell(t.Say.Say("saved", "value", t.ShownFigures(q, v)))
	t.checkOr(q, p.Row, t.next)
}

// askChanged puts what the system has otherwise now than was confirmed, before
// anything else is asked; false when nothing changed. One figure is asked about
// by itself, several are shown together.
func (t figures) askChanged() bool {
	if t.Frozen {
		return false
	}
	t.Draft.Follow(t.Outline)
	stale := t.Draft.Stale(t.Outline)
	switch {
	case len(stale) == 0:
		return false
	case len(stale) == 1 || t.Focus.Each:
		t.Focus.Enter(exchange.Idle, form.Place{})
		t.Focus.Each = len(stale) > 1
		t.Tell(t.Say.Say("changed_one"))
		t.ask(stale[0], 0)
		return true
	}
	t.Focus.Enter(exchange.Changed, t.Focus.Place)
	t.state.Shown = t.Draft.FigureKey(t.Outline, stale...)
	t.Bubble(t.InWords().Changed(stale), t.changedButtons())
	return true
}

func (t figures) changedButtons() [][]chat.Choice {
	p := form.Place{}
	return button.Rows(t.ButtonAt(p, button.All, t.Say.Say("button_all_right")), t.ButtonAt(p, button.Each, t.Say.Say("button_each")))
}

// pressedChanged takes the answer to what changed.
func (t figures) pressedChanged(act string) {
	t.Draft.Follow(t.Outline)
	stale := t.Draft.Stale(t.Outline)
	if act == button.Each {
		t.Focus.Each = true
		t.next()
		return
	}
	if t.state.Shown != t.Draft.FigureKey(t.Outline, stale...) {
		t.next()
		return
	}
	left := 0
	for _, q := range stale {
		if !t.Draft.Computable(t.Outline, q) {
			left++
			continue
		}
		v := t.Draft.Confirm(t.Outline, q)
		t.Store(q, 0, v, t.ShownFigures(q, v), 0)
	}
	t.Tell(t.Say.Count("changed_confirmed", len(stale)-left))
	t.Focus.Each = left > 0
	t.next()
}

// changed is the mode of figures that are others now than were confirmed.
type changed struct{ resting }

func (t changed) heard() bool {
	return t.confirms(command.Deed{Name: "figure", Undoable: true}, t.figures().changedButtons())
}

func (t changed) typed() { t.typedChoice(t.figures().changedButtons()) }

func (t changed) pressed(b button.Button) bool {
	if b.Act != button.All && b.Act != button.Each {
		return false
	}
	t.figures().pressedChanged(b.Act)
	return true
}

func (t changed) put() bool {
	t.next()
	return true
}
