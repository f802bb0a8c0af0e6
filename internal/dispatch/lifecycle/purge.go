package lifecycle

import (
	"context"
	"errors"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/store"
)

// wipe removes all that reporting in the campaign left. Its mark is taken off last, together with the notice to everybody,
// so that a wipe that was cut off goes on at the next start.
func wipe(ctx context.Context, c *campaigns.Campaign) error {
	if err := retention.Wipe(ctx, c.Set.KV, c.ID(), c.Set.Log); err != nil {
		return err
	}
	var after campaign.Phase
	err := store.One(ctx, c.Set.KV, func(tx store.Tx) (err error) {
		if after, err = store.Phases.Get(tx, c.ID()); err != nil || !after.Wiping {
			return err
		}
		after.Wiping = false
		store.Phases.Put(tx, c.ID(), after)
		if _, err := store.CountBelow(tx, c.ID()); err != nil {
			return err
		}
		return broadcast(c, tx, campaign.Reset, after.Since)
	})
	if err != nil {
		return err
	}
	c.Current.Store(&after)
	return errors.Join(c.Set.LoadDamage(ctx), c.Below.Load(ctx))
}

// Purge takes away all that closed campaigns or periods have. One that was cut off goes on with the next, or when the
// program starts.
func (l *Lifecycle) Purge(ctx context.Context, ids []report.ID, now time.Time) error {
	if err := retention.BeginPurge(ctx, l.set.KV, ids...); err != nil {
		return err
	}
	return l.PurgeRest(ctx, now)
}

// PurgeRest goes on with purges that were cut off.
func (l *Lifecycle) PurgeRest(ctx context.Context, now time.Time) error {
	ids, err := retention.Purging(ctx, l.set.KV)
	faults := []error{err}
	for _, id := range ids {
		faults = append(faults, l.purge(ctx, id, now))
	}
	return errors.Join(faults...)
}

func (l *Lifecycle) purge(ctx context.Context, id report.ID, now time.Time) error {
	top, in := "", l.set.Named(id)
	if in != nil {
		top = in.Units.Roots()[0].Code
	}
	if err := retention.Purge(ctx, l.set.KV, id, top, now, l.set.Log); err != nil || in == nil || in.ID() != id {
		return err
	}
	if err := l.set.KV.View(ctx, func(r store.Reader) error { return in.ReadPhase(r) }); err != nil {
		return err
	}
	return errors.Join(l.set.LoadDamage(ctx), in.Below.Load(ctx))
}
