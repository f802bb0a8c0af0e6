package conversation

import (
	"cmp"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// ways lead from what is asked to another question: on, back, out of turn, or
// away for now.
type ways struct{ *Turn }

func (t *Turn) ways() ways { return ways{t} }

// rewrite asks an answered question anew.
func (t ways) rewrite(q *form.Question, row int) {
	t.Focus.EnterEach(exchange.Idle, form.Place{})
	t.ask(q, row)
}

// enteredBlock names the blocks of a question to who was not just asked in them.
func (t ways) enteredBlock(q *form.Question, row int) []string {
	if was := t.Outline.ByCode[t.stood.Code]; was != nil && was.Block == q.Block && t.stood.Row == row {
		return nil
	}
	return t.InWords().BlockLines(q)
}

func (t ways) skip(q *form.Question, p form.Place, c *answers.Cell) {
	switch {
	case c.Must(q):
		t.decline(t.Say.Say("skip_required"))
		return
	case c.State != answers.Answered:
		c.State = answers.Skipped
		t.Draft.Forget(q, p.Row)
	}
	t.goOn(p)
}

// passedOver takes «không có» as «Bỏ qua» where a question need not be answered and has no answer that says so.
func (t ways) passedOver(q *form.Question, row int, input string) bool {
	c := t.Draft.Cell(q, row)
	if c.Must(q) || c.State == answers.Answered || t.Focus.Mode != exchange.Asking || !t.Reader().None(input) {
		return false
	}
	t.Tell(t.Say.Say("passed_over"))
	t.skip(q, q.At(row), c)
	return true
}

func (t ways) later(p form.Place, c *answers.Cell) {
	if c.State != answers.Answered {
		c.PutOff(t.Now)
		t.Tell(t.Say.Say("put_off"))
	}
	t.goOn(p)
}

// keep leaves an answer as it is, or takes the one from before the question was
// changed; false if there is neither.
func (t ways) keep(q *form.Question, p form.Place) bool {
	c := t.Draft.Cell(q, p.Row)
	switch {
	case t.versions().keepBefore(q, p.Row):
	case c.State != answers.Answered:
		return false
	case q.Way() == form.AtLength && t.Focus.Text.Pieces > 0 && t.Current(p):
		t.texts().finish(q, p.Row)
	default:
		t.Looked(p)
		t.Tell(t.Say.Say("kept", "value", t.Echoed(q, c.Value)))
		t.goOn(p)
	}
	return true
}

// goOn asks the next thing, or what was in focus if an older button was used.
func (t ways) goOn(p form.Place) {
	if t.Current(p) {
		t.next()
		return
	}
	t.again()
}

// back asks the question before, keeping what it has.
func (t ways) back(from form.Place) {
	if q, row := t.before(from); q != nil {
		t.rewrite(q, row)
		return
	}
	t.again(t.Say.Say("back_at_start"))
}

// before is the question before a place, inside the list that is in focus.
func (t ways) before(from form.Place) (q *form.Question, row int) {
	group := t.Asked()
	if group != nil && !group.IsGroup() {
		group = nil
	}
	return t.Previous(from, group)
}

// rest says goodbye for now.
func (t ways) rest() {
	if t.Frozen {
		t.SayFrozen()
		return
	}
	t.Focus.Begin(exchange.Resting)
	done, total := t.Share()
	t.Bubble(t.Say.Say("resting", "done", done, "total", total), [][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_resume"))}})
}

// hint shows the hint and the example above the question in focus.
func (t ways) hint(q *form.Question, row int) {
	if q.Hint != "" {
		t.Tell(t.Say.Say("hint", "hint", t.FillOf(q, q.Hint, row)))
	}
	if q.Example != "" {
		t.Tell(t.Say.Say("example", "example", t.Fill(q.Example, row)))
	}
	if q.Hint == "" && q.Example == "" {
		t.Tell(t.Say.Say("no_hint"))
	}
	t.again()
}

// offered takes the answer to «Phần này còn … câu không bắt buộc», of a section or of
// a row; false if the row is gone.
func (t ways) offered(yes bool) bool {
	q := t.Asked()
	switch r := t.Draft.Row(q, t.Focus.Row); {
	case q.IsGroup() && r == nil:
		return false
	case q.IsGroup():
		r.Offered = true
		if !yes {
			r.PassOptional(q)
		}
	default:
		t.Draft.Offered |= 1 << q.Section
		if !yes {
			t.Draft.PassOptional(&t.Outline.Sections[q.Section])
		}
	}
	t.next()
	return true
}

// skipOptional passes over the optional questions of the section, or of the row
// in focus.
func (t ways) skipOptional() {
	q := t.Asked()
	switch {
	case q == nil:
		t.again()
		return
	case t.Focus.Row != 0:
		group := cmp.Or(q.Parent, q)
		if r := t.Draft.Row(group, t.Focus.Row); r != nil {
			r.Offered = true
			r.PassOptional(group)
		}
	default:
		t.Draft.PassOptional(&t.Outline.Sections[q.Section])
		t.Draft.Offered |= 1 << q.Section
	}
	if c := t.Draft.Cell(q, t.Focus.Row); t.Focus.Mode == exchange.Asking && c != nil && c.Asks(q) {
		t.decline(t.Say.Say("section_has_required"))
		return
	}
	t.next()
}

// toSection goes to the first question of a section.
func (t ways) toSection(arg string) {
	i := t.Outline.SectionNumbered(arg)
	if i < 0 {
		if arg != "" {
			t.Refuse(t.Say.Say("no_such_section"))
		}
		t.browse().contents()
		return
	}
	s := &t.Outline.Sections[i]
	if t.Frozen || t.Focus.Over.What == exchange.Reading {
		if t.browse().readSection(s.Code) {
			return
		}
		t.Refuse(t.Say.Say("section_not_now", "title", s.Title))
		t.browse().readReport(0)
		return
	}
	if q := t.Entry(s); q != nil {
		t.uncover()
		t.goTo(q)
		return
	}
	t.decline(t.Say.Say("section_not_now", "title", s.Title))
}

// goTo asks a question out of turn; a group is gone into.
func (t ways) goTo(q *form.Question) {
	switch {
	case q.Submits():
		t.summary().review()
		return
	case !q.IsGroup():
		t.rewrite(q, 0)
		return
	}
	t.Focus.Enter(exchange.Growing, q.At(0))
	t.Focus.Rows.Listed = true
	if c := &t.Draft.Cells[q.Pos]; !c.Emptied() && len(c.Rows) == 0 && t.Draft.Floor(t.Outline, q) > 0 {
		t.rows().startRow(q)
		return
	}
	t.rows().grow(q)
}

// meant is the question that a typed number means: the one that was put under it, where codes
// do not stand on the screen, or else the one whose code it is.
func (t ways) meant(typed string) *form.Question {
	code, put := t.Outline.QuestionTyped(typed), answers.Numbered(t.Outline, typed, t.Asked())
	if put == nil || code != nil && t.listed {
		return code
	}
	c := t.Draft.Cell(put, t.Focus.Row)
	if seen := t.Asked() == put || c != nil && !c.Hidden && (c.State != answers.Open || c.Rows != nil); !seen {
		return cmp.Or(code, put)
	}
	return put
}

// toQuestion goes to «2.3», «x2.03» or a field of the row in focus.
func (t ways) toQuestion(arg string, row int) {
	if q := t.meant(arg); q != nil {
		switch top := cmp.Or(q.Parent, q); {
		case t.Draft.Cells[top.Pos].Hidden:
			t.decline(t.Say.Say("button_not_now", "label", t.Called(q, 0)))
		case q.Parent != nil && row != 0:
			if _, r := t.rows().meantRow(command.Command{Part: q.Parent.Code, Number: row}); r != nil {
				t.toField(q, r.ID)
			}
		case q.Parent != nil:
			t.toField(q, t.Focus.Row)
		default:
			t.goTo(q)
		}
		return
	}
	if p := t.Focus.Last; arg == "" && p != nil && t.Known(*p) && !t.Hidden(t.Outline.ByCode[p.Code], p.Row) {
		t.rewrite(t.Outline.ByCode[p.Code], p.Row)
		return
	}
	if arg == "" {
		t.back(t.Focus.Place)
		return
	}
	t.Refuse(t.Say.Say("no_such_question", "code", strings.ToUpper(arg)))
	t.browse().contents()
}

func (t ways) toField(q *form.Question, row int) {
	rows := t.Draft.Cells[q.Parent.Pos].Rows
	if row == 0 && len(rows) > 0 {
		row = rows[len(rows)-1].ID
	}
	if t.Draft.Row(q.Parent, row) == nil {
		t.goTo(q.Parent)
		return
	}
	if t.Hidden(q, row) {
		t.decline(t.Say.Say("button_not_now", "label", t.Called(q, row)))
		return
	}
	t.rewrite(q, row)
}

// offerFix puts a way back to a figure, a date or a unit under the bubble that
// says how it was understood, where «Quay lại» does not lead there.
func (t ways) offerFix(q *form.Question, row int) {
	n := len(t.Out.Contents)
	if !q.Interpreted() || n == 0 || t.Focus.Mode == exchange.Checking {
		return
	}
	t.Focus.Last = &form.Place{Code: q.Code, Row: row}
	before, at := t.before(t.Focus.Place)
	if t.Focus.Mode == exchange.Offering || t.Focus.Mode == exchange.Asking && (before != q || at != row) {
		c := &t.Out.Contents[n-1]
		c.Choices = append(c.Choices, []chat.Choice{t.Button(q, row, button.Fix, t.Say.Say("button_fix_last"))})
	}
}
