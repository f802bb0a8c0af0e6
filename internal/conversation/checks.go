package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// checks are the mode of a check that failed: the answer is corrected, or the warning kept.
type checks struct {
	*Turn
	state *exchange.Failed
}

func (t *Turn) checks() checks { return checks{t, &t.Focus.Failed} }

// checkOr tries the checks that name the question just answered; when all hold
// it goes on.
func (t *Turn) checkOr(q *form.Question, row int, goOn func()) {
	t.TellMended()
	for _, c := range q.Checks {
		for _, f := range t.FailuresSoFar(c) {
			elsewhere := f.Row != 0 && row != 0 && f.Row != row
			if elsewhere && (!c.Compares || t.Failed[answers.FailureKey(f)]) || c.Level == form.Note || t.IsKept(f) {
				continue
			}
			t.Focus.Mode, t.Focus.Failed.Check = exchange.Checking, answers.FailureKey(f)
			t.Focus.Place = q.At(row)
			t.Focus.Text.Pieces, t.Focus.Fixing = 0, false
			t.checks().putCheck()
			return
		}
	}
	goOn()
}

// inFocus is the failure that was put to the person, if it still fails.
func (t checks) inFocus() (answers.Failure, bool) { return t.FailureOf(t.state.Check) }

// putCheck says what does not agree and offers the ways to mend it.
func (t checks) putCheck() bool {
	f, ok := t.inFocus()
	if !ok {
		return false
	}
	t.Bubble(t.Message(f), t.checkButtonsFor(f))
	return true
}

func (t checks) checkButtons() [][]chat.Choice {
	f, ok := t.inFocus()
	if !ok {
		return nil
	}
	return t.checkButtonsFor(f)
}

func (t checks) checkButtonsFor(f answers.Failure) [][]chat.Choice {
	label := t.Say.Say("button_put_off")
	switch {
	case f.Check.Level == form.Warning && f.Check.Reason:
		label = t.Say.Say("button_keep_reason")
	case f.Check.Level == form.Warning:
		label = t.Say.Say("button_keep")
	}
	return button.Rows(append(t.fixButtons(f), t.ButtonAt(t.Focus.Place, button.Keep, label))...)
}

// fixButtons lead to what can mend the failure.
func (t checks) fixButtons(f answers.Failure) (out []chat.Choice) {
	for i, q := range f.Check.Fixes {
		p := form.Place{Code: q.Code}
		if q.Parent != nil {
			if f.Row == 0 {
				continue
			}
			p.Row = f.Row
		}
		label := f.Check.Fix[i].Label
		if label == "" {
			label = t.Say.Say("button_fix", "code", q.Code)
		}
		out = append(out, t.ButtonAt(p, button.Fix, t.Fill(label, f.Row)))
	}
	return out
}

// keepWarning keeps a warning as it stands, or puts an error off: an error is
// never kept, it only waits for the summary.
func (t checks) keepWarning() {
	f, ok := t.inFocus()
	if ok && f.Check.Level == form.Warning && f.Check.Reason {
		t.askReason(f)
		return
	}
	if ok && f.Check.Level == form.Warning {
		t.AddKept(f, "")
		t.Tell(t.Say.Say("warning_kept"))
	}
	if ok && f.Check.Level == form.Error {
		t.Tell(t.Say.Say("error_put_off"))
	}
	t.next()
}

// A reason is a sentence or two: it stands in the small record of the draft.
const (
	shortestReason = 5    // letters
	longestReason  = 1000 // letters
)

// askReason asks why a warning is kept, or puts the question again.
func (t checks) askReason(f answers.Failure) {
	if t.Focus.Mode == exchange.Reasoning {
		t.Tell(t.Message(f)) // else it stands right above
	}
	t.Focus.Mode = exchange.Reasoning
	t.Bubble(t.Say.Say("kept_reason_wanted"), t.reasonButtons(f))
}

func (t checks) reasonButtons(f answers.Failure) [][]chat.Choice {
	buttons := t.fixButtons(f)
	return button.Rows(append(buttons, t.ButtonAt(t.Focus.Place, button.Back, t.Say.Say("button_back")))...)
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
	t.Out.Answers = append(t.Out.Answers, exchange.Answer{Place: t.Focus.Place, Check: f.Check.ID, Text: reason})
	t.Tell(t.Say.Say("kept_reason_kept", "reason", t.Say.Quote(viet.Shorten(reason, 120))))
	t.next()
}

// backToCheck leaves the reason and puts the check again.
func (t checks) backToCheck() {
	t.Focus.Mode = exchange.Checking
	if !t.putCheck() {
		t.next()
	}
}

// putOff lets the check in focus wait for the summary: an error, or a warning
// that would ask for a reason. Any other warning is kept.
func (t checks) putOff() {
	f, ok := t.inFocus()
	if ok && f.Check.Level == form.Warning && f.Check.Reason {
		t.Tell(t.Say.Say("kept_reason_later"))
		t.next()
		return
	}
	t.keepWarning()
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

func (t checking) pressed(b button.Button) bool {
	if b.Act != button.Keep || !t.Here(b) {
		return false
	}
	t.checks().keepWarning()
	return true
}

func (t checking) unknown(again bool) bool {
	if again {
		t.Tell(t.Say.Say("not_known_check"))
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

func (t reasoning) pressed(b button.Button) bool {
	if b.Act != button.Back || b.Place != t.Focus.Place {
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
