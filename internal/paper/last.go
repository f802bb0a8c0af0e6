package paper

import (
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// LastLetters is how much of what the last report says in words is shown beside a question.
const LastLetters = 60

// lastWord fills a placeholder that names what the last report says; ok is false if it says
// nothing there.
func (w Contents) lastWord(was form.Variable) (words string, ok bool) {
	last, q := w.Draft.Recalled(), was.Q
	if q.IsGroup() {
		n := len(last.Rows(q))
		return strconv.Itoa(n), last != nil
	}
	v, ok := last.Answer(q, 0)
	switch {
	case !ok:
		return "", false
	case q.IsCalculated():
		figure := answers.Confirmed(q, v)[was.Part]
		if figure.List != nil {
			return w.nameList(figure.List, listedNames), figure.Known
		}
		return w.Say.Amount(figure.Number), figure.Known
	case q.IsText():
		words = w.LastText(q, 0)
		return viet.Shorten(words, LastLetters), words != ""
	case q.IsNumber():
		bare := *q
		bare.Unit = ""
		return w.worded(&bare, v), true
	}
	return w.worded(q, v), true
}

// LastText is what the last report says to a question that is answered in words, whole; "" where
// it says nothing, or that cannot be read.
func (w Contents) LastText(q *form.Question, row int) string {
	filed, of := w.Draft.Recalled().Filed(q, row)
	if of.Pieces == 0 || w.LastTexts == nil {
		return ""
	}
	return viet.JoinPieces(w.LastTexts(filed, of))
}

// ShownLast is an answer of the last report as it stands beside the question: of a text, given in
// words, its beginning.
func (w Contents) ShownLast(q *form.Question, v form.Value, words string) string {
	if q.IsText() {
		return w.Say.Quote(viet.Shorten(viet.Line(words), LastLetters))
	}
	return viet.Shorten(w.worded(q, v), 3*LastLetters)
}
