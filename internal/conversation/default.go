package conversation

import (
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// initialValue is the question's default as an answer; ok is false if it has
// none.
func (t *Turn) initialValue(q *form.Question) (v form.Value, typed string, ok bool) {
	switch {
	case q.Default == "":
		return v, "", false
	case q.Type == form.SelectOne:
		v.Name = q.Default
		return v, t.Shown(q, v), true
	case q.Type == form.Date:
		v.Name = t.DateBound(q.Default)
		return v, paper.DayMonthYear(v.Name), true
	case q.Way() == form.InWords:
		text := t.Fill(q.Default, 0)
		return form.Value{Text: answers.Describe(text, 1, form.TextInfo{})}, text, true
	}
	v.Number, _ = strconv.ParseFloat(q.Default, 64)
	return v, form.PlainNumber(v.Number), true
}

// offersInitial is the line that shows the default of an unanswered question.
func (t *Turn) offersInitial(q *form.Question, c *answers.Cell) string {
	if _, typed, ok := t.initialValue(q); ok && c.State != answers.Answered {
		return t.Say.Say("default_offered", "value", typed)
	}
	return ""
}

// takesInitial answers with the default when that was said to be right.
func (t *Turn) takesInitial(q *form.Question, row int, input string) bool {
	v, typed, ok := t.initialValue(q)
	if !ok || t.Draft.Cell(q, row).State == answers.Answered {
		return false
	}
	switch viet.Fold(viet.Polite(viet.Line(input))) {
	case "dung", "dung roi", "dung vay", "ok":
	default:
		return false
	}
	t.giveInitial(q, q.At(row), v, typed)
	return true
}

// giveInitial stores the default as if it had been typed.
func (t *Turn) giveInitial(q *form.Question, p form.Place, v form.Value, typed string) {
	if q.Way() == form.InWords && t.current(p) {
		t.texts().shortText(q, p.Row, typed)
		return
	}
	t.give(q, p, v, typed)
}
