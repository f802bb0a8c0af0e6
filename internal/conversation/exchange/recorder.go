package exchange

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// A Recorder reads answers and stores them.
type Recorder struct {
	Reply
	// mended are the sentences of checks that hold again because of the answer.
	mended []string
	// Failed are the checks of the question that failed before the answer.
	Failed map[string]bool
}

// Read turns a typed answer into a value, or into the sentence that says what
// is unclear. Nothing is ever guessed.
func (t *Recorder) Read(q *form.Question, row int, input string) (v form.Value, problem string) {
	v, p := t.Value(q, row, input)
	return v, t.Unclear(q, row, v, p)
}

// Value is what a typed answer says by itself.
func (t *Recorder) Value(q *form.Question, row int, input string) (form.Value, *form.Problem) {
	in := t.Given(input)
	in.Label = t.FillOf(q, q.Label, row)
	return t.Offering(q, row).Read(in)
}

// Unclear says what is unclear of a value; "" if it can be taken.
func (t *Recorder) Unclear(q *form.Question, row int, v form.Value, p *form.Problem) string {
	if p != nil {
		return t.Unread(q, p)
	}
	return t.Constrained(q, row, v)
}

// Unread says why an answer was not taken, and keeps what may have been meant.
func (t *Recorder) Unread(q *form.Question, p *form.Problem) string {
	if len(p.Likely) > 0 {
		t.Focus.Mode, t.Focus.Asked.Readings = Which, p.Likely
	}
	switch {
	case q.Searched():
		t.Focus.Asked.Picked = p.Offers
	case p.Key == "choice_found" || p.Key == "choice_not_found":
		t.Focus.Asked.Near = p.Offers
	}
	if p.Call {
		return t.WithContact(t.Problem(p))
	}
	if p.Key == "choice_no_match" && t.IsNumbered(q) {
		return t.Say.Say("choice_no_match_numbered")
	}
	return t.Problem(p)
}

// Store puts the answer into the draft and into the history.
func (t *Recorder) Store(q *form.Question, row int, v form.Value, typed string, piece int) {
	v.Remark = viet.Shorten(v.Remark, form.RemarkLetters)
	failed := t.failing(q)
	t.Draft.Set(t.Outline, q, row, v)
	if len(t.Outline.Calculated) > 0 {
		t.Draft.Follow(t.Outline)
	}
	t.Looked(q.At(row))
	t.mend(failed)
	if q.Parent != nil && q.Parent.Rows.Name == q.Name {
		if r := t.Draft.Row(q.Parent, row); r != nil {
			r.Label = viet.Shorten(typed, paper.RowLabel)
		}
	}
	t.Out.Answers = append(t.Out.Answers, Answer{
		Place: q.At(row), Value: v, Text: viet.Clean(typed), Piece: piece,
	})
}

// failing are the checks of the question that do not hold before its answer:
// those that have a sentence for when they do, and those that compare rows.
func (t *Recorder) failing(q *form.Question) (list []answers.Failure) {
	t.Failed = map[string]bool{}
	for _, c := range q.Checks {
		if c.Success == "" && !c.Compares {
			continue
		}
		for _, f := range t.FailuresSoFar(c) {
			t.Failed[answers.FailureKey(f)] = true
			if c.Success != "" {
				list = append(list, f)
			}
		}
	}
	return list
}

// mend notes which of these failures are gone: the check is known to hold now.
func (t *Recorder) mend(failed []answers.Failure) {
	for _, f := range failed {
		var row *answers.Row
		if f.Row != 0 {
			row = t.Draft.Row(f.Check.Parent, f.Row)
		}
		if v, known := t.Draft.EvalOn(f.Check.Holds, row, t.Today()); known && v == true {
			t.mended = append(t.mended, t.FillMessage(f, f.Check.Success))
		}
	}
}

// TellMended says so in the same breath as the answer.
func (t *Recorder) TellMended() {
	if n := len(t.Lead); n > 0 && len(t.mended) > 0 {
		t.Lead[n-1] += " " + strings.Join(t.mended, " ")
	}
	t.mended = nil
}

// TellCorrected says what stands now, beside the words of the question: its code means
// nothing to who answers.
func (t *Recorder) TellCorrected(q *form.Question, row int, shown string) {
	t.Tell(t.Say.Say("corrected", "label", t.Called(q, row), "value", shown))
}

// TellSaved says what was stored; where that stands right above, in the person's own
// words, only that it was.
func (t *Recorder) TellSaved(shown string) {
	if t.Input.Kind == chat.Text && strings.EqualFold(viet.Line(t.Input.Text), strings.Trim(shown, "«»“”")) {
		t.Tell(t.Say.Say("saved_so"))
		return
	}
	t.Tell(t.Say.Say("saved", "value", shown))
}
