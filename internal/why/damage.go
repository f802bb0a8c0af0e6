package why

import "giaoban/internal/locale"

// Damaged says what kind of record is damaged.
type Damaged string

// The kinds: of how a report stands, of its answers, of what was noted beside it; the members of a unit; a person's chat,
// who it is, a message to them, and how often they were reminded; what a campaign keeps as a whole.
const (
	OfStatus   Damaged = "status"
	OfAnswers  Damaged = "answers"
	OfNotes    Damaged = "notes"
	OfMembers  Damaged = "members"
	OfChat     Damaged = "chat"
	OfPerson   Damaged = "person"
	OfMessage  Damaged = "message"
	OfReminded Damaged = "reminded"
	OfCampaign Damaged = "campaign"
)

// A Damage is a damaged record: of what, of whom, and what brings it back.
type Damage struct {
	What         Damaged
	Name         string
	Unit, Person string // the code or the address that brings it back
}

// Line says what is damaged, what people notice, and what to do.
func (d Damage) Line(say locale.Phrases) string {
	return say.Say("trace_damaged_"+string(d.What), "name", d.Name, "code", d.Unit, "address", d.Person)
}
