// Package schedule is the only clock loop: it waits until the next instant at
// which something falls due and has it done, exactly once, however the clock
// moves and however often the program is started.
//
// It knows neither what falls due nor for whom; that is Work's business.
package schedule

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/clock"
)

// Work is what falls due.
type Work interface {
	// Done is the instant up to which everything is done.
	Done(ctx context.Context, now time.Time) (time.Time, error)
	// Next is the first instant after done at which something falls due.
	Next(ctx context.Context, done time.Time) (at time.Time, label string, ok bool)
	// Do does what falls due after done and up to now.
	Do(ctx context.Context, done, now time.Time) error
}

// tick is the longest wait: something may fall due that was not foreseen when
// the wait began, such as a notice.
const tick = 15 * time.Second

// A Schedule runs Work by a clock. It is safe for several goroutines.
type Schedule struct {
	work  Work
	clock clock.Clock
	log   *slog.Logger
	mu    sync.Mutex // one step at a time
	state atomic.Pointer[State]
}

// State is how the loop does, by real time.
type State struct {
	Turned time.Time // when a step last came to its end
	// Failed is why the last step failed, nil if it did not; Since is since when they have been failing.
	Failed error
	Since  time.Time
}

// State tells how the loop does.
func (s *Schedule) State() State { return *s.state.Load() }

// turned takes note of a step's end.
func (s *Schedule) turned(err error) {
	now := State{Turned: time.Now(), Failed: err}
	if err != nil {
		if now.Since = s.State().Since; now.Since.IsZero() {
			now.Since = now.Turned
		}
	}
	s.state.Store(&now)
}

// New makes a schedule. Nothing is done before Run or Step.
func New(work Work, c clock.Clock, log *slog.Logger) *Schedule {
	s := &Schedule{work: work, clock: c, log: log}
	s.state.Store(&State{Turned: time.Now()})
	return s
}

// mover is a clock that can be moved, and tells when it was.
type mover interface{ Changed() <-chan struct{} }

// Run does what falls due until ctx ends. Trouble is logged and tried again at
// the next tick.
func (s *Schedule) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		var changed <-chan struct{}
		if m, ok := s.clock.(mover); ok {
			changed = m.Changed()
		}
		err := s.Step(ctx)
		if ctx.Err() == nil {
			s.turned(err)
		}
		if err != nil && ctx.Err() == nil {
			s.log.Error("schedule", "error", err)
		}
		timer := time.NewTimer(s.wait(ctx))
		select {
		case <-ctx.Done():
		case <-changed:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

func (s *Schedule) wait(ctx context.Context) time.Duration {
	at, _, ok := s.Next(ctx)
	if !ok {
		return tick
	}
	// What is due and yet not done was refused, in quiet hours, or failed.
	return min(max(at.Sub(s.clock.Now()), time.Second), tick)
}

// Step does what is due now.
func (s *Schedule) Step(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	done, err := s.work.Done(ctx, now)
	if err != nil {
		return err
	}
	if !now.After(done) {
		return nil
	}
	if at, _, ok := s.work.Next(ctx, done); !ok || at.After(now) {
		return nil
	}
	return s.work.Do(ctx, done, now)
}

// Next is the next instant at which something falls due, and a word for it.
func (s *Schedule) Next(ctx context.Context) (at time.Time, label string, ok bool) {
	done, err := s.work.Done(ctx, s.clock.Now())
	if err != nil {
		return time.Time{}, "", false
	}
	return s.work.Next(ctx, done)
}
