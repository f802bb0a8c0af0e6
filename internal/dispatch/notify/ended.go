package notify

import (
	"context"
	"encoding/json"
	"errors"
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
	// Since is the instant from which a digest tells what is new.
	Since time.Time `json:"s,omitzero"`
	// Order, Part and Nth are where the receiver stands among those of an order.
	Order string `json:"o,omitempty"`
	Part  int    `json:"p,omitempty"`
	Nth   int    `json:"n,omitempty"`
	// Tells is the order of which the message says, to whoever gave it, how far it has come.
	Tells string `json:"t,omitempty"`
	// Sorry marks one that says that another could not be sent.
	Sorry bool `json:"x,omitempty"`
}

// String returns the note as a message carries it.
func (n Note) String() string {
	b, _ := json.Marshal(n) // nothing in it cannot be written
	return string(b)
}

// Ended notes how the delivery of somebody's messages ended that was not plain: the person
// is reached again, or not any more; who ordered them or gets the next digest is told what
// is missing, and the person what the platform refused.
func (n *Notifier) Ended(ctx context.Context, at time.Time, to chat.Address, how chat.Outcome, messages ...chat.Message) error {
	if how == chat.Delivered || how == chat.Gone {
		if err := n.set.Despite(n.reachable(ctx, at, to, how == chat.Delivered)); err != nil {
			return err
		}
	}
	var sorry []chat.Message
	functions := make([]func(store.Tx) error, len(messages))
	for i, m := range messages {
		functions[i] = func(tx store.Tx) error {
			var what Note
			if m.Note != "" {
				if err := json.Unmarshal([]byte(m.Note), &what); err != nil {
					return n.set.Despite(fmt.Errorf("read what may be missing: %w: %w", store.ErrDamaged, err))
				}
			}
			if err := n.set.Despite(errors.Join(markPart(tx, what, how), markReminded(tx, at, what, m, how), untold(tx, what, how))); err != nil {
				return err
			}
			if how == chat.Refused && m.Priority == chat.Reply && !what.Sorry {
				said, err := n.sorry(tx, at, m)
				sorry = append(sorry[:0:0], said...)
				return n.set.Despite(err)
			}
			if how == chat.GivenUp && what.Kind == store.LostReminder && replaced(m, at) {
				return nil
			}
			return n.set.Despite(n.missing(tx, to, what, how))
		}
	}
	err := errors.Join(n.set.KV.Update(ctx, functions...)...)
	if err == nil {
		n.set.Deliver(sorry...)
	}
	return err
}

// reachable notes that messages reach a chat again, or not any more.
func (n *Notifier) reachable(ctx context.Context, at time.Time, to chat.Address, yes bool) error {
	return store.One(ctx, n.set.KV, func(tx store.Tx) error {
		c, ok, err := store.Chats.Find(tx, to)
		if err != nil || !ok || c.Blocked == !yes {
			return err // whoever has no chat any more was forgotten while the message was on its way
		}
		p, err := c.Whose(tx, to)
		if err != nil {
			return err
		}
		c.SetBlocked(!yes, at)
		if err := markBlocked(tx, to, p.Memberships, !yes); err != nil {
			return err
		}
		store.Chats.Put(tx, to, c)
		return nil
	})
}

// markPart notes for an order what became of the message to one of its receivers.
func markPart(tx store.Tx, what Note, how chat.Outcome) error {
	if what.Order == "" {
		return nil
	}
	of := store.PartOf{Campaign: what.Reports[0].Whole(), Notice: what.Order, N: what.Part}
	part, ok, err := store.Parts.Find(tx, of)
	if err != nil || !ok || what.Nth >= len(part.To) {
		return err
	}
	part.To[what.Nth].Ended = how
	store.Parts.Put(tx, of, part)
	return nil
}

