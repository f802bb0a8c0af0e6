package dispatch

import (
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Context is a place where a person has something to do: a unit's report that
// they fill in or sign, or a campaign in which they look on from above.
type Context struct {
	Campaign *Campaign
	Member   roster.Membership
	// own marks the report of the unit that the person coordinates: it is filled
	// in by them only if they say so.
	own bool
	// follows marks a seat without a report.
	follows bool
	// ProxySince is since when the person fills in for a unit below theirs.
	ProxySince time.Time
}

func (s Context) report() store.Report {
	return s.Campaign.report(s.Member.Unit)
}

// key is the seat in a person's record.
func (s Context) key() string {
	if s.follows {
		return s.Campaign.name() + "/"
	}
	return s.report().String()
}

// short is the seat in a button's data.
func (s Context) short() string {
	if s.follows {
		return s.Campaign.short()
	}
	return shortID(s.report())
}

// Contexts are all of a person's, campaign by campaign.
func (s *Session) Contexts() []Context {
	var out []Context
	coordinated := 0
	for _, d := range s.Campaigns() {
		taken := map[string]bool{}
		for _, role := range []roster.Role{roster.Officer, roster.Approver, roster.Coordinator} {
			for _, m := range s.person.With(d.list(), role) {
				if u, ok := d.Units.Get(m.Unit); ok && d.Outlines[u.Level] != nil && !taken[m.Unit] {
					taken[m.Unit] = true
					out = append(out, Context{Campaign: d, Member: m, own: role == roster.Coordinator})
				}
			}
		}
		if ms := s.person.With(d.list(), roster.Coordinator, roster.Admin); len(ms) > 0 {
			coordinated++
			out = append(out, Context{Campaign: d, Member: ms[0], follows: true})
		}
	}
	if c, ok := s.Proxy(); ok {
		return append(out, c)
	}
	if coordinated < 2 { // who looks on in one campaign only does so by its commands
		out = slices.DeleteFunc(out, func(c Context) bool { return c.follows })
	}
	return out
}

// Campaigns are the open campaigns.
func (s *Session) Campaigns() []*Campaign { return s.Campaign.Set.All }

// Nearest are the open campaigns, that of the update first.
func (s *Session) Nearest() []*Campaign {
	out := []*Campaign{s.Campaign}
	for _, d := range s.Campaigns() {
		if d != s.Campaign {
			out = append(out, d)
		}
	}
	return out
}

// route finds the seat that the update is about. A button and an edited message
// belong to the report that asked; words go where the person is.
func (r router) route() error {
	if coordinates(r.action) && r.action.For != "" {
		for _, d := range r.Campaigns() {
			if d.takes(r.action) {
				r.in(d)
				r.marked = d
				return nil
			}
		}
	}
	seats := r.Contexts()
	i, err := r.meant(seats)
	if err != nil {
		return err
	}
	r.several = 0
	for _, s := range seats {
		if !s.own || s.key() == r.person.Current {
			r.several++
		}
	}
	if i < 0 {
		return nil
	}
	r.Switch(seats[i])
	return nil
}

// Switch makes a seat the current one.
func (s *Session) Switch(c Context) {
	s.in(c.Campaign)
	s.Context = nil
	if !c.follows {
		s.Context = &c
	}
	if s.person.Current != c.key() && (s.person.Current != "" || s.several > 1 || c.own) {
		s.switched = true
		s.person.Current = c.key()
	}
}

func (r router) meant(seats []Context) (int, error) {
	find := func(fits func(Context) bool) int { return slices.IndexFunc(seats, fits) }
	switch in := r.Update.Input; in.Kind {
	case chat.Press:
		about := r.action.To == chat.Interview || r.action.To == chat.Report
		if i := find(func(s Context) bool { return about && s.short() == r.action.For }); i >= 0 {
			return i, nil
		}
	case chat.Edit:
		said, ok, err := store.GetSaid(r.Tx, r.Update.From, in.Message)
		if err != nil {
			return -1, damaged(err)
		}
		if i := find(func(s Context) bool { return ok && !s.follows && s.report() == said.Report }); i >= 0 {
			return i, nil
		}
	}
	if i := find(func(s Context) bool { return s.key() == r.person.Current }); i >= 0 {
		return i, nil
	}
	return find(func(s Context) bool { return !s.own && !s.follows }), nil
}

// label names the seat among the person's others.
func (s *Session) label(c Context) string {
	unit := c.Campaign.Units.Path(c.Member.Unit)
	switch {
	case !c.ProxySince.IsZero():
		return s.say.Say("behalf_seat", "unit", unit)
	case c.follows:
		return s.say.Say("seat_follow", "unit", unit, "campaign", c.Campaign.Plan.Short())
	case len(s.Campaigns()) > 1:
		return s.say.Say("seat_report", "unit", unit, "campaign", c.Campaign.Plan.Short())
	}
	return unit
}

// here says where one is, to those who could be elsewhere.
func (s *Session) here() string {
	if s.Context == nil || s.several < 2 {
		return ""
	}
	return s.say.Say("seat_here", "seat", s.label(*s.Context))
}

// change lists the seats to choose from.
func (r router) change() {
	seats := r.Contexts()
	if len(seats) == 0 {
		r.tell(chat.Content{Text: r.say.Say("viewer_nothing", "contact", r.Campaign.contact())})
		return
	}
	if len(seats) == 1 {
		r.tell(chat.Content{Text: r.say.Say("seat_only", "seat", r.label(seats[0]))})
		return
	}
	text := r.say.Say("seat_choose")
	var rows [][]chat.Choice
	for i, s := range seats {
		text += "\n" + r.say.Say("choice_line", "n", i+1, "label", r.label(s))
		rows = append(rows, []chat.Choice{unitButton(actSeat, s.short(), r.label(s))})
	}
	r.person.Talk = &store.Talk{Kind: talkSeat}
	r.tell(chat.Content{Text: text, Choices: rows})
}

// goTo sits down and goes on there.
func (r router) goTo(s Context) error {
	r.Switch(s)
	if r.Context == nil {
		r.coordinator().Help(r.person.With(r.Campaign.list(), roster.Coordinator, roster.Admin))
		return nil
	}
	r.switched = true
	return r.officer().enterReport("")
}

// enterReport goes on with the report of the seat, or greets who comes first.
func (h officer) enterReport(lead string) error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	w.turn.Input = chat.Input{Kind: chat.Press, Data: conversation.StartButton(w.turn.Report, "").Data}
	return h.turned(w, lead)
}

// visitEnds is how long a person may be away and still be at it.
const visitEnds = 30 * time.Minute

// seen notes that the person was at the report, and tells whether they come
// anew.
func (h officer) seen(w *Report) (anew bool) {
	key := w.ID.String()
	anew = h.Update.At.Sub(time.Unix(h.person.Seen[key], 0)) > visitEnds
	if h.person.Seen == nil {
		h.person.Seen = map[string]int64{}
	}
	h.person.Seen[key] = h.Update.At.Unix()
	return anew
}
