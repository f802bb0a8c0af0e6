package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// wipe asks whether all answers of the report are to go. A text under way is begun
// anew instead.
func (t sayings) wipe() {
	q := t.Asked()
	switch {
	case t.Frozen:
		t.SayFrozen()
	case q != nil && q.IsText() && t.Focus.Asking() && t.Draft.Cell(q, t.Focus.Row).State == answers.Answered:
		t.texts().anew(q, t.Focus.Row)
	default:
		done, _ := t.Draft.Progress(t.Outline)
		if done == 0 {
			t.again(t.Say.Say("wipe_nothing"))
			return
		}
		t.Focus.Begin(exchange.Wiping)
		t.again()
	}
}

// wiping is the mode of all answers that are to go.
type wiping struct{ resting }

func (t wiping) buttons() [][]chat.Choice {
	return button.Rows(t.ButtonAt(form.Place{}, button.Wipe, t.Say.Say("button_wipe")), t.ButtonAt(form.Place{}, button.Keep, t.Say.Say("button_keep_all")))
}

func (t wiping) heard() bool { return t.confirms(command.Deed{Name: "wipe"}, t.buttons()) }
func (t wiping) typed()      { t.again(t.Say.Say("wipe_held")) }

func (t wiping) commanded(c command.Command) bool {
	if c.Name != command.Cancel && c.Name != command.Keep {
		return t.resting.commanded(c)
	}
	t.Focus.Begin(exchange.Idle)
	t.next()
	return true
}

func (t wiping) pressed(b button.Button) bool {
	switch b.Act {
	case button.Wipe:
		t.wipe()
	case button.Keep:
		t.Focus.Begin(exchange.Idle)
		t.next()
	default:
		return false
	}
	return true
}

func (t wiping) put() bool {
	done, _ := t.Draft.Progress(t.Outline)
	t.Bubble(t.Say.Count("wipe_sure", done, "unit", t.UnitLabel), t.buttons())
	return true
}

// mostWiped is how many answers the history notes as taken out: a transaction holds
// only so many records.
const mostWiped = 60

// wipe takes all answers out but files. The history keeps them.
func (t wiping) wipe() {
	gone := t.Draft.Wipe(t.Outline)
	for _, p := range gone[:min(mostWiped, len(gone))] {
		t.Out.Answers = append(t.Out.Answers, exchange.Answer{Place: p, Removed: true})
	}
	t.Focus.Begin(exchange.Idle)
	t.Tell(t.Say.Say("wiped"))
	t.next()
}
