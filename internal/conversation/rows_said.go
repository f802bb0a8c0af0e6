package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// spoken is a list as people speak of it.
func (t rows) spoken(group *form.Question) command.Rows {
	list := t.Draft.Cells[group.Pos].Rows
	return command.Rows{
		Noun:   t.Fill(group.Rows.Noun, 0),
		Called: func(name string) bool { return t.called(group, name) > 0 },
		Nth: func(words string) int {
			return command.Nth(words, len(list), strings.Split(t.Say.Say("row_ordinals"), ","), command.Listed(t.Say.Say("row_last")))
		},
	}
}

// called is the place of the row with a name, from 1; 0 if none or several have it.
func (t rows) called(group *form.Question, name string) (nth int) {
	for i, r := range t.Draft.Cells[group.Pos].Rows {
		if r.Label == "" || viet.Fold(r.Label) != viet.Fold(name) {
			continue
		}
		if nth > 0 {
			return 0
		}
		nth = i + 1
	}
	return nth
}

// heardDrop asks whether a row is to be taken out that somebody said is wrong: by its place, by its
// name, or the one that he is at or that was entered last.
func (t rows) heardDrop(group *form.Question) bool {
	list := t.Draft.Cells[group.Pos].Rows
	said, ok := t.Command.Heard.TakesOut(t.spoken(group))
	if !ok || len(list) == 0 {
		return false
	}
	n := len(list)
	if here := slices.IndexFunc(list, func(r answers.Row) bool { return r.ID == t.Focus.Row }); here >= 0 {
		n = here + 1
	}
	switch {
	case said.Slots["nth"] != "":
		n = t.spoken(group).Nth(said.Slots["nth"])
	case said.Slots["called"] != "":
		n = t.called(group, said.Slots["called"])
	}
	t.dropping(&group.Questions[0], list[n-1].ID)
	return true
}
