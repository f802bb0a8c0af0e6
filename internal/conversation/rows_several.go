package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// several holds a message that seems to name several rows where the name of one was
// asked for: lines, or parts between semicolons.
func (t texts) several(q *form.Question, row int, text string) bool {
	if t.Focus.Undecided != nil || q.Parent == nil || q.Parent.Rows.Name != q.Name || !t.rows().empty(q.Parent, row) {
		return false
	}
	names := viet.Names(text)
	most, bounded := t.Ceiling(q.Parent)
	if room := most - len(t.Draft.Cells[q.Parent.Pos].Rows) + 1; len(names) < 2 || bounded && len(names) > room {
		return false
	}
	t.undecided().hold(q, row, exchange.Doubtful, &exchange.Undecided{Texts: names, Typed: text, Messages: make([]string, len(names)), Meant: severalRows})
	return true
}

// nameTyped begins a row with words that were typed where it was asked whether there is one, and asks whether they are its
// name; false where they are none.
func (t rows) nameTyped(group *form.Question) bool {
	name := &group.Questions[0]
	_, number := t.Reader().Number(t.Input.Text, language.Question{})
	_, looks := t.Command.Heard.Guess()
	if name.Name != group.Rows.Name || name.Way() != form.InWords || t.Full(group) || number == nil || looks {
		return false
	}
	meant := newRow
	if t.Command.Heard.Ends(t.spoken(group)) {
		meant = string(command.ListDone)
	}
	t.startRow(group)
	t.Out.Contents = nil // what was typed is asked of, and not for
	t.undecided().hold(name, t.Focus.Row, exchange.Doubtful, &exchange.Undecided{Texts: []string{viet.Clean(t.Input.Text)}, Messages: []string{t.Input.Message}, Meant: meant})
	return true
}

// namesAsked lists the names and asks whether each is a row.
func (t undecided) namesAsked(q *form.Question, names []string) string {
	lines := []string{t.Say.Count("rows_several", len(names), "noun", q.Parent.Rows.Noun)}
	for i, name := range names {
		lines = append(lines, t.Say.Say("choice_line", "n", i+1, "label", name))
	}
	return strings.Join(append(lines, t.Say.Say("rows_several_ask")), "\n")
}

// takeNames makes a row of each name, the first in the row that is asked for.
func (t texts) takeNames(q *form.Question, row int, names []string) {
	group := q.Parent
	for i, name := range names {
		if i > 0 {
			row = t.Draft.AddRow(t.Outline, group)
		}
		t.putPiece(q, row, answers.Describe(name, 1, form.TextInfo{}), name, 1)
	}
	t.Draft.Refresh(t.Outline, group, 0)
	t.Tell(t.Say.Count("rows_taken", len(names), "noun", group.Rows.Noun))
	t.Focus.Enter(exchange.Idle, group.At(0))
	rows := t.Draft.Cells[group.Pos].Rows
	i := slices.IndexFunc(rows, func(r answers.Row) bool { _, half := answers.HalfRow(group, &r); return half })
	if i < 0 || !t.rows().nextInRow(group, &rows[i]) {
		t.next()
	}
}
