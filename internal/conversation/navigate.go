package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
)

// ways lead from what is asked to another question: on, back, out of turn, or away for now.
type ways struct{ *Turn }

func (t *Turn) ways() ways { return ways{t} }

// rewrite asks an answered question anew.
func (t ways) rewrite(q *form.Question, row int) {
	t.Focus.enterEach(Idle, form.Place{})
	t.ask(q, row)
}

// way takes skip, later, back and rest.
func (t ways) way(q *form.Question, b Button) {
	c := t.Draft.Cell(q, b.Row)
	switch b.act {
	case actRest:
		t.rest()
	case actBack:
		t.back(b.Place)
	case actSkip:
		t.skip(q, b.Place, c)
	case actLater:
		t.later(b.Place, c)
	}
}

func (t ways) skip(q *form.Question, p form.Place, c *answers.Cell) {
	switch {
	case q.Required:
		t.refuse(t.Say.Say("skip_required"))
		t.again()
		return
	case c.State != answers.Answered:
		c.State = answers.Skipped
		t.Draft.Forget(q, p.Row)
	}
	t.goOn(p)
}

func (t ways) later(p form.Place, c *answers.Cell) {
	if c.State != answers.Answered {
		c.PutOff(t.Now)
		t.tell(t.Say.Say("put_off"))
	}
	t.goOn(p)
}

// goOn asks the next thing, or what was in focus if an older button was used.
func (t ways) goOn(p form.Place) {
	if t.current(p) {
		t.next()
		return
	}
	t.again()
}

// back asks the question before, keeping what it has.
func (t ways) back(from form.Place) {
	if q, row := t.previous(from); q != nil {
		t.rewrite(q, row)
		return
	}
	t.tell(t.Say.Say("back_at_start"))
	t.again()
}

// rest says goodbye for now.
func (t ways) rest() {
	if t.Frozen {
		t.frozen()
		return
	}
	t.Focus.begin(Resting)
	done, total := t.Draft.Progress(t.Outline)
	t.bubble(t.Say.Say("resting", "done", done, "total", total), [][]chat.Choice{{StartButton(t.Report, t.Say.Say("button_resume"))}})
}

// hint shows the hint and the example, and keeps the question in focus.
func (t ways) hint(q *form.Question, row int) {
	if q.Hint != "" {
		t.tell(t.Say.Say("hint", "hint", t.FillOf(q, q.Hint, row)))
	}
	if q.Example != "" {
		t.tell(t.Say.Say("example", "example", t.Fill(q.Example, row)))
	}
	if q.Hint == "" && q.Example == "" {
		t.tell(t.Say.Say("no_hint"))
	}
	if t.current(q.At(row)) {
		t.bubble("", t.buttons().question(q, row, t.Draft.Cell(q, row)))
		return
	}
	t.again()
}

// keep leaves an answer as it is, or a warning's.
func (t ways) keep(q *form.Question, b Button) {
	switch {
	case t.Focus.Mode == Checking && t.Focus.Failed.Check != "" && t.current(b.Place):
		t.checks().keepWarning()
		return
	case q.Way() == form.AtLength && t.Focus.Text.Pieces > 0 && t.current(b.Place):
		t.texts().finishText(q, b.Row)
		return
	}
	t.Looked(b.Place)
	t.tell(t.Say.Say("kept", "value", t.Shown(q, t.Draft.Cell(q, b.Row).Value)))
	t.goOn(b.Place)
}

// offered takes the answer to «Phần này còn … câu tùy chọn».
func (t ways) offered(q *form.Question, p form.Place, yes bool) {
	if t.Focus.Mode != Offering || !t.current(p) {
		t.refuse(t.Say.Say("button_gone"))
		t.again()
		return
	}
	s := &t.Outline.Sections[q.Section]
	t.Draft.Offered |= 1 << q.Section
	if !yes {
		for i := range s.Questions {
			x := &s.Questions[i]
			if c := &t.Draft.Cells[x.Pos]; !x.Required && c.State == answers.Open {
				c.State = answers.Skipped
			}
		}
	}
	t.next()
}
