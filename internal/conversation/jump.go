package conversation

import (
	"cmp"
	"slices"
	"strings"
)

// toSection goes to the first question of a section.
func (t *Turn) toSection(arg string) {
	i := t.section(arg)
	if i < 0 {
		if arg != "" {
			t.refuse(t.Say.Say("no_such_section"))
		}
		t.contents()
		return
	}
	s := &t.Outline.Sections[i]
	if t.Frozen || t.Focus.Phase == Reading {
		if t.readSection(s.Code) {
			return
		}
		t.refuse(t.Say.Say("section_not_now", "title", s.Title))
		t.readReport(0)
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
func (t *Turn) section(arg string) int {
	if strings.HasSuffix(arg, "mo dau") {
		arg = "0"
	}
	arg = canonical(arg)
	bare := strings.TrimLeft(arg, "abcdefghijklmnopqrstuvwxyz")
	return slices.IndexFunc(t.Outline.Sections, func(s Section) bool {
		have := canonical(s.Code)
		return arg != "" && (have == arg || bare == arg && strings.TrimLeft(have, "abcdefghijklmnopqrstuvwxyz") == arg)
	})
}

// entry is where a jump into a section leads: its first open question, or its
// first one if all are answered.
func (t *Turn) entry(s *Section) (first *Question) {
	for j := range s.Questions {
		q := &s.Questions[j]
		c := &t.Draft.Cells[q.pos]
		if c.Hidden || q.Type == Acknowledge {
			continue
		}
		if c.State == Open && q.Required {
			return q
		}
		if first == nil {
			first = q
		}
	}
	return first
}

// goTo asks a question out of turn; a group is gone into.
func (t *Turn) goTo(q *Question) {
	switch q.Type {
	case Repeat:
	case Acknowledge:
		t.review()
		return
	default:
		t.rewrite(q, 0)
		return
	}
	*t.Focus = Focus{Phase: Growing, Place: Place{Code: q.Code}, Later: t.Focus.Later, Fixing: true}
	if len(t.Draft.Cells[q.pos].Rows) == 0 {
		t.startRow(q)
		return
	}
	t.grow(q)
}

// toQuestion goes to «2.3», «x2.03» or a field of the row in focus.
func (t *Turn) toQuestion(arg string, row int) {
	if q := t.find(arg); q != nil {
		switch top := cmp.Or(q.group, q); {
		case t.Draft.Cells[top.pos].Hidden:
			t.refuse(t.Say.Say("button_not_now", "code", q.Code))
			t.again()
		case q.group != nil && row != 0:
			if _, r := t.meantRow(command{arg: q.group.Code, row: row}); r != nil {
				t.toField(q, r.ID)
			}
		case q.group != nil:
			t.toField(q, t.Focus.Row)
		default:
			t.goTo(q)
		}
		return
	}
	if p := t.Focus.Last; arg == "" && p != nil && t.known(*p) && !t.hidden(t.Outline.byCode[p.Code], p.Row) {
		t.rewrite(t.Outline.byCode[p.Code], p.Row)
		return
	}
	if arg == "" {
		t.back(t.Focus.Place)
		return
	}
	t.refuse(t.Say.Say("no_such_question", "code", strings.ToUpper(arg)))
	t.contents()
}

func (t *Turn) toField(q *Question, row int) {
	rows := t.Draft.Cells[q.group.pos].Rows
	if row == 0 && len(rows) > 0 {
		row = rows[len(rows)-1].ID
	}
	if t.Draft.row(q.group, row) == nil {
		t.goTo(q.group)
		return
	}
	if t.hidden(q, row) {
		t.refuse(t.Say.Say("button_not_now", "code", q.Code))
		t.again()
		return
	}
	t.rewrite(q, row)
}

// find reads a question's code as people type it: 2.3 for X2.03.
func (t *Turn) find(arg string) *Question { return t.Outline.find(arg) }

func (o *Outline) find(arg string) *Question {
	want := canonical(arg)
	if want == "" {
		return nil
	}
	letters := strings.TrimRight(want, "0123456789.")
	var found *Question
	for code, q := range o.byCode {
		have := canonical(code)
		if have == want || letters == "" && strings.TrimLeft(have, "abcdefghijklmnopqrstuvwxyz") == want {
			found = q
		}
	}
	return found
}

// canonical writes a code with plain numbers: x2.3.
func canonical(code string) string {
	parts := strings.Split(strings.ToLower(code), ".")
	for i, p := range parts {
		letters := strings.TrimRight(p, "0123456789")
		digits := strings.TrimLeft(p[len(letters):], "0")
		if digits == "" && p != letters {
			digits = "0"
		}
		parts[i] = letters + digits
	}
	return strings.Join(parts, ".")
}
