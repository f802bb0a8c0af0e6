package store

import (
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/roster"
)

// Person is what is known of one address.
type Person struct {
	Name        string              `json:"n,omitempty"`
	Memberships []roster.Membership `json:"m,omitempty"`
	Blocked     bool                `json:"b,omitempty"`
	// Language is the person's own choice; empty is the campaign's.
	Language string `json:"l,omitempty"`
	// Focus is where the person stands, by report.
	Focus map[string]conversation.Focus `json:"f,omitempty"`
	// Current is which report words are for, if the person has several.
	Current string `json:"c,omitempty"`
	// Dialog is what was asked beside the report and is not answered.
	Dialog *Dialog `json:"t,omitempty"`
	// Seen is when the person was last at a report, Told the beginning of the
	// colleague's shift of which they were told, both in seconds, by report.
	Seen map[string]int64 `json:"s,omitempty"`
	Told map[string]int64 `json:"o,omitempty"`
	// Album is the album whose part came last, if that was the last input.
	Album *Album `json:"a,omitempty"`
	// Behalf is the report that a coordinator fills in for a unit.
	Behalf *Behalf `json:"h,omitempty"`
}

// Album is what was last said to the parts of one album: the answer to its next
// part takes the place of these messages if they have not left yet.
type Album struct {
	Group    string   `json:"g"`
	Messages []string `json:"m,omitempty"`
}

// With are the person's memberships in one of the roles, on one list of units.
func (p Person) With(list string, roles ...roster.Role) []roster.Membership {
	var out []roster.Membership
	for _, m := range p.Memberships {
		for _, r := range roles {
			if m.List == list && m.Role == r {
				out = append(out, m)
			}
		}
	}
	return out
}

var people = Table[chat.Address, Person]{"person/", byAddress, asJSON[Person]()}

// GetPerson reads a person; the zero Person if nobody wrote from there yet.
func GetPerson(tx Getter, a chat.Address) (Person, error) { return people.Get(tx, a) }

// PutPerson writes a person.
func PutPerson(tx Tx, a chat.Address, p Person) error {
	people.Put(tx, a, p)
	return nil
}
