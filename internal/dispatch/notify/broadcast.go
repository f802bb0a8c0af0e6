package notify

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// bulkAtOnce is how many receivers one transaction tells: each takes the key of
// a row and may take those of a status and of deadlines.
const bulkAtOnce = 20

// A Saying is what one kind of order says to one receiver; wanted is false if it
// does not concern them any more. It may run twice and reads few keys.
type Saying func(d *campaigns.Campaign, tx store.Getter, b store.Bulk, r store.BulkReceiver) (c chat.Content, wanted bool, err error)

// A Kind is one kind of order: what it says, and as what the next digest names it
// if it may not have arrived.
type Kind struct {
	Content Saying
	Lost    store.LostKind
}

// A Notifier tells what waits to be told: orders to tell many, notices of
// submission, and what was said in the quiet hours. kinds are what orders say;
// their names are stored.
type Notifier struct {
	set   *campaigns.Set
	kinds map[string]Kind
}

// NewNotifier makes a notifier of all open campaigns.
func NewNotifier(s *campaigns.Set, kinds map[string]Kind) *Notifier {
	return &Notifier{set: s, kinds: kinds}
}

// Expand expands the orders that may go out now, in all campaigns.
func (n *Notifier) Expand(ctx context.Context, now time.Time) error {
	for _, in := range n.set.All {
		if err := n.ExpandIn(ctx, in, now); err != nil {
			return err
		}
	}
	return nil
}

func (n *Notifier) ExpandIn(ctx context.Context, d *campaigns.Campaign, now time.Time) error {
	orders, err := orders(ctx, d)
	if err != nil {
		return fmt.Errorf("read the orders: %w", err)
	}
	for _, b := range orders {
		if !b.AtOnce && d.Plan.InQuiet(now) {
			continue
		}
		if err := find(ctx, d, b); err != nil {
			return fmt.Errorf("find whom to tell: %w", err)
		}
		for more := true; more; {
			if more, err = n.tellSome(ctx, d, b.ID); err != nil {
				return fmt.Errorf("tell many: %w", err)
			}
		}
	}
	return nil
}

func orders(ctx context.Context, d *campaigns.Campaign) (orders []store.Bulk, err error) {
	err = d.Set.KV.View(ctx, func(r store.Reader) error {
		orders, err = store.AllBulk(r, d.Name())
		return err
	})
	return orders, err
}

// OrdersDue is when the first order that waits may go out.
func OrdersDue(d *campaigns.Campaign, orders []store.Bulk, done time.Time) (at time.Time, ok bool) {
	for _, b := range orders {
		t := Later(b.At, done)
		if !b.AtOnce {
			t = Later(d.Plan.Allowed(t), done)
		}
		if !ok || t.Before(at) {
			at, ok = t, true
		}
	}
	return at, ok
}

// find writes down who is to be told, if that is not done.
func find(ctx context.Context, d *campaigns.Campaign, b store.Bulk) error {
	if b.Found {
		return nil
	}
	var members map[string]roster.Members
	err := d.Set.KV.View(ctx, func(r store.Reader) (err error) {
		members, err = store.AllMembers(r, d.List())
		return err
	})
	if err != nil {
		return err
	}
	left := bulkReceivers(d, b, members)
	return store.One(ctx, d.Set.KV, func(tx store.Tx) error {
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
func bulkReceivers(d *campaigns.Campaign, b store.Bulk, members map[string]roster.Members) []store.BulkReceiver {
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
func (n *Notifier) tellSome(ctx context.Context, d *campaigns.Campaign, id string) (more bool, err error) {
	number := d.Set.Number()
	var messages []chat.Message
	err = store.One(ctx, d.Set.KV, func(tx store.Tx) error {
		messages, more = nil, false
		b, ok, err := store.GetBulk(tx, d.Name(), id)
		if err != nil || !ok || !b.Found {
			return err
		}
		some := b.Left[:min(bulkAtOnce, len(b.Left))]
		for _, r := range some {
			c, wanted, err := n.say(d, tx, b, r)
			if err != nil {
				return err
			}
			if !wanted {
				continue
			}
			m := d.Message(number, len(messages), r.Address, d.Named([]chat.Content{c})[0])
			m.Priority = b.Priority
			if b.Priority == chat.Bulk {
				m.Note = n.noteOf(b, r).String()
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
	d.Set.Deliver(messages...)
	return more, nil
}

// noteOf is what may be missing if the receiver is not reached.
func (n *Notifier) noteOf(b store.Bulk, r store.BulkReceiver) Note {
	return Note{Kind: n.kinds[b.Kind].Lost, At: b.At, Reports: []store.Report{{Campaign: b.Campaign, Unit: r.Unit}}}
}

// say is what the order says to one receiver.
func (n *Notifier) say(d *campaigns.Campaign, tx store.Getter, b store.Bulk, r store.BulkReceiver) (c chat.Content, wanted bool, err error) {
	kind, known := n.kinds[b.Kind]
	if !known {
		d.Set.Log.Error("nobody knows this kind of order", "kind", b.Kind)
		return c, false, nil
	}
	return kind.Content(d, tx, b, r)
}
