package why

import "giaoban/internal/locale"

// Damaged says what kind of record is damaged.
type Damaged int

// The kinds: of how a report stands, of its answers, of what was noted beside it; the members of a unit; a person's chat,
// who it is, a message to them, and how often they were reminded; what a campaign keeps as a whole.
const (
	OfStatus Damaged = iota
	OfAnswers
	OfNotes
	OfMembers
	OfChat
	OfPerson
	OfMessage
	OfReminded
	OfCampaign
)

// damages are the phrases of what is damaged.
var damages = [...]string{
	OfStatus: "trace_damaged_status", OfAnswers: "trace_damaged_answers", OfNotes: "trace_damaged_notes", OfMembers: "trace_damaged_members",
	OfChat: "trace_damaged_chat", OfPerson: "trace_damaged_person", OfMessage: "trace_damaged_message", OfReminded: "trace_damaged_reminded",
	OfCampaign: "trace_damaged_campaign",
}

// A Damage is a damaged record: of what, of whom, and what brings it back.
type Damage struct {
	What         Damaged
	Name         string
	Unit, Person string // the code or the address that brings it back
	Restore      string // the command that brings something back, up to what
}

// Line says what is damaged, what people notice, and what to do.
func (d Damage) Line(say locale.Phrases) string {
	if d.What == OfMembers && d.Person == "" {
		return say.Say("trace_damaged_members_whose", "name", d.Name, "restore", d.Restore)
	}
	return say.Say(damages[d.What], "name", d.Name, "code", d.Unit, "address", d.Person, "restore", d.Restore)
}
