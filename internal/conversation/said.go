package conversation

import (
	"strings"

	"giaoban/internal/chat"
)

// offerFix puts a way back to a figure, a date or a unit under the bubble that
// says how it was understood. A check that failed has ways of its own.
func (t *Turn) offerFix(q *Question, row int) {
	switch q.Type {
	case Integer, Decimal, Calculate, Year, Date, UnitName:
	default:
		return
	}
	n := len(t.out.Contents)
	if n == 0 || t.Focus.Phase == Checking {
		return
	}
	c := &t.out.Contents[n-1]
	c.Choices = append(c.Choices, []chat.Choice{t.button(q, row, actFix, t.Say.Say("button_fix_last"))})
	t.Focus.Last = &Place{Code: q.Code, Row: row}
}

// failing are the checks of the question that do not hold before its answer:
// those that have a sentence for when they do, and those that compare rows.
func (t *Turn) failing(q *Question) (list []failure) {
	t.failed = map[string]bool{}
	for _, c := range q.checks {
		if c.Success == "" && !c.compares {
			continue
		}
		for _, f := range t.failures(c) {
			t.failed[failureKey(f)] = true
			if c.Success != "" {
				list = append(list, f)
			}
		}
	}
	return list
}

// mend notes which of these failures are gone: the check is known to hold now.
func (t *Turn) mend(failed []failure) {
	for _, f := range failed {
		var row *Row
		if f.row != 0 {
			row = t.Draft.row(f.check.group, f.row)
		}
		if v, known := t.Draft.evalOn(f.check.constraint, row, t.today()); known && v == true {
			t.mended = append(t.mended, t.words(f, f.check.Success))
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
func (t *Turn) fileNotHere(q *Question) string {
	if q == nil || t.Focus.Phase != Asking {
		return t.Say.Say("file_not_here")
	}
	switch q.Type {
	case Integer, Decimal, Calculate:
		return t.Say.Say("file_not_number")
	case Year:
		return t.Say.Say("file_not_year")
	case Date:
		return t.Say.Say("file_not_date")
	case YesNo, SelectOne, SelectMultiple, UnitName:
		return t.Say.Say("file_not_choice")
	}
	return t.Say.Say("file_not_here")
}
