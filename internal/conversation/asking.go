package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// asking is the mode of a question that was put.
type asking struct{ resting }

// heard takes the words of a choice that is offered, the end of a text under way,
// and what are an answer here and only courtesy elsewhere.
func (t asking) heard() bool {
	q, row := t.Asked(), t.Focus.Row
	if q == nil || t.Focus.Undecided != nil {
		end, _ := t.Command.Heard.End(command.Rows{})
		return q != nil && end.Kind == string(command.ListDone) && t.undecided().without(q, row)
	}
	said, _ := t.Command.Heard.Said()
	switch {
	case q.IsCalculated():
		return t.figures().heard(q)
	case q.Parent != nil && t.rows().heardDrop(q.Parent):
	case q.Parent != nil && q.Parent.Rows.Name == q.Name && t.rows().empty(q.Parent, row):
		return t.rows().heardEmpty(q.Parent)
	case q.Way() == form.AtLength && (t.Focus.Writing() || t.Draft.Cell(q, row).State == answers.Answered && !t.Focus.Text.Anew):
		end, _ := t.Command.Heard.End(command.Rows{})
		return end.Kind == string(command.ListDone) && t.ways().keep(q, q.At(row))
	case q.IsText() || q.Way() == form.ByFiles:
		return false
	case t.Chooses(t.Input.Text), said.Weak() && t.readable(q), q.Type == form.Telephone && len(language.TelephonesIn(t.Reader(), t.Input.Text)) > 0:
		t.answer(q, row, t.Input.Text)
	default:
		return false
	}
	return true
}

// readable reports whether the words are an answer to the question.
func (t asking) readable(q *form.Question) bool {
	_, problem := t.Offering(q, t.Focus.Row).Read(t.Given(t.Input.Text))
	return problem == nil
}

func (t asking) typed() {
	if !t.word().pasted(t.Asked(), t.Focus.Row) {
		t.answer(t.Asked(), t.Focus.Row, t.Input.Text)
	}
}

func (t asking) commanded(c command.Command) bool {
	q, p := t.Asked(), t.Focus.Place
	if q == nil {
		return t.resting.commanded(c)
	}
	cell := t.Draft.Cell(q, p.Row)
	switch c.Name {
	case command.Hint:
		t.ways().hint(q, p.Row)
	case command.Back:
		t.ways().back(p)
	case command.Skip:
		t.ways().skip(q, p, cell)
	case command.Rewrite, command.More, command.Full:
		return t.texts().onText(c.Name, q, p.Row)
	case command.Later:
		t.ways().later(p, cell)
	case command.Keep:
		return t.ways().keep(q, p)
	case command.Cancel:
		return t.rows().cancelled(q, p.Row)
	case command.Done:
		if !q.TakesSeveral() {
			return false
		}
		if !t.undecided().without(q, p.Row) {
			t.presses().done(q, p.Row)
		}
	default:
		return false
	}
	return true
}

// instead takes a command where something was put in the place of the question:
// one about the question leads back to it.
func (t asking) instead(c command.Command) bool {
	switch c.Name {
	case command.Done, command.Keep, command.Cancel:
		return false
	}
	t.Focus.Mode, t.Focus.Asked.Readings, t.Focus.Figures.Given = exchange.Asking, nil, nil
	return t.commanded(c)
}

// While words wait to be sent once more, others of the same text may be edited.
func (t asking) edited() bool { return t.undecided().edited() }

func (t asking) unknown(again bool) bool {
	q, p := t.Asked(), t.Focus.Place
	if q == nil {
		return false
	}
	t.Focus.Mode, t.Focus.Asked.Readings = exchange.Asking, nil
	cell := t.Draft.Cell(q, p.Row)
	switch {
	case !again:
		said, _ := t.Command.Heard.Said()
		key := "not_known_optional"
		switch {
		case q.IsNumber() && said.Kind == string(command.NotYet):
			key = "number_not_known"
		case cell.Must(q):
			key = "not_known"
		}
		t.Tell(t.Say.Say(key))
		t.ask(q, p.Row)
		t.Focus.Unknown.Said = true
	case cell.Must(q):
		t.ways().later(p, cell)
	default:
		t.ways().skip(q, p, cell)
	}
	return true
}

func (t asking) put() bool {
	q := t.Asked()
	if q != nil {
		t.ask(q, t.Focus.Row)
	}
	return q != nil
}

