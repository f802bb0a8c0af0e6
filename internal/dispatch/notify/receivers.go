package notify

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Receiver is a member to whom something is sent for a unit.
type Receiver struct {
	Unit string
	roster.Member
}

func Receivers(members map[string]roster.Members, units []roster.Unit, roles ...roster.Role) []Receiver {
	var out []Receiver
	for _, u := range units {
		for _, m := range members[u.Code].With(roles...) {
			if !m.Blocked {
				out = append(out, Receiver{u.Code, m})
			}
		}
	}
	return out
}

// Reachable notes that the person's chat refuses our messages, or takes them
// again, with the person and in the unit's list.
func Reachable(s *session.Session, yes bool) error {
	s.Person.Blocked = !yes
	return markBlocked(s.Tx, s.Update.From, s.Person, !yes)
}

func markBlocked(tx store.Tx, a chat.Address, p store.Person, blocked bool) error {
	for _, m := range p.Memberships {
		ms, err := store.GetMembers(tx, m.List, m.Unit)
		if err != nil {
			return campaigns.Damaged(err)
		}
		for i := range ms {
			if ms[i].Address == a {
				ms[i].Blocked = blocked
			}
		}
		if err := store.PutMembers(tx, m.List, m.Unit, ms); err != nil {
			return err
		}
	}
	return nil
}

// TellUnit sends word to who works at a unit's report.
func TellUnit(s *session.Session, unit string, c chat.Content) error {
	members, err := store.GetMembers(s.Tx, s.Campaign.List(), unit)
	if err != nil {
		return campaigns.Damaged(err)
	}
	told := map[chat.Address]bool{s.Update.From: true}
	for _, m := range members.With(campaigns.Workers()...) {
		if !m.Blocked && !told[m.Address] && len(told) <= mostTold {
			told[m.Address] = true
			Push(s, m.Address, c)
		}
	}
	return nil
}

// ToHeads tells every coordinator above the unit, the nearest first and nobody
// twice.
func ToHeads(s *session.Session, unit roster.Unit, c chat.Content) error {
	var told []chat.Address
	for _, up := range s.Campaign.Units.Ancestors(unit.Code) {
		members, err := store.GetMembers(s.Tx, s.Campaign.List(), up.Code)
		if err != nil {
			return campaigns.Damaged(err)
		}
		for _, m := range members.With(roster.Coordinator) {
			if !m.Blocked && !slices.Contains(told, m.Address) && len(told) < mostTold {
				told = append(told, m.Address)
				Push(s, m.Address, c)
			}
		}
	}
	return nil
}

// TellHolders finds the nearest unit above with somebody who can answer, makes
// it the thread's holder and tells them, in the quiet hours later. Without
// anybody the thread waits at the unit next above.
func TellHolders(s *session.Session, t *report.Thread, from string) (reached int, err error) {
	for at := t.Holder; ; {
		members, err := store.GetMembers(s.Tx, s.Campaign.List(), at)
		if err != nil {
			return 0, campaigns.Damaged(err)
		}
		for _, m := range members.With(roster.Coordinator) {
			if m.Blocked {
				continue
			}
			t.Holder = at
			if err := tellHolder(s, *t, m.Address, from); err != nil {
				return 0, err
			}
			reached++
		}
		up, ok := s.Campaign.Units.Parent(at)
		if reached > 0 || !ok {
			return reached, nil
		}
		at = up.Code
	}
}

func tellHolder(s *session.Session, t report.Thread, to chat.Address, from string) error {
	if s.Campaign.Plan.InQuiet(s.Update.At) {
		told, err := store.GetTold(s.Tx, s.Campaign.Name(), t.Holder, to)
		if err != nil {
			return campaigns.Damaged(err)
		}
		told.Questions = append(told.Questions, t.Number)
		return store.PutTold(s.Tx, s.Campaign.Name(), t.Holder, to, told)
	}
	s.Send(to, chat.Notice, newQuestion(s.Campaign, t, from))
	return nil
}

func newQuestion(d *campaigns.Campaign, t report.Thread, from string) chat.Content {
	_, hasUp := d.Units.Parent(t.Holder)
	return desk.NewQuestion(t, d.Units.Path(t.Unit), from, !hasUp, d.Phrases(""))
}
