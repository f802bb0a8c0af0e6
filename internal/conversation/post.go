package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// postQuestion is where the outline asks for the writer's post: the first
// choice of one in the opening section.
func (o *Outline) postQuestion() *Question {
	for _, q := range o.top {
		if q.section > 0 {
			return nil
		}
		if q.Type == SelectOne {
			return q
		}
	}
	return nil
}

// Posts are the posts that the outline lets its writer choose from, as they are
// shown; none if it does not ask.
func (w *Writer) Posts() []string {
	q := w.Outline.postQuestion()
	if q == nil {
		return nil
	}
	out := make([]string, len(q.Choices))
	for i, o := range q.Choices {
		out[i] = w.fill(o.Label, 0)
	}
	return out
}

// prefill answers the question for the post with the one that the person gave
// on joining, instead of asking again.
func (t *Turn) prefill(q *Question, c *Cell) bool {
	if t.OwnPost == "" || c.State != Open || q != t.Outline.postQuestion() {
		return false
	}
	for _, o := range q.Choices {
		if label := t.fill(o.Label, 0); label == t.OwnPost {
			t.store(q, 0, Value{Name: o.Name}, label, 0)
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
	return q != nil && (q.Type == ShortText || q.Type == LongText) && t.Focus.Phase == Asking && !t.Frozen
}

// Chooses tells whether words are a choice of the question that was asked:
// «Mô hình» is an answer before it is anybody's command.
func (t *Turn) Chooses(words string) bool {
	q := t.asked()
	if q == nil || t.Frozen || t.Focus.Phase != Asking {
		return false
	}
	folded := viet.Fold(viet.Line(words))
	return slices.ContainsFunc(q.Choices, func(c Option) bool { return viet.Fold(t.fill(c.Label, 0)) == folded })
}

// Entering tells whether the input begins a visit or goes on with one, rather
// than answering what was asked.
func (t *Turn) Entering() bool {
	switch t.Input.Kind {
	case chat.Press:
		b, ok := ParseButton(t.Input.Data)
		return ok && b.act == actResume
	case chat.Text:
		cmd, ok := parseCommand(t.Input.Text, t.InText())
		return t.Focus.Phase == Idle || t.Focus.Phase == Resting || ok && (cmd.name == cmdStart || cmd.name == cmdContinue)
	}
	return false
}

// overviewed is how many answers Overview names.
const overviewed = 12

// Overview is how far the report is and what has been answered in the section,
// for somebody who looks on.
func (w *Writer) Overview(section string) string {
	done, total := w.Draft.Progress(w.Outline)
	var b strings.Builder
	b.WriteString(w.Say.Say("how_far", "unit", w.UnitLabel, "done", done, "total", total, "deadline", w.deadline()))
	n := 0
	for _, q := range w.Outline.top {
		c := &w.Draft.Cells[q.pos]
		if w.Outline.Sections[q.section].Code != section || c.Hidden || c.State != Answered || n == overviewed {
			continue
		}
		if n++; n == 1 {
			b.WriteString("\n\n" + w.Say.Say("overview_section", "title", w.Outline.Sections[q.section].Title))
		}
		b.WriteString("\n" + w.Say.Say("overview_line", "code", q.Code, "label", shorten(w.fill(q.Label, 0), 60), "value", shorten(w.Shown(q, c.Value), 60)))
	}
	return b.String()
}

// ButtonRows puts buttons one below the other, two to a row where they are short.
func ButtonRows(buttons ...chat.Choice) [][]chat.Choice { return rows(buttons...) }
