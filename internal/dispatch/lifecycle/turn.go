package lifecycle

import (
	"context"
	"fmt"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// mostLate is how many periods before the open one are at hand. What is older is read only.
const mostLate = 4

// CloseByCalendar closes a campaign whose plan says so for an instant, and has everybody told.
func (l *Lifecycle) CloseByCalendar(ctx context.Context, c *campaigns.Campaign, at, now time.Time) error {
	var after campaign.Phase
	closed := false
	err := store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		p, err := store.Phases.Get(tx, c.ID())
		if err != nil {
			return err
		}
		after, err = p.After(campaign.Close, 0, false)
		if closed = err == nil; !closed {
			return nil // somebody closed it before
		}
		after.Since, after.Calendar = now, true
		store.Phases.Put(tx, c.ID(), after)
		noted(tx, c, c.ID(), report.Closed, now)
		if c.Recurs() && !c.Plan.Closes.Next {
			if err := tellEnd(tx, c, "", now); err != nil {
				return err
			}
		}
		return broadcast(c, tx, campaign.Close, now)
	})
	if err == nil && closed {
		c.Current.Store(&after)
		c.Set.Counts.Closed.Add(1)
		c.Set.Log.Info("the campaign closed by its calendar", "campaign", c.ID().String(), "at", at)
	}
	return err
}

// OpenByCalendar opens the period that is open by now of the series for which a campaign stands, has everybody told, and
// returns it. All that says so is one transaction: whoever starts behind a kill finds the period open, or opens it.
func (l *Lifecycle) OpenByCalendar(ctx context.Context, head *campaigns.Campaign, now time.Time) (*campaigns.Campaign, error) {
	p, ok := head.Whole().PeriodAt(now)
	if !ok {
		return head, fmt.Errorf("no period of %s is open at %s", head.Name(), now)
	}
	opened := head.Of(p)
	t := turning{head: head, opened: opened, now: now}
	if err := store.One(ctx, l.set.KV, t.write); err != nil {
		return head, err
	}
	l.set.Turn(head.Name(), t.series)
	if t.first {
		l.set.Counts.Opened.Add(1)
		l.set.Counts.Closed.Add(int64(len(t.closed)))
		l.set.Log.Info("a period opened by the calendar", "campaign", opened.ID().String(), "at", p.Opens, "missed", t.missed, "closed", t.closed)
	}
	return l.set.Named(opened.ID()), nil
}

// turning is the opening of one period.
type turning struct {
	head, opened *campaigns.Campaign
	now          time.Time

	series store.Series // as it is then
	first  bool         // nobody opened it before
	closed []string     // the periods that are too old to be at hand
	missed string       // those that would have opened while the machine was off, in words
}

func (t *turning) write(tx store.Tx) error {
	t.first, t.closed = false, nil
	name, id := t.head.Name(), t.opened.ID()
	var err error
	if t.series, err = store.AllSeries.Get(tx, name); err != nil {
		return err
	}
	if t.series.Open == id.Period || t.series.Opened.After(t.opened.Plan.Period.Opens) {
		return nil // somebody did
	}
	t.first = true
	late, err := t.late(tx)
	if err != nil {
		return err
	}
	before, err := store.Phases.Get(tx, t.head.ID())
	if err != nil {
		return err
	}
	t.miss()
	store.Phases.Put(tx, id, campaign.Phase{Rehearsal: before.Rehearsal, Since: t.now})
	store.Times.Put(tx, t.opened.DoneName(), t.opened.Plan.Period.Opens)
	t.series = t.series.Next(id.Period, t.opened.Plan.Period.Opens, late)
	store.AllSeries.Put(tx, name, t.series)
	store.Journal.Put(tx, store.Line{Campaign: id, Update: "opened", At: t.now},
		report.Entry{When: t.now, Outreach: report.Opened, Unit: t.opened.Units.Roots()[0].Code, Remark: t.missed})
	n := notify.About(periodOpened, nil)
	n.ID, n.At = fmt.Sprintf("%s%016x", store.PeriodNotice, uint64(t.now.UnixNano())), t.now
	to := store.Audience{}
	if _, first := t.head.Waits(); !first && (!before.Closed || !before.Calendar || t.head.Plan.Closes.Next) { // else they heard when it closed
		to.But = []roster.Role{roster.Coordinator}
		if err := tellEnd(tx, t.head, id.Period, t.now); err != nil {
			return err
		}
	}
	signs := n // who only signs has nothing to begin
	signs.Kind, signs.ID = periodLooks, n.ID+"-signs"
	err = notify.Broadcast(tx, t.opened, signs, true, store.Audience{Roles: []roster.Role{roster.Approver}, But: []roster.Role{roster.Officer, roster.Coordinator}})
	if err != nil {
		return err
	}
	to.Roles = []roster.Role{roster.Officer, roster.Coordinator, roster.Admin, roster.Viewer}
	return notify.Broadcast(tx, t.opened, n, true, to)
}

// late are the periods that stay at hand: the one that was open, and those before it that are not closed.
func (t *turning) late(tx store.Tx) (late []string, err error) {
	for i, key := range t.series.Live() {
		id := report.ID{Campaign: t.head.Name(), Period: key}
		phase, err := store.Phases.Get(tx, id)
		if err != nil {
			return nil, err
		}
		switch {
		case i == 0 || !phase.Closed && len(late) < mostLate:
			late = append(late, key)
		case !phase.Closed:
			phase.Closed, phase.Calendar, phase.Since = true, true, t.now
			store.Phases.Put(tx, id, phase)
			noted(tx, t.head, id, report.Closed, t.now)
			t.closed = append(t.closed, key)
		}
	}
	return late, nil
}

// miss names the periods that nobody could open.
func (t *turning) miss() {
	if t.series.Open == "" {
		return
	}
	say := t.opened.Phrases("")
	var names []string
	for _, p := range t.head.Whole().PeriodsBetween(t.series.Opened, t.opened.Plan.Period.Opens.Add(-1)) {
		names = append(names, p.Short(say))
	}
	if t.missed = ""; len(names) > 0 {
		t.missed = say.Say("period_missed", "periods", say.List(names, mostMissed))
	}
}

// mostMissed is how many missed periods are named.
const mostMissed = 10
