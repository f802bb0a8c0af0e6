package operation

import (
	"fmt"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A Region is the units that a person coordinates, and how they stand.
type Region struct {
	// Overview is how all units stand for what is done about many; for a decision only
	// its units, its zone and the time are needed.
	Overview report.Overview
	Who      []roster.Membership
	// Reports reports whether units of the level report.
	Reports func(level int) bool
	Say     locale.Phrases
}

// roots are the units that the person coordinates.
func (r *Region) roots() []string { return roster.Places(r.Overview.Units, r.Who, roster.Look) }

// scope is the units that the person may ask about.
func (r *Region) scope() report.Scope {
	return report.Scope{Units: r.Overview.Units, Roots: r.roots(), Contact: r.Overview.Contact, Say: r.Say}
}

// reaches reports whether the unit is the person's to remind, announce to and
// invite.
func (r *Region) reaches(unit string) bool {
	return roster.May(r.Overview.Units, r.Who, unit, roster.Reach)
}

// from is the unit in whose name the person acts on a unit: the nearest over it.
func (r *Region) from(unit string) roster.Unit {
	by, _ := roster.By(r.Overview.Units, r.Who, unit, roster.Look)
	u, _ := r.Overview.Units.Get(by.Unit)
	return u
}

// people are those of a unit to whom something can be sent.
func (r *Region) people(unit string) roster.Members {
	return r.Overview.Members(unit).With(roster.Officer, roster.Approver, roster.Coordinator)
}

// unheard are the units in which nobody can be reached.
func (r *Region) unheard(units []roster.Unit) []roster.Unit {
	return without(units, func(u roster.Unit) bool {
		return slices.ContainsFunc(r.people(u.Code), func(m roster.Member) bool { return !m.Blocked })
	})
}

// late reports whether a report is awaited from the unit and not in.
func (r *Region) late(u roster.Unit) bool {
	state := r.Overview.Status[u.Code].State
	return r.Reports(u.Level) && !state.In() && state.Counts()
}

// levels are the levels below the roots, those that report if only they matter.
func (r *Region) levels(reporting bool) []int {
	var out []int
	for _, root := range r.roots() {
		for _, u := range r.Overview.Units.Below(root) {
			if !slices.Contains(out, u.Level) && (!reporting || r.Reports(u.Level)) && r.reaches(u.Code) {
				out = append(out, u.Level)
			}
		}
	}
	slices.Sort(out)
	return out
}

// A Group is all units of a level under a root, "" is under all of them. Cause is
// the reason plus one that narrows late ones, 0 is any.
type Group struct {
	Root  string `json:"r,omitempty"`
	Level int    `json:"l,omitempty"`
	Cause int    `json:"w,omitempty"`
}

// all are the units of a group.
func (r *Region) all(g Group) []roster.Unit {
	roots := r.roots()
	if g.Root != "" {
		roots = []string{g.Root}
	}
	var out []roster.Unit
	for _, root := range roots {
		for _, u := range r.Overview.Units.Below(root) {
			if u.Level == g.Level && r.reaches(u.Code) {
				out = append(out, u)
			}
		}
	}
	return out
}

// lateAll are the late units of a group.
func (r *Region) lateAll(g Group) []roster.Unit {
	return without(r.all(g), func(u roster.Unit) bool {
		return !r.late(u) || g.Cause > 0 && r.Overview.Cause(u.Code) != report.Cause(g.Cause-1)
	})
}

// empty are the units of a group in which nobody has joined.
func (r *Region) empty(g Group) []roster.Unit {
	return without(r.all(g), func(u roster.Unit) bool {
		return !r.Reports(u.Level) || len(r.people(u.Code)) > 0
	})
}

// rolesFor are those for which a code of the unit makes sense: who fills in and
// signs where a report is expected, who looks on where there are units below.
func (r *Region) rolesFor(u roster.Unit) []roster.Role {
	var roles []roster.Role
	if r.Reports(u.Level) {
		roles = append(roles, roster.Officer, roster.Approver)
	}
	if len(r.Overview.Units.Children(u.Code)) > 0 {
		roles = append(roles, roster.Coordinator)
	}
	return roles
}

// maxListed is how many units a preview names in itself, pageListed how many one message
// before it does.
const (
	maxListed  = 30
	pageListed = 120
)

// list names units in a row.
func (r *Region) list(units []roster.Unit) string {
	return r.Say.List(r.labels(units, "%s (%s)"), maxListed)
}

// labels name units, with the unit above, in the given form, where several share a name.
func (r *Region) labels(units []roster.Unit, form string) []string {
	labels, roots := make([]string, len(units)), r.roots()
	for i, u := range units {
		labels[i] = u.Label()
		if up, ok := r.Overview.Units.Parent(u.Code); ok && len(r.Overview.Units.Resolve(u.Label(), roots, nil).Units) > 1 {
			labels[i] = fmt.Sprintf(form, u.Label(), up.Label())
		}
	}
	return labels
}

// names names all units: in a row, or if they are many in messages that go before.
func (r *Region) names(units []roster.Unit) (before []chat.Content, row string) {
	if len(units) <= maxListed {
		return nil, r.list(units)
	}
	for page := range slices.Chunk(r.labels(units, "%s, %s"), pageListed) {
		before = append(before, chat.Content{Text: strings.Join(page, "; ") + "."})
	}
	return before, r.Say.Say("operation_named_above")
}

// mostTogether is how many units a sentence names by their names.
const mostTogether = 3

// together names units in a row, or tells how many there are.
func (r *Region) together(units []roster.Unit) string {
	if len(units) <= mostTogether {
		return r.list(units)
	}
	return counted(units, r.Say)
}

// counted tells how many units there are, and of what kind.
func counted(units []roster.Unit, say locale.Phrases) string {
	return say.Say("units_counted", "n", len(units), "noun", report.Noun(units))
}

// without are the units but those that go.
func without(units []roster.Unit, goes func(roster.Unit) bool) []roster.Unit {
	return slices.DeleteFunc(slices.Clone(units), goes)
}

// nobody says in which units nobody can be reached, and what to do about it.
func (r *Region) nobody(units []roster.Unit) string {
	if len(units) > maxListed {
		return r.Say.Say("operation_unheard_n", "n", len(units))
	}
	return r.Say.Say("operation_unheard", "n", len(units), "units", r.list(units))
}
