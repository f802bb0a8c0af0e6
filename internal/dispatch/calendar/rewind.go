package calendar

import (
	"context"
	"fmt"
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/store"
)

// lookedBack is how far back it is looked for what is due where nobody knows up to when
// all is done. What was sent is known by its identities, and is not sent again.
const lookedBack = 24 * time.Hour

// lookBack rewinds if the schedule is done up to a future that did not come.
func (c *Calendar) lookBack(ctx context.Context, now time.Time) error {
	for _, in := range c.set.All() {
		ahead := false
		err := in.Set.KV.View(ctx, func(r store.Reader) error {
			done, err := store.Times.Get(r, in.DoneName())
			ahead = err == nil && done.After(now.Add(store.Ahead))
			return nil // what is damaged is another's business
		})
		if err != nil {
			return err
		}
		if ahead {
			return c.Rewind(ctx, now)
		}
	}
	return nil
}

// Rewind has all that was done in a future which did not come be due again. It is for a
// clock that was set back, also while the program was off: then nothing may be in the
// future, and it changes nothing.
func (c *Calendar) Rewind(ctx context.Context, now time.Time) error {
	n, err := store.Rewind(ctx, c.set.KV, now)
	if err != nil {
		return fmt.Errorf("put right what was recorded in the future: %w", err)
	}
	if err := c.turn(c.set, c.notifier).RewindSeries(ctx, now); err != nil {
		return err
	}
	for _, in := range c.set.All() {
		ahead, err := rewindMarks(ctx, in, now)
		if err != nil {
			return err
		}
		if ahead {
			n++
		}
	}
	if n > 0 {
		c.set.Log.Error("the clock was wrong: what was recorded in a future that did not come is due again", "records", n, "now", now)
	}
	return nil
}

// rewindMarks has the schedule look back if it is done up to the future.
func rewindMarks(ctx context.Context, in *campaigns.Campaign, now time.Time) (ahead bool, err error) {
	limit := now.Add(store.Ahead)
	err = store.One(ctx, in.Set.KV, func(tx store.Tx) error {
		ahead = false
		if held, err := store.Times.Get(tx, heldName(in)); err == nil && held.After(limit) {
			store.Times.Put(tx, heldName(in), time.Time{})
			ahead = true
		}
		if done, err := store.Times.Get(tx, in.DoneName()); err == nil && done.After(limit) {
			store.Times.Put(tx, in.DoneName(), now.Add(-lookedBack))
			ahead = true
		}
		return nil
	})
	return ahead, err
}
