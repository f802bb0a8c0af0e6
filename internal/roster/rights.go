package roster

import "slices"

// A Right is something that a membership allows about a unit.
type Right string

// The rights.
const (
	See    Right = "see"    // the report and its journal
	Look   Right = "look"   // how units stand, and questions from below
	Lead   Right = "lead"   // deadlines for all below; speaking for the unit
	Decide Right = "decide" // return, reopen, extend, exempt
	Accept Right = "accept" // lock the report
	Reach  Right = "reach"  // remind, announce, invite
	Staff  Right = "staff"  // end, replace and move memberships, give a member's new telephone a code
	Leave  Right = "leave"  // give up the own membership
	Call   Right = "call"   // know the telephones of the unit's people
	Proxy  Right = "proxy"  // fill in the report for the unit
	Work   Right = "work"   // work at the report and hand it in
	Sign   Right = "sign"   // sign the report, or send it back unsigned
	Awards Right = "awards" // what is kept for those who see awards
	System Right = "system" // how the program itself does
)

// reach is which units a role's right is about, seen from the membership's own.
type reach uint8

const (
	own    reach = 1 << iota // the unit itself
	next                     // those right below it
	deeper                   // those further below

	below = next | deeper
	all   = own | below
)

// rights says who may do what about whom. Whoever asks for leave asks here.
var rights = map[Right]map[Role]reach{
	See:    {Officer: own, Approver: own, Coordinator: all, Admin: all},
	Look:   {Coordinator: all, Admin: all},
	Lead:   {Coordinator: all},
	Decide: {Coordinator: below},
	Accept: {Coordinator: next},
	Reach:  {Coordinator: below, Admin: all},
	Staff:  {Coordinator: below, Admin: all},
	Leave:  {Officer: own, Approver: own, Coordinator: own, Viewer: own, Admin: own},
	Call:   {Coordinator: below, Admin: all},
	Proxy:  {Coordinator: below, Admin: below},
	Work:   {Officer: own, Approver: own, Coordinator: own},
	Sign:   {Approver: own},
	Awards: {Viewer: all},
	System: {Admin: all},
}

// lies returns where a unit lies as seen from another: itself, next below, deeper, or
// outside of it.
func (us *Units) lies(top, unit string) reach {
	u, ok := us.Get(unit)
	switch {
	case !ok:
		return 0
	case top == unit || us.tookOver(top, unit):
		return own
	case u.Parent == top:
		return next
	case us.Contains(top, unit):
		return deeper
	}
	return 0
}

// ofEnded are the rights that there are about a unit that ended: to look at what it wrote. Who took its place has those that
// it had itself.
var ofEnded = []Right{See, Look, Awards}

// tookOver reports whether a unit took the place of one that ended.
func (us *Units) tookOver(top, unit string) bool {
	f, ended := us.Ended(unit)
	return ended && slices.Contains(f.Into, top)
}

// May reports whether one of the memberships, all on this list, gives the right
// about the unit.
func May(us *Units, ms []Membership, unit string, r Right) bool {
	_, ok := By(us, ms, unit, r)
	return ok
}

// By returns the membership that gives the right about the unit: that of the
// nearest unit, the first of several.
func By(us *Units, ms []Membership, unit string, r Right) (by Membership, ok bool) {
	if _, ended := us.Ended(unit); ended && !slices.Contains(ofEnded, r) {
		return by, false
	}
	for _, m := range ms {
		if rights[r][m.Role]&us.lies(m.Unit, unit) != 0 && (!ok || m.Unit != by.Unit && us.Contains(by.Unit, m.Unit)) {
			by, ok = m, true
		}
	}
	return by, ok
}

// A Refusal is why somebody lacks a right about a unit.
type Refusal uint8

// The refusals. Granted is none.
const (
	Granted   Refusal = iota
	Outside           // the unit is not theirs to see
	WrongRole         // they see it, but their role does not allow this
	OwnUnit           // nobody does this about the own unit
	TooFar            // only the unit next above may
	Over              // the unit ended
)

// Refuse returns why the memberships do not give the right about the unit.
// Outside comes before all else, so that a refusal tells nothing about what is
// not theirs.
func Refuse(us *Units, ms []Membership, unit string, r Right) Refusal {
	switch {
	case !May(us, ms, unit, See):
		return Outside
	case May(us, ms, unit, r):
		return Granted
	}
	if _, ended := us.Ended(unit); ended {
		return Over
	}
	why := WrongRole
	for _, m := range ms {
		switch have, at := rights[r][m.Role], us.lies(m.Unit, unit); {
		case have != 0 && at == own:
			why = OwnUnit
		case have&next != 0 && at == deeper:
			why = TooFar
		}
	}
	return why
}

// Sees reports whether somebody with these memberships, all on this list, may
// read what an outline keeps at the unit for those with a right: who has it
// there or above, and who answers the unit's own report. A coordinator from
// above has no right by that alone.
func Sees(us *Units, ms []Membership, unit, right string) bool {
	return Speaks(us, ms, unit) || right == ViewersRight && May(us, ms, unit, Awards)
}

// Speaks reports whether somebody speaks for a unit: they work at it or, if it ended, at one that took its place.
func Speaks(us *Units, ms []Membership, unit string) bool {
	f, ended := us.Ended(unit)
	return May(us, ms, unit, Work) || ended && slices.ContainsFunc(f.Into, func(code string) bool { return May(us, ms, code, Work) })
}

// ViewersRight is what an outline calls the right of a Viewer: visible_to: viewers.
const ViewersRight = "viewers"

// Anywhere reports whether a membership gives the right about any unit of a list.
func Anywhere(ms []Membership, list string, r Right) bool {
	return slices.ContainsFunc(ms, func(m Membership) bool { return m.List == list && rights[r][m.Role] != 0 })
}

// Places returns the units at which memberships give the right, without those
// that another one covers from above, in the order in which they were given.
func Places(us *Units, ms []Membership, r Right) []string {
	var places []string
	for _, m := range ms {
		_, exists := us.Get(m.Unit)
		covered := slices.ContainsFunc(ms, func(o Membership) bool { return rights[r][o.Role]&below&us.lies(o.Unit, m.Unit) != 0 })
		if exists && rights[r][m.Role] != 0 && !covered && !slices.Contains(places, m.Unit) {
			places = append(places, m.Unit)
		}
	}
	return places
}
