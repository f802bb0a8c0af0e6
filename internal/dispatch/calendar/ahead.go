package calendar

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// mostRounds is more than a campaign has in the longest time that is looked ahead.
const mostRounds = 20_000

// errEndless says that the calendar does not come forward.
var errEndless = errors.New("the calendar does not come to an end")

// Ahead returns what the calendar will do from now up to until in each campaign, if nobody does anything, in order: all of
// one kind and instant together. It is the calendar itself that does it, on a store that keeps what is written to itself,
// so that there are no second rules.
func (c *Calendar) Ahead(ctx context.Context, r store.Reader, now, until time.Time) ([]why.Plan, error) {
	a := &ahead{}
	all := c.set.Heads()
	if err := c.goThrough(ctx, r, now, until, a); err != nil {
		return nil, err
	}
	plans := make([]why.Plan, 0, len(all))
	for _, in := range all {
		if err := in.ReadPhase(r); err != nil {
			return nil, err
		}
		phase := in.Phase()
		_, closes := in.Plan.ClosesAt()
		p := why.Plan{ID: in.ID(), Campaign: in.Plan.Short(), Now: now, Until: until, Zone: in.Plan.Zone, Dormant: phase.Dormant(), Trial: phase.Rehearsal, Closes: closes,
			Kinds: kinds(in), Quiet: func(t time.Time) bool { return notify.Allowed(in, t).After(t) }}
		for _, one := range a.coming {
			if one.Campaign == in.Name() {
				p.Coming = append(p.Coming, one)
			}
		}
		plans = append(plans, p)
	}
	return plans, nil
}

// kinds are what units of each level are called: as most of them are.
func kinds(in *campaigns.Campaign) map[int]string {
	of, count := map[int]string{}, map[string]int{}
	for _, u := range in.Units.All() {
		if count[u.Type]++; of[u.Level] == "" || count[u.Type] > count[of[u.Level]] {
			of[u.Level] = u.Type
		}
	}
	return of
}

// goThrough has a calendar do all that falls due, on a store of its own.
func (c *Calendar) goThrough(ctx context.Context, r store.Reader, now, until time.Time, a *ahead) error {
	o := c.set.Options
	o.KV, o.Log, o.Deliver = store.WhatIf(r), slog.New(slog.DiscardHandler), a.deliver
	o.Tell, o.Expire = func(_ chat.Message, over func(bool)) { over(true) }, func() {}
	o.Fetch, o.Read = func(...store.Download) {}, func(...store.Reading) {}
	o.Campaigns = c.set.Definitions()
	set := campaigns.Open(o)
	if err := set.LoadSeries(ctx); err != nil {
		return err
	}
	dry := &Calendar{set: set, notifier: c.notifier.Like(set), turn: c.turn, ahead: a}
	for range mostRounds {
		done, err := dry.Done(ctx, now)
		if err != nil {
			return err
		}
		at, _, ok := dry.Next(ctx, done)
		if !ok || at.After(until) {
			return nil
		}
		if at.After(now) {
			now = at
		} else if !now.After(done) { // what is refused is tried again a second later, as the schedule does
			now = now.Add(time.Second)
		}
		if err := dry.Do(ctx, done, now); err != nil {
			return err
		}
	}
	return errEndless
}

// An ahead notes what a calendar does. A nil one notes nothing.
type ahead struct {
	coming []why.Coming
	queued []chat.Message
}

func (a *ahead) deliver(ms ...chat.Message) { a.queued = append(a.queued, ms...) }

// note adds to what is done of the same kind at the same instant.
func (a *ahead) note(what why.Coming, to []chat.Address, units ...string) {
	i := slices.IndexFunc(a.coming, what.Same)
	if i < 0 {
		i = len(a.coming)
		a.coming = append(a.coming, what)
	} else if what.Own > 0 {
		a.coming[i].Own += what.Own
	}
	s := &a.coming[i]
	for _, p := range to {
		if !slices.Contains(s.People, p) {
			s.People = append(s.People, p)
		}
	}
	for _, u := range units {
		if !slices.Contains(s.Units, u) {
			s.Units = append(s.Units, u)
		}
	}
}

