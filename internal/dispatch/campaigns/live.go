package campaigns

import (
	"cmp"
	"maps"
	"slices"

	"giaoban/internal/campaign"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// live are the campaigns that are open at one moment. It is never changed: another takes its place.
type live struct {
	all []*Campaign
	of  []*Definition
	// series are the records of those that recur, by name.
	series map[string]store.Series
	// versions are the outlines that were ever known, by hash.
	versions map[string]*form.Outline
}

// All returns the campaigns that are open now, at least one, in the order in which people are shown them. They may be others
// at the next call: who looks twice, or counts and then names them, takes one list.
func (s *Set) All() []*Campaign { return s.live.Load().all }

// Definitions returns what the open campaigns are opened from.
func (s *Set) Definitions() []*Definition { return s.live.Load().of }

// Version returns the outline with that hash, of a campaign that is or was open or of a draft from before; nil if it is not known.
func (s *Set) Version(hash string) *form.Outline { return s.live.Load().versions[hash] }

// Replace opens these campaigns, at least one, in the place of those that are open. One whose definition is open already
// stays as it is, with all that is kept in memory of it. Whoever works on one that is not open any more ends as if it were:
// what it writes lies under the same keys. Of one that recurs the periods are read by LoadSeries.
func (s *Set) Replace(to ...*Definition) {
	s.changing.Lock()
	defer s.changing.Unlock()
	s.put(to, s.live.Load().series)
}

// Add opens one more, behind the others.
func (s *Set) Add(one *Definition) {
	s.changing.Lock()
	defer s.changing.Unlock()
	if slices.ContainsFunc(s.Definitions(), func(d *Definition) bool { return d.Campaign.Name == one.Campaign.Name }) {
		return // a poll that was found in the store before whoever asked it came here
	}
	s.put(append(slices.Clone(s.Definitions()), one), s.live.Load().series)
}

// put opens the next list.
func (s *Set) put(to []*Definition, series map[string]store.Series) { s.live.Store(s.next(to, series)) }

// next makes the list that has these campaigns.
func (s *Set) next(to []*Definition, series map[string]store.Series) *live {
	before := s.live.Load()
	after := &live{of: to, series: series, versions: maps.Clone(before.versions)}
	if after.versions == nil {
		after.versions = map[string]*form.Outline{}
	}
	for _, d := range to {
		for _, o := range d.Outlines {
			after.versions[o.Hash] = o
		}
		for _, c := range s.periods(d, series[d.Campaign.Name]) {
			same := func(o *Campaign) bool {
				return o.from == d && o.ID() == c.ID() && o.late == c.late && o.waits == c.waits
			}
			if i := slices.IndexFunc(before.all, same); i >= 0 {
				c = before.all[i]
			} else if i := slices.IndexFunc(before.all, func(o *Campaign) bool { return o.ID() == c.ID() }); i >= 0 {
				c.Current.Store(before.all[i].Current.Load()) // how it stands is in the store, and stays
			}
			after.all = append(after.all, c)
		}
	}
	return after
}

// periods are the campaigns of a definition: itself, or its periods at hand.
func (s *Set) periods(d *Definition, series store.Series) (out []*Campaign) {
	if d.Campaign.Recurs == nil {
		return []*Campaign{s.begin(d, nil)}
	}
	for _, key := range series.Live() {
		p, ok := d.Campaign.PeriodNamed(key)
		if !ok {
			s.Log.Error("a period is left out: the campaign has none such any more", "campaign", d.Campaign.Name, "period", key)
			continue
		}
		c := s.begin(d, &p)
		c.late = len(out) > 0
		out = append(out, c)
	}
	if len(out) == 0 {
		p := d.Campaign.FirstPeriod()
		c := s.begin(d, &p)
		c.waits = true
		out = []*Campaign{c}
	}
	return out
}

// Make makes the campaign of a definition that is not open yet.
func (s *Set) Make(d *Definition) *Campaign { return s.begin(d, nil) }

// begin makes the campaign of a definition, or of one of its periods.
func (s *Set) begin(d *Definition, p *campaign.Period) *Campaign {
	c := &Campaign{Set: s, Plan: d.Campaign, Units: d.Units.TypesBehind(d.Campaign.TypesBehind()), Outlines: d.Outlines, People: d.People}
	c.Term = Term{of: c, from: d}
	if p != nil {
		c.Plan = d.Campaign.In(*p)
	}
	c.Below, c.Quoted = &Below{of: c}, &Excerpts{of: c, made: map[string]excerpted{}}
	c.worded()
	return c
}

// Find returns the campaign of that name, or nil; of one that recurs the period that stands for it.
func (s *Set) Find(campaign string) *Campaign { return find(s.All(), campaign) }

func find(all []*Campaign, campaign string) *Campaign {
	for _, c := range all {
		if c.Name() == campaign {
			return c
		}
	}
	return nil
}

// Named returns the campaign of a report, or nil if it is not open any more; of one that recurs the report's period, also one that
// is only read.
func (s *Set) Named(r report.ID) *Campaign {
	for _, c := range s.All() {
		if c.ID() == r.Whole() {
			return c
		}
	}
	if r.Period == "" {
		return s.Find(r.Campaign)
	}
	return s.Past(r)
}

// Of is Named with the first campaign in the place of one that is not open.
func (s *Set) Of(r report.ID) *Campaign { return cmp.Or(s.Named(r), s.All()[0]) }

// On returns the campaigns on a list of units, in order; of one that recurs the period that stands for it.
func (s *Set) On(list string) []*Campaign {
	return slices.DeleteFunc(s.Heads(), func(c *Campaign) bool { return c.List() != list })
}

// FirstOf returns the first campaign in which somebody with these memberships has a
// part, or the first of all for a stranger.
func (s *Set) FirstOf(ms []roster.Membership) *Campaign {
	all := s.All()
	for _, c := range all {
		if len(Parts(c, ms)) > 0 {
			return c
		}
	}
	return all[0]
}
