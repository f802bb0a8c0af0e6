package lifecycle

import (
	"context"
	"fmt"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/report"
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
	return notify.Broadcast(tx, t.opened, n, true, store.Audience{})
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

// periodOpened is the kind of the notice of a period that opened.
const periodOpened = "period"

// wordOpened tells of a period that opened: officers with a button to begin, and with what they left unfinished in the one before.
func wordOpened(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	in, say := t.Campaign, t.Say
	if in.Phase().Closed || in.Late() {
		return c, false, nil
	}
	c.Text = say.Say("period_opened", "campaign", in.Plan.Short(), "period", in.Plan.Period.Named(say))
	u, ok := in.Units.Get(t.To.Unit)
	if !ok || !fillsIn(in, u) {
		return c, true, nil
	}
	if l, _ := in.Plan.Level(u.Level); !l.Deadline.IsZero() {
		c.Text += "\n" + say.Say("period_due", "deadline", say.Deadline(l.Deadline))
	}
	c.Choices = [][]chat.Choice{{campaigns.BeginButton(in.Report(u.Code), say)}}
	id := in.Before(u.Code)
	before := in.Set.Named(id)
	if before == nil || id.Campaign != in.Name() {
		return c, true, nil
	}
	status, err := store.Statuses.Get(t.Tx, id)
	if err = in.Set.Despite(err); err != nil {
		return c, true, err
	}
	if owes, err := campaigns.Owes(t.Tx, before, u.Code, status); err != nil || !owes {
		return c, true, err
	}
	period := before.Plan.Period.Short(say)
	if before.Phase().Closed {
		c.Text += "\n\n" + say.Say("period_left_closed", "period", period, "unit", in.Units.Path(u.Code))
		return c, true, nil
	}
	left := say.Say("period_left", "period", period, "unit", in.Units.Path(u.Code), "done", status.Done, "total", status.Total)
	if status.State == report.NotStarted {
		left = say.Say("period_left_new", "period", period, "unit", in.Units.Path(u.Code))
	}
	c.Text += "\n\n" + left
	c.Choices = append(c.Choices, []chat.Choice{campaigns.GoOnButton(id, say.Say("button_late_period", "period", period))})
	return c, true, nil
}

// wordClosed tells of a closing. Of a period only those hear whose report is missing then, and nobody where the next opens at
// the same time, which tells of both.
func wordClosed(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	in := t.Campaign
	c.Text = in.ClosedSentence(t.Say)
	u, ok := in.Units.Get(t.To.Unit)
	switch {
	case in.Plan.IsPoll() && in.Phase().Calendar: // who answers late hears it then
		return c, false, nil
	case !in.Recurs() || !in.Phase().Calendar:
		return c, true, nil
	case in.Plan.Closes.Next || !ok || !fillsIn(in, u):
		return c, false, nil
	}
	status, err := store.Statuses.Get(t.Tx, in.Report(u.Code))
	if err = in.Set.Despite(err); err != nil {
		return c, false, err
	}
	if owes, err := campaigns.Owes(t.Tx, in, u.Code, status); err != nil || !owes {
		return c, false, err
	}
	c.Text = strings.TrimSpace(t.Say.Say("period_closed", "period", in.Plan.Period.Short(t.Say), "unit", in.Units.Path(u.Code), "contact", in.Contact()))
	return c, true, nil
}
