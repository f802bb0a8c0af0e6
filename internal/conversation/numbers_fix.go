package conversation

import (
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// listedFixes takes a list with codes, «5.01: 3» on each line, while an answer
// is being corrected: each line is put beside its own question, and stored
// only when the table is confirmed. What has lines without a code is no such
// list, for here nothing tells which question follows.
func (t numbers) listedFixes(q *form.Question, row int, text string) bool {
	items := viet.CutList(text, true).Items
	for _, it := range items {
		if x := t.Outline.QuestionTyped(it.Ref); it.Ordinal() != 0 || x == nil || !x.IsNumber() || x.Parent != q.Parent {
			return false
		}
	}
	switch {
	case len(items) == 0:
		return false
	case len(items) == 1 && t.Outline.QuestionTyped(items[0].Ref) == q:
		return t.single(q, row, items[0].Text)
	}
	t.fix(q.At(row), Table{List: t.placed(items, nil), Whole: t.Input.Message})
	return true
}

// fix shows lines that correct what was answered.
func (t numbers) fix(p form.Place, lines Table) {
	t.Focus.enter(Confirming, p)
	t.Focus.Fixing, *t.state = true, lines
	t.show()
}
