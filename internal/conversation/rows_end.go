package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/language"
)

// empty reports whether nothing in a row was answered.
func (t rows) empty(group *form.Question, id int) bool {
	r := t.Draft.Row(group, id)
	return r != nil && !slices.ContainsFunc(r.Cells, func(c answers.Cell) bool { return c.State == answers.Answered })
}

// counts reports whether the message says how many rows there are, «three buildings», where the name
// of one was asked for. Figures alone may be a name, and so is what begins with the noun, «Mô hình số
// 3», or is written like one, «Two Bridges».
func (t rows) counts(group *form.Question) bool {
	noun := language.Question{Unit: group.Rows.Noun}
	words := strings.Fields(t.Input.Text)
	if len(words) < 2 || t.Input.Text != strings.ToLower(t.Input.Text) || !strings.ContainsAny(words[0], "0123456789") && !t.Reader().Numeral(words[0]) {
		return false
	}
	if _, unclear := t.Reader().Number(t.Input.Text, language.Question{}); unclear == nil || group.Rows.Noun == "" {
		return false
	}
	n, unclear := t.Reader().Number(t.Input.Text, noun)
	return unclear == nil && n.Value.Value > 1
}

// heardEmpty takes «hết», «không có», «thôi» where the name of the next row was
// asked for: the row is taken back, and the list is left if it has enough.
func (t rows) heardEmpty(group *form.Question) bool {
	end, ok := t.Command.Heard.End(t.rows().spoken(group))
	switch {
	case !ok && t.counts(group):
		t.again(t.Say.Say("rows_one_by_one", "noun", group.Rows.Noun))
		return true
	case !ok:
		return false
	case end.Kind == string(command.ListMore): // the words of the button that led here
		t.again()
		return true
	}
	t.endEmpty(group)
	return true
}

// endEmpty ends a list where the name of the next row was asked for.
func (t rows) endEmpty(group *form.Question) {
	c := &t.Draft.Cells[group.Pos]
	if floor := t.Draft.Floor(t.Outline, group); len(c.Rows)-1 < floor && group.Rows.Reason == "" {
		t.again(t.Say.Count("rows_wanted", floor, "noun", group.Rows.Noun))
		return
	}
	t.takeBack(group)
	t.stop(group)
}

// takeBack takes the row in focus out, of which nothing was answered.
func (t rows) takeBack(group *form.Question) {
	c := &t.Draft.Cells[group.Pos]
	c.Rows = slices.DeleteFunc(slices.Clone(c.Rows), func(r answers.Row) bool { return r.ID == t.Focus.Row })
	t.Draft.Refresh(t.Outline, group, 0)
	t.Focus.Enter(exchange.Growing, group.At(0))
}

// cancelled takes a row back of which only the name was asked for.
func (t rows) cancelled(q *form.Question, row int) bool {
	if q.Parent == nil || q.Parent.Rows.Name != q.Name || !t.empty(q.Parent, row) {
		return false
	}
	t.takeBack(q.Parent)
	t.again(t.Say.Say("row_taken_back"))
	return true
}
