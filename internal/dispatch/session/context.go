package session

import (
	"slices"
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Context is a place where a person has something to do: a unit's report that
// they fill in or sign, or a campaign in which they look on from above.
type Context struct {
	Campaign *campaigns.Campaign
	Member   roster.Membership
	// Own marks the report of the unit that the person coordinates: it is filled
	// in by them only if they say so.
	Own bool
	// Follows marks a seat without a report.
	Follows bool
	// ProxySince is since when the person fills in for a unit below theirs.
	ProxySince time.Time
}

func (s Context) Report() store.Report {
	return s.Campaign.Report(s.Member.Unit)
}

// Key is the seat in a person's record.
func (s Context) Key() string {
	if s.Follows {
		return s.Campaign.Name() + "/"
	}
	return s.Report().String()
}

// Short is the seat in a button's data.
func (s Context) Short() string {
	if s.Follows {
		return s.Campaign.Short()
	}
	return campaigns.ShortID(s.Report())
}

// Contexts are all of a person's, campaign by campaign.
func (s *Session) Contexts() []Context {
	var out []Context
	coordinated := 0
	for _, d := range s.Campaigns() {
		taken := map[string]bool{}
		for _, role := range []roster.Role{roster.Officer, roster.Approver, roster.Coordinator} {
			for _, m := range s.Person.With(d.List(), role) {
				if u, ok := d.Units.Get(m.Unit); ok && d.Outlines[u.Level] != nil && !taken[m.Unit] {
					taken[m.Unit] = true
					out = append(out, Context{Campaign: d, Member: m, Own: role == roster.Coordinator})
				}
			}
		}
		if ms := s.Person.With(d.List(), roster.Coordinator, roster.Admin); len(ms) > 0 {
			coordinated++
			out = append(out, Context{Campaign: d, Member: ms[0], Follows: true})
		}
	}
	if c, ok := s.Proxy(); ok {
		return append(out, c)
	}
	if coordinated < 2 { // who looks on in one campaign only does so by its commands
		out = slices.DeleteFunc(out, func(c Context) bool { return c.Follows })
	}
	return out
}

// Campaigns are the open campaigns.
func (s *Session) Campaigns() []*campaigns.Campaign { return s.Campaign.Set.All }

// Nearest are the open campaigns, that of the update first.
func (s *Session) Nearest() []*campaigns.Campaign {
	out := []*campaigns.Campaign{s.Campaign}
	for _, d := range s.Campaigns() {
		if d != s.Campaign {
			out = append(out, d)
		}
	}
	return out
}

// Switch makes a seat the current one.
func (s *Session) Switch(c Context) {
	s.In(c.Campaign)
	s.Context = nil
	if !c.Follows {
		s.Context = &c
	}
	if s.Chat.Current != c.Key() && (s.Chat.Current != "" || s.Several > 1 || c.Own) {
		s.Switched = true
		s.Chat.Current = c.Key()
	}
}

// Proxy is the seat at which a coordinator fills in for a unit below theirs,
// while they may.
func (s *Session) Proxy() (Context, bool) {
	b := s.Chat.Behalf
	if b == nil {
		return Context{}, false
	}
	for _, d := range s.Campaigns() {
		u, ok := d.Units.Get(b.Report.Unit)
		if d.Name() != b.Report.Campaign || !ok || d.Outlines[u.Level] == nil {
			continue
		}
		by, ok := roster.By(d.Units, roster.OnList(s.Person.Memberships, d.List()), u.Code, roster.Proxy)
		if !ok {
			continue
		}
		post := d.Phrases("").Say("behalf_post", "office", d.UnitLabel(by.Unit))
		m := roster.Membership{List: d.List(), Unit: u.Code, Role: roster.Officer, Post: post}
		return Context{Campaign: d, Member: m, Own: true, ProxySince: b.Since}, true
	}
	return Context{}, false
}

// ForUnit tells whether the update is about a report that the person fills in
// for a unit.
func (s *Session) ForUnit() bool { return s.Context != nil && !s.Context.ProxySince.IsZero() }

// Label names the seat among the person's others.
func (s *Session) Label(c Context) string {
	unit := c.Campaign.Units.Path(c.Member.Unit)
	switch {
	case !c.ProxySince.IsZero():
		return s.Say.Say("behalf_seat", "unit", unit)
	case c.Follows:
		return s.Say.Say("seat_follow", "unit", unit, "campaign", c.Campaign.Plan.Short())
	case len(s.Campaigns()) > 1:
		return s.Say.Say("seat_report", "unit", unit, "campaign", c.Campaign.Plan.Short())
	}
	return unit
}

// Here says where one is, to those who could be elsewhere.
func (s *Session) Here() string {
	if s.Context == nil || s.Several < 2 {
		return ""
	}
	return s.Say.Say("seat_here", "seat", s.Label(*s.Context))
}

// Headed puts where one is above the text.
func (s *Session) Headed(text string) string {
	if here := s.Here(); here != "" {
		return here + "\n\n" + text
	}
	return text
}
