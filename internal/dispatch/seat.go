package dispatch

import (
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A seat is a place where a person has something to do: a unit's report that
// they fill in or sign, or a campaign in which they look on from above.
type seat struct {
	d *drive
	m roster.Membership
	// own marks the report of the unit that the person coordinates: it is filled
	// in by them only if they say so.
	own bool
	// follows marks a seat without a report.
	follows bool
	// behalf is since when the person fills in for a unit below theirs.
	behalf time.Time
}

func (s seat) report() store.Report {
	return s.d.report(s.m.Unit)
}

// key is the seat in a person's record.
func (s seat) key() string {
	if s.follows {
		return s.d.name() + "/"
	}
	return s.report().String()
}

// short is the seat in a button's data.
func (s seat) short() string {
	if s.follows {
		return s.d.short()
	}
	return shortID(s.report())
}

// seats are all of a person's, campaign by campaign.
func (v *visit) seats() []seat {
	var out []seat
	coordinated := 0
	for _, d := range v.all() {
		taken := map[string]bool{}
		for _, role := range []roster.Role{roster.Officer, roster.Approver, roster.Coordinator} {
			for _, m := range v.person.With(d.list(), role) {
				if u, ok := d.Units.Get(m.Unit); ok && d.Outlines[u.Level] != nil && !taken[m.Unit] {
					taken[m.Unit] = true
					out = append(out, seat{d: d, m: m, own: role == roster.Coordinator})
				}
			}
		}
		if ms := v.person.With(d.list(), roster.Coordinator, roster.Admin); len(ms) > 0 {
			coordinated++
			out = append(out, seat{d: d, m: ms[0], follows: true})
		}
	}
	if s, ok := v.behalf(); ok {
		return append(out, s)
	}
	if coordinated < 2 { // who looks on in one campaign only does so by its commands
		out = slices.DeleteFunc(out, func(s seat) bool { return s.follows })
	}
	return out
}

// all are the open campaigns.
func (v *visit) all() []*drive { return v.d.set.drives }

// nearest are the open campaigns, that of the update first.
func (v *visit) nearest() []*drive {
	out := []*drive{v.d}
	for _, d := range v.all() {
		if d != v.d {
			out = append(out, d)
		}
	}
	return out
}

// route finds the seat that the update is about. A button and an edited message
// belong to the report that asked; words go where the person is.
func (v *visit) route() error {
	if coordinates(v.action) && v.action.For != "" {
		for _, d := range v.all() {
			if d.takes(v.action) {
				v.in(d)
				v.marked = d
				return nil
			}
		}
	}
	seats := v.seats()
	i, err := v.meant(seats)
	if err != nil {
		return err
	}
	v.several = 0
	for _, s := range seats {
		if !s.own || s.key() == v.person.Current {
			v.several++
		}
	}
	if i < 0 {
		return nil
	}
	v.sit(seats[i])
	return nil
}

// sit makes a seat the current one.
func (v *visit) sit(s seat) {
	v.in(s.d)
	v.seat = nil
	if !s.follows {
		v.seat = &s
	}
	if v.person.Current != s.key() && (v.person.Current != "" || v.several > 1 || s.own) {
		v.switched = true
		v.person.Current = s.key()
	}
}

func (v *visit) meant(seats []seat) (int, error) {
	find := func(fits func(seat) bool) int { return slices.IndexFunc(seats, fits) }
	switch in := v.u.Input; in.Kind {
	case chat.Press:
		about := v.action.To == chat.Interview || v.action.To == chat.Report
		if i := find(func(s seat) bool { return about && s.short() == v.action.For }); i >= 0 {
			return i, nil
		}
	case chat.Edit:
		said, ok, err := store.GetSaid(v.tx, v.u.From, in.Message)
		if err != nil {
			return -1, damaged(err)
		}
		if i := find(func(s seat) bool { return ok && !s.follows && s.report() == said.Report }); i >= 0 {
			return i, nil
		}
	}
	if i := find(func(s seat) bool { return s.key() == v.person.Current }); i >= 0 {
		return i, nil
	}
	return find(func(s seat) bool { return !s.own && !s.follows }), nil
}

// label names the seat among the person's others.
func (v *visit) label(s seat) string {
	unit := s.d.Units.Path(s.m.Unit)
	switch {
	case !s.behalf.IsZero():
		return v.say.Say("behalf_seat", "unit", unit)
	case s.follows:
		return v.say.Say("seat_follow", "unit", unit, "campaign", s.d.Plan.Short())
	case len(v.all()) > 1:
		return v.say.Say("seat_report", "unit", unit, "campaign", s.d.Plan.Short())
	}
	return unit
}

// here says where one is, to those who could be elsewhere.
func (v *visit) here() string {
	if v.seat == nil || v.several < 2 {
		return ""
	}
	return v.say.Say("seat_here", "seat", v.label(*v.seat))
}

// change lists the seats to choose from.
func (v *visit) change() {
	seats := v.seats()
	if len(seats) == 0 {
		v.tell(chat.Content{Text: v.say.Say("viewer_nothing", "contact", v.d.contact())})
		return
	}
	if len(seats) == 1 {
		v.tell(chat.Content{Text: v.say.Say("seat_only", "seat", v.label(seats[0]))})
		return
	}
	text := v.say.Say("seat_choose")
	var rows [][]chat.Choice
	for i, s := range seats {
		text += "\n" + v.say.Say("choice_line", "n", i+1, "label", v.label(s))
		rows = append(rows, []chat.Choice{unitButton(actSeat, s.short(), v.label(s))})
	}
	v.person.Talk = &store.Talk{Kind: talkSeat}
	v.tell(chat.Content{Text: text, Choices: rows})
}

// goTo sits down and goes on there.
func (v *visit) goTo(s seat) error {
	v.sit(s)
	if v.seat == nil {
		v.coordinator(v.person.With(v.d.list(), roster.Coordinator, roster.Admin))
		return nil
	}
	v.switched = true
	return v.enterReport("")
}

// enterReport goes on with the report of the seat, or greets who comes first.
func (v *visit) enterReport(lead string) error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	w.turn.Input = chat.Input{Kind: chat.Press, Data: conversation.StartButton(w.turn.Report, "").Data}
	return v.turned(w, lead)
}

// visitEnds is how long a person may be away and still be at it.
const visitEnds = 30 * time.Minute

// seen notes that the person was at the report, and tells whether they come
// anew.
func (v *visit) seen(w *work) (anew bool) {
	key := w.report.String()
	anew = v.u.At.Sub(time.Unix(v.person.Seen[key], 0)) > visitEnds
	if v.person.Seen == nil {
		v.person.Seen = map[string]int64{}
	}
	v.person.Seen[key] = v.u.At.Unix()
	return anew
}
