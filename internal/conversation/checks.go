package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
)

// checks are the mode of a check that failed: the answer is corrected, or the warning kept.
type checks struct {
	*Turn
	state *Failed
}

func (t *Turn) checks() checks { return checks{t, &t.Focus.Failed} }

// Failed is the failing check that was put to the person.
type Failed struct {
	Check string `json:"k,omitempty"`
}

// checkOr tries the checks that name the question just answered; when all hold
// it goes on.
func (t *Turn) checkOr(q *form.Question, row int, goOn func()) {
	t.tellMended()
	for _, c := range q.Checks {
		for _, f := range t.Failures(c) {
			elsewhere := f.Row != 0 && row != 0 && f.Row != row
			if elsewhere && (!c.Compares || t.failed[answers.FailureKey(f)]) || c.Level == form.Note || t.IsKept(f) {
				continue
			}
			t.Focus.Mode, t.Focus.Failed.Check = Checking, answers.FailureKey(f)
			t.Focus.Place = q.At(row)
			t.Focus.Text.Pieces, t.Focus.Fixing = 0, false
			t.checks().putCheck()
			return
		}
	}
	goOn()
}

// inFocus is the failure that was put to the person, if it still fails.
func (t checks) inFocus() (answers.Failure, bool) {
	for i := range t.Outline.Checks {
		for _, f := range t.Failures(&t.Outline.Checks[i]) {
			if answers.FailureKey(f) == t.state.Check {
				return f, true
			}
		}
	}
	return answers.Failure{}, false
}

// putCheck says what does not agree and offers the ways to mend it.
func (t checks) putCheck() bool {
	f, ok := t.inFocus()
	if !ok {
		return false
	}
	t.bubble(t.Message(f), t.checkButtonsFor(f))
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
	return ButtonRows(append(t.fixButtons(f), t.buttonAt(t.Focus.Place, actKeep, label))...)
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
		out = append(out, t.buttonAt(p, actFix, t.Fill(label, f.Row)))
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
		t.tell(t.Say.Say("warning_kept"))
	}
	if ok && f.Check.Level == form.Error {
		t.tell(t.Say.Say("error_put_off"))
	}
	t.next()
}
