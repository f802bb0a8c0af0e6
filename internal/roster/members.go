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
