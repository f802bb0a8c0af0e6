package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A reason is a sentence or two: it stands in the small record of the draft.
const (
	shortestReason = 5    // letters
	longestReason  = 1000 // letters
)

// askReason asks why a warning is kept, or puts the question again.
func (t checks) askReason(f answers.Failure) {
	if t.Focus.Mode == Reasoning {
		t.tell(t.Message(f)) // else it stands right above
	}
	t.Focus.Mode = Reasoning
	t.bubble(t.Say.Say("kept_reason_wanted"), t.reasonButtons(f))
}

func (t checks) reasonButtons(f answers.Failure) [][]chat.Choice {
	buttons := t.fixButtons(f)
	return ButtonRows(append(buttons, t.buttonAt(t.Focus.Place, actBack, t.Say.Say("button_back")))...)
}

// typedReason takes the reason and keeps the warning with it.
func (t checks) typedReason() {
	f, ok := t.inFocus()
	if !ok { // a colleague mended it
		t.next()
		return
	}
	if t.matchesLabel(t.reasonButtons(f)) {
		return
	}
	reason := viet.Line(t.Input.Text)
	switch n := viet.Letters(reason); {
	case n < shortestReason:
		t.again(t.Say.Say("kept_reason_short"))
		return
	case n > longestReason:
		t.again(t.Say.Say("kept_reason_long", "n", t.Say.Whole(n), "max", t.Say.Whole(longestReason)))
		return
	}
	t.AddKept(f, reason)
	t.out.Answers = append(t.out.Answers, Answer{Place: t.Focus.Place, Check: f.Check.ID, Text: reason})
	t.tell(t.Say.Say("kept_reason_kept", "reason", "«"+viet.Shorten(reason, 120)+"»"))
	t.next()
}

// backToCheck leaves the reason and puts the check again.
func (t checks) backToCheck() {
	t.Focus.Mode = Checking
	if !t.putCheck() {
		t.next()
	}
}

// putOff lets the check in focus wait for the summary: an error, or a warning
// that would ask for a reason. Any other warning is kept.
func (t checks) putOff() {
	f, ok := t.inFocus()
	if ok && f.Check.Level == form.Warning && f.Check.Reason {
		t.tell(t.Say.Say("kept_reason_later"))
		t.next()
		return
	}
	t.keepWarning()
}
