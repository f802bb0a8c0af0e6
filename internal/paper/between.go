package paper

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Between words the texts that stand between questions and have no answer.
type Between struct{ *Writer }

// Notes are those to be read before a question: its own, and those of the questions before it
// that do not apply. earlier are of the sections before.
func (w Between) Notes(q *form.Question, row int) (earlier, own []string) {
	if q.Parent != nil {
		r := w.Draft.Row(q.Parent, row)
		return nil, w.notes(w.leading(q.Parent.Questions, q.Pos, func(x *form.Question) bool { return r != nil && r.Cells[x.Pos].Hidden }), row)
	}
	hidden := func(x *form.Question) bool { return w.Draft.Cells[x.Pos].Hidden }
	list := w.Outline.Sections[q.Section].Questions
	at := slices.IndexFunc(list, func(x form.Question) bool { return x.Code == q.Code })
	own = w.notes(w.leading(list, at, hidden), row)
	for i := q.Section; i > 0 && !slices.ContainsFunc(list[:at], func(x form.Question) bool { return !hidden(&x) }); {
		i--
		s := &w.Outline.Sections[i]
		list, at = s.Questions, len(s.Questions)
		earlier = append(w.notes(append(w.leading(list, at, hidden), s.Tail...), 0), earlier...)
	}
	return earlier, own
}

// leading are the texts before a place among questions, back to the last that applies.
func (w Between) leading(list []form.Question, at int, hidden func(*form.Question) bool) (texts []*form.Question) {
	if at < len(list) {
		texts = slices.Clone(list[at].Leads)
	}
	for at--; at >= 0 && hidden(&list[at]); at-- {
		texts = append(slices.Clone(list[at].Leads), texts...)
	}
	return texts
}

// End are the notes behind the last question that applies.
func (w Between) End() []string {
	last := len(w.Outline.Sections) - 1
	s := &w.Outline.Sections[last]
	hidden := func(x *form.Question) bool { return w.Draft.Cells[x.Pos].Hidden || x.Submits() }
	texts := append(w.leading(s.Questions, len(s.Questions), hidden), s.Tail...)
	return w.notes(texts, 0)
}

// RowEnd are the notes behind the last question of a row.
func (w Between) RowEnd(group *form.Question, r *answers.Row) []string {
	hidden := func(x *form.Question) bool { return r.Cells[x.Pos].Hidden }
	return w.notes(append(w.leading(group.Questions, len(group.Questions), hidden), group.Tail...), r.ID)
}

// notes are those of some texts that apply, as they are read.
func (w Between) notes(list []*form.Question, row int) (said []string) {
	for _, q := range list {
		if q.Type == form.NoteText && w.applies(q, row) {
			said = append(said, w.FillOf(q, q.Label, row))
		}
	}
	return said
}

func (w Between) applies(q *form.Question, row int) bool {
	var r *answers.Row
	if q.Parent != nil {
		r = w.Draft.Row(q.Parent, row)
	}
	return w.Draft.Applies(w.Outline, q, r)
}

// Written are those of some texts that the report has, in their order.
func (w Between) Written(list []*form.Question, row int) (texts []*form.Question) {
	for _, q := range list {
		if q.Type == form.CalculatedText && w.applies(q, row) {
			texts = append(texts, q)
		}
	}
	return texts
}

// word is a calculated text where another names it; nothing where it does not apply.
func (w Between) word(q *form.Question, row int) string {
	if !w.applies(q, row) {
		return ""
	}
	return strings.TrimSpace(w.FillOf(q, q.Template, row))
}

// wordLetters is how much of an answer in words stands inside another text.
const wordLetters = 300

// text is an answer in words where another text names it.
func (w Between) text(q *form.Question, row int, v form.Value) string {
	pieces := w.Fresh
	if pieces == nil {
		pieces = w.Texts
	}
	if pieces == nil || v.Text.None {
		return w.worded(q, v)
	}
	if words := viet.JoinPieces(pieces(q.At(row))); words != "" {
		return viet.Shorten(words, wordLetters)
	}
	return w.worded(q, v)
}
