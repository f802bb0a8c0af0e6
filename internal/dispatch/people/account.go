package people

import (
	"errors"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// phoneValid is how long a code for a new account is good: it opens all that somebody is.
const phoneValid = 7 * 24 * time.Hour

// PhoneCode makes a code by which the person of a chat goes on from another one. It stands under one of their units.
func PhoneCode(c *campaigns.Campaign, unit string, role roster.Role, of chat.Address, by roster.Giver, at time.Time) (campaigns.Code, error) {
	made, err := c.NewCode(unit, role, by, at)
	made.Same, made.Expires = of, at.Add(phoneValid)
	return made, err
}

// Takes reports whether the chat of the update may take over the person of an invitation: not their own chat, none of somebody who is
// a member already, and no person who is nothing any more. The phrase says why not.
func (h Handler) Takes(inv roster.Invitation) (refusal string, err error) {
	now, its, err := store.Now(h.Tx, inv.Same)
	if err != nil {
		return "", err
	}
	p, err := its.Whose(h.Tx, now)
	switch {
	case err != nil:
		return "", err
	case now == h.Update.From:
		return "phone_same", nil
	case len(h.Person.Memberships) > 0:
		return "phone_member", nil
	case len(p.Memberships) == 0:
		return "phone_over", nil
	}
	return "", nil
}

// Held is the invitation as of what its person is now: they may have moved since the code was made.
func Held(inv roster.Invitation, p store.Person) roster.Invitation {
	for _, m := range p.Memberships {
		if m.List == inv.List && m.Unit == inv.Unit && m.Role == inv.Role {
			return inv
		}
	}
	for _, m := range p.Memberships {
		inv.List, inv.Unit, inv.Role, inv.Campaign = m.List, m.Unit, m.Role, ""
		break
	}
	return inv
}

// Account has the person of an invitation go on from this chat, with all that they are and where they stood in their reports. The
// chat from which they came is closed, and told so at once, at any hour: it may be that somebody else has the code.
func (h Handler) Account(inv roster.Invitation) error {
	from, old, err := store.Now(h.Tx, inv.Same)
	if err != nil {
		return err
	}
	p, err := old.Whose(h.Tx, from)
	if err != nil {
		return err
	}
	for _, m := range p.Memberships {
		at := store.OnList{List: m.List, Unit: m.Unit}
		members, err := store.Members.Get(h.Tx, at)
		if err != nil {
			return err
		}
		for i := range members {
			if members[i].Address == from {
				members[i].Address, members[i].Blocked = h.Update.From, false
			}
		}
		store.Members.Put(h.Tx, at, members)
	}
	if err := errors.Join(h.carryDigests(p, from), h.carryPresence(p, from)); err != nil {
		return err
	}
	old.PutPerson(h.Tx, from, store.Person{Name: p.Name, Language: p.Language})
	h.Person, h.Changed = p, true
	h.Chat.Reports, h.Chat.Current, h.Chat.Moved = old.Reports, old.Current, chat.Address{}
	old.Reports, old.Current, old.Dialog, old.Album, old.Proxy, old.Reading = nil, report.ID{}, nil, nil, nil, nil
	old.Moved = h.Update.From
	store.Chats.Put(h.Tx, from, old)
	h.Note(report.Entry{By: h.Update.From, Name: p.Name, Role: inv.Role, At: inv.Unit, When: h.Update.At, Outreach: report.NewChat, Unit: inv.Unit}, "")
	closed := notify.Phrase(locale.Later("phone_closed_you", "contact", h.Campaign.ContactLater()))
	closed.Kind, closed.Urgent = leaves, true
	if err := notify.Send(h.Session, from, closed); err != nil {
		return err
	}
	m := roster.Member{Name: p.Name}
	for _, at := range p.Memberships {
		if at.List == inv.List && at.Unit == inv.Unit {
			m.Post = at.Post
		}
	}
	return h.toNearest(inv.Unit, notify.Phrase(locale.Later("phone_others", "name", Called(m), "unit", h.Campaign.Units.Path(inv.Unit))))
}

// carryPresence has them be who they were at their reports: nobody is asked whether to take over from themselves.
func (h Handler) carryPresence(p store.Person, from chat.Address) error {
	for _, m := range p.Memberships {
		for _, c := range h.Live() {
			if c.List() != m.List {
				continue
			}
			presence, ok, err := store.Presences.Find(h.Tx, c.Report(m.Unit))
			if err = c.Set.Despite(err); err != nil {
				return err
			}
			if ok && presence.Editor == from.String() {
				presence.Editor = h.Update.From.String()
				store.Presences.Put(h.Tx, c.Report(m.Unit), presence)
			}
		}
	}
	return nil
}

// carryDigests has a coordinator's hours and what the digests told go along.
func (h Handler) carryDigests(p store.Person, from chat.Address) error {
	for _, m := range p.Memberships {
		for _, c := range h.Campaign.Set.On(m.List) {
			of := store.Coordinator{At: c.Seat(m.Unit), Address: from}
			told, ok, err := store.DigestsOf.Find(h.Tx, of)
			if err = c.Set.Despite(err); err != nil {
				return err
			}
			if ok {
				store.DigestsOf.Delete(h.Tx, of)
				of.Address = h.Update.From
				store.DigestsOf.Put(h.Tx, of, told)
			}
		}
	}
	return nil
}
