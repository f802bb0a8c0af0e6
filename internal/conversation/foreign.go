package conversation

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
)

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
