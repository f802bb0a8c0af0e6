package dispatch

import (
	"context"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Undelivered notes what did not arrive: that a person's chat refuses us, or
// that a digest or a reminder may be missing, which the next digest says.
// Messages are the ids of those that may be.
func (d *Dispatcher) Undelivered(ctx context.Context, to chat.Address, gone, maybe bool, messages ...string) error {
	return store.One(ctx, d.KV, func(tx store.Tx) error {
		p, err := store.GetPerson(tx, to)
		if err != nil {
			return err
		}
		if gone {
			p.Blocked = true
			if err := markBlocked(tx, to, p, true); err != nil {
				return err
			}
			return store.PutPerson(tx, to, p)
		}
		if !maybe {
			return nil
		}
		return d.mayBeMissing(tx, to, p, messages)
	})
}

// mayBeMissing notes reminders with those who coordinate above, and anything
// else as a digest of the person's own.
func (d *Dispatcher) mayBeMissing(tx store.Tx, to chat.Address, p store.Person, messages []string) error {
	reminded, err := store.GetReminded(tx, to)
	if err != nil {
		return err
	}
	for _, sent := range reminded.Sent {
		if !slices.Contains(messages, sent.Message) {
			continue
		}
		for _, about := range sent.Reports[:min(len(sent.Reports), mostAbout)] {
			if err := d.reminderLost(tx, about, sent.At); err != nil {
				return err
			}
		}
		messages = slices.DeleteFunc(slices.Clone(messages), func(id string) bool { return id == sent.Message })
		if len(messages) == 0 {
			return nil
		}
	}
	for _, in := range d.drives {
		if err := in.digestLost(tx, to, p); err != nil {
			return err
		}
	}
	return nil
}

// digestLost notes for a coordinator that the last digest may be lost.
func (d *drive) digestLost(tx store.Tx, to chat.Address, p store.Person) error {
	for _, m := range p.With(d.list(), roster.Coordinator) {
		told, err := store.GetTold(tx, d.name(), m.Unit, to)
		if err != nil {
			return err
		}
		if told.Digest.IsZero() || slices.ContainsFunc(told.Maybe, told.Digest.Equal) {
			continue
		}
		told.Maybe = append(told.Maybe, told.Digest)
		if err := store.PutTold(tx, d.name(), m.Unit, to, told); err != nil {
			return err
		}
	}
	return nil
}

// mostLost is how many lost reminders are kept for one coordinator; of one
// message mostAbout reports are noted, each with mostHeads people.
const (
	mostLost  = 20
	mostAbout = 10
	mostHeads = 5
)

// reminderLost notes for the coordinators above the unit, or for those of a
// unit with nothing above, that a reminder about it may be lost.
func (d *Dispatcher) reminderLost(tx store.Tx, about store.Report, at time.Time) error {
	for _, in := range d.drives {
		if in.name() != about.Campaign {
			continue
		}
		above := about.Unit
		if parent, ok := in.Units.Parent(above); ok {
			above = parent.Code
		}
		members, err := store.GetMembers(tx, in.list(), above)
		if err != nil {
			return damaged(err)
		}
		for i, m := range members.With(roster.Coordinator) {
			told, err := store.GetTold(tx, about.Campaign, above, m.Address)
			if err != nil {
				return damaged(err)
			}
			lost := store.Lost{Unit: about.Unit, At: at}
			known := slices.ContainsFunc(told.Lost, func(l store.Lost) bool { return l.Unit == lost.Unit && l.At.Equal(at) })
			if known || i >= mostHeads || len(told.Lost) >= mostLost {
				continue
			}
			told.Lost = append(told.Lost, lost)
			if err := store.PutTold(tx, about.Campaign, above, m.Address, told); err != nil {
				return err
			}
		}
	}
	return nil
}
