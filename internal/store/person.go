package store

import (
	"errors"

	"giaoban/internal/chat"
	"giaoban/internal/codec"
	"giaoban/internal/roster"
)

// Person is somebody who takes part, through whichever chat.
type Person struct {
	Name string
	// Memberships are what they do for which unit; the post is in them.
	Memberships []roster.Membership
	// Language is the person's own choice; empty is the campaign's.
	Language string
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

// People are named by the address of the first chat that they had with us.
var People = Table[string, Person]{"person/", byWord, Codec[Person]{encodePerson, decodePerson}}

// GetPerson reads the person of a chat; the zero Person if nobody wrote from
// there yet.
func GetPerson(tx Getter, a chat.Address) (Person, error) {
	c, err := Chats.Get(tx, a)
	if err != nil {
		return Person{}, err
	}
	return c.Whose(tx, a)
}

// Whose reads the person of the chat with that address.
func (c Chat) Whose(tx Getter, a chat.Address) (Person, error) { return People.Get(tx, c.owner(a)) }

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

// personVersion is the first byte of an encoded person, which is read with every
// update.
const personVersion = 1

var errPerson = errors.New("not a person of this version, or cut short")

func encodePerson(p Person) []byte {
	w := make(codec.Writer, 0, 64+64*len(p.Memberships))
	w.Byte(personVersion)
	w.Text(p.Name)
	w.Text(p.Language)
	w.Count(len(p.Memberships))
	for _, m := range p.Memberships {
		w.Text(m.List)
		w.Text(m.Unit)
		w.Text(string(m.Role))
		w.Text(m.Post)
		w.Time(m.Since)
		w.Flag(m.Invited)
	}
	return w
}

func decodePerson(b []byte) (Person, error) {
	r := codec.Read(b)
	if r.Byte() != personVersion {
		return Person{}, errPerson
	}
	p := Person{Name: r.Text(), Language: r.Text()}
	if n := r.Length(); n > 0 {
		p.Memberships = make([]roster.Membership, n)
	}
	for i := range p.Memberships {
		p.Memberships[i] = roster.Membership{List: r.Text(), Unit: r.Text(), Role: roster.Role(r.Text()), Post: r.Text(), Since: r.Time(), Invited: r.Flag()}
	}
	if !r.Done() {
		return Person{}, errPerson
	}
	return p, nil
}
