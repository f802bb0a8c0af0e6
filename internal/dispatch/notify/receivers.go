package notify

import (
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// mostReceivers is how many people one call notifies: a transaction is small. Where there
// may be more, a notice is a broadcast.
const mostReceivers = 30

// A Receiver is a member who is told something about a unit.
type Receiver struct {
	Unit string
	roster.Member
}

// Receivers returns the units' members in one of the roles; who blocked the bot is among
// them, to be tried again.
func Receivers(members func(unit string) roster.Members, units []roster.Unit, roles ...roster.Role) []Receiver {
	var out []Receiver
	for _, u := range units {
		for _, m := range members(u.Code).With(roles...) {
			out = append(out, Receiver{u.Code, m})
		}
	}
	return out
}

// SendAll notifies these members of what came of the update.
func SendAll(s *session.Session, to roster.Members, n store.Notice) error {
	for _, m := range to {
		if err := Send(s, m.Address, n); err != nil {
			return err
		}
	}
	return nil
}

// ToUnit notifies a unit's members in one of the roles, everybody once, but not the
// sender of the update.
func ToUnit(s *session.Session, unit string, n store.Notice, roles ...roster.Role) error {
	to, err := s.ReachableMembers(unit, roles...)
	if err != nil {
		return err
	}
	n.To.Unit = unit
	return SendAll(s, to[:min(len(to), mostReceivers)], n)
}

// ToAsker notifies whoever asked for something about the unit, in the chat that they have now, or its officers if the asker is none
// of its people any more.
func ToAsker(s *session.Session, unit string, asker chat.Address, n store.Notice) error {
	members, err := s.MembersOf(unit)
	if err != nil {
		return err
	}
	n.To.Unit = unit
	if now, _, err := store.Now(s.Tx, asker); err == nil && slices.ContainsFunc(members, func(m roster.Member) bool { return m.Address == now }) {
		return Send(s, now, n)
	}
	n.Answers = time.Time{} // they did not ask
	return ToUnit(s, unit, n, roster.Officer)
}

// ToHeads notifies every coordinator above the unit, the nearest first and everybody
// once.
func ToHeads(s *session.Session, unit string, n store.Notice) error {
	told := map[chat.Address]bool{}
	for _, up := range s.Campaign.Units.Ancestors(unit) {
		members, err := store.Members.Get(s.Tx, s.Campaign.OnList(up.Code))
		if err = s.Campaign.Set.Despite(err); err != nil {
			return err
		}
		for _, m := range members.With(roster.Coordinator) {
			if m.Blocked || told[m.Address] || len(told) >= mostReceivers {
				continue
			}
			told[m.Address] = true
			n.To.Unit = up.Code
			if err := Send(s, m.Address, n); err != nil {
				return err
			}
		}
	}
	return nil
}
