package campaigns

import (
	"cmp"
	"maps"
	"slices"

	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// live are the campaigns that are open at one moment. It is never changed: another takes its place.
type live struct {
	all []*Campaign
	// versions are the outlines that were ever known, by hash.
	versions map[string]*form.Outline
}

// All returns the campaigns that are open now, at least one, in the order in which people are shown them. They may be others
// at the next call: who looks twice, or counts and then names them, takes one list.
func (s *Set) All() []*Campaign { return s.live.Load().all }

// Definitions returns what the open campaigns are opened from.
func (s *Set) Definitions() []*Definition { return definitions(s.All()) }

func definitions(all []*Campaign) []*Definition {
	out := make([]*Definition, len(all))
	for i, c := range all {
		out[i] = c.from
	}
	return out
}

// Version returns the outline with that hash, of a campaign that is or was open or of a draft from before; nil if it is not known.
func (s *Set) Version(hash string) *form.Outline { return s.live.Load().versions[hash] }

// Replace opens these campaigns, at least one, in the place of those that are open. One whose definition is open already
// stays as it is, with all that is kept in memory of it. Whoever works on one that is not open any more ends as if it were:
// what it writes lies under the same keys.
func (s *Set) Replace(to ...*Definition) {
	s.changing.Lock()
	defer s.changing.Unlock()
	s.replace(to)
}

// Add opens one more, behind the others.
func (s *Set) Add(one *Definition) {
	s.changing.Lock()
	defer s.changing.Unlock()
	s.replace(append(s.Definitions(), one))
}

func (s *Set) replace(to []*Definition) {
	before := s.live.Load()
	after := &live{versions: maps.Clone(before.versions)}
	if after.versions == nil {
		after.versions = map[string]*form.Outline{}
	}
	for _, d := range to {
		i := slices.IndexFunc(before.all, func(c *Campaign) bool { return c.from == d })
		if i >= 0 {
			after.all = append(after.all, before.all[i])
			continue
		}
		for _, o := range d.Outlines {
			after.versions[o.Hash] = o
		}
		after.all = append(after.all, s.begin(d))
	}
	s.live.Store(after)
}

// begin makes the campaign of a definition.
func (s *Set) begin(d *Definition) *Campaign {
	c := &Campaign{Set: s, Plan: d.Campaign, Units: d.Units, Outlines: d.Outlines, People: d.People, from: d}
	c.Below, c.Quoted = &Below{of: c}, &Excerpts{of: c, made: map[string]excerpted{}}
	c.worded()
	return c
}

// Find returns the campaign of that name, or nil.
func (s *Set) Find(campaign string) *Campaign {
	for _, c := range s.All() {
		if c.Name() == campaign {
			return c
		}
	}
	return nil
}

// Named returns the campaign of a report, or nil if it is not open any more.
func (s *Set) Named(r report.ID) *Campaign { return s.Find(r.Campaign) }

// Of is Named with the first campaign in the place of one that is not open.
func (s *Set) Of(r report.ID) *Campaign { return cmp.Or(s.Named(r), s.All()[0]) }

// On returns the campaigns on a list of units, in order.
func (s *Set) On(list string) []*Campaign {
	var out []*Campaign
	for _, c := range s.All() {
		if c.List() == list {
			out = append(out, c)
		}
	}
	return out
}

// FirstOf returns the first campaign in which somebody with these memberships has a
// part, or the first of all for a stranger.
func (s *Set) FirstOf(ms []roster.Membership) *Campaign {
	all := s.All()
	for _, c := range all {
		if len(roster.OnList(ms, c.List())) > 0 {
			return c
		}
	}
	return all[0]
}
