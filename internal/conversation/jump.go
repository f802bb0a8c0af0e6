package conversation

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/form"
)

// toSection goes to the first question of a section.
func (t ways) toSection(arg string) {
	i := t.section(arg)
	if i < 0 {
		if arg != "" {
			t.refuse(t.Say.Say("no_such_section"))
		}
		t.browse().contents()
		return
	}
	s := &t.Outline.Sections[i]
	if t.Frozen || t.Focus.Over.What == Reading {
		if t.browse().readSection(s.Code) {
			return
		}
		t.refuse(t.Say.Say("section_not_now", "title", s.Title))
		t.browse().readReport(0)
		return
	}
	if q := t.entry(s); q != nil {
		t.uncover()
		t.goTo(q)
		return
	}
	t.refuse(t.Say.Say("section_not_now", "title", s.Title))
	t.again()
}

// section finds a section by its number or code as people type it; -1 if there
// is none.
func (t ways) section(arg string) int {
	if strings.HasSuffix(arg, "mo dau") {
		arg = "0"
	}
	arg = form.Canonical(arg)
	bare := strings.TrimLeft(arg, "abcdefghijklmnopqrstuvwxyz")
	return slices.IndexFunc(t.Outline.Sections, func(s form.Section) bool {
		have := form.Canonical(s.Code)
		return arg != "" && (have == arg || bare == arg && strings.TrimLeft(have, "abcdefghijklmnopqrstuvwxyz") == arg)
	})
}

// entry is where a jump into a section leads: its first open question, or its
// first one if all are answered.
func (t ways) entry(s *form.Section) (first *form.Question) {
	for j := range s.Questions {
		q := &s.Questions[j]
		c := &t.Draft.Cells[q.Pos]
		if c.Hidden || q.Submits() {
			continue
		}
		if c.State == answers.Open && q.Required {
			return q
		}
		if first == nil {
			first = q
		}
	}
	return first
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
	t.Focus.enter(Growing, q.At(0))
	t.Focus.Rows.Listed = true
	if len(t.Draft.Cells[q.Pos].Rows) == 0 {
		t.rows().startRow(q)
		return
	}
	t.rows().grow(q)
}

// toQuestion goes to «2.3», «x2.03» or a field of the row in focus.
func (t ways) toQuestion(arg string, row int) {
	if q := t.find(arg); q != nil {
		switch top := cmp.Or(q.Parent, q); {
		case t.Draft.Cells[top.Pos].Hidden:
			t.refuse(t.Say.Say("button_not_now", "code", q.Code))
			t.again()
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
	t.refuse(t.Say.Say("no_such_question", "code", strings.ToUpper(arg)))
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
		t.refuse(t.Say.Say("button_not_now", "code", q.Code))
		t.again()
		return
	}
	t.rewrite(q, row)
}

// find reads a question's code as people type it: 2.3 for X2.03.
func (t ways) find(arg string) *form.Question { return t.Outline.QuestionTyped(arg) }
