package command

import (
	"slices"
	"strconv"

	"giaoban/internal/chat"
)

// Action is the command as a button: a question with the unit by its code, or an
// issue's command without its words.
func (c Command) Action() chat.Action {
	a := chat.Action{To: c.Name.Room(), Verb: string(c.Name), Target: c.Code}
	switch {
	case c.Number != 0:
		a.Target = strconv.Itoa(c.Number)
	case c.Cursor != "":
		a.Args = []string{c.Cursor}
	case c.Page != 0:
		a.Args = []string{c.Part, strconv.Itoa(c.Page)}
	case c.Part != "":
		a.Args = []string{c.Part}
	}
	return a
}

// Choice is a button for the command.
func (c Command) Choice(label string) chat.Choice { return c.Action().Choice(label) }

// Of reads the button of a question or of an issue; ok is false for any other.
func Of(a chat.Action) (c Command, ok bool) {
	c = Command{Name: Name(a.Verb)}
	i := slices.IndexFunc(table, func(r row) bool { return r.name == c.Name && r.to == a.To })
	if i < 0 {
		return Command{}, false
	}
	switch {
	case c.Name == AskUnit:
		c.Code, c.Part = a.Target, a.Arg(0)
		ok = c.Code != ""
	case a.To == chat.Issue:
		c.Number, _ = strconv.Atoi(a.Target)
		ok = c.Number >= 0
	case a.To != chat.Reading || len(a.Args) > 2:
		return Command{}, false
	case c.Name == Journal:
		c.Code, c.Cursor = a.Target, a.Arg(0)
		ok = c.Code+c.Cursor != ""
	default:
		c.Code, c.Part = a.Target, a.Arg(0)
		c.Page, _ = strconv.Atoi(a.Arg(1))
		parts := table[i].args == part || table[i].args == figure || c.Name == Issues || table[i].spelled == "" // a sentence's
		ok = c.Code != "" && c.Page >= 0 && (parts || len(a.Args) == 0)
	}
	back := c.Action()
	return c, ok && back.Target == a.Target && slices.Equal(back.Args, a.Args)
}

// Button begins the operation for one unit, or names its unit.
func Button(n Name, unit, label string) chat.Choice {
	return chat.Action{To: chat.Operation, Verb: string(n), Target: unit}.Choice(label)
}
