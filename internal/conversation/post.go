package conversation

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// prefill answers the question for the post with the one that the person gave
// on joining, instead of asking again.
func (t *Turn) prefill(q *form.Question, c *answers.Cell) bool {
	if t.OwnPost == "" || c.State != answers.Open || q != t.Outline.PostQuestion() {
		return false
	}
	for _, o := range q.Choices {
		if label := t.Fill(o.Label, 0); label == t.OwnPost {
			t.store(q, 0, form.Value{Name: o.Name}, label, 0)
			t.tell(t.Say.Say("post_prefilled", "post", label))
			t.checkOr(q, 0, t.next)
			return true
		}
	}
	return false
}

// InText tells whether words are wanted that could be mistaken for a command.
func (t *Turn) InText() bool {
	q := t.asked()
	return q != nil && q.IsText() && t.Focus.asking() && !t.Frozen
}

// Chooses tells whether words are a choice of the question that was asked:
// «Mô hình» is an answer before it is anybody's command.
func (t *Turn) Chooses(words string) bool {
	q := t.asked()
	if q == nil || t.Frozen || !t.Focus.asking() {
		return false
	}
	folded := viet.Fold(viet.Line(words))
	return slices.ContainsFunc(q.Choices, func(c form.Option) bool { return viet.Fold(t.Fill(c.Label, 0)) == folded })
}

// Entering tells whether the input begins a visit or goes on with one, rather
// than answering what was asked.
func (t *Turn) Entering() bool {
	switch t.Input.Kind {
	case chat.Press:
		b, ok := ParseButton(t.Input.Data)
		return ok && b.act == actResume
	case chat.Text:
		cmd, ok := t.ordered(t.InText())
		return !t.Focus.Over.open() && (t.Focus.Mode == Idle || t.Focus.Mode == Resting) || ok && (cmd.Name == command.Start || cmd.Name == command.Continue)
	}
	return false
}
