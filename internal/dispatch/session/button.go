package session

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
)

// What only a button does with a report. The words are sent.
const (
	ActPost  command.Name = "cv"
	ActLook  command.Name = "xem"
	ActTake  command.Name = "nhap"
	ActLeave command.Name = "giu"
)

// UnitButton offers an act for the report, or the place, of that short id.
func UnitButton(act command.Name, seat, label string, arg ...string) chat.Choice {
	a := chat.Action{To: chat.Report, For: seat, Verb: string(act)}
	if len(arg) > 0 {
		a.Target = arg[0]
	}
	return a.Choice(label)
}
