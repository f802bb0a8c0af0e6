package session

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
)

// What only a button does with a report. The words are sent.
const (
	ActPost command.Name = "cv"
	// ActTelephone is of the person: its context is where they were.
	ActTelephone command.Name = "dt"
	// ActLanguage is of the person too; its target is the language.
	ActLanguage command.Name = "nn"
	// ActLeave gives up a membership, which is the button's target, ActStay does not.
	ActLeave   command.Name = "thoi"
	ActStay    command.Name = "olai"
	ActLook    command.Name = "xem"
	ActTake    command.Name = "nhap"
	ActDecline command.Name = "giu"
	ActWhy     command.Name = "vi"
	ActGrant   command.Name = "them"
	ActRefuse  command.Name = "khong"
	// ActFormerRead and ActFormerTake are of a unit that ended in this one: its report as a file, its answers for the new report.
	ActFormerRead command.Name = "cudoc"
	ActFormerTake command.Name = "culay"
)

// UnitButton offers an act in the context of that short id.
func UnitButton(act command.Name, context, label string, arg ...string) chat.Choice {
	a := chat.Action{To: chat.Report, For: context, Verb: string(act)}
	if len(arg) > 0 {
		a.Target = arg[0]
	}
	return a.Choice(label)
}
