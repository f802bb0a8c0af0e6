package notify

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// The keys of a transaction that tells many. A receiver takes those of the row, the chat,
// its person, and what Kind.Word may read; a notice that cannot be worded takes one to be
// set aside, in the place of the row. All share the notice and the deadlines of each level.
const (
	keysOfReceiver = 3 + KeysOfWord
	keysShared     = 20 // the part that they are among too

	expandAtOnce = (store.MaxKeys - keysShared) / keysOfReceiver
)

// Broadcast notifies an audience. The notice's ID names it for ever: one that was sent
// before is not sent again, and that is no error. Flush finds the receivers after the
// commit, and writes the messages of some in each transaction.
func Broadcast(tx store.Tx, c *campaigns.Campaign, n store.Notice, perUnit bool, to ...store.Audience) error {
	_, err := broadcast(tx, c, n, store.Broadcast{To: to, PerUnit: perUnit})
	return err
}

// Ordered is Broadcast for what somebody ordered and is told the progress of.
func Ordered(tx store.Tx, c *campaigns.Campaign, n store.Notice, o store.Order, perUnit bool, to ...store.Audience) error {
	first, err := broadcast(tx, c, n, store.Broadcast{To: to, PerUnit: perUnit, Ordered: true})
	if first {
		if !n.NotBefore.IsZero() {
			o.Hour = Due(c, n, n.At)
		}
		o.Campaign, o.Notice, o.At = c.ID(), n.ID, n.At
		store.Orders.Put(tx, o, o)
	}
	return err
}

func broadcast(tx store.Tx, c *campaigns.Campaign, n store.Notice, b store.Broadcast) (first bool, err error) {
	if !store.Once(tx, "notice/"+c.ID().String()+n.ID, n.At) {
		return false, nil
	}
	n.Broadcast = &b
	return true, Put(tx, c, n)
}

// expand writes the messages of all receivers who are left.
func (n *Notifier) expand(ctx context.Context, c *campaigns.Campaign, notice store.Notice, said *once, now time.Time) error {
	n.expanding.Lock()
	defer n.expanding.Unlock()
	if err := find(ctx, c, notice); err != nil {
		return fmt.Errorf("find whom: %w", err)
	}
	var seen report.Overview
	if n.kinds[notice.Kind].Overview {
		var err error
		if seen, err = c.Overview(ctx, now); err != nil {
			return fmt.Errorf("read how all stands: %w", err)
		}
	}
	for more := true; more; {
		var err error
		if more, err = n.expandSome(ctx, c, notice, seen, said, now); err != nil {
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
	all, err := receivers(ctx, c, notice)
	if err != nil {
		return err
	}
	parts := slices.Collect(slices.Chunk(all, expandAtOnce))
	numbers := make([]int, len(parts))
	for i := range numbers {
		numbers[i] = i
	}
	err = store.Each(ctx, c.Set.KV, numbers, 50, func(tx store.Tx, i int) error {
		now, ok, err := store.Notices.Find(tx, notice)
		if err != nil || !ok || now.Broadcast.Found {
			return err // another told them since the notice was read; who was told stays noted
		}
		store.Parts.Put(tx, store.PartOf{Campaign: c.ID(), Notice: notice.ID, N: i}, store.Part{To: parts[i]})
		return nil
	})
	if err != nil {
		return err
	}
	return store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		now, ok, err := store.Notices.Find(tx, notice)
		if err != nil || !ok || now.Broadcast.Found {
			return err
		}
		now.Broadcast = &store.Broadcast{Found: true, Parts: len(parts), Ordered: now.Broadcast.Ordered}
		store.Notices.Put(tx, now, now)
		if !now.Broadcast.Ordered {
			return nil
		}
		o, ok, err := store.Orders.Find(tx, store.Order{Campaign: c.ID(), Notice: notice.ID})
		if err == nil && ok {
			o.Found, o.Parts = true, len(parts)
			store.Orders.Put(tx, o, o)
			if o.Words != "" {
				sent := store.Sent{Campaign: o.Campaign, Notice: o.Notice, By: o.By, At: notice.NotBefore, Words: o.Words, Units: o.Units, To: all}
				store.Sents.Put(tx, sent, sent)
			}
		}
		return err
	})
}

