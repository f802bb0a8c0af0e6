package report

import (
	"slices"

	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Group is the reporting units below one unit.
type Group struct {
	Unit roster.Unit
	// Direct marks units that hang straight under the unit that was asked
	// about, without the level between that others have.
	Direct bool
	Tally  Tally
	// Missing are the units whose report is not in, by name.
	Missing []roster.Unit
}

// Lines returns the units next below, each with what it holds: the districts of a
// province. The latest come first. Reporting units without a level between
// come as one group of their own, Direct.
func (s Overview) Lines(under string) []Group { return s.lines(under, s.reporters(under)) }

func (s Overview) lines(under string, units []roster.Unit) []Group {
	return s.group(under, units, func(u roster.Unit) string {
		for u.Parent != under {
			up, ok := s.Units.Parent(u.Code)
			if !ok || u.Code == under {
				return under
			}
			u = up
		}
		if u.Level == s.Level {
			return under
		}
		return u.Code
	})
}

// Late returns the units whose report is not in, grouped by the unit that is over
// them. The latest group comes first; groups in which nobody is missing are
// left out.
func (s Overview) Late(under string) []Group { return s.late(under, s.reporters(under)) }

func (s Overview) late(under string, units []roster.Unit) []Group {
	groups := s.group(under, units, func(u roster.Unit) string {
		if u.Code == under {
			return under
		}
		return u.Parent
	})
	return slices.DeleteFunc(groups, func(g Group) bool { return len(g.Missing) == 0 })
}

// group collects the units by key, which names the unit to group by.
func (s Overview) group(under string, units []roster.Unit, key func(roster.Unit) string) []Group {
	at := map[string]int{}
	var groups []Group
	for _, u := range units {
		k := key(u)
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			head, _ := s.Units.Get(k)
			groups = append(groups, Group{Unit: head, Direct: k == under})
		}
		s.count(&groups[i].Tally, u.Code)
		if state := s.Status[u.Code].State; !state.In() && state.Counts() {
			groups[i].Missing = append(groups[i].Missing, u)
		}
	}
	groups = slices.DeleteFunc(groups, func(g Group) bool { return g.Tally.Total == 0 })
	slices.SortStableFunc(groups, latestFirst)
	return groups
}

// onlyDirect reports whether there is no level between.
func onlyDirect(groups []Group) bool {
	return len(groups) == 0 || len(groups) == 1 && groups[0].Direct
}

// latestFirst orders by the share that is in, then by how many are missing,
// then by name.
func latestFirst(a, b Group) int {
	// a.In/a.Total against b.In/b.Total, without dividing.
	if c := a.Tally.In()*b.Tally.Total - b.Tally.In()*a.Tally.Total; c != 0 {
		return c
	}
	if c := b.Tally.Missing() - a.Tally.Missing(); c != 0 {
		return c
	}
	return viet.Compare(a.Unit.Name, b.Unit.Name)
}
