package dispatch

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Bulk orders: something is said to many. How to use them:
//
//   - In the transaction that decides it, write the order with store.PutBulk: an
//     ID that names it for ever (the key of the update will do), whom it is for
//     (units and roles), what is said (a Kind of this file, and Text). Set
//     visit.r.bulk in an update's transaction, or call Spread after any other.
//   - Spread finds the receivers from a snapshot, then writes their messages, at
//     most bulkAtOnce in a transaction that takes them off the order: whoever was
//     told is off the list, however often the program is killed.
//   - In the quiet hours an order waits, unless it is AtOnce; the schedule goes on
//     with what waits, also after a start.
//   - A new kind of message is a case in bulkContent, which may look at the
//     receiver's unit (one key) and say nothing to those whom it concerns no more.

// bulkAtOnce is how many receivers one transaction tells: each takes the key of
// a row and may take those of a status and of deadlines.
const bulkAtOnce = 20

// bulkText is a kind of order: its text as it is. The kinds are stored.
const bulkText = "text"

// Spread expands the orders that may go out now, in all campaigns.
func (d *set) Spread(ctx context.Context, now time.Time) error {
	for _, in := range d.drives {
		if err := in.spread(ctx, now); err != nil {
			return err
		}
	}
	return nil
}

func (d *drive) spread(ctx context.Context, now time.Time) error {
	orders, err := d.orders(ctx)
	if err != nil {
		return fmt.Errorf("read the orders: %w", err)
	}
	for _, b := range orders {
		if !b.AtOnce && d.Plan.InQuiet(now) {
			continue
		}
		if err := d.find(ctx, b); err != nil {
			return fmt.Errorf("find whom to tell: %w", err)
		}
		for more := true; more; {
			if more, err = d.tellSome(ctx, b.ID); err != nil {
				return fmt.Errorf("tell many: %w", err)
			}
		}
	}
	return nil
}

func (d *drive) orders(ctx context.Context) (orders []store.Bulk, err error) {
	err = d.set.KV.View(ctx, func(r store.Reader) error {
		orders, err = store.AllBulk(r, d.name())
		return err
	})
	return orders, err
}

// ordersDue is when the first order that waits may go out.
func (d *drive) ordersDue(orders []store.Bulk, done time.Time) (at time.Time, ok bool) {
	for _, b := range orders {
		t := later(b.At, done)
		if !b.AtOnce {
			t = later(d.Plan.Allowed(t), done)
		}
		if !ok || t.Before(at) {
			at, ok = t, true
		}
	}
	return at, ok
}

// find writes down who is to be told, if that is not done.
func (d *drive) find(ctx context.Context, b store.Bulk) error {
	if b.Found {
		return nil
	}
	var members map[string]roster.Members
	err := d.set.KV.View(ctx, func(r store.Reader) (err error) {
		members, err = store.AllMembers(r, d.list())
		return err
	})
	if err != nil {
		return err
	}
	left := d.bulkReceivers(b, members)
	return store.One(ctx, d.set.KV, func(tx store.Tx) error {
		now, ok, err := store.GetBulk(tx, b.Campaign, b.ID)
		if err != nil || !ok || now.Found {
			return err
		}
		now.Found, now.To, now.Left = true, nil, left
		return store.PutBulk(tx, now)
	})
}

// bulkReceivers are the order's receivers, everybody once, or once for each of
// their units.
func (d *drive) bulkReceivers(b store.Bulk, members map[string]roster.Members) []store.BulkReceiver {
	var out []store.BulkReceiver
	taken := map[store.BulkReceiver]bool{}
	add := func(r store.BulkReceiver) {
		same := r
		if !b.PerUnit {
			same.Unit = ""
		}
		if !taken[same] {
			taken[same] = true
			out = append(out, r)
		}
	}
	for _, to := range b.To {
		if !to.Address.IsZero() && len(to.Units) > 0 {
			add(store.BulkReceiver{Unit: to.Units[0], Address: to.Address})
			continue
		}
		for _, u := range d.Units.All() {
			if len(to.Units) > 0 && !slices.Contains(to.Units, u.Code) {
				continue
			}
			for _, m := range members[u.Code] {
				if !m.Blocked && (len(to.Roles) == 0 || slices.Contains(to.Roles, m.Role)) {
					add(store.BulkReceiver{Unit: u.Code, Address: m.Address})
				}
			}
		}
	}
	return out
}

// tellSome writes the messages of the next few receivers; more is false when
// nobody is left.
func (d *drive) tellSome(ctx context.Context, id string) (more bool, err error) {
	number := d.set.number()
	var messages []chat.Message
	err = store.One(ctx, d.set.KV, func(tx store.Tx) error {
		messages, more = nil, false
		b, ok, err := store.GetBulk(tx, d.name(), id)
		if err != nil || !ok || !b.Found {
			return err
		}
		some := b.Left[:min(bulkAtOnce, len(b.Left))]
		for _, r := range some {
			c, wanted, err := d.bulkContent(tx, b, r)
			if err != nil {
				return err
			}
			if !wanted {
				continue
			}
			m := d.message(number, len(messages), r.Address, d.named([]chat.Content{c})[0])
			m.Priority = b.Priority
			if b.Priority == chat.Bulk {
				m.Note = noteOf(b, r).String()
			}
			store.PutMessage(tx, m)
			messages = append(messages, m)
		}
		b.Left = b.Left[len(some):]
		more = len(b.Left) > 0
		return store.PutBulk(tx, b)
	})
	if err != nil {
		return false, err
	}
	d.set.Deliver(messages...)
	return more, nil
}

// noteOf is what may be missing if the receiver is not reached.
func noteOf(b store.Bulk, r store.BulkReceiver) note {
	kind := store.LostAnnouncement
	if b.Kind == bulkNudge {
		kind = store.LostNudge
	}
	return note{Kind: kind, At: b.At, Reports: []store.Report{{Campaign: b.Campaign, Unit: r.Unit}}}
}

// bulkContent is what the order says to one receiver; wanted is false if it does
// not concern them any more. It may run twice and reads at most one key.
func (d *drive) bulkContent(tx store.Getter, b store.Bulk, r store.BulkReceiver) (c chat.Content, wanted bool, err error) {
	switch b.Kind {
	case bulkText:
		return chat.Content{Text: strings.TrimSpace(b.Text)}, b.Text != "", nil
	case bulkNudge:
		return d.nudgeContent(tx, b, r.Unit)
	case string(Rehearse), string(Reset), string(Collect), string(Shut), string(Reopen):
		c, wanted = d.changeSaid(Change(b.Kind), r)
		return c, wanted, nil
	}
	d.set.Log.Error("nobody knows this kind of order", "kind", b.Kind)
	return c, false, nil
}
