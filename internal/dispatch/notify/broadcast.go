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

// The keys of a transaction that tells many. A receiver takes those of the row, the chat,
// its person, and what Kind.Word may read; a notice that cannot be worded takes one to be
// set aside, in the place of the row. All share the notice and the deadlines of each level.
const (
	keysOfReceiver = 3 + KeysOfWord
	keysShared     = 20

	expandAtOnce = (store.MaxKeys - keysShared) / keysOfReceiver
)

// Broadcast notifies an audience. The notice's ID names it for ever: one that was sent
// before is not sent again, and that is no error. Flush finds the receivers after the
// commit, and writes the messages of some in each transaction.
func Broadcast(tx store.Tx, c *campaigns.Campaign, n store.Notice, perUnit bool, to ...store.Audience) error {
	if !store.Once(tx, "notice/"+c.ID().String()+n.ID, n.At) {
		return nil
	}
	n.Broadcast = &store.Broadcast{To: to, PerUnit: perUnit}
	return Put(tx, c, n)
}

// expand writes the messages of all receivers who are left.
func (n *Notifier) expand(ctx context.Context, c *campaigns.Campaign, notice store.Notice, said *once, now time.Time) error {
	if err := find(ctx, c, notice); err != nil {
		return fmt.Errorf("find whom: %w", err)
	}
	for more := true; more; {
		var err error
		if more, err = n.expandSome(ctx, c, notice, said, now); err != nil {
			return err
		}
	}
	return nil
}

// find writes down the receivers, unless that is done.
func find(ctx context.Context, c *campaigns.Campaign, notice store.Notice) error {
	if notice.Broadcast.Found {
		return nil
	}
	var members map[string]roster.Members
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		members, err = store.Members.Map(r, c.OnList("").String())
		return err
	})
	if err != nil {
		return err
	}
	left := audience(c, *notice.Broadcast, members)
	return store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		now, ok, err := store.Notices.Find(tx, notice)
		if err != nil || !ok || now.Broadcast.Found {
			return err
		}
		now.Broadcast = &store.Broadcast{Found: true, Left: left}
		store.Notices.Put(tx, now, now)
		return nil
	})
}

// audience returns the receivers of a broadcast, everybody once, or once for each of
// their units.
func audience(c *campaigns.Campaign, b store.Broadcast, members map[string]roster.Members) []store.Receiver {
	var out []store.Receiver
	taken := map[store.Receiver]bool{}
	for _, to := range b.To {
		for _, u := range c.Units.All() {
			if len(to.Units) > 0 && !slices.Contains(to.Units, u.Code) {
				continue
			}
			for _, m := range members[u.Code] {
				same := store.Receiver{Address: m.Address}
				if b.PerUnit {
					same.Unit = u.Code
				}
				if m.Blocked || taken[same] || len(to.Roles) > 0 && !slices.Contains(to.Roles, m.Role) {
					continue
				}
				taken[same] = true
				out = append(out, store.Receiver{Unit: u.Code, Address: m.Address})
			}
		}
	}
	return out
}

// expandSome writes the messages of the next few receivers and takes these off the
// broadcast; more is false when nobody is left.
func (n *Notifier) expandSome(ctx context.Context, c *campaigns.Campaign, notice store.Notice, told *once, at time.Time) (more bool, err error) {
	var messages []chat.Message
	err = store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		messages, more = nil, false
		now, ok, err := store.Notices.Find(tx, notice)
		if err != nil || !ok || !now.Broadcast.Found {
			return err
		}
		left := now.Broadcast.Left
		some := left[:min(expandAtOnce, len(left))]
		for _, to := range some {
			said, err := n.word(tx, Delivery{Campaign: c, Notice: now, To: to}, told, at)
			if err != nil {
				return err
			}
			messages = append(messages, said...)
		}
		if left = left[len(some):]; len(left) == 0 {
			store.Notices.Delete(tx, now)
			return nil
		}
		more = true
		now.Broadcast.Left = left
		store.Notices.Put(tx, now, now)
		return nil
	})
	if err != nil {
		return false, err
	}
	c.Set.Deliver(messages...)
	return more, nil
}