// markReminded notes what became of a reminder of the calendar, with its receiver; and in the journal, for those above, if
// it did not arrive and no next step takes its place.
func markReminded(tx store.Tx, at time.Time, what Note, m chat.Message, how chat.Outcome) error {
	if what.Kind != store.LostReminder {
		return nil
	}
	record, err := store.Reminders.Get(tx, m.To)
	if err != nil {
		return err
	}
	if record.Told.Message == m.ID {
		record.Told.Ended = how
		store.Reminders.Put(tx, m.To, record)
	}
	if how == chat.Delivered || how == chat.GivenUp && replaced(m, at) {
		return nil
	}
	for _, about := range what.Reports[:min(len(what.Reports), mostAbout)] {
		line := store.Line{Campaign: about.Whole(), Update: m.ID + about.Unit, At: what.At}
		store.Journal.Put(tx, line, report.Entry{When: what.At, Outreach: report.Unreached, Unit: about.Unit, How: how})
	}
	return nil
}

// replaced reports whether the next of its kind has taken the place of a message.
func replaced(m chat.Message, at time.Time) bool { return !m.Until.IsZero() && !at.Before(m.Until) }

// untold has an order told again whose giver was not there to read how it stands.
func untold(tx store.Tx, what Note, how chat.Outcome) error {
	if what.Tells == "" || how != chat.Gone {
		return nil
	}
	o, ok, err := store.Orders.Find(tx, store.Order{Campaign: what.Reports[0], Notice: what.Tells})
	if err != nil || !ok {
		return err
	}
	o.Over, o.Said = false, ""
	store.Orders.Put(tx, o, o)
	return nil
}

// sorry tells a person that a reply to them was refused.
func (n *Notifier) sorry(tx store.Tx, at time.Time, m chat.Message) ([]chat.Message, error) {
	p, err := store.GetPerson(tx, m.To)
	if err != nil {
		return nil, err
	}
	if len(p.Memberships) == 0 {
		return nil, nil // they were forgotten, or are a stranger
	}
	c := n.set.FirstOf(p.Memberships)
	say := c.Phrases(p.Language)
	text := say.Say("reply_refused", "contact", c.In(say).Contact)
	if f := m.Content.File; f != nil && f.Name != "" {
		text = say.Say("reply_file_refused", "name", f.Name, "contact", c.In(say).Contact)
	}
	return c.Queue(tx, at, say, chat.Message{To: m.To, Note: Note{Sorry: true}.String()}, chat.Content{Text: text}), nil
}

// missing notes a digest with its receiver, and anything else with the coordinators above.
// A digest that certainly did not arrive is no loss: the next one tells it all.
func (n *Notifier) missing(tx store.Tx, to chat.Address, lost Note, how chat.Outcome) error {
	if lost.Kind == "" || how == chat.Delivered || how == chat.Gone && lost.Kind != store.LostDigest {
		return nil
	}
	for _, about := range lost.Reports[:min(len(lost.Reports), mostAbout)] {
		var err error
		switch {
		case lost.Kind == store.LostDigest && how == chat.MaybeSent:
			err = digestLost(tx, to, about, lost.At)
		case lost.Kind == store.LostDigest:
			err = untell(tx, to, about, lost)
		default:
			err = n.messageLost(tx, lost, about)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// untell has a coordinator's next digest tell what one told that did not arrive.
func untell(tx store.Tx, to chat.Address, about report.ID, lost Note) error {
	of := store.Coordinator{At: report.ID{Campaign: about.Campaign, Unit: about.Unit}, Address: to}
	told, err := store.DigestsOf.Get(tx, of)
	if err != nil || told.Last.IsZero() || !lost.Since.Before(told.Last) {
		return err
	}
	told.Last, told.News = lost.Since, lost.Since
	store.DigestsOf.Put(tx, of, told)
	return nil
}

// digestLost notes for a coordinator of the unit that a digest may be lost.
func digestLost(tx store.Tx, to chat.Address, about report.ID, at time.Time) error {
	of := store.Coordinator{At: report.ID{Campaign: about.Campaign, Unit: about.Unit}, Address: to}
	told, ok, err := store.DigestsOf.Find(tx, of)
	if err != nil || !ok || slices.ContainsFunc(told.Maybe, at.Equal) {
		return err
	}
	told.Maybe = append(told.Maybe, at)
	store.DigestsOf.Put(tx, of, told)
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
		of := store.Coordinator{At: in.Seat(above), Address: m.Address}
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
	s.Chat.SetBlocked(!yes, s.Update.At)
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
