package paper

import (
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// Fill puts words and answers where the text has {name}. A name written with a
// capital gets one: {Xung_ho}. What has no value yet stands as «…».
func (w *Writer) Fill(text string, row int) string {
	return form.FillWith(text, func(name string) (string, bool) {
		if word, ok := w.Words[name]; ok {
			return word, true
		}
		return w.answerWord(name, row)
	})
}

// FillOf fills a text of a question, which may have values of its own.
func (w *Writer) FillOf(q *form.Question, text string, row int) string {
	if len(q.ValueExpressions) == 0 {
		return w.Fill(text, row)
	}
	var r *answers.Row
	if q.Parent != nil {
		r = w.Draft.Row(q.Parent, row)
	}
	return form.FillWith(text, func(name string) (string, bool) {
		if e := q.ValueExpressions[name]; e != nil {
			v, known := w.Draft.EvalStale(e, r, w.Today())
			return w.plainWord(v), known
		}
		if word, ok := w.Words[name]; ok {
			return word, true
		}
		return w.answerWord(name, row)
	})
}

// FillRow fills a group's label, where {stt} is the row's number.
func (w *Writer) FillRow(text string, n int) string {
	return form.FillWith(text, func(name string) (string, bool) {
		if name == "stt" {
			return strconv.Itoa(n), true
		}
		word, ok := w.Words[name]
		return word, ok
	})
}

// answerWord fills a placeholder that names a question, or one of the two that
// the reason for missing rows uses.
func (w *Writer) answerWord(name string, row int) (string, bool) {
	switch name {
	case "can", "so_muc":
		return w.RowCountWord(name)
	case "stt":
		return "", false
	}
	if was, ok := w.Outline.OfLast(name); ok {
		return Contents{Writer: w}.lastWord(was)
	}
	q := w.Outline.ByName[name]
	if part, ok := w.Outline.Parts[name]; ok {
		return w.figureWord(part)
	}
	if written := w.Outline.Written[name]; written != nil {
		return Between{w}.word(written, row), true
	}
	if q == nil {
		return "", false
	}
	if q.IsCalculated() {
		return w.figureWord(form.Variable{Q: q})
	}
	if q.IsGroup() {
		list := &w.Draft.Cells[q.Pos]
		begun := len(list.Rows) > 0 || list.State == answers.Closed
		return strconv.Itoa(len(list.Rows)), begun || list.Hidden && w.RuledOut(q, 0)
	}
	c := w.Draft.Cell(q, row)
	if c == nil {
		return "", false
	}
	switch {
	case c.Hidden && q.IsNumber():
		return "0", w.RuledOut(q, row)
	case c.State != answers.Answered:
		return "", false
	case q.IsText():
		return Between{w}.text(q, row, c.Value), true
	case q.IsNumber():
		bare := *q
		bare.Unit = ""
		return w.worded(&bare, c.Value), true
	}
	return w.worded(q, c.Value), true
}
