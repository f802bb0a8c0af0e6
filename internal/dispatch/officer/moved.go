package officer

import (
	"errors"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Ended reports whether all units of the person in the campaign have ended: then they hear what became of them.
func (h Handler) Ended() (roster.Former, bool) {
	var last roster.Former
	for _, m := range roster.OnList(h.Person.Memberships, h.Campaign.List()) {
		f, ended := h.Campaign.Units.Ended(m.Unit)
		if !ended {
			return f, false
		}
		last = f
	}
	return last, last.Code != ""
}

// Which takes the button, or the name, by which somebody whose unit was split says of which of the new ones they are. It
// reports whether that was it.
func (h Handler) Which() (bool, error) {
	code := ""
	switch in := h.Update.Input; {
	case in.Kind == chat.Press && h.Action.To == chat.Report && h.Action.Verb == campaigns.WhichUnit:
		code = h.Action.Target
	case in.Kind == chat.Text:
		f, ended := h.Ended()
		u, clear := h.Campaign.Units.Resolve(in.Text, f.Into, nil).One()
		if !ended || !clear {
			return false, nil
		}
		code = u.Code
	default:
		return false, nil
	}
	c := h.Campaign
	for _, m := range roster.OnList(h.Person.Memberships, c.List()) {
		f, ended := c.Units.Ended(m.Unit)
		u, _ := c.Units.Get(code)
		if ended && f.Kind == roster.Split && slices.Contains(f.Into, code) && u.Level == f.Level {
			return true, h.settleAt(f, u)
		}
	}
	if h.Update.Input.Kind != chat.Press {
		return false, nil
	}
	for _, m := range roster.OnList(h.Person.Memberships, c.List()) { // pressed again
		if _, ended := c.Units.Ended(m.Unit); !ended {
			return true, h.Tell(h.Say.Say("moved_again", "unit", c.UnitLabel(m.Unit), "contact", c.In(h.Say).Contact))
		}
	}
	return false, nil
}

// settleAt has the person's memberships of a unit that was split be of one of the new ones, and tells those above.
func (h Handler) settleAt(f roster.Former, u roster.Unit) error {
	c := h.Campaign
	for i, m := range h.Person.Memberships {
		if m.List == c.List() && m.Unit == f.Code {
			h.Person.Memberships[i].Unit, h.Changed = u.Code, true
		}
	}
	from, err1 := store.Members.Get(h.Tx, c.OnList(f.Code))
	to, err2 := store.Members.Get(h.Tx, c.OnList(u.Code))
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	for _, m := range from {
		if m.Address == h.Update.From {
			to = to.Add(m)
			if err := h.pollsFor(u.Code, m.Role); err != nil {
				return err
			}
		}
	}
	store.Members.Put(h.Tx, c.OnList(u.Code), to)
	store.Members.Put(h.Tx, c.OnList(f.Code), slices.DeleteFunc(from, func(m roster.Member) bool { return m.Address == h.Update.From }))
	var rows [][]chat.Choice
	if c.Reports(u.Level) && len(c.Units.Below(u.Code)) == 0 {
		rows = append(rows, []chat.Choice{campaigns.StartButton(c.Report(u.Code), h.Say)})
	}
	if err := h.Tell(h.Say.Say("moved_joined", "unit", u.Label(), "former", c.UnitLabel(f.Code)), rows...); err != nil {
		return err
	}
	n := notify.Phrase(locale.Later("moved_joined_told", "former", c.UnitLabel(f.Code), "unit", u.Label()))
	return notify.ToHeads(h.Session, u.Code, n)
}

// OfEnded tells somebody what became of the unit, and what to do next.
func (h Handler) OfEnded(f roster.Former) error {
	c, say := h.Campaign, h.Say
	into := say.Join(campaigns.Labels(c, f.Into)...)
	day := say.StoredDay(f.Day)
	switch f.Kind {
	case roster.Split:
		return h.Tell(say.Say("moved_split", "unit", c.UnitLabel(f.Code), "day", day, "into", into), campaigns.Which(c, f.Code, f.Into)...)
	case roster.Closed:
		return h.Tell(say.Say("moved_closed", "unit", c.UnitLabel(f.Code), "day", day, "contact", c.In(say).Contact))
	}
	return h.Tell(say.Say("moved_stay", "unit", c.UnitLabel(f.Code), "day", day, "into", into, "contact", c.In(say).Contact))
}
