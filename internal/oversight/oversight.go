// Package oversight is what coordinators read: how the reports of their units
// stand and what they say, who did what, which questions from below wait. It finds
// the unit that is meant among those that the person may see, and answers in the
// words of package report. A district head and a provincial coordinator are the
// same here, at another place in the tree.
//
// It is pure: an overview comes in, contents go out. It never names a unit outside
// the memberships that it is given, and never guesses which unit was meant.
package oversight

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/roster"
)

// Reads reports whether the command is about what reports say: it is answered by
// Read, from the reports themselves.
func Reads(c command.Command) bool {
	switch c.Name {
	case command.View, command.Summary, command.Attention, command.Models, command.Awards:
		return true
	}
	return false
}

// button offers the command for one unit.
func button(name command.Name, unit roster.Unit, label string) chat.Choice {
	return command.Command{Name: name, Code: unit.Code}.Choice(label)
}
