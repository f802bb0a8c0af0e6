package lifecycle

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// stop has no further period open once an operator closed a campaign that recurs, and closes the late ones with it; to reopen it
// undoes the first. It returns the series as it is then.
func stop(tx store.Tx, c *campaigns.Campaign, to campaign.Change, now time.Time) (store.Series, error) {
	series, err := store.AllSeries.Get(tx, c.Name())
	if err != nil || to != campaign.Close && to != campaign.Reopen {
		return series, err
	}
	series.Stopped = to == campaign.Close
	store.AllSeries.Put(tx, c.Name(), series)
	for _, key := range series.Late {
		id := report.ID{Campaign: c.Name(), Period: key}
		phase, err := store.Phases.Get(tx, id)
		if err != nil {
			return series, err
		}
		if series.Stopped && !phase.Closed {
			phase.Closed, phase.Since = true, now
			store.Phases.Put(tx, id, phase)
			noted(tx, c, id, report.HandClosed, now)
		}
	}
	return series, nil
}

// RewindSeries takes back periods that opened in a future which did not come: they open again when their hour comes.
func (l *Lifecycle) RewindSeries(ctx context.Context, now time.Time) error {
	for _, c := range l.set.Heads() {
		if !c.Recurs() || !l.set.Series(c.Name()).Opened.After(now.Add(store.Ahead)) {
			continue
		}
		var series store.Series
		err := store.One(ctx, l.set.KV, func(tx store.Tx) (err error) {
			if series, err = store.AllSeries.Get(tx, c.Name()); err != nil {
				return err
			}
			series = takenBack(c.Whole(), series, now)
			store.AllSeries.Put(tx, c.Name(), series)
			return nil
		})
		if err != nil {
			return fmt.Errorf("take back a period: %w", err)
		}
		l.set.Turn(c.Name(), series)
	}
	return nil
}

// takenBack is the series without the periods that opened after now.
func takenBack(plan *campaign.Campaign, s store.Series, now time.Time) store.Series {
	for s.Opened.After(now.Add(store.Ahead)) {
		if len(s.Before) == 0 {
			return store.Series{Stopped: s.Stopped, Imported: s.Imported}
		}
		s.Open, s.Before = s.Before[0], s.Before[1:]
		s.Late = slices.DeleteFunc(s.Late, func(key string) bool { return key == s.Open })
		p, _ := plan.PeriodNamed(s.Open)
		s.Opened = p.Opens
	}
	return s
}
