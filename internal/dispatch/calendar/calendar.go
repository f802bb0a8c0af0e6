// Package calendar does what falls due by the campaign's plan: digests at each coordinator's own hours, and one message of reminders a
// day for each person. It keeps up to which instant all is done, so that what was missed is folded and nothing comes twice.
package calendar

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// A Calendar does what falls due.
type Calendar struct {
	set      *campaigns.Set
	notifier *notify.Notifier
	turn     func(*campaigns.Set, *notify.Notifier) Turner
	ahead    *ahead // of who only wants to know; else nil
}

// A Turner does what concerns a campaign as a whole. What was done before is not done again.
type Turner interface {
	// CloseByCalendar closes a campaign whose plan says so for an instant.
	CloseByCalendar(ctx context.Context, c *campaigns.Campaign, at, now time.Time) error
	// OpenByCalendar opens the period that is open by now of the series for which a campaign stands, and returns it.
	OpenByCalendar(ctx context.Context, c *campaigns.Campaign, now time.Time) (*campaigns.Campaign, error)
	// RewindSeries takes back periods that opened in a future which did not come.
	RewindSeries(ctx context.Context, now time.Time) error
}

// NewCalendar makes a calendar of all open campaigns. turn gives who turns those of a set.
func NewCalendar(s *campaigns.Set, n *notify.Notifier, turn func(*campaigns.Set, *notify.Notifier) Turner) *Calendar {
	return &Calendar{set: s, notifier: n, turn: turn}
}

// heldName names the record of when digests and reminders began to wait for the end of
// the quiet hours.
func heldName(c *campaigns.Campaign) string { return "held/" + c.ID().String() }

// Done returns the instant up to which the schedule is done, for all campaigns. The
// first call on a store begins there: what lies before is not due.
func (c *Calendar) Done(ctx context.Context, now time.Time) (time.Time, error) {
	if err := c.lookBack(ctx, now); err != nil {
		return time.Time{}, err
	}
	var earliest time.Time
	for i, in := range c.set.All() {
		done, err := done(ctx, in, now)
		if err != nil {
			return time.Time{}, err
		}
		if i == 0 || done.Before(earliest) {
			earliest = done
		}
	}
	return earliest, nil
}

func done(ctx context.Context, c *campaigns.Campaign, now time.Time) (time.Time, error) {
	var done time.Time
	err := store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		var err error
		done, err = store.Times.Get(tx, c.DoneName())
		if errors.Is(err, store.ErrDamaged) { // what was sent since is known by its identities, and is not sent again
			done, err = now.Add(-lookedBack), c.Set.Despite(err)
			store.Times.Put(tx, c.DoneName(), done)
		}
		if err != nil || !done.IsZero() {
			return err
		}
		done = now
		store.Times.Put(tx, c.DoneName(), now)
		return nil
	})
	return done, err
}

// Next returns the next instant after done at which something falls due, and a word for
// it.
func (c *Calendar) Next(ctx context.Context, done time.Time) (at time.Time, label string, ok bool) {
	for _, in := range c.set.All() {
		if t, word, some := next(ctx, in, done); some && (!ok || t.Before(at)) {
			at, label, ok = t, word, true
		}
	}
	return at, label, ok
}

// next is Next for one campaign, which may be further than the others.
func next(ctx context.Context, c *campaigns.Campaign, done time.Time) (at time.Time, label string, ok bool) {
	m, err := readMarks(ctx, c)
	if err != nil {
		c.Set.Log.Error("read what falls due", "error", err)
		m.plan = c.Plan
	}
	if m.done.After(done) {
		done = m.done
	}
	due, ok := m.plan.Next(done)
	if ok = ok && !c.Phase().Dormant(); ok {
		at, label = due.At, labels(c, m.plan, due.At)
	}
	if end := notify.Allowed(c, done); !m.held.IsZero() && (!ok || end.Before(at)) {
		at, label, ok = notify.Later(end, done), c.Phrases("").Say("due_digest"), true
	}
	if t, some := notify.Next(c, m.first, done); some && (!ok || t.Before(at)) {
		at, label, ok = t, c.Phrases("").Say("due_notice"), true
	}
	if t, some := c.Opens(); some && (!ok || t.Before(at)) { // one that was missed too
		at, label, ok = notify.Later(t, done), c.Phrases("").Say("due_open"), true
	}
	return at, label, ok
}

