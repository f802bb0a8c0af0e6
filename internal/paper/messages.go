package paper

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Message returns the check's own sentence with its values.
func (w *Writer) Message(f answers.Failure) string {
	if of := f.Check.Of; of != nil && of.IsGroup() {
		most, _ := w.Ceiling(of)
		return w.Say.Count("rows_too_many", len(w.Draft.Cells[of.Pos].Rows), "noun", of.Rows.Noun, "most", most)
	}
	if of := f.Check.Of; f.Check.Filters {
		c := w.Draft.Cell(of, f.Row)
		return w.Say.Say("choice_now_misfits", "label", viet.Shorten(w.FillOf(of, of.Label, f.Row), 60), "value", w.Shown(of, c.Value))
	}
	if f.Check.Message == "" { // a question's own constraint without a sentence
		return w.Say.Say("constraint_now_failed", "label", viet.Shorten(w.FillOf(f.Check.Of, f.Check.Of.Label, f.Row), 60))
	}
	return w.FillMessage(f, f.Check.Message)
}

// FillMessage fills a sentence of a check with the answers of the row that fails.
func (w *Writer) FillMessage(f answers.Failure, sentence string) string {
	var row *answers.Row
	if f.Row != 0 {
		row = w.Draft.Row(f.Check.Parent, f.Row)
	}
	return form.FillWith(sentence, func(name string) (string, bool) {
		if e := f.Check.ValueExpressions[name]; e != nil {
			if q := w.Outline.ByName[e.Source]; q != nil {
				return w.NamedAnswer(q, f.Row)
			}
			v, known := w.Draft.EvalOn(e, row, w.Today())
			if !known {
				return "", false
			}
			return w.plainWord(v), true
		}
		if word, ok := w.Words[name]; ok {
			return word, true
		}
		return w.answerWord(name, f.Row)
	})
}

// NamedAnswer returns a question's answer inside a sentence: what names a row by its
// own words, all else as it is shown.
func (w *Writer) NamedAnswer(q *form.Question, row int) (string, bool) {
	if q.Parent != nil && q.Parent.Rows.Name == q.Name {
		if r := w.Draft.Row(q.Parent, row); r != nil {
			return r.Label, true
		}
	}
	return w.answerWord(q.Name, row)
}

// plainWord writes a computed value inside a sentence.
func (w *Writer) plainWord(v any) string {
	switch x := v.(type) {
	case string:
		return w.Say.StoredDay(x)
	case float64, int, int64:
		return w.Say.Amount(roundTo(form.Number(x), 10))
	}
	return ""
}

func roundTo(n, parts float64) float64 { return float64(int64(n*parts+0.5)) / parts }

// keptKey names a failure by what it says, so that new figures are asked about
// again.
func (w *Writer) keptKey(f answers.Failure) string {
	return answers.FailureKey(f) + "/" + form.NameHash(w.Message(f))
}

// Faults returns all failing checks of the report: what blocks it, and the
// warnings that nobody has kept.
func (w *Writer) Faults() (errors, warnings []answers.Failure) {
	tried := w.Failures
	if len(w.Missing()) > 0 {
		tried = w.FailuresSoFar
	}
	for i := range w.Outline.Checks {
		c := &w.Outline.Checks[i]
		if c.Holds == nil {
			continue
		}
		for _, f := range tried(c) {
			switch {
			case c.Level == form.Error:
				errors = append(errors, f)
			case c.Level == form.Warning && !w.IsKept(f):
				warnings = append(warnings, f)
			}
		}
	}
	return errors, warnings
}

// Kept returns the warnings that are kept and still say what they said when they
// were. A coordinator reads them first.
func (w *Writer) Kept() (list []answers.KeptWarning) {
	if len(w.Draft.Kept) == 0 {
		return nil
	}
	ids := map[string]bool{}
	for _, k := range w.Draft.Kept {
		ids[k.Check()] = true
	}
	for i := range w.Outline.Checks {
		c := &w.Outline.Checks[i]
		if !ids[c.ID] || c.Holds == nil {
			continue
		}
		for _, f := range w.Failures(c) {
			if i := w.keptAt(f); i >= 0 {
				list = append(list, w.Draft.Kept[i])
			}
		}
	}
	return list
}

// keptAt returns where the failure stands among the kept ones; -1 if it is not kept.
func (w *Writer) keptAt(f answers.Failure) int {
	key := w.keptKey(f)
	return slices.IndexFunc(w.Draft.Kept, func(k answers.KeptWarning) bool { return k.Key == key })
}

// IsKept reports whether the officer kept the warning as it reads now.
func (w *Writer) IsKept(f answers.Failure) bool { return f.ReasonGiven(w.Draft) || w.keptAt(f) >= 0 }

// AddKept keeps a failure. A reason that was given for it before it was
// reworded or its figures changed stays if none is given now.
func (w *Writer) AddKept(f answers.Failure, reason string) {
	if reason == "" && f.Check.Reason {
		for _, k := range w.Draft.Kept {
			if strings.HasPrefix(k.Key, answers.FailureKey(f)+"/") {
				reason = k.Reason
			}
		}
	}
	w.Draft.Kept = append(w.Draft.Kept, answers.KeptWarning{Key: w.keptKey(f), Says: w.Message(f), Reason: reason})
}

// keptLines names the warnings that are kept with a reason, for the summary.
func (w *Writer) keptLines() string {
	var lines []string
	for _, k := range w.Kept() {
		if k.Reason != "" {
			lines = append(lines, w.Say.Say("kept_line", "text", k.Says, "reason", viet.Shorten(k.Reason, 200)))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return w.Say.Say("kept_title") + "\n" + w.AndMore(lines[:min(Listed, len(lines))], len(lines))
}
