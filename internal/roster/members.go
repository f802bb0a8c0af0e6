package roster

import (
	"slices"
	"time"

	"giaoban/internal/chat"
)

// Role is what a member may do at the unit.
type Role string

// The roles. A district head and a provincial coordinator are the same role at
// another level.
const (
	Officer     Role = "officer"     // fills in the unit's report
	Approver    Role = "approver"    // signs off at the unit
	Coordinator Role = "coordinator" // sees and chases the units below
	Viewer      Role = "viewer"      // sees award nominations only
	Admin       Role = "admin"       // units, members, campaigns
)

// Roles returns all of them, in the order in which they are explained.
func Roles() []Role { return []Role{Officer, Approver, Coordinator, Viewer, Admin} }

// Known reports whether r is one of Roles.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }

// Membership is one role at one unit. Codes are reused over the years, so the
// unit is that code on that list of units and on no other.
type Membership struct {
	List  string    `json:"l,omitempty"`
	Unit  string    `json:"u"`
	Role  Role      `json:"r"`
	Since time.Time `json:"s"`
	// Post is what the person said to be on joining.
	Post string `json:"p,omitempty"`
	// Telephone is the number that the person gave; Asked marks that they were asked for it.
	Telephone string `json:"t,omitempty"`
	Asked     bool   `json:"q,omitempty"`
	// Invited marks who came by a colleague's invitation.
	Invited bool `json:"i,omitempty"`
}

// Leaving is how a membership ended. Its words are stored.
type Leaving string

// The ways in which it ends.
const (
	WasRevoked  Leaving = "revoked"  // by those above
	WasReplaced Leaving = "replaced" // by those above, who call somebody else
	WasRelieved Leaving = "relieved" // whoever comes instead has come
	WasMoved    Leaving = "moved"    // to another unit
	HasLeft     Leaving = "left"     // by themselves
)

// Past is a membership that ended. It gives no right: it is for telling who writes again how they stand.
type Past struct {
	List string
	Unit string
	Role Role
	How  Leaving
	At   time.Time
	// Into is the unit to which they moved.
	Into string
}

// MostPast is how many memberships that ended are kept of a person.
const MostPast = 8

// A Predecessor is in whose place somebody is invited.
type Predecessor struct {
	Address chat.Address `json:"a"`
	Name    string       `json:"n,omitempty"` // as the channel tells it
	Post    string       `json:"p,omitempty"`
	// Stays marks one who is a member until the invitation is used.
	Stays bool `json:"s,omitempty"`
}

// Called is a member by the channel's name and the post that they gave; "" if nothing is known of either.
func (m Member) Called() string {
	switch {
	case m.Name == "":
		return m.Post
	case m.Post == "":
		return m.Name
	}
	return m.Name + " (" + m.Post + ")"
}

// OnList returns the memberships on one list of units.
func OnList(ms []Membership, list string) []Membership {
	var out []Membership
	for _, m := range ms {
		if m.List == list {
			out = append(out, m)
		}
	}
	return out
}

// Member is a membership with its holder, as the unit's record lists them.
type Member struct {
	Address chat.Address `json:"a"`
	Role    Role         `json:"r"`
	Name    string       `json:"n,omitempty"` // as the channel tells it
	Since   time.Time    `json:"s"`
	// Post is what the member said to be on joining.
	Post string `json:"p,omitempty"`
	// Telephone is the number that the member gave, for those with the right to Call.
	Telephone string `json:"t,omitempty"`
	// Blocked marks a member whose chat refuses our messages.
	Blocked bool `json:"b,omitempty"`
}

// Members are those of one unit.
type Members []Member

// With returns the members that have one of the roles.
func (ms Members) With(roles ...Role) Members {
	var out Members
	for _, m := range ms {
		if slices.Contains(roles, m.Role) {
			out = append(out, m)
		}
	}
	return out
}

// Without returns the members but the one of that address in that role.
func (ms Members) Without(m Member) Members {
	return slices.DeleteFunc(slices.Clone(ms), func(x Member) bool { return x.Address == m.Address && x.Role == m.Role })
}

// Add puts m in, replacing the same person's same role.
func (ms Members) Add(m Member) Members {
	for i, have := range ms {
		if have.Address == m.Address && have.Role == m.Role {
			out := slices.Clone(ms)
			out[i] = m
			return out
		}
	}
	return append(slices.Clone(ms), m)
}
