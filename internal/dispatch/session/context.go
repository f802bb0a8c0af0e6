package session

import (
	"slices"
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A Context is a place where a person has something to do: a unit's report that
// they fill in or sign, or a campaign in which they look on from above.
type Context struct {
	// ID is its report, or the campaign that is followed.
	ID       report.ID
	Campaign *campaigns.Campaign
	Member   roster.Membership
	// Own marks the report of the unit that the person coordinates: they fill it in
	// only if they say so.
	Own bool
	// Follows marks a context without a report.
	Follows bool
	// Late marks the report of a period after which another opened.
	Late bool
	// Over marks an answer to a quick poll that takes none any more: words are for it only to be told so, once.
	Over bool
	// ProxySince is when the person began to fill in for a unit below theirs.
	ProxySince time.Time
}

// Contexts returns all contexts of the person, campaign by campaign.
func (s *Session) Contexts() []Context {
	var out []Context
	coordinated := 0
	for _, c := range s.all {
		if c.Late() && c.Phase().Closed {
			continue
		}
		taken := map[string]bool{}
		ms := campaigns.Parts(c, s.Person.Memberships)
		for _, role := range []roster.Role{roster.Officer, roster.Approver, roster.Coordinator} {
			for _, m := range ms {
				if m.Role != role || taken[m.Unit] {
					continue
				}
				if _, ended := c.Units.Ended(m.Unit); ended {
					continue
				}
				if u, ok := c.Units.Get(m.Unit); ok && c.Reports(u.Level) {
					taken[m.Unit] = true
					out = append(out, Context{ID: c.Report(m.Unit), Campaign: c, Member: m, Own: role == roster.Coordinator, Late: c.Late(), Over: c.Plan.IsPoll() && c.Phase().Closed})
				}
			}
		}
		if c.Late() {
			continue // of a series its open period is followed
		}
		if i := slices.IndexFunc(ms, func(m roster.Membership) bool {
			return !c.Plan.IsPoll() && (m.Role == roster.Coordinator || m.Role == roster.Admin || m.Role == roster.Viewer)
		}); i >= 0 {
			coordinated++
			out = append(out, Context{ID: c.ID(), Campaign: c, Member: ms[i], Follows: true})
		}
	}
	if context, ok := s.Proxy(); ok {
		return append(out, context)
	}
	if coordinated < 2 { // one campaign is followed by its commands alone
		out = slices.DeleteFunc(out, func(context Context) bool { return context.Follows })
	}
	return out
}

// Campaigns returns the campaigns that were open when the update was begun, of each that recurs the period that stands for it.
func (s *Session) Campaigns() []*campaigns.Campaign { return campaigns.HeadsOf(s.all) }

// Live returns those and the late periods.
func (s *Session) Live() []*campaigns.Campaign { return s.all }

// Marking returns the campaign that a coordinator's button names, which may be a period that is only read; nil if there is none.
func (s *Session) Marking() (*campaigns.Campaign, error) {
	for _, c := range s.all {
		if c.Takes(s.Action) {
			return c, nil
		}
	}
	return s.past()
}

// past returns the period that is not at hand any more and that a button names, by itself or by a report of the person's units.
func (s *Session) past() (*campaigns.Campaign, error) {
	c := s.Campaign.Set.PastShort(s.Action.For, func(list string) (units []string) {
		for _, m := range roster.OnList(s.Person.Memberships, list) {
			units = append(units, m.Unit)
		}
		return units
	})
	if c == nil {
		return nil, nil
	}
	return c, c.ReadPhase(s.Tx)
}

// Past returns the context of a report that a button names, of a period that is not at hand any more: it can be read.
func (s *Session) Past() (Context, bool, error) {
	c, err := s.past()
	if c == nil || err != nil {
		return Context{}, false, err
	}
	for _, m := range roster.OnList(s.Person.Memberships, c.List()) {
		u, ok := c.Units.Get(m.Unit)
		if id := c.Report(m.Unit); ok && c.Reports(u.Level) && id.Short() == s.Action.For {
			return Context{ID: id, Campaign: c, Member: m, Late: true}, true, nil
		}
	}
	return Context{}, false, nil
}

// Nearest returns the open campaigns, that of the update first. What is typed is about the period that is open, even by somebody
// who is in a late one.
func (s *Session) Nearest() []*campaigns.Campaign {
	first := s.Campaign
	if s.Marked == nil && first.Late() {
		first = first.Head()
	}
	out := []*campaigns.Campaign{first}
	for _, c := range s.Campaigns() {
		if c != first {
			out = append(out, c)
		}
	}
	return out
}

// Switch makes a context the current one.
func (s *Session) Switch(c Context) {
	if s.Campaign != c.Campaign {
		s.In(c.Campaign)
	}
	s.Context = nil
	if !c.Follows {
		s.Context = &c
	}
	if s.Chat.Current.IsZero() && s.Several < 2 && !c.Own && !c.Late {
		return // there is no other to have come from
	}
	if s.Chat.Current != c.ID {
		s.Switched, s.Chat.Current = true, c.ID
	}
}

// Proxy returns the context in which a coordinator fills in for a unit below theirs.
// There is none once they may no longer.
func (s *Session) Proxy() (Context, bool) {
	b := s.Chat.Proxy
	if b == nil {
		return Context{}, false
	}
	for _, c := range s.all {
		u, ok := c.Units.Get(b.Report.Unit)
		if c.Report(u.Code) != b.Report || !ok || c.Outlines[u.Level] == nil {
			continue
		}
		by, ok := roster.By(c.Units, roster.OnList(s.Person.Memberships, c.List()), u.Code, roster.Proxy)
		if !ok {
			continue
		}
		post := c.Phrases("").Say("proxy_post", "office", c.UnitLabel(by.Unit))
		m := roster.Membership{List: c.List(), Unit: u.Code, Role: roster.Officer, Post: post}
		return Context{ID: b.Report, Campaign: c, Member: m, Own: true, ProxySince: b.Since}, true
	}
	return Context{}, false
}

// ForUnit reports whether the person fills in the report for a unit.
func (s *Session) ForUnit() bool { return s.Context != nil && !s.Context.ProxySince.IsZero() }

// Label names the context among the person's others.
func (s *Session) Label(c Context) string {
	unit := c.Campaign.Units.Path(c.Member.Unit)
	switch {
	case !c.ProxySince.IsZero():
		return s.Say.Say("context_proxy", "unit", unit)
	case c.Follows:
		return s.Say.Say("context_follow", "unit", unit, "campaign", c.Campaign.In(s.Say).Plan.Short())
	case len(s.Campaigns()) > 1 || c.Campaign.Recurs():
		return s.Say.Say("context_report", "unit", unit, "campaign", c.Campaign.Title(s.Say))
	}
	return unit
}

// Here returns the line that names the context, for who has several; "" for others.
func (s *Session) Here() string {
	if s.Context == nil || s.Several < 2 {
		return ""
	}
	return s.Say.Say("context_here", "context", s.Label(*s.Context))
}

// Headed puts the line that names the context above the text.
func (s *Session) Headed(text string) string {
	if here := s.Here(); here != "" {
		return here + "\n\n" + text
	}
	return text
}
