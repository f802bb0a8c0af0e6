package calendar

import (
	"context"
	"fmt"
	"time"

	"giaoban/internal/store"
)

// onceKept is how long updates are remembered: the platform repeats none that
// is older than a day.
const onceKept = 48 * time.Hour

// prune forgets updates that can never come again, a piece at a time and never
// inside a scan.
func prune(ctx context.Context, kv store.KV, now time.Time) error {
	if err := pruneUnread(ctx, kv, now); err != nil {
		return err
	}
	for {
		var keys []string
		err := kv.View(ctx, func(r store.Reader) error {
			keys = store.OldOnce(r, now.Add(-onceKept), 500)
			return nil
		})
		if err != nil || len(keys) == 0 {
			return err
		}
		err = store.Each(ctx, kv, keys, 50, func(tx store.Tx, key string) error {
			tx.Delete(key)
			return nil
		})
		if err != nil {
			return fmt.Errorf("prune: %w", err)
		}
	}
}

// pruneUnread forgets sentences that were not understood long ago.
func pruneUnread(ctx context.Context, kv store.KV, now time.Time) error {
	var keys []string
	err := kv.View(ctx, func(r store.Reader) (err error) {
		keys, err = store.OldUnread(r, now)
		return err
	})
	if err != nil {
		return err
	}
	return store.Each(ctx, kv, keys, 50, func(tx store.Tx, key string) error {
		store.Unreads.Delete(tx, key)
		return nil
	})
}
