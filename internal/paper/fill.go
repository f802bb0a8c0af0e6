package paper

import (
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// Fill puts words and answers where the text has {name}. A name written with a
// capital gets one: {Xung_ho}. What has no value yet stands as «…».
func (t *Writer) Fill(text string, row int) string {
	return form.FillWith(text, func(name string) (string, bool) {
		if w, ok := t.Words[name]; ok {
			return w, true
		}
		return t.answerWord(name, row)
	})
}

// FillOf fills a text of a question, which may have values of its own.
func (t *Writer) FillOf(q *form.Question, text string, row int) string {
	if len(q.ValueExpressions) == 0 {
		return t.Fill(text, row)
	}
	var r *answers.Row
	if q.Parent != nil {
		r = t.Draft.Row(q.Parent, row)
	}
	return form.FillWith(text, func(name string) (string, bool) {
		if e := q.ValueExpressions[name]; e != nil {
			v, known := t.Draft.EvalStale(e, r, t.Today())
			return plainWord(v), known
		}
		if w, ok := t.Words[name]; ok {
			return w, true
		}
		return t.answerWord(name, row)
	})
}

// FillRow fills a group's label, where {stt} is the row's number.
func (t *Writer) FillRow(text string, n int) string {
	return form.FillWith(text, func(name string) (string, bool) {
		if name == "stt" {
			return strconv.Itoa(n), true
		}
		w, ok := t.Words[name]
		return w, ok
	})
}

// answerWord is a placeholder that names a question, or the two that the
// reason for missing rows uses.
func (w *Writer) answerWord(name string, row int) (string, bool) {
	switch name {
	case "can", "so_muc":
		return w.RowCountWord(name)
	case "stt":
		return "", false
	}
	q := w.Outline.ByName[name]
	if part, ok := w.Outline.Parts[name]; ok {
		return w.figureWord(part)
	}
	if q == nil {
		return "", false
	}
	if q.Type == form.Calculate {
		return w.figureWord(form.Variable{Q: q})
	}
	if q.Type == form.Repeat {
		list := &w.Draft.Cells[q.Pos]
		begun := len(list.Rows) > 0 || list.State == answers.Closed
		return strconv.Itoa(len(list.Rows)), begun || list.Hidden && w.RuledOut(q, 0)
	}
	c := w.Draft.Cell(q, row)
	if c == nil {
		return "", false
	}
	switch {
	case c.Hidden && (q.Type == form.Integer || q.Type == form.Decimal):
		return "0", w.RuledOut(q, row)
	case c.State != answers.Answered:
		return "", false
	case q.Type == form.Integer || q.Type == form.Decimal:
		bare := *q
		bare.Unit = ""
		return w.Shown(&bare, c.Value), true
	}
	return w.Shown(q, c.Value), true
}
