package operation

import (
	"slices"
	"strings"

	"giaoban/internal/command"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// deeds are the operations as they are confirmed, by the variants of the table of
// speech. The rest are «send».
var deeds = map[command.Name]string{
	command.Accept: "accept", command.Return: "return", command.SendBack: "return", command.Reopen: "reopen",
	command.Extend: "extend", command.Exempt: "exempt", command.Unexempt: "exempt", command.Sign: "sign",
	command.Revoke: "revoke", command.Replace: "revoke", command.Transfer: "revoke", command.EndPoll: "end", command.RequestReopen: "plea",
}

// deed is the operation as it is confirmed. A deadline that comes sooner is not confirmed by saying «gia hạn».
func (e *Engine) deed() string {
	name, ok := deeds[e.State.Name]
	if !ok || len(verdict{e}.sooner()) > 0 {
		return "send"
	}
	return name
}

// consents is what the words are to the preview that waits: only a whole yes does
// what it says.
func (e *Engine) consents() command.Consent {
	if e.State == nil || e.State.Asked != askSend {
		return command.NoAnswer
	}
	units := e.State.Units
	switch {
	case e.State.several():
		units = e.State.Able
	case !e.State.Decides() && !e.State.Own():
		units = codesOf(e.targets())
	}
	return e.Heard.Consent(command.Deed{Name: e.deed(), Count: len(units), Unit: func(name string) bool {
		found := e.Overview.Units.Find(name, "")
		return len(units) == 1 && found.Unit.Code == units[0]
	}})
}

// confirming is the label of the button that confirms: what it does, and to whom.
func (e *Engine) confirming() string {
	s := e.State
	var units []roster.Unit
	switch {
	case s.several():
		units = verdict{e}.able()
	case s.Level != 0 && len(s.Units) == 1:
		units = e.all(Group{Root: s.Units[0], Level: s.Level})
	case s.Decides() || s.Own() || lineOf(s.Name).among == nil:
		units = []roster.Unit{e.unit()}
	default:
		units = e.targets()
	}
	if s.Name == command.Remind {
		unheard := e.unheard(units)
		units = without(units, func(u roster.Unit) bool { return slices.Contains(unheard, u) })
	}
	target := counted(units, e.Say)
	if len(units) == 1 && s.Name != command.Extend {
		target = units[0].Label()
	}
	if !s.At.IsZero() {
		return e.Say.Say("hour_button", "moment", e.Say.Moment(s.At))
	}
	if s.Later {
		return e.Say.Say("operation_do_hand_over")
	}
	if len(verdict{e}.sooner()) > 0 {
		return e.Say.Say("decision_do_sooner", "target", target, "day", e.Say.ShortDeadline(s.Due, e.Overview.Now))
	}
	return e.Say.Say(lineOf(s.Name).confirm, "target", target, "day", e.Say.ShortDeadline(s.Due, e.Overview.Now))
}

// confirms reports whether the words are those of the button that confirms, which
// may be a command's too, or «Gửi», whatever the button says.
func (e *Engine) confirms(text string) bool {
	if e.State == nil || e.State.Asked != askSend {
		return false
	}
	said := strings.Trim(viet.Fold(viet.Line(text)), " .!")
	label := lineOf(e.State.Name).label // as the unit's card says it
	return said == viet.Fold(e.confirming()) || said == viet.Fold(e.Say.Say("operation_send")) || label != "" && said == viet.Fold(e.Say.Say(label))
}
