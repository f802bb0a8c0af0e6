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
	for {
		var keys []string
		err := kv.View(ctx, func(r store.Reader) error {
			keys = store.OldOnce(r, now.Add(-onceKept), 500)
			return nil
		})
		if err != nil || len(keys) == 0 {
			return err
		}
		var deletions []func(store.Tx) error
		for len(keys) > 0 {
			n := min(50, len(keys))
			some := keys[:n]
			keys = keys[n:]
			deletions = append(deletions, func(tx store.Tx) error {
				for _, k := range some {
					tx.Delete(k)
				}
				return nil
			})
		}
		for _, err := range kv.Update(ctx, deletions...) {
			if err != nil {
				return fmt.Errorf("prune: %w", err)
			}
		}
	}
}
