package conversation

import (
	"slices"
	"sync"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// answer takes a typed answer to the question in focus.
func (t *Turn) answer(q *form.Question, row int, input string) {
	if q == nil {
		t.Greet()
		return
	}
	value := sync.OnceValues(func() (form.Value, *form.Problem) { return t.Value(q, row, input) })
	if !t.Overtaken(t.Draft.Cell(q, row)) && t.numbers().listed(q, row, input, value) {
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
		if !t.ways().passedOver(q, row, input) {
			t.Tell(t.uploads().wanted(q, row))
			t.ask(q, row)
		}
	default:
		v, p := value()
		problem := t.Unclear(q, row, v, p)
		if problem != "" && t.ways().passedOver(q, row, input) {
			return
		}
		if problem != "" && t.Focus.Mode == exchange.Asking && t.foreignTyped() {
			return
		}
		if problem == "" && (t.addsTicks(q, row, v) || t.undecided().valueInDoubt(q, row, v, input)) {
			return
		}
		t.settle(q, row, v, input, problem)
	}
}

// addsTicks puts typed choices beside those that were ticked and not yet given; false if
// there are none, or all of them were typed too.
func (t *Turn) addsTicks(q *form.Question, row int, v form.Value) bool {
	ticked := t.Focus.Asked.Picked
	t.Focus.Asked.Near = nil
	isTyped := func(name string) bool { return slices.Contains(v.Names, name) }
	alone := t.Offering(q, row).LookedFor() && len(v.Names) == 1 // more may follow
	if q.Way() != form.ByTicks || t.Draft.Cell(q, row).State == answers.Answered || !alone && !slices.ContainsFunc(ticked, func(name string) bool { return !isTyped(name) }) {
		return false
	}
	both := form.Value{Names: q.InOrder(append(slices.DeleteFunc(slices.Clone(ticked), isTyped), v.Names...))}
	if problem := q.Fits(both, t.Given("")); problem != nil {
		t.Tell(t.Problem(problem))
	} else {
		t.Focus.Asked.Picked = both.Names
		t.Tell(t.Say.Say("choice_added", "list", t.Shown(q, both)))
	}
	t.askAgain(q, row)
	return true
}

// settle stores what was read for the question in focus, or says what was not
// clear and asks again.
func (t *Turn) settle(q *form.Question, row int, v form.Value, typed, problem string) {
	if problem == "" {
		t.acceptOrAsk(q, row, v, typed, 0)
		return
	}
	if t.Focus.Mode == exchange.Asking && t.sayings().takeLike() {
		return
	}
	t.Tell(problem)
	t.askAgain(q, row)
}

// otherInput takes what is neither words, a press nor a file, if the question in
// focus is answered by it.
func (t *Turn) otherInput() {
	q := t.Asked()
	if q == nil || t.Frozen || t.changed || t.Focus.Mode != exchange.Asking || t.Focus.Uploads.Open != "" || t.Focus.Undecided != nil || !q.Takes(t.Input.Kind) {
		t.decline(t.Say.Say("input_unsupported"))
		return
	}
	t.uncover()
	v, problem := t.Read(q, t.Focus.Row, t.Input.Text)
	t.settle(q, t.Focus.Row, v, q.Cell(v), problem)
}

// correct takes an edited message as the new answer to its question, which may
// not be the one in focus.
func (t *Turn) correct(q *form.Question, row int, input string) {
	if t.Hidden(q, row) {
		t.decline(t.Say.Say("button_not_now", "label", t.Called(q, row)))
		return
	}
	if q.IsText() {
		t.texts().correctText(q, row, input)
		return
	}
	if q.IsCalculated() { // its messages are numbers with reasons
		t.decline(t.Say.Say("already_done", "label", t.Called(q, row), "code", q.Code))
		return
	}
	at := *t.Focus
	v, problem := t.Read(q, row, input)
	switch {
	case at.Undecided != nil:
		*t.Focus = at // what waits is decided first: two readings are not put before it
	case t.Focus.Mode == exchange.Which && at.Mode != exchange.Which:
		t.Focus.Place = q.At(row) // both readings are of this question
		t.Focus.Asked.Picked, t.Focus.Text.Pieces, t.Focus.Failed.Check, t.Focus.Fixing = nil, 0, "", true
	}
	switch {
	case problem != "" && t.Current(q.At(row)):
		t.again(problem)
		return
	case problem != "": // another question is put below it
		t.again(problem + " " + t.Say.Say("edit_kept", "label", t.Called(q, row), "code", q.Code))
		return
	}
	t.Store(q, row, v, input, 0)
	t.TellCorrected(q, row, t.Echoed(q, v))
	if at.Undecided != nil {
		t.TellMended()
		t.again()
		return
	}
	t.checkOr(q, row, t.resume)
}

// accept stores the answer of the question in focus and goes on.
func (t *Turn) accept(q *form.Question, row int, v form.Value, typed string, piece int) {
	t.Store(q, row, v, typed, piece)
	t.TellSaved(t.Echoed(q, v))
	t.checkOr(q, row, t.next)
	t.ways().offerFix(q, row)
}

// sayNone stores «Không có» as the whole text.
func (t texts) sayNone(q *form.Question, row int) {
	text := t.Say.Say("none_text")
	info := answers.Describe(text, 1, form.TextInfo{})
	info.None = true
	t.Focus.Mode = exchange.Asking
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
			t.Store(q, 0, form.Value{Name: o.Name}, label, 0)
			t.Tell(t.Say.Say("post_prefilled", "post", label))
			t.checkOr(q, 0, t.next)
			return true
		}
	}
	return false
}

// takesInitial answers with the default when that was said to be right.
func (t *Turn) takesInitial(q *form.Question, row int, input string) bool {
	v, typed, ok := t.InitialValue(q)
	if !ok || t.Draft.Cell(q, row).State == answers.Answered {
		return false
	}
	if t.Consents(command.Deed{Name: "figure", Undoable: true}) != command.Yes {
		return false
	}
	t.giveInitial(q, q.At(row), v, typed)
	return true
}

// giveInitial stores the default as if it had been typed.
func (t *Turn) giveInitial(q *form.Question, p form.Place, v form.Value, typed string) {
	if q.Way() == form.InWords && t.Current(p) {
		t.texts().shortText(q, p.Row, typed)
		return
	}
	t.give(q, p, v, typed)
}