// receivers reads whom a broadcast is for: those of the announcement that it corrects, else its audience.
func receivers(ctx context.Context, c *campaigns.Campaign, notice store.Notice) ([]store.Told, error) {
	var members map[string]roster.Members
	var first store.Sent
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		first = store.Sent{}
		if o, _, err := store.Orders.Find(r, store.Order{Campaign: c.ID(), Notice: notice.ID}); err == nil && o.Like != "" {
			if first, err = store.Sents.Get(r, store.Sent{Campaign: c.ID(), Notice: o.Like}); c.Set.Despite(err) != nil {
				return err
			}
		}
		members, err = store.Members.Map(r, c.OnList("").String())
		return err
	})
	if err != nil || len(first.To) > 0 {
		return first.To, err
	}
	return audience(c, *notice.Broadcast, members), nil
}

// audience returns the receivers of a broadcast, everybody once, or once for each of
// their units. Who blocked the bot is tried too: that may be over.
func audience(c *campaigns.Campaign, b store.Broadcast, members map[string]roster.Members) []store.Told {
	var out []store.Told
	taken := map[store.Receiver]int{}
	for _, to := range b.To {
		for _, u := range c.Units.All() {
			if len(to.Units) > 0 && !slices.Contains(to.Units, u.Code) {
				continue
			}
			others := members[u.Code].With(to.But...)
			for _, m := range members[u.Code] {
				if len(to.But) > 0 && slices.ContainsFunc(others, func(o roster.Member) bool { return o.Address == m.Address }) {
					continue
				}
				if len(to.Roles) > 0 && !slices.Contains(to.Roles, m.Role) {
					continue
				}
				same := store.Receiver{Address: m.Address}
				if b.PerUnit {
					same.Unit = u.Code
				}
				if i, before := taken[same]; before {
					if first := &out[i]; first.Unit != u.Code && !slices.Contains(first.Also, u.Code) {
						first.Also = append(first.Also, u.Code)
					}
					continue
				}
				taken[same] = len(out)
				out = append(out, store.Told{Receiver: store.Receiver{Unit: u.Code, Address: m.Address}})
			}
		}
	}
	return out
}

// expandSome writes the messages of the next few receivers; more is false when nobody is
// left.
func (n *Notifier) expandSome(ctx context.Context, c *campaigns.Campaign, notice store.Notice, seen report.Overview, told *once, at time.Time) (more bool, err error) {
	var messages []chat.Message
	err = store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		messages, more = nil, false
		now, ok, err := store.Notices.Find(tx, notice)
		if err != nil || !ok || !now.Broadcast.Found {
			return err
		}
		b := *now.Broadcast
		of := store.PartOf{Campaign: c.ID(), Notice: now.ID, N: b.Next}
		part, whole, err := store.Parts.Find(tx, of)
		if err = c.Set.Despite(err); err != nil {
			return err
		}
		for i := range part.To {
			to := &part.To[i]
			d := Delivery{Campaign: c, Notice: now, To: to.Receiver, Overview: seen}
			if b.Ordered {
				d.part, d.nth = of, i
			}
			said, aside, err := n.word(tx, d, told, at)
			switch {
			case err != nil:
				return err
			case aside:
				to.Ended = chat.GivenUp
			case len(said) == 0:
				to.Needless = true
			default:
				to.Message = said[0].ID
			}
			messages = append(messages, said...)
		}
		switch {
		case !b.Ordered:
			store.Parts.Delete(tx, of)
		case whole:
			store.Parts.Put(tx, of, part)
		}
		if b.Next++; b.Next >= b.Parts {
			store.Notices.Delete(tx, now)
			return nil
		}
		more = true
		now.Broadcast = &b
		store.Notices.Put(tx, now, now)
		return nil
	})
	if err != nil {
		return false, err
	}
	c.Set.Deliver(messages...)
	return more, nil
}