// noneSure is the mode of «Không có» as the whole of a required text.
type noneSure struct{ asking }

func (t noneSure) heard() bool {
	if t.Consents(command.Deed{Undoable: true}) != command.Yes {
		return t.matchesLabel(t.Buttons().None())
	}
	t.texts().sayNone(t.Asked(), t.Focus.Row)
	return true
}

// Once more «không có» confirms; anything else that is no button's word is the
// text after all.
func (t noneSure) typed() {
	q := t.Asked()
	switch {
	case t.Reader().None(t.Input.Text) && viet.Fold(viet.Line(t.Input.Text)) != "khong":
		t.texts().sayNone(q, t.Focus.Row)
	default:
		t.Focus.Mode = exchange.Asking
		t.texts().longText(q, t.Focus.Row, t.Input.Text)
	}
}

func (t noneSure) commanded(c command.Command) bool { return t.instead(c) }

func (t noneSure) pressed(b button.Button) bool {
	if b.Act != button.None || !t.Here(b) {
		return false
	}
	t.texts().sayNone(t.Asked(), b.Row)
	return true
}

func (t noneSure) put() bool {
	t.Bubble(t.Say.Say("none_sure"), t.Buttons().None())
	return true
}

// which is the mode of an answer that may mean either of two values, or one and more.
type which struct{ asking }

// A whole yes takes the only value that is offered, a whole no none. Where the question itself
// wants a yes or no, and a no is offered, either may be the other answer.
func (t which) heard() bool {
	q, offered := t.Asked(), t.Focus.Asked.Readings
	either := q.Type == form.YesNo && len(offered) == 1 && offered[0].Number == 0
	switch consent := t.Consents(command.Deed{Name: "figure", Undoable: true}); {
	case consent == command.Yes && len(offered) == 1 && !either:
		t.pressButton(button.Button{Report: t.Report, Place: t.Focus.Place, Act: button.Read, Args: []string{"0"}})
		return true
	case consent == command.Yes && either, consent == command.No && (either || q.Type != form.YesNo):
		t.Focus.Mode, t.Focus.Asked.Readings = exchange.Asking, nil
		t.again(t.Say.Say("doubt_gone"))
		return true
	}
	return false
}

// What is none of them is a new answer.
func (t which) typed() {
	offered := t.Buttons().Readings()
	if q := t.Asked(); q.IsNumber() && t.matchesLabel(offered) || !q.IsNumber() && t.matchesButton(offered) { // a number is no button's place there
		return
	}
	t.Focus.Mode, t.Focus.Asked.Readings = exchange.Asking, nil
	t.numbers().single(t.Asked(), t.Focus.Row, t.Input.Text)
}

func (t which) commanded(c command.Command) bool { return t.instead(c) }

// pressed takes one of the values.
func (t which) pressed(b button.Button) bool {
	i := b.Number()
	if b.Act != button.Read || !t.Here(b) || i < 0 || i >= len(t.Focus.Asked.Readings) {
		return false
	}
	q, v := t.Asked(), t.Focus.Asked.Readings[i]
	t.Focus.Mode, t.Focus.Asked.Readings = exchange.Asking, nil
	switch problem := q.Fits(v, t.Given("")); {
	case problem != nil:
		t.again(t.Problem(problem))
	case q.IsCalculated():
		t.figures().replaceBy(q, max(0, min(t.Focus.Figures.Part, len(q.Figures))-1), v.Number)
	default:
		t.acceptOrAsk(q, b.Row, v, t.Shown(q, v), 0)
	}
	return true
}

func (t which) put() bool {
	t.Bubble(t.Which(), t.Buttons().Readings())
	return true
}

// why is the mode of a corrected figure that wants its reason.
type why struct{ asking }

func (t why) heard() bool { return false }

func (t why) typed() { t.figures().typedWhy(t.Asked()) }

func (t why) commanded(c command.Command) bool { return t.instead(c) }

func (t why) pressed(b button.Button) bool {
	if b.Act != button.Worked || !t.Here(b) {
		return false
	}
	q, part := t.Asked(), t.Focus.Figures.Part-1
	t.figures().replaceBy(q, part, t.Draft.Work(t.Outline, q)[part].Number)
	return true
}

func (t why) edited() bool      { return false }
func (t why) unknown(bool) bool { return false }

func (t why) put() bool {
	t.figures().askWhy()
	return true
}
