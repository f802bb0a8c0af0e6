package conversation

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
)

// offerFix puts a way back to a figure, a date or a unit under the bubble that
// says how it was understood. A check that failed has ways of its own.
func (t *Turn) offerFix(q *form.Question, row int) {
	n := len(t.out.Contents)
	if !q.Interpreted() || n == 0 || t.Focus.Mode == Checking {
		return
	}
	c := &t.out.Contents[n-1]
	c.Choices = append(c.Choices, []chat.Choice{t.button(q, row, actFix, t.Say.Say("button_fix_last"))})
	t.Focus.Last = &form.Place{Code: q.Code, Row: row}
}

// failing are the checks of the question that do not hold before its answer:
// those that have a sentence for when they do, and those that compare rows.
func (t *Turn) failing(q *form.Question) (list []answers.Failure) {
	t.failed = map[string]bool{}
	for _, c := range q.Checks {
		if c.Success == "" && !c.Compares {
			continue
		}
		for _, f := range t.Failures(c) {
			t.failed[answers.FailureKey(f)] = true
			if c.Success != "" {
				list = append(list, f)
			}
		}
	}
	return list
}

// mend notes which of these failures are gone: the check is known to hold now.
func (t *Turn) mend(failed []answers.Failure) {
	for _, f := range failed {
		var row *answers.Row
		if f.Row != 0 {
			row = t.Draft.Row(f.Check.Parent, f.Row)
		}
		if v, known := t.Draft.EvalOn(f.Check.Holds, row, t.Today()); known && v == true {
			t.mended = append(t.mended, t.FillMessage(f, f.Check.Success))
		}
	}
}

// tellMended says so in the same breath as the answer.
func (t *Turn) tellMended() {
	if n := len(t.lead); n > 0 && len(t.mended) > 0 {
		t.lead[n-1] += " " + strings.Join(t.mended, " ")
	}
	t.mended = nil
}

// fileNotHere says what the question in focus needs instead of a file.
func (t uploads) fileNotHere(q *form.Question) string {
	if q == nil || t.Focus.Mode != Asking {
		return t.Say.Say("file_not_here")
	}
	key := q.NotAFile()
	return t.Say.Say(key)
}
