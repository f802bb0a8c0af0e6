package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// initialValue is the question's default as an answer; ok is false if it has
// none.
func (t *Turn) initialValue(q *form.Question) (v form.Value, typed string, ok bool) {
	v, typed, ok = q.Initial(t.given(""))
	if ok && q.IsText() {
		v.Text = answers.Describe(typed, 1, form.TextInfo{})
	}
	return v, typed, ok
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
