package store

import (
	"fmt"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/codec"
	"giaoban/internal/roster"
)

// Person is somebody who takes part, through whichever chat.
type Person struct {
	Name string
	// Memberships are what they do for which unit; the post and the telephone are in them.
	Memberships []roster.Membership
	// Language replaces the campaign's for this person; empty is the campaign's.
	Language string
	// Left are memberships that ended, the oldest first, at most roster.MostPast.
	Left []roster.Past
}

// Leaves takes a membership out and notes how it ended.
func (p *Person) Leaves(past roster.Past) {
	p.Memberships = slices.DeleteFunc(slices.Clone(p.Memberships), func(m roster.Membership) bool {
		return m.List == past.List && m.Unit == past.Unit && m.Role == past.Role
	})
	p.Left = append(slices.Clone(p.Left), past)
	p.Left = p.Left[max(0, len(p.Left)-roster.MostPast):]
}

// Gone reports whether the person left the unit of a list, or all of them if the unit is "", and has not come back.
func (p Person) Gone(list, unit string) bool {
	at := func(l, u string) bool { return l == list && (unit == "" || u == unit) }
	return slices.ContainsFunc(p.Left, func(m roster.Past) bool { return at(m.List, m.Unit) }) &&
		!slices.ContainsFunc(p.Memberships, func(m roster.Membership) bool { return at(m.List, m.Unit) })
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

// People are named by the address of the chat that they have with us now.
var People = Table[string, Person]{"person/", byWord, short(1, writePerson, readPerson)}

// GetPerson reads the person of a chat, also of one that they have left for another; the
// zero Person if nobody wrote from there yet.
func GetPerson(tx Getter, a chat.Address) (Person, error) {
	a, c, err := Now(tx, a)
	if err != nil {
		return Person{}, err
	}
	return c.Whose(tx, a)
}

// mostMoves is how often somebody can have changed the chat, as far as it is followed.
const mostMoves = 16

// Now is the chat in which somebody is now who had the chat a.
func Now(tx Getter, a chat.Address) (chat.Address, Chat, error) {
	for range mostMoves {
		c, err := Chats.Get(tx, a)
		if err != nil || c.Moved.IsZero() {
			return a, c, err
		}
		a = c.Moved
	}
	return a, Chat{}, fmt.Errorf("%s: chats that lead in a circle: %w", a, ErrDamaged)
}

// Whose reads the person of the chat with that address.
func (c Chat) Whose(tx Getter, a chat.Address) (Person, error) { return People.Get(tx, c.owner(a)) }

// Stands reports whether what a member gave still opens something. Whatever opens a door
// in a member's name asks here when it is used, so that revoking a membership closes
// them all at once.
func Stands(tx Getter, g roster.Giver) (bool, error) {
	if g.Address.IsZero() {
		return true, nil
	}
	p, err := GetPerson(tx, g.Address)
	return err == nil && g.Stands(p.Memberships), err
}

// PutPerson writes the person of the chat with that address.
func (c Chat) PutPerson(tx Tx, a chat.Address, p Person) { People.Put(tx, c.owner(a), p) }

// OnList names a unit of a list of units: a code on another list is another
// unit. The names of all units of a list begin with that of OnList without a
// unit.
type OnList struct{ List, Unit string }

// String is the name.
func (u OnList) String() string { return u.List + "/" + u.Unit }

func byUnit(prefix string, u OnList) string { return prefix + u.String() }

// Members are the members of each unit of a list.
var Members = Table[OnList, roster.Members]{"members/", byUnit, asJSON[roster.Members]()}

// Invited names the invitations to a role at a unit that are not used yet.
type Invited struct {
	OnList
	Role roster.Role
}

func byRole(prefix string, k Invited) string { return byUnit(prefix, k.OnList) + "/" + string(k.Role) }

// Inviter is a member who invites a colleague of the unit.
type Inviter struct {
	OnList
	By chat.Address
}

func byInviter(prefix string, k Inviter) string { return byAddress(byUnit(prefix, k.OnList)+"/", k.By) }

// Tried counts wrong codes since the first of them.
type Tried struct {
	Count int       `json:"n"`
	Since time.Time `json:"s"`
}

// Invitations are by the hash of their code. InvitedTo and Colleagues are the hashes of
// those that are not used yet, and of those that members made. Tries are by the address
// of who tried. Package invitation keeps them in step.
var (
	Invitations = Table[string, roster.Invitation]{"invite/", byWord, asJSON[roster.Invitation]()}
	InvitedTo   = Table[Invited, []string]{"invited/", byRole, asLines}
	Colleagues  = Table[Inviter, string]{"colleague/", byInviter, asText}
	Tries       = Table[chat.Address, Tried]{"tries/", byAddress, asJSON[Tried]()}
)

func writePerson(w *codec.Writer, p Person) {
	w.Texts(p.Name, p.Language)
	w.Counts(len(p.Memberships))
	for _, m := range p.Memberships {
		w.Texts(m.List, m.Unit, string(m.Role), m.Post, m.Telephone)
		w.Time(m.Since)
		w.Flags(m.Invited, m.Asked)
	}
	if len(p.Left) == 0 {
		return
	}
	w.Counts(len(p.Left))
	for _, m := range p.Left {
		w.Texts(m.List, m.Unit, string(m.Role), string(m.How), m.Into)
		w.Time(m.At)
	}
}

func readPerson(r *codec.Reader) (p Person) {
	r.Texts(&p.Name, &p.Language)
	if n := r.Length(); n > 0 {
		p.Memberships = make([]roster.Membership, n)
	}
	for i := range p.Memberships {
		m := &p.Memberships[i]
		r.Texts(&m.List, &m.Unit, (*string)(&m.Role), &m.Post, &m.Telephone)
		m.Since = r.Time()
		r.Flags(&m.Invited, &m.Asked)
	}
	if r.Left() == 0 {
		return p
	}
	if n := r.Length(); n > 0 {
		p.Left = make([]roster.Past, n)
	}
	for i := range p.Left {
		m := &p.Left[i]
		r.Texts(&m.List, &m.Unit, (*string)(&m.Role), (*string)(&m.How), &m.Into)
		m.At = r.Time()
	}
	return p
}
