package dispatch

import (
	"context"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// doneName is where it is kept up to which instant the schedule is done,
// heldName since when digests and reminders wait for the end of quiet hours.
func (d *drive) doneName() string { return "done/" + d.name() }
func (d *drive) heldName() string { return "held/" + d.name() }

// Done is the instant up to which the schedule is done, for all campaigns. The
// first call on a store opens a campaign here: what lies before is not due.
func (d *Dispatcher) Done(ctx context.Context, now time.Time) (time.Time, error) {
	var earliest time.Time
	for i, in := range d.drives {
		done, err := in.done(ctx, now)
		if err != nil {
			return time.Time{}, err
		}
		if i == 0 || done.Before(earliest) {
			earliest = done
		}
	}
	return earliest, nil
}

func (d *drive) done(ctx context.Context, now time.Time) (time.Time, error) {
	var done time.Time
	err := store.One(ctx, d.set.KV, func(tx store.Tx) error {
		var err error
		if done, err = store.GetTime(tx, d.doneName()); err != nil || !done.IsZero() {
			return err
		}
		done = now
		return store.PutTime(tx, d.doneName(), now)
	})
	return done, err
}

// Next is the next instant at which something falls due after done, and a word
// for it.
func (d *Dispatcher) Next(ctx context.Context, done time.Time) (at time.Time, label string, ok bool) {
	for _, in := range d.drives {
		if t, word, some := in.next(ctx, done); some && (!ok || t.Before(at)) {
			at, label, ok = t, word, true
		}
	}
	return at, label, ok
}

// next is Next for one campaign, which may be further than the others.
func (d *drive) next(ctx context.Context, done time.Time) (at time.Time, label string, ok bool) {
	m, err := d.marks(ctx)
	if err != nil {
		d.set.Log.Error("read what falls due", "error", err)
		m.plan = d.Plan
	}
	if m.done.After(done) {
		done = m.done
	}
	due, ok := m.plan.Next(done)
	if ok = ok && !d.rests(); ok {
		at, label = due.At, d.labels(m.plan, due.At)
	}
	if end := d.Plan.Allowed(done); !m.held.IsZero() && (!ok || end.Before(at)) {
		at, label, ok = later(end, done), d.phrases("").Say("due_digest"), true
	}
	if delayed, err := d.delayed(ctx, 1); err != nil {
		d.set.Log.Error("read the messages that wait", "error", err)
	} else if len(delayed) > 0 && (!ok || delayed[0].Until.Before(at)) {
		at, label, ok = later(delayed[0].Until, done), d.phrases("").Say("due_notice"), true
	}
	if t, some := d.ordersDue(m.bulk, done); some && (!ok || t.Before(at)) {
		at, label, ok = t, d.phrases("").Say("due_notice"), true
	}
	for _, w := range m.told {
		if !w.Told.Waits() {
			continue
		}
		t := d.noticeDue(w.Told)
		if t.Before(done) {
			t = d.Plan.Allowed(done)
		}
		if t.After(done) && (!ok || t.Before(at)) {
			at, label, ok = t, d.phrases("").Say("due_notice"), true
		}
	}
	return at, label, ok
}

// later is at, or just after done if that is over.
func later(at, done time.Time) time.Time {
	if at.After(done) {
		return at
	}
	return done.Add(time.Second)
}

// labels name all that falls due at one instant, in the order in which it is done.
func (d *drive) labels(c *campaign.Campaign, at time.Time) string {
	var words []string
	for _, due := range c.Between(at.Add(-1), at) {
		if word := d.label(due); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

func (d *drive) label(due campaign.Due) string {
	say := d.phrases("")
	switch due.Kind {
	case campaign.Remind:
		return say.Say("due_reminder")
	case campaign.Deadline:
		return say.Say("due_deadline")
	}
	return say.Say("due_digest")
}

// marks are how far a campaign's schedule is, and by what calendar it goes on.
type marks struct {
	done, held time.Time
	told       []store.Receiver
	bulk       []store.Bulk // orders that wait
	plan       *campaign.Campaign
}

// marks reads them: a record for each coordinator who was ever told something,
// and one for each deadline that was moved, however many units there are.
func (d *drive) marks(ctx context.Context) (m marks, err error) {
	err = d.set.KV.View(ctx, func(r store.Reader) error {
		var err error
		if m.done, err = store.GetTime(r, d.doneName()); err != nil {
			return err
		}
		if m.held, err = store.GetTime(r, d.heldName()); err != nil {
			return err
		}
		if m.told, err = store.AllTold(r, d.name()); err != nil {
			return err
		}
		if m.bulk, err = store.AllBulk(r, d.name()); err != nil {
			return err
		}
		m.plan, err = d.calendar(r)
		return err
	})
	if err != nil {
		return m, err
	}
	var hours []campaign.Hour
	for _, t := range m.told {
		for _, h := range t.Told.Hours {
			if !slices.Contains(hours, campaign.Hour(h)) {
				hours = append(hours, campaign.Hour(h))
			}
		}
	}
	m.plan = m.plan.WithHours(hours...)
	return m, nil
}

// round is what is due in one campaign now.
type round struct {
	*drive
	marks
	// from is since when; to is now. Both are instants of the campaign clock.
	from, to time.Time
	dues     []campaign.Due
	// scene and members are as of now, if something is to be sent.
	scene   report.Scene
	members map[string]roster.Members
}

// Do does what fell due after done and up to now, and returns when it is
// stored. Several instants missed while nothing ran are folded, for each
// receiver: of digests only the last is sent, of reminders only the last about
// each report, at the first hour that is not quiet.
func (d *Dispatcher) Do(ctx context.Context, done, now time.Time) error {
	rounds := make([]*round, 0, len(d.drives))
	for _, in := range d.drives {
		r, err := in.round(ctx, now)
		if err != nil {
			return err
		}
		rounds = append(rounds, r)
		if err := r.digests(ctx); err != nil {
			return err
		}
	}
	if err := d.remind(ctx, rounds, now); err != nil {
		return err
	}
	for _, r := range rounds {
		if err := r.finish(ctx); err != nil {
			return err
		}
	}
	return d.Prune(ctx, now)
}

// round finds what is due now. In the quiet hours nothing is, and it is kept
// since when.
func (d *drive) round(ctx context.Context, now time.Time) (*round, error) {
	if _, err := d.done(ctx, now); err != nil {
		return nil, err
	}
	m, err := d.marks(ctx)
	if err != nil {
		return nil, err
	}
	r := &round{drive: d, marks: m, from: m.done, to: now}
	if !m.held.IsZero() {
		r.from = m.held
	}
	r.dues = m.plan.Between(r.from, now)
	r.dues = slices.DeleteFunc(r.dues, func(due campaign.Due) bool { return due.Kind == campaign.Deadline })
	r.held = time.Time{}
	if d.rests() {
		r.dues = nil
	}
	if len(r.dues) == 0 {
		return r, nil
	}
	if d.Plan.InQuiet(now) {
		r.held, r.dues = r.from, nil
		return r, nil
	}
	r.scene, r.members, err = d.all(ctx, now)
	return r, err
}

// finish sends what waits for its time and notes that the round is done.
func (r *round) finish(ctx context.Context) error {
	if r.phaseNow().Wiping {
		return nil
	}
	if err := r.release(ctx, r.to); err != nil {
		return err
	}
	if err := r.spread(ctx, r.to); err != nil {
		return err
	}
	if err := r.tellDue(ctx, r.to); err != nil {
		return err
	}
	return store.One(ctx, r.set.KV, func(tx store.Tx) error {
		if err := store.PutTime(tx, r.heldName(), r.held); err != nil {
			return err
		}
		return store.PutTime(tx, r.doneName(), r.to)
	})
}
