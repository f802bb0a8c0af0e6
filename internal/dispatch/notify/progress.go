package notify

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// looks are how long after an order, and after each look, it is looked at how far it has
// come; the last one goes on. Each makes one change of a message at most.
var looks = []time.Duration{2 * time.Second, 5 * time.Second, 10 * time.Second, 20 * time.Second, 30 * time.Second, time.Minute}

// attended is how long somebody is taken to watch the answer to an order: what came of it
// is told in a message of its own if it took longer and not everybody was reached, or it was ordered for an hour.
const attended = time.Minute

// unread is how long an order is kept whose giver is not there to read how it ended.
const unread = 24 * time.Hour

// progress is when each order is looked at next, in real time. It is kept in memory only:
// a start looks at all of them anew.
type progress struct {
	mu     sync.Mutex
	orders map[string]*looked
}

type looked struct {
	next time.Time
	n    int
}

// due reports whether it is time to look at an order, and when it will be after that.
func (p *progress) due(key string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	o := p.orders[key]
	if o == nil {
		if p.orders == nil {
			p.orders = map[string]*looked{}
		}
		p.orders[key] = &looked{next: now.Add(looks[0])}
		return false
	}
	if now.Before(o.next) {
		return false
	}
	o.n = min(o.n+1, len(looks)-1)
	o.next = now.Add(looks[o.n])
	return true
}

// keep forgets all but these.
func (p *progress) keep(keys map[string]bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(p.orders, func(key string, _ *looked) bool { return !keys[key] })
}

// Progress tells who had many told something how far that has come, in the place of the
// answer to their order. It is to be called every second or two.
func (n *Notifier) Progress(ctx context.Context, now time.Time) error {
	keys := map[string]bool{}
	var failed []error
	for _, c := range n.set.All() {
		if c.Phase().Wiping {
			continue
		}
		var orders []store.Order
		err := c.Set.KV.View(ctx, func(r store.Reader) error {
			orders = nil
			for row, err := range store.Orders.All(r, c.ID().String()) {
				if err == nil {
					orders = append(orders, row.Value)
				} else if err := n.set.Despite(err); err != nil {
					return err
				}
			}
			return nil
		})
		failed = append(failed, err)
		for _, o := range orders {
			key := store.Orders.Key(o)
			keys[key] = true
			if o.Over || o.Found && n.progress.due(key, time.Now()) {
				if err := n.lookAt(ctx, c, o, now); err != nil {
					failed = append(failed, fmt.Errorf("order %s: %w", o.Notice, err))
				}
			}
		}
	}
	n.progress.keep(keys)
	return errors.Join(failed...)
}

// lookAt says how far one order has come, if that changed, and ends it if it is over.
func (n *Notifier) lookAt(ctx context.Context, c *campaigns.Campaign, o store.Order, now time.Time) error {
	if o.Over {
		return forget(ctx, c, o, now)
	}
	var p operation.Progress
	waits := false
	err := c.Set.KV.View(ctx, func(r store.Reader) error {
		waits = store.Outbox.Has(r, o.Answer) || o.Edit != "" && store.Outbox.Has(r, o.Edit)
		course, err := courseOf(r, c, o)
		p = Far(r, c, course, o.Units)
		return err
	})
	if err != nil || waits {
		return err
	}
	var said []chat.Message
	err = store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		said = nil
		latest, ok, err := store.Orders.Find(tx, o)
		if err != nil || !ok || latest.Over {
			return err
		}
		by, err := store.Chats.Get(tx, o.By)
		if err != nil || by.Blocked && now.Sub(o.At) < unread {
			return err // as soon as they write again, they read it
		}
		who, err := store.GetPerson(tx, o.By)
		if err != nil {
			return err
		}
		text := p.Text(c.Units, c.Phrases(who.Language))
		if gone := who.Gone(c.List(), ""); gone || !by.Moved.IsZero() { // the message that tells it is not before them any more
			return elsewhere(tx, c, latest, text, p.Over(), gone, now)
		}
		if text == latest.Said && !p.Over() {
			return nil
		}
		content := chat.Content{Text: text, Replace: o.Answer, Silent: !p.Over()}
		say := c.Phrases(who.Language)
		content.Choices = furtherWith(c, o, say)
		like := chat.Message{To: o.By, Priority: chat.Notice, Note: Note{Tells: o.Notice, Reports: []report.ID{c.ID()}}.String()}
		said = c.Queue(tx, now, say, like, c.Named(who.Memberships, []chat.Content{content}, say)...)
		latest.Said, latest.Edit, latest.Over = text, said[0].ID, p.Over()
		store.Orders.Put(tx, latest, latest)
		if p.Over() && (!o.Hour.IsZero() || !p.Whole() && now.Sub(o.At) > attended) {
			return Put(tx, c, ended(latest, now))
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.Set.Deliver(said...)
	if !p.Over() {
		return nil
	}
	return n.FlushIn(ctx, c, now)
}

// furtherWith are the buttons below how an order goes on.
func furtherWith(c *campaigns.Campaign, o store.Order, say locale.Phrases) [][]chat.Choice {
	switch {
	case c.Plan.IsPoll():
		return [][]chat.Choice{{c.Mark(operation.Polled(campaigns.AskedBy(c), say))}}
	case o.Words != "":
		return [][]chat.Choice{{operation.Correct(o.Notice, say)}}
	}
	return nil
}

// elsewhere notes how an order ended whose giver has left, or has another chat: they hear of the end there.
func elsewhere(tx store.Tx, c *campaigns.Campaign, o store.Order, text string, over, gone bool, now time.Time) error {
	if !over {
		return nil
	}
	o.Said, o.Over = text, true
	store.Orders.Put(tx, o, o)
	if gone {
		return nil
	}
	return Put(tx, c, ended(o, now))
}

// forget keeps what came of an order that is over, and removes the rest of it.
func forget(ctx context.Context, c *campaigns.Campaign, o store.Order, now time.Time) error {
	var parts []int
	for i := range o.Parts {
		parts = append(parts, i)
	}
	var course store.Course
	waits, kept := false, false
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		waits, kept = store.Outbox.Has(r, o.Edit), store.Courses.Has(r, o)
		course, err = courseOf(r, c, o)
		settle(r, &course, now)
		return err
	})
	if err != nil || waits {
		return err
	}
	if !kept { // else some of its parts may be gone
		err = store.One(ctx, c.Set.KV, func(tx store.Tx) error { store.Courses.Put(tx, o, course); return nil })
		if err != nil {
			return err
		}
	}
	err = store.Each(ctx, c.Set.KV, parts, 50, func(tx store.Tx, i int) error {
		store.Parts.Delete(tx, store.PartOf{Campaign: o.Campaign, Notice: o.Notice, N: i})
		return nil
	})
	if err != nil {
		return err
	}
	return store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		store.Shown.Delete(tx, o.Answer)
		store.Orders.Delete(tx, o)
		return nil
	})
}

// ended is a notice of how an order ended.
func ended(o store.Order, now time.Time) store.Notice {
	n := About(told, o.Said)
	n.ID, n.At, n.To.Address, n.Priority = "ended/"+o.Notice, now, o.By, chat.Notice
	return n
}

// told is the kind of notice whose words are settled.
const told = "told"

func wordTold(t Delivery) (c chat.Content, wanted bool, err error) {
	err = t.Read(0, &c.Text)
	return c, true, err
}
