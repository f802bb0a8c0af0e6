package conversation

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
)

// ordered is what the typed words ask of the interview, or, with a slash, of
// anybody; inside a text only what cannot be the beginning of one.
func (t *Turn) ordered(inText bool) (command.Command, bool) {
	c := t.Command
	if t.Input.Kind != chat.Text || c.Name == "" {
		return command.Command{}, false
	}
	return c, c.Slash || c.Room() == chat.Interview && (!inText || c.InText)
}

// foreign says whose command it is that is none of the interview's.
func (t *Turn) foreign(c command.Command) {
	switch {
	case c.Others&command.Viewers != 0:
		t.refuse(t.Say.Say("command_of", "role", t.Say.Say("role_viewer")))
	case notYet(c):
		t.refuse(t.Say.Say("command_not_yet"))
	case c.Others&command.Coordinators != 0:
		t.refuse(t.Say.Say("command_of", "role", t.Say.Say("role_coordinator")))
	default:
		t.refuse(t.Say.Say("command_unknown"))
	}
	t.again()
}

// notYet reports whether nobody can give the command, or nobody is there to be
// asked by it.
func notYet(c command.Command) bool {
	return c.Others&command.Nobody != 0 || c.Others != 0 && (c.Name == command.Issues || c.Name == command.Ask)
}

// foreignTyped takes bare words that nothing else understood and that are a
// command of somebody else's.
func (t *Turn) foreignTyped() bool {
	c := t.Command
	if t.Input.Kind != chat.Text || c.Slash || !notYet(c) && c.Others&(command.Viewers|command.Coordinators) == 0 {
		return false
	}
	t.foreign(c)
	return true
}

// refuse says that something is not possible, and whom to ask about it.
func (t *Turn) refuse(sentence string) {
	t.tell(t.withContact(sentence))
}

func (t *Turn) withContact(sentence string) string {
	return strings.TrimSpace(sentence + " " + t.Contact)
}

// missed counts answers in a row that were not understood; at every second one
// it says whom to call.
func (t *Turn) missed() {
	if t.Focus.Missed++; t.Focus.Missed%2 == 0 {
		t.tell(t.Contact)
	}
}
