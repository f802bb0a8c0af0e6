package operation

import "giaoban/internal/command"

// deeds are the operations as they are confirmed, by the variants of the table of
// speech. The rest are «send».
var deeds = map[command.Name]string{
	command.Accept: "accept", command.Return: "return", command.SendBack: "return", command.Reopen: "reopen",
	command.Extend: "extend", command.Exempt: "exempt", command.Unexempt: "exempt", command.Sign: "sign",
	command.Revoke: "revoke", command.Replace: "revoke",
}

// consents is what the words are to the preview that waits: only a whole yes does
// what it says.
func (e *Engine) consents() command.Consent {
	if e.State == nil || e.State.Asked != askSend {
		return command.NoAnswer
	}
	name, ok := deeds[e.State.Name]
	if !ok {
		name = "send"
	}
	units := e.State.Units
	if !e.State.Decides() && !e.State.Own() {
		units = codesOf(e.targets())
	}
	return e.Heard.Consent(command.Deed{Name: name, Count: len(units), Unit: func(name string) bool {
		found := e.Overview.Units.Find(name, "")
		return len(units) == 1 && found.Unit.Code == units[0]
	}})
}
