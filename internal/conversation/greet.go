package conversation

import (
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// Greet says who asks for whose report, by when, how long it takes and whom to call,
// and offers to begin or to go on where it stopped.
func (t *Turn) Greet() exchange.Outcome {
	if t.Frozen {
		t.SayFrozen()
		return t.Out
	}
	if len(t.Returned()) > 0 {
		t.next()
		return t.Out
	}
	if t.Remark != "" {
		t.Tell(t.Say.Say("returned_whole", "remark", t.Remark))
	}
	if t.Untouched() {
		t.Bubble(t.Welcome(), [][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_start")), t.PrepareButton()}})
		return t.Out
	}
	text := ""
	if done, total := t.Share(); t.Joining {
		text = t.Say.Say("how_far", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.DeadlineText())
	} else {
		text = t.Say.Say("welcome_back", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.DeadlineText())
	}
	t.Bubble(text,
		[][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_resume"))}, {t.ButtonAt(form.Place{}, button.Review, t.Say.Say("button_review"))}})
	return t.Out
}

// resumeReport begins, or goes on with what is in focus.
func (t *Turn) resumeReport() {
	switch t.Focus.Mode {
	case exchange.Idle, exchange.Resting, exchange.Review:
		if t.Frozen {
			t.SayFrozen()
			return
		}
		missing := t.Focus.Mode == exchange.Review && len(t.Missing()) > 0
		t.Focus.Begin(exchange.Idle)
		t.Focus.Later = missing // that is what somebody goes on with who was told of it
		t.next()
	default:
		if !t.figures().askChanged() {
			t.again()
		}
	}
}
