package conversation

import (
	"strconv"

	"giaoban/internal/viet"
)

// initialValue is the question's default as an answer; ok is false if it has
// none.
func (t *Turn) initialValue(q *Question) (v Value, typed string, ok bool) {
	switch {
	case q.Default == "":
		return v, "", false
	case q.Type == SelectOne:
		v.Name = q.Default
		return v, t.Shown(q, v), true
	case q.Type == Date:
		v.Name = t.dateBound(q.Default)
		return v, dayMonthYear(v.Name), true
	case q.Type == ShortText:
		text := t.fill(q.Default, 0)
		return Value{Text: describe(text, 1, TextInfo{})}, text, true
	}
	v.Number, _ = strconv.ParseFloat(q.Default, 64)
	return v, plainNumber(v.Number), true
}

// offersInitial is the line that shows the default of an unanswered question.
func (t *Turn) offersInitial(q *Question, c *Cell) string {
	if _, typed, ok := t.initialValue(q); ok && c.State != Answered {
		return t.Say.Say("default_offered", "value", typed)
	}
	return ""
}

// takesInitial answers with the default when that was said to be right.
func (t *Turn) takesInitial(q *Question, row int, input string) bool {
	v, typed, ok := t.initialValue(q)
	if !ok || t.Draft.cell(q, row).State == Answered {
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
func (t *Turn) giveInitial(q *Question, p Place, v Value, typed string) {
	if q.Type == ShortText && t.current(p) {
		t.shortText(q, p.Row, typed)
		return
	}
	t.give(q, p, v, typed)
}
