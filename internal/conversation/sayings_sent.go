package conversation

import (
	"strings"

	"giaoban/internal/command"
)

// courteous answers in one sentence. To «Press Continue to go on» a yes goes on.
func (t sayings) courteous(kind command.Said) {
	if kind == command.Ack && t.Focus.Away() && !t.Frozen && t.Reader().Same(t.Input.Text, t.Say.Say("yes")) {
		t.resumeReport()
		return
	}
	t.still(t.Say.Say(courtesies[kind]))
}

// received tells that the report is not in yet. When it came in, whoever has its record says.
func (t sayings) received() {
	if t.Frozen {
		t.SayFrozen()
		return
	}
	done, total := t.Share()
	t.still(t.Say.Say("reply_not_received", "unit", t.UnitLabel, "done", done, "total", total))
}

// howLong tells how long the rest takes.
func (t sayings) howLong() {
	done, total := t.Share()
	t.still(t.Say.Say("reply_duration", "done", done, "total", total, "minutes", t.minutesLeft(done, total)))
}

// whoAsks tells who asks for the report, for what, and until when.
func (t sayings) whoAsks() {
	words := t.Say.Say("reply_who", "title", t.Outline.Title, "unit", t.UnitLabel, "order", t.Order, "deadline", t.DeadlineText(), "contact", t.Contact)
	t.still(strings.Join(strings.Fields(words), " "))
}
