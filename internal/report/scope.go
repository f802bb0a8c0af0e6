package report

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A Scope is the units that somebody may ask about, and what is said to a name
// that is not clear or not theirs.
type Scope struct {
	Units *roster.Units
	// Roots are the units at the top, none below another.
	Roots []string
	// Contact is whom to call, for refusals.
	Contact string
	Say     locale.Phrases
}

const (
	maxOffered = 12 // of units that share a name
	maxNear    = 5  // of names like the one typed
	maxEcho    = 60 // letters of what was typed
	maxNamed   = 5  // of the roots; more only an admin has
)

// Has reports whether the unit lies at or below one of the roots.
func (s Scope) Has(unit string) bool {
	_, exists := s.Units.Get(unit)
	return exists && slices.ContainsFunc(s.Roots, func(root string) bool { return s.Units.Contains(root, unit) })
}

// Find returns what a typed name means here; those that fit are preferred.
func (s Scope) Find(name string, fits func(roster.Unit) bool) roster.Meant {
	return s.Units.Resolve(name, s.Roots, fits)
}

// Unclear returns what is said to a name that is not one unit's: the units that it can
// mean, or that have a name like it, are offered and none is taken unasked.
func (s Scope) Unclear(name string, meant roster.Meant, button func(u roster.Unit, label string) chat.Choice) []chat.Content {
	switch n := len(meant.Units); {
	case n > maxOffered:
		text := s.Say.Count("scope_several", n, "input", Echo(name)) + " " + s.Say.Count("scope_several_more", n-maxOffered)
		return []chat.Content{{Text: text, Choices: s.Offer(meant.Units[:maxOffered], button)}}
	case n > 0:
		return []chat.Content{{Text: s.Say.Count("scope_several", n, "input", Echo(name)), Choices: s.Offer(meant.Units, button)}}
	case meant.Outside:
		return s.Refuse()
	case len(meant.Near) == 0:
		return []chat.Content{{Text: s.Say.Say("scope_unknown", "input", Echo(name), "scope", s.Names(), "contact", s.Contact)}}
	}
	near := meant.Near[:min(len(meant.Near), maxNear)]
	return []chat.Content{{Text: s.Say.Say("scope_near", "input", Echo(name)), Choices: s.Offer(near, button)}}
}

// Offer puts a button for each unit below the other, with its place as the label.
func (s Scope) Offer(units []roster.Unit, button func(u roster.Unit, label string) chat.Choice) [][]chat.Choice {
	rows := make([][]chat.Choice, 0, len(units))
	for _, u := range units {
		rows = append(rows, []chat.Choice{button(u, s.Place(u))})
	}
	return rows
}

// Place returns the unit's name, with that of the unit above where the roots have
// several units by that name.
func (s Scope) Place(u roster.Unit) string { return place(s.Units, u, s.Roots) }

// Refuse returns the one answer to whatever lies outside, so that it tells nothing
// about it; not even whether it exists.
func (s Scope) Refuse() []chat.Content {
	return []chat.Content{{Text: s.Say.Say("scope_outside", "scope", s.Names(), "contact", s.Contact)}}
}

// Names names the roots.
func (s Scope) Names() string {
	var names []string
	for _, root := range s.Roots {
		if u, ok := s.Units.Get(root); ok {
			names = append(names, u.Label())
		}
	}
	return s.Say.List(names, maxNamed)
}

// Echo repeats what was typed, but not a whole page of it.
func Echo(typed string) string {
	return viet.Clip{Most: maxEcho, Kept: maxEcho, Mark: "…", Spaced: true}.Of(typed)
}

// LevelOf names the unit, or all units of a level below it.
func LevelOf(units *roster.Units, u roster.Unit, level int, say locale.Phrases) string {
	if level == 0 {
		return u.Label()
	}
	types, n := "", 0
	count := map[string]int{}
	for _, below := range units.Below(u.Code) {
		if below.Level == level {
			n++
			if count[below.Type]++; count[below.Type] > count[types] {
				types = below.Type
			}
		}
	}
	return say.Say("decision_level", "n", n, "noun", types, "unit", u.Label())
}
