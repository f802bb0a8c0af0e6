package seed

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/clock"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Road is how made-up officers reach the bot: the same way as everybody.
type Road struct {
	// Clock is moved to when something is said.
	Clock *clock.Movable
	// Updates hands in what was typed and pressed.
	Updates func(ctx context.Context, updates []chat.Update) error
	// Code is an invitation for an officer of the unit.
	Code func(ctx context.Context, unit string) (string, error)
}

// A Life is what made-up officers do after the seed's end, as the clock moves: they fill
// in, submit, ask, say why they are late, want more time, and correct what was returned.
// Each has days and hours of their own, which depend on the seed's number only; what they
// type depends on what they are asked.
type Life struct {
	Road
	mu       sync.Mutex
	campaign *campaigns.Campaign
	people   []*person
	said     int // names the next message
}

// NewLife plans what the units do that the seed does not skip.
func NewLife(c *campaigns.Campaign, seed Seed, road Road) (*Life, error) {
	l := &Life{Road: road, campaign: c}
	for _, u := range c.Units.AtLevel(c.Level()) {
		if seed.Skip != nil && seed.Skip(u) {
			continue
		}
		l.people = append(l.people, newPerson(c, u, &seed, c.Local(road.Clock.Now())))
	}
	return l, l.returned(context.Background())
}

// together is how long the clock stands still while people are heard who type at about
// the same time.
const together = 10 * time.Minute

// Pass has everything said that is said up to an instant, and moves the clock to each
// time that it is, but not quite to that instant: what falls due then is done after it.
func (l *Life) Pass(ctx context.Context, to time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	to = to.Add(-time.Second)
	if err := l.returned(ctx); err != nil {
		return err
	}
	for {
		first := to.Add(1) // nobody
		for _, p := range l.people {
			if p.busy() && p.next.Before(first) {
				first = p.next
			}
		}
		if first.After(to) {
			return nil
		}
		until := first.Add(together)
		if until.After(to) {
			until = to
		}
		l.Clock.Set(until)
		if err := l.window(ctx, until); err != nil {
			return err
		}
	}
}

// window hears everybody who has something to say up to an instant, one message of each
// at a time.
func (l *Life) window(ctx context.Context, until time.Time) error {
	for {
		var now []*person
		for _, p := range l.people {
			if p.busy() && !p.next.After(until) {
				now = append(now, p)
			}
		}
		if len(now) == 0 {
			return nil
		}
		if err := l.join(ctx, now); err != nil {
			return err
		}
		updates := make([]chat.Update, 0, len(now))
		err := l.campaign.Set.KV.View(ctx, func(r store.Reader) error {
			for _, p := range now {
				at := p.next
				input, ok, err := p.says(r)
				if err != nil {
					return fmt.Errorf("%s: %w", p.unit.Code, err)
				}
				if !ok {
					continue
				}
				l.said++
				if input.Kind == chat.Text {
					input.Message = strconv.Itoa(l.said)
				}
				updates = append(updates, chat.Update{Key: fmt.Sprintf("%s/%s/%d", Nobody, p.unit.Code, at.UnixMilli()), From: p.address(), At: at, Input: input})
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := l.Updates(ctx, updates); err != nil {
			return err
		}
	}
}

// join gives codes to those who have none yet.
func (l *Life) join(ctx context.Context, now []*person) error {
	for _, p := range now {
		if p.joined || p.code != "" {
			continue
		}
		code, err := l.Code(ctx, p.unit.Code)
		if err != nil {
			return err
		}
		p.code = code
	}
	return nil
}

// returned plans a visit for whom a report came back: it was in, and is not any more.
func (l *Life) returned(ctx context.Context) error {
	return l.campaign.Set.KV.View(ctx, func(r store.Reader) error {
		statuses, err := store.StatusesOf(r, report.ID{Campaign: l.campaign.Name()})
		if err != nil {
			return err
		}
		for _, p := range l.people {
			s := statuses[p.unit.Code]
			if s.Revision > 0 && !s.State.In() && s.State != report.Exempt && !p.correcting {
				if err := errors.Join(p.prepared(), p.look(r)); err != nil {
					return err
				}
				p.corrects(l.campaign.Local(l.Clock.Now()))
			}
			if s.State.In() {
				p.correcting = false
			}
		}
		return nil
	})
}

func (p *person) address() chat.Address { return chat.Address{Channel: Nobody, ID: p.unit.Code} }

// known reports whether the officer is somebody's member already.
func (p *person) known(r store.Reader) (bool, error) {
	who, err := store.GetPerson(r, p.address())
	return len(who.With(p.d.List(), roster.Officer)) > 0, err
}
