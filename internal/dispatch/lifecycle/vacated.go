package lifecycle

import (
	"context"
	"time"

	"giaoban/internal/dispatch/people"
	"giaoban/internal/roster"
)

// Vacated tells those above which units have nobody left since somebody with these memberships was forgotten.
func (l *Lifecycle) Vacated(ctx context.Context, was []roster.Membership, now time.Time) error {
	if err := people.Vacated(ctx, l.set, was, now); err != nil {
		return err
	}
	return l.notifier.Flush(ctx, now)
}