// deadlines notes those that passed since the schedule was done, with who is late.
func (a *ahead) deadlines(ctx context.Context, r *round) error {
	if a == nil || r.Phase().Dormant() {
		return nil
	}
	for _, due := range r.plan.Between(r.done, r.to) {
		if due.Kind != campaign.Deadline || !r.Reports(due.Level) {
			continue
		}
		s, err := r.Campaign.Overview(ctx, r.to)
		if err != nil {
			return err
		}
		c := r.coming(why.DeadlineOver, due.Level, due.At)
		c.Deadline = due.Deadline
		a.note(c, nil)
		for _, u := range r.Units.AtLevel(due.Level) {
			if state := s.Status[u.Code].State; !state.In() && state.Counts() && s.Deadline(u.Code).Equal(due.Deadline) {
				a.note(c, nil, u.Code)
			}
		}
	}
	return nil
}

// digest notes one that is sent.
func (a *ahead) digest(r *round, to notify.Receiver, own bool, at time.Time) {
	if a == nil {
		return
	}
	u, _ := r.Units.Get(to.Unit)
	c := r.coming(why.DigestSent, u.Level, at)
	c.Pace = r.plan.Rhythm(u.Level, r.to)
	if own {
		c.Own = 1
	}
	a.note(c, []chat.Address{to.Address}, to.Unit)
}

// reminded notes what one message of reminders says.
func (a *ahead) reminded(to chat.Address, list []reminder, now time.Time) {
	if a == nil {
		return
	}
	for _, item := range list {
		c := why.Coming{Campaign: item.in.Name(), At: now, Due: item.due.At, What: why.Reminded, Level: item.due.Level, Deadline: item.due.Deadline, Moved: item.due.Moved}
		units := []string{item.Unit.Code}
		if item.to.Above {
			c.What, units = why.Missed, nil
			for _, u := range item.Late {
				units = append(units, u.Code)
			}
		}
		if item.ahead { // told before its hour, with what is due now
			c.Due = now
		}
		a.note(c, []chat.Address{to}, units...)
	}
}

// flush notes whom notices and orders that waited tell.
func (a *ahead) flush(ctx context.Context, r *round, flush func() error) error {
	if a == nil {
		return flush()
	}
	var ordered []string
	err := r.Set.KV.View(ctx, func(tx store.Reader) error {
		for row, err := range store.Notices.All(tx, r.ID().String()) {
			if n := row.Value; err == nil && n.Broadcast != nil && n.Broadcast.Ordered && !notify.Due(r.Campaign, n, r.to).After(r.to) {
				ordered = append(ordered, n.ID)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.queued = a.queued[:0]
	if err := flush(); err != nil {
		return err
	}
	of := map[string]why.Coming{} // by message
	err = r.Set.KV.View(ctx, func(tx store.Reader) error {
		for _, id := range ordered {
			course, ok, err := notify.CourseOf(tx, r.Campaign, id)
			if err != nil || !ok {
				continue // it counts among the notices
			}
			c := r.coming(why.OrderCarried, 0, r.to)
			c.Order, c.Name = id, course.What
			a.note(c, nil, course.Units...)
			for _, to := range course.To {
				of[to.Message] = c
			}
		}
		return nil
	})
	for _, m := range a.queued {
		c, ok := of[m.ID]
		if !ok {
			c = r.coming(why.NoticeTold, 0, r.to)
		}
		a.note(c, []chat.Address{m.To})
	}
	return err
}

// coming is something that is done now.
func (r *round) coming(what why.What, level int, due time.Time) why.Coming {
	return why.Coming{Campaign: r.Name(), At: r.to, Due: due, What: what, Level: level}
}
