package conversation

import (
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Unknown is how often somebody said that they do not know.
type Unknown struct {
	// Said marks that they said it of what is asked now.
	Said bool `json:"s,omitempty"`
	// InARow counts the questions in a row that were put off by it.
	InARow int `json:"n,omitempty"`
}

// unsure tells whether somebody says that they do not know, and nothing else.
func unsure(text string) bool {
	if len(text) > 60 {
		return false
	}
	switch viet.Fold(viet.Polite(viet.Line(text))) {
	case "khong biet", "ko biet", "k biet", "chua biet", "khong ro", "ko ro", "chua ro", "khong nho", "ko nho", "chua nam duoc", "khong nam duoc":
		return true
	}
	return false
}

// unknown takes «không biết».
type unknown struct {
	*Turn
	state *Unknown
}

func (t *Turn) unknown() unknown { return unknown{t, &t.Focus.Unknown} }

// notKnown takes «không biết». The first time it is said how to put a question
// off; said once more to the same thing, that is done, for else somebody who
// does not know would be asked for ever. It is false where the mode has an
// answer of its own.
func (t unknown) notKnown() bool {
	q := t.asked()
	if !unsure(t.Input.Text) || t.Focus.Text.Pieces > 0 {
		t.state.Said, t.state.InARow = false, 0
		return false
	}
	before := t.state.InARow
	again := t.state.Said
	t.state.Said = true
	if mode := t.Focus.Mode; before >= knowsHow && (mode == Asking || mode == Offering) {
		again = true
	}
	taken := t.putOffUnknown(q, again)
	if taken && again {
		t.state.InARow = before + 1
	}
	return taken
}

// knowsHow is after how many questions in a row that were put off by «không
// biết» it need not be said twice any more.
const knowsHow = 2

// putOffUnknown does it in the mode in focus, if it was said again.
func (t unknown) putOffUnknown(q *form.Question, again bool) bool {
	switch t.Focus.Mode {
	case Asking, NoneSure, Which:
		if q == nil {
			return false
		}
		t.Focus.Mode, t.Focus.Asked.Readings = Asking, nil
		t.notKnownAnswer(q, again)
	case Offering:
		return again && t.giveUp(actNext)
	case Growing:
		return again && t.giveUp(actStop)
	case Checking:
		if again {
			t.tell(t.Say.Say("not_known_check"))
			t.next()
		}
		return again
	default:
		return false
	}
	return true
}

func (t unknown) notKnownAnswer(q *form.Question, again bool) {
	place := t.Focus.Place
	switch {
	case !again && q.Required:
		t.tell(t.Say.Say("not_known"))
		t.ask(q, place.Row)
		t.state.Said = true
	case !again:
		t.tell(t.Say.Say("not_known_optional"))
		t.ask(q, place.Row)
		t.state.Said = true
	case q.Required:
		t.ways().later(place, t.Draft.Cell(q, place.Row))
	default:
		t.ways().skip(q, place, t.Draft.Cell(q, place.Row))
	}
}

// giveUp presses the button that goes on without.
func (t unknown) giveUp(act string) bool {
	t.pressed(Button{Report: t.Report, Place: t.Focus.Place, act: act})
	return true
}
