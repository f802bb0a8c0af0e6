package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
)

// InvitationValid is how long an invitation is good for unless said otherwise.
const InvitationValid = 30 * 24 * time.Hour

// CodeLetters is the length of a code, and the number of random bytes that one
// is made of: 60 bits of chance.
const CodeLetters = 12

// codeAlphabet has neither I nor L beside 1, nor O beside 0, nor U beside V.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// An Invitation lets one person become a member, once. It is kept under the
// hash of its code; nobody but the invited has the code itself.
type Invitation struct {
	List string `json:"l,omitempty"` // the list of units
	Unit string `json:"u"`
	// Campaign is the one for which it was made, if that is known: of those on the list,
	// it greets.
	Campaign string       `json:"k,omitempty"`
	Role     Role         `json:"r"`
	Created  time.Time    `json:"c"`
	Expires  time.Time    `json:"e"`
	Used     time.Time    `json:"d,omitzero"`
	UsedBy   chat.Address `json:"b,omitzero"`
	// Void is when another was made in its place: it opens nothing any more, and whoever has the old code is told so.
	Void time.Time `json:"v,omitzero"`
	// By is the member who made it; nobody for an operator's.
	By Giver `json:"w,omitzero"`
	// Instead is in whose place it is; nobody's if nil.
	Instead *Predecessor `json:"i,omitempty"`
	// Same is the chat whose person it lets in from another one, with all that they are; none
	// of an invitation to a role.
	Same chat.Address `json:"s,omitzero"`
}

// Unused reports whether it still waits for somebody, if only until it expires.
func (inv Invitation) Unused() bool { return inv.Used.IsZero() && inv.Void.IsZero() }

// ByColleague reports whether an officer made the invitation for a colleague of the unit.
func (inv Invitation) ByColleague() bool { return inv.By.Role == Officer }

// A Giver is a member who gave something away that opens a door later, and the very
// membership by which they could. What was given opens nothing once that membership is
// revoked, also if the same person gets the same role again. The zero Giver is the
// operator, whose word stands.
type Giver struct {
	Address chat.Address `json:"a,omitzero"`
	List    string       `json:"l,omitempty"`
	Unit    string       `json:"u,omitempty"`
	Role    Role         `json:"r,omitempty"`
	Since   time.Time    `json:"s,omitzero"`
}

// By returns who gives something by the membership.
func (m Membership) By(who chat.Address) Giver { return Giver{who, m.List, m.Unit, m.Role, m.Since} }

// Stands reports whether the memberships, all that the giver has now, still hold the one
// by which they gave.
func (g Giver) Stands(ms []Membership) bool {
	return g.Address.IsZero() || slices.ContainsFunc(ms, func(m Membership) bool {
		return m.List == g.List && m.Unit == g.Unit && m.Role == g.Role && m.Since.Equal(g.Since)
	})
}

// NewCode makes a code of the first CodeLetters of the random bytes, of which
// there must be that many.
func NewCode(random []byte) string {
	code := make([]byte, CodeLetters)
	for i, b := range random[:CodeLetters] {
		code[i] = codeAlphabet[b%byte(len(codeAlphabet))] // 256 is a multiple of 32: each letter is as likely
	}
	return string(code)
}

// ShowCode returns the code as people read it, XXXX-XXXX-XXXX.
func ShowCode(code string) string {
	if len(code) != CodeLetters {
		return code
	}
	return code[:4] + "-" + code[4:8] + "-" + code[8:]
}

// NormalizeCode reads a code as a person typed it: capitals or not, with or
// without hyphens and spaces, I or L for 1 and O for 0. It is false for what
// cannot be a code.
func NormalizeCode(typed string) (string, bool) {
	var code strings.Builder
	for _, r := range strings.ToUpper(strings.TrimSpace(typed)) {
		switch r {
		case ' ', '-', '\u00a0', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014':
			continue // phones like to make dashes of hyphens
		case 'I', 'L':
			r = '1'
		case 'O':
			r = '0'
		}
		if !strings.ContainsRune(codeAlphabet, r) || code.Len() == CodeLetters {
			return "", false
		}
		code.WriteRune(r)
	}
	return code.String(), code.Len() == CodeLetters
}

// Hash returns what is stored of a normalized code.
func Hash(code string) string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}

// Targets returns the units that one order invites for. That is the unit itself, or
// with below the units under it: for those who fill in and sign, the ones that
// a report is expected from; for those who look on from above, the ones that
// have units below them. A level other than 0 leaves only that level.
func Targets(units *Units, unit string, role Role, below bool, level int, expects func(Unit) bool) []Unit {
	candidates := units.Below(unit)
	if !below {
		u, ok := units.Get(unit)
		if !ok {
			return nil
		}
		candidates = []Unit{u}
	}
	parents := map[string]bool{}
	for _, u := range candidates {
		parents[u.Parent] = true
	}
	var out []Unit
	for _, u := range candidates {
		fits := parents[u.Code]
		if role == Officer || role == Approver {
			fits = expects == nil || expects(u)
		}
		if (fits || !below) && (level == 0 || u.Level == level) {
			out = append(out, u)
		}
	}
	return out
}
