package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Note is what a message carries so that the next digest can name it if it may not
// have arrived.
type Note struct {
	Kind store.LostKind `json:"k"`
	At   time.Time      `json:"a"`
	// Reports are those that a reminder is about. Of a digest and of an announcement
	// they name the receiver's unit.
	Reports []report.ID `json:"r"`
}

// String returns the note as a message carries it.
func (n Note) String() string {
	b, _ := json.Marshal(n) // nothing in it cannot be written
	return string(b)
}

// Undelivered notes messages that did not arrive. Either the person blocked the bot
// (gone), or the next digest names what their notes say.
func (n *Notifier) Undelivered(ctx context.Context, to chat.Address, gone bool, notes ...string) error {
	return store.One(ctx, n.set.KV, func(tx store.Tx) error {
		if !gone {
			return n.mayBeMissing(tx, to, notes)
		}
		c, err := store.Chats.Get(tx, to)
		if err != nil {
			return err
		}
		p, err := c.Whose(tx, to)
		if err != nil {
			return err
		}
		c.Blocked = true
		if err := markBlocked(tx, to, p.Memberships, true); err != nil {
			return err
		}
		store.Chats.Put(tx, to, c)
		return nil
	})
}

// mayBeMissing notes a digest with its receiver, and anything else with the coordinators
// above.
func (n *Notifier) mayBeMissing(tx store.Tx, to chat.Address, notes []string) error {
	for _, text := range notes {
		var lost Note
		if err := json.Unmarshal([]byte(text), &lost); err != nil {
			return fmt.Errorf("read what may be missing: %w", err)
		}
		for _, about := range lost.Reports[:min(len(lost.Reports), mostAbout)] {
			write := n.messageLost
			if lost.Kind == store.LostDigest {
				write = func(tx store.Tx, lost Note, about report.ID) error { return digestLost(tx, to, about, lost.At) }
			}
			if err := write(tx, lost, about); err != nil {
				return err
			}
		}
	}
	return nil
}

// digestLost notes for a coordinator of the unit that a digest may be lost.
func digestLost(tx store.Tx, to chat.Address, about report.ID, at time.Time) error {
	told, err := store.DigestsOf.Get(tx, store.Coordinator{At: report.ID{Campaign: about.Campaign, Unit: about.Unit}, Address: to})
	if err != nil || slices.ContainsFunc(told.Maybe, at.Equal) {
		return err
	}
	told.Maybe = append(told.Maybe, at)
	store.DigestsOf.Put(tx, store.Coordinator{At: report.ID{Campaign: about.Campaign, Unit: about.Unit}, Address: to}, told)
	return nil
}

// mostLost is how many lost messages are kept for one coordinator; of one
// message mostAbout reports are noted, each with mostHeads people.
const (
	mostLost  = 20
	mostAbout = 10
	mostHeads = 5
)

// messageLost notes for the coordinators above the unit, or for those of a unit
// with nothing above, that a message to it or about it may be lost.
func (n *Notifier) messageLost(tx store.Tx, what Note, about report.ID) error {
	in := n.set.Named(about)
	if in == nil {
		return nil
	}
	above := about.Unit
	if parent, ok := in.Units.Parent(above); ok {
		above = parent.Code
	}
	members, err := store.Members.Get(tx, in.OnList(above))
	if err != nil {
		return err
	}
	heads := members.With(roster.Coordinator)
	for _, m := range heads[:min(len(heads), mostHeads)] {
		of := store.Coordinator{At: in.Report(above), Address: m.Address}
		told, err := store.DigestsOf.Get(tx, of)
		if err != nil {
			return err
		}
		lost := store.Lost{Kind: what.Kind, Unit: about.Unit, At: what.At}
		known := slices.ContainsFunc(told.Lost, func(l store.Lost) bool { return l.Kind == lost.Kind && l.Unit == lost.Unit && l.At.Equal(lost.At) })
		if known || len(told.Lost) >= mostLost {
			continue
		}
		told.Lost = append(told.Lost, lost)
		store.DigestsOf.Put(tx, of, told)
	}
	return nil
}

// Reachable notes that the person blocked the bot, or let it back in, in their own
// record and in those of their units.
func Reachable(s *session.Session, yes bool) error {
	s.Chat.Blocked = !yes
	return markBlocked(s.Tx, s.Update.From, s.Person.Memberships, !yes)
}

func markBlocked(tx store.Tx, a chat.Address, of []roster.Membership, blocked bool) error {
	for _, m := range of {
		ms, err := store.Members.Get(tx, store.OnList{List: m.List, Unit: m.Unit})
		if err != nil {
			return err
		}
		for i := range ms {
			if ms[i].Address == a {
				ms[i].Blocked = blocked
			}
		}
		store.Members.Put(tx, store.OnList{List: m.List, Unit: m.Unit}, ms)
	}
	return nil
}
