package conversation

import (
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// A failure is a check that does not hold, in a row or in the whole report.
type failure struct {
	check *Check
	row   int
}

// checkOr tries the checks that name the question just answered; when all hold
// it goes on.
func (t *Turn) checkOr(q *Question, row int, goOn func()) {
	t.tellMended()
	for _, c := range q.checks {
		for _, f := range t.failures(c) {
			elsewhere := f.row != 0 && row != 0 && f.row != row
			if elsewhere && (!c.compares || t.failed[failureKey(f)]) || c.Level == Note || t.isKept(f) {
				continue
			}
			t.Focus.Phase, t.Focus.Check = Checking, failureKey(f)
			t.Focus.Place = q.At(row)
			t.Focus.Pieces, t.Focus.Fixing = 0, false
			t.putCheck()
			return
		}
	}
	goOn()
}

// failures tries one check, in every row if it is for each.
func (s *Sheet) failures(c *Check) []failure {
	if c.group == nil {
		if holds(s.Draft.evalOn(c.constraint, nil, s.today())) {
			return nil
		}
		return []failure{{check: c}}
	}
	var out []failure
	cell := &s.Draft.Cells[c.group.pos]
	if cell.Hidden {
		return nil
	}
	for i := range cell.Rows {
		if !holds(s.Draft.evalOn(c.constraint, &cell.Rows[i], s.today())) {
			out = append(out, failure{c, cell.Rows[i].ID})
		}
	}
	return out
}

// holds takes what is not known yet as holding.
func holds(v any, known bool) bool {
	yes, _ := v.(bool)
	return !known || yes
}

// place is where the failure is put: the first question that can mend it.
func (f failure) place() Place {
	for _, q := range f.check.fixes {
		if q.group == nil || f.row != 0 {
			p := Place{Code: q.Code}
			if q.group != nil {
				p.Row = f.row
			}
			return p
		}
	}
	return Place{}
}

func failureKey(f failure) string { return f.check.ID + "/" + strconv.Itoa(f.row) }

// inFocus is the failure that was put to the person, if it still fails.
func (t *Turn) inFocus() (failure, bool) {
	for i := range t.Outline.Checks {
		for _, f := range t.failures(&t.Outline.Checks[i]) {
			if failureKey(f) == t.Focus.Check {
				return f, true
			}
		}
	}
	return failure{}, false
}

// putCheck says what does not agree and offers the ways to mend it.
func (t *Turn) putCheck() bool {
	f, ok := t.inFocus()
	if !ok {
		return false
	}
	t.bubble(t.message(f), t.checkButtonsFor(f))
	return true
}

// message is the check's own sentence with its values.
func (w *Writer) message(f failure) string { return w.words(f, f.check.Message) }

func (t *Writer) words(f failure, sentence string) string {
	var row *Row
	if f.row != 0 {
		row = t.Draft.row(f.check.group, f.row)
	}
	return fillWith(sentence, func(name string) (string, bool) {
		if e := f.check.values[name]; e != nil {
			if q := t.Outline.byName[e.source]; q != nil {
				return t.namedAnswer(q, f.row)
			}
			v, known := t.Draft.evalOn(e, row, t.today())
			if !known {
				return "", false
			}
			return plainWord(v), true
		}
		if w, ok := t.Words[name]; ok {
			return w, true
		}
		return t.answerWord(name, f.row)
	})
}

// namedAnswer is a question's answer inside a sentence: what names a row by its
// own words, all else as it is shown.
func (w *Writer) namedAnswer(q *Question, row int) (string, bool) {
	if q.group != nil && q.group.Rows.Name == q.Name {
		if r := w.Draft.row(q.group, row); r != nil {
			return r.Label, true
		}
	}
	return w.answerWord(q.Name, row)
}

// plainWord shows a computed value inside a sentence.
func plainWord(v any) string {
	switch x := v.(type) {
	case string:
		return dayMonthYear(x)
	case float64, int, int64:
		return viet.FormatNumber(roundTo(number(x), 10))
	}
	return ""
}

func roundTo(n, parts float64) float64 { return float64(int64(n*parts+0.5)) / parts }

func (t *Turn) checkButtons() [][]chat.Choice {
	f, ok := t.inFocus()
	if !ok {
		return nil
	}
	return t.checkButtonsFor(f)
}

func (t *Turn) checkButtonsFor(f failure) [][]chat.Choice {
	label := t.Say.Say("button_put_off")
	switch {
	case f.check.Level == Warning && f.check.Reason:
		label = t.Say.Say("button_keep_reason")
	case f.check.Level == Warning:
		label = t.Say.Say("button_keep")
	}
	return rows(append(t.fixButtons(f), t.buttonAt(t.Focus.Place, actKeep, label))...)
}

// fixButtons lead to what can mend the failure.
func (t *Turn) fixButtons(f failure) (out []chat.Choice) {
	for i, q := range f.check.fixes {
		p := Place{Code: q.Code}
		if q.group != nil {
			if f.row == 0 {
				continue
			}
			p.Row = f.row
		}
		label := f.check.Fix[i].Label
		if label == "" {
			label = t.Say.Say("button_fix", "code", q.Code)
		}
		out = append(out, t.buttonAt(p, actFix, t.fill(label, f.row)))
	}
	return out
}

// keepWarning keeps a warning as it stands, or puts an error off: an error is
// never kept, it only waits for the summary.
func (t *Turn) keepWarning() {
	f, ok := t.inFocus()
	if ok && f.check.Level == Warning && f.check.Reason {
		t.askReason(f)
		return
	}
	if ok && f.check.Level == Warning {
		t.addKept(f, "")
		t.tell(t.Say.Say("warning_kept"))
	}
	if ok && f.check.Level == Error {
		t.tell(t.Say.Say("error_put_off"))
	}
	t.next()
}

// keptKey names a failure by what it says, so that new figures are asked about
// again.
func (w *Writer) keptKey(f failure) string { return failureKey(f) + "/" + NameHash(w.message(f)) }

// faults are all failing checks of the report: what blocks it, and the
// warnings that nobody has kept.
func (w *Writer) faults() (errors, warnings []failure) {
	for i := range w.Outline.Checks {
		c := &w.Outline.Checks[i]
		if c.constraint == nil {
			continue
		}
		for _, f := range w.failures(c) {
			switch {
			case c.Level == Error:
				errors = append(errors, f)
			case c.Level == Warning && !w.isKept(f):
				warnings = append(warnings, f)
			}
		}
	}
	return errors, warnings
}