// labels name all that falls due at one instant, in the order in which it is done.
func labels(c *campaigns.Campaign, plan *campaign.Campaign, at time.Time) string {
	var words []string
	for _, due := range plan.Between(at.Add(-1), at) {
		if word := label(c, due); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

func label(c *campaigns.Campaign, due campaign.Due) string {
	say := c.Phrases("")
	switch due.Kind {
	case campaign.Remind:
		return say.Say("due_reminder")
	case campaign.Deadline:
		return say.Say("due_deadline")
	case campaign.Closure:
		return say.Say("due_close")
	case campaign.Opening:
		return say.Say("due_open")
	}
	return say.Say("due_digest")
}

// marks say how far a campaign's schedule is done and what may come next.
type marks struct {
	done, held time.Time
	digests    map[store.Coordinator]store.Digests
	first      []store.Notice // the first that waits, if any
	plan       *campaign.Campaign
}

// readMarks reads one record for each coordinator who ever got a digest and one for each
// deadline that was moved, however many units there are.
func readMarks(ctx context.Context, c *campaigns.Campaign) (m marks, err error) {
	err = c.Set.KV.View(ctx, func(r store.Reader) error {
		err := c.ReadPhase(r)
		if err != nil {
			return err
		}
		if m.done, err = store.Times.Get(r, c.DoneName()); err != nil {
			return err
		}
		m.held, err = store.Times.Get(r, heldName(c))
		if errors.Is(err, store.ErrDamaged) { // nothing waits longer than a night
			m.held, err = m.done.Add(-lookedBack), c.Set.Despite(err)
		}
		if err != nil {
			return err
		}
		if m.digests, err = store.AllDigests(r, c.Seat("")); err != nil {
			return err
		}
		m.first, _ = store.FirstNotices(r, c.ID(), 1) // who tells them names what cannot be read
		m.plan, err = c.Calendar(r)
		return err
	})
	if err != nil {
		return m, err
	}
	var hours []campaign.Hour
	for _, t := range m.digests {
		for _, h := range t.Hours {
			hours = append(hours, campaign.Hour(h))
		}
	}
	slices.Sort(hours)
	m.plan = m.plan.WithHours(slices.Compact(hours)...)
	return m, nil
}

// round is what is due in one campaign now.
type round struct {
	*campaigns.Campaign
	marks
	// from is the instant up to which was done, to is now, both by the campaign's clock.
	from, to time.Time
	dues     []campaign.Due
	// closes is the instant by the plan at which it was to close by now; zero if it was not.
	closes time.Time
	// overview is as of now, if something is to be sent.
	overview report.Overview
	// digested are those who got a digest now.
	digested map[store.Coordinator]bool
	// damage is what digests say of damaged records, by their receivers.
	damage map[notify.Receiver]string
	// say is how receivers of digests are spoken to.
	say   map[chat.Address]locale.Phrases
	ahead *ahead
}

// Do does what fell due after done and up to now, and returns when it is
// stored. Several instants missed while nothing ran are folded, for each
// receiver: of digests only the last is sent, of reminders only the last about
// each report, at the first hour that is not quiet.
func (c *Calendar) Do(ctx context.Context, done, now time.Time) error {
	c.set.Expire()
	c.set.RetirePolls(now)
	var rounds []*round
	for _, in := range c.set.All() {
		r, err := newRound(ctx, in, now)
		if err != nil {
			return err
		}
		r.ahead = c.ahead
		if err := c.ahead.deadlines(ctx, r); err != nil {
			return err
		}
		rounds = append(rounds, r)
	}
	all := remindersOf(rounds)
	for _, r := range rounds {
		if err := r.takeStep(ctx, all); err != nil {
			return err
		}
		if err := r.digests(ctx); err != nil {
			return err
		}
		r.told(all)
	}
	if err := c.remind(ctx, rounds, all, now); err != nil {
		return err
	}
	for _, r := range rounds {
		if err := c.close(ctx, r); err != nil {
			return err
		}
	}
	for _, r := range rounds {
		if err := c.finish(ctx, r); err != nil {
			return err
		}
	}
	return c.open(ctx, now)
}

// OpenFirst opens the periods that are open by now of series of which none was before.
func (c *Calendar) OpenFirst(ctx context.Context, now time.Time) error {
	for _, head := range c.set.Heads() {
		at, waits := head.Waits()
		if _, opens := head.Opens(); !waits || !opens || at.After(now) {
			continue
		}
		if _, err := c.turn(c.set, c.notifier).OpenByCalendar(ctx, head, now); err != nil {
			return fmt.Errorf("open a period: %w", err)
		}
	}
	return nil
}

// open opens the periods whose hour came, behind all that was due before. A machine that was off opens the one that is open by
// now, and none of those in between.
func (c *Calendar) open(ctx context.Context, now time.Time) error {
	for _, head := range c.set.Heads() {
		if at, ok := head.Opens(); !ok || at.After(now) || head.Phase().Wiping {
			continue
		}
		opened, err := c.turn(c.set, c.notifier).OpenByCalendar(ctx, head, now)
		if err != nil {
			return fmt.Errorf("open a period: %w", err)
		}
		if c.ahead != nil {
			c.ahead.note(why.Coming{Campaign: head.Name(), At: now, Due: opened.Plan.Period.Opens, What: why.Opened, Period: opened.Plan.Period}, nil)
		}
		if err := c.notifier.FlushIn(ctx, opened, now); err != nil {
			return err
		}
		if err := c.notifier.FlushIn(ctx, c.set.Of(head.ID()), now); err != nil { // those above hear of its end
			return err
		}
	}
	return nil
}

// newRound finds what is due now. In the quiet hours nothing is; the beginning of the
// wait is kept.
func newRound(ctx context.Context, c *campaigns.Campaign, now time.Time) (*round, error) {
	if _, err := done(ctx, c, now); err != nil {
		return nil, err
	}
	m, err := readMarks(ctx, c)
	if err != nil {
		return nil, err
	}
	r := &round{Campaign: c, marks: m, from: m.done, to: now, digested: map[store.Coordinator]bool{}}
	if !m.held.IsZero() {
		r.from = m.held
	}
	if !c.Phase().Dormant() {
		r.dues = r.fallen(m.plan.Between(r.from, now))
	}
	r.held = time.Time{}
	if len(r.dues) == 0 {
		return r, nil
	}
	if notify.Allowed(c, now).After(now) {
		r.held, r.dues = r.from, nil
		return r, nil
	}
	r.overview, err = c.Overview(ctx, now)
	return r, err
}

// fallen are what is to be told of what fell due. What would have come after the closing does not.
func (r *round) fallen(dues []campaign.Due) []campaign.Due {
	if i := slices.IndexFunc(dues, func(due campaign.Due) bool { return due.Kind == campaign.Closure }); i >= 0 {
		r.closes = dues[i].At
		dues = dues[:i]
	}
	return slices.DeleteFunc(dues, func(due campaign.Due) bool { return due.Kind == campaign.Deadline || due.Kind == campaign.Opening })
}

// close closes the campaign if its hour came, a quiet one too: only the word of it waits.
func (c *Calendar) close(ctx context.Context, r *round) error {
	if r.closes.IsZero() {
		return nil
	}
	if err := c.turn(c.set, c.notifier).CloseByCalendar(ctx, r.Campaign, r.closes, r.to); err != nil {
		return fmt.Errorf("close by the calendar: %w", err)
	}
	if c.ahead != nil {
		closed := r.coming(why.Closed, 0, r.closes)
		closed.Period = r.Plan.Period
		c.ahead.note(closed, nil)
	}
	return nil
}

// finish sends the notices that are due and notes that the round is done.
func (c *Calendar) finish(ctx context.Context, r *round) error {
	if r.Phase().Wiping {
		return nil
	}
	flush := func() error { return c.notifier.FlushIn(ctx, r.Campaign, r.to) }
	if err := c.ahead.flush(ctx, r, flush); err != nil {
		return err
	}
	return store.One(ctx, r.Set.KV, func(tx store.Tx) error {
		store.Times.Put(tx, heldName(r.Campaign), r.held)
		store.Times.Put(tx, r.Campaign.DoneName(), r.to)
		return nil
	})
}
