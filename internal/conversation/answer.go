package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// answer takes a typed answer to the question in focus.
func (t *Turn) answer(q *form.Question, row int, input string) {
	if q == nil {
		t.welcome()
		return
	}
	if !t.overtaken(t.Draft.Cell(q, row)) && t.numbers().listed(q, row, input) {
		return
	}
	if t.takesInitial(q, row, input) {
		return
	}
	switch q.Way() {
	case form.ByFigures:
		t.figures().typedFigure(q, input)
	case form.AtLength:
		t.texts().longText(q, row, input)
	case form.InWords:
		t.texts().shortText(q, row, input)
	case form.ByFiles:
		t.tell(t.Say.Say("file_wanted"))
		t.ask(q, row)
	default:
		v, problem := t.read(q, row, input)
		if problem != "" && t.Focus.Mode == Asking && t.foreignTyped() {
			return
		}
		if problem != "" {
			t.tell(problem)
			t.askAgain(q, row)
			return
		}
		t.acceptOrAsk(q, row, v, input, 0)
	}
}

// otherInput takes what is neither words, a press nor a file, if the question in
// focus is answered by it.
func (t *Turn) otherInput() {
	q := t.asked()
	if q == nil || t.Frozen || t.changed || t.Focus.Mode != Asking || t.Focus.Uploads.Open != "" || t.Focus.Undecided != nil || !q.Takes(t.Input.Kind) {
		t.refuse(t.Say.Say("input_unsupported"))
		t.again()
		return
	}
	t.uncover()
	v, problem := t.read(q, t.Focus.Row, t.Input.Text)
	if problem != "" {
		t.tell(problem)
		t.askAgain(q, t.Focus.Row)
		return
	}
	t.acceptOrAsk(q, t.Focus.Row, v, q.Cell(v), 0)
}

// correct takes an edited message as the new answer to its question, which may
// not be the one in focus.
func (t *Turn) correct(q *form.Question, row int, input string) {
	if t.Hidden(q, row) {
		t.refuse(t.Say.Say("button_not_now", "code", q.Code))
		t.again()
		return
	}
	if q.IsText() {
		t.texts().correctText(q, row, input)
		return
	}
	if q.IsCalculated() { // its messages are numbers with reasons
		t.refuse(t.Say.Say("already_done", "code", q.Code))
		t.again()
		return
	}
	at := *t.Focus
	v, problem := t.read(q, row, input)
	switch {
	case at.Undecided != nil:
		*t.Focus = at // what waits is decided first: two readings are not put before it
	case t.Focus.Mode == Which && at.Mode != Which:
		t.Focus.Place = q.At(row) // both readings are of this question
		t.Focus.Asked.Picked, t.Focus.Text.Pieces, t.Focus.Failed.Check, t.Focus.Fixing = nil, 0, "", true
	}
	if problem != "" {
		t.tell(problem)
		t.again()
		return
	}
	t.store(q, row, v, input, 0)
	t.tell(t.Say.Say("corrected", "code", q.Code, "value", t.Shown(q, v)))
	if at.Undecided != nil {
		t.tellMended()
		t.again()
		return
	}
	t.checkOr(q, row, t.resume)
}

// accept stores the answer of the question in focus and goes on.
func (t *Turn) accept(q *form.Question, row int, v form.Value, typed string, piece int) {
	t.store(q, row, v, typed, piece)
	t.tell(t.Say.Say("saved", "value", t.Shown(q, v)))
	t.checkOr(q, row, t.next)
	t.offerFix(q, row)
}

// typedNone takes words while «Không có» waits to be confirmed: once more «không
// có» confirms, anything else that is no button's word is the text after all.
func (t texts) typedNone(q *form.Question) {
	row := t.Focus.Row
	if isNone(t.Input.Text) && viet.Fold(viet.Line(t.Input.Text)) != "khong" {
		t.sayNone(q, row)
		return
	}
	if t.matchesButton(t.buttons().none()) {
		return
	}
	t.Focus.Mode = Asking
	t.longText(q, row, t.Input.Text)
}

// typedReading takes words while it is asked which of two numbers was meant;
// what is neither is a new answer.
func (t *Turn) typedReading(q *form.Question) {
	if t.matchesButton(t.buttons().readings()) {
		return
	}
	t.Focus.Mode, t.Focus.Asked.Readings = Asking, nil
	t.numbers().single(q, t.Focus.Row, t.Input.Text)
}

// isNone tells whether a whole text says that there is nothing to say.
func isNone(text string) bool {
	if len(text) > 60 {
		return false
	}
	switch viet.Fold(viet.Polite(viet.Line(text))) {
	case "khong co", "khong", "ko co", "ko", "k co", "chua co", "chua", "khong co gi":
		return true
	}
	return false
}

// sayNone stores «Không có» as the whole text.
func (t texts) sayNone(q *form.Question, row int) {
	text := t.Say.Say("none_text")
	info := answers.Describe(text, 1, form.TextInfo{})
	info.None = true
	t.Focus.Mode = Asking
	t.acceptOrAsk(q, row, form.Value{Text: info}, text, 1)
}

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

// pressedUnit takes a unit that was offered, if the question may have it.
func (t *Turn) pressedUnit(q *form.Question, b Button) bool {
	code := b.arg(0)
	if b.act != actUnit || !q.Searched() || t.Units == nil {
		return false
	}
	_, known := t.Units.Get(code)
	if top := t.Top(q); !known || top != "" && !t.Units.Contains(top, code) {
		return false
	}
	t.give(q, b.Place, form.Value{Name: code}, t.UnitName(code))
	return true
}
