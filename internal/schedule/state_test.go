package schedule_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/schedule"
)

// stuck is work that does not end, or fails.
type stuck struct {
	daily
	err error
}

func (s *stuck) Do(ctx context.Context, _, _ time.Time) error {
	if s.err != nil {
		return s.err
	}
	<-ctx.Done()
	return nil
}

// The loop tells since when it stands still, and since when it fails, whatever its work does.
func TestState(t *testing.T) {
	for name, err := range map[string]error{"does not end": nil, "fails": errors.New("the store takes nothing")} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				s := schedule.New(&stuck{err: err}, clock.NewMovable(start), slog.New(slog.DiscardHandler))
				go s.Run(ctx)
				time.Sleep(20 * time.Minute)
				if still := time.Since(s.State().Turned); still > time.Minute || s.State().Failed != nil {
					t.Errorf("before anything is due: still for %v, %v", still, s.State().Failed)
				}
				time.Sleep(20 * time.Minute) // it was due for ten
				state := s.State()
				if still := time.Since(state.Turned); (err == nil) != (still > 9*time.Minute) {
					t.Errorf("stands still for %v", still)
				}
				if failing := time.Since(state.Since); !errors.Is(state.Failed, err) || err != nil && failing < 9*time.Minute {
					t.Errorf("fails for %v: %v", failing, state.Failed)
				}
				stop()
				synctest.Wait()
			})
		})
	}
}
