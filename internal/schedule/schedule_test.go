package schedule_test

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/schedule"
)

// daily falls due every day at 07:30 and remembers when it was done.
type daily struct {
	mu    sync.Mutex
	done  time.Time
	times []time.Time
}

func (d *daily) Done(_ context.Context, now time.Time) (time.Time, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done.IsZero() {
		d.done = now
	}
	return d.done, nil
}

func (d *daily) Next(_ context.Context, done time.Time) (time.Time, string, bool) {
	at := time.Date(done.Year(), done.Month(), done.Day(), 7, 30, 0, 0, done.Location())
	if !at.After(done) {
		at = at.AddDate(0, 0, 1)
	}
	return at, "daily", true
}

func (d *daily) Do(_ context.Context, _, now time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.done, d.times = now, append(d.times, now)
	return nil
}

func (d *daily) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.times)
}

var start = time.Date(2016, 7, 4, 7, 0, 0, 0, time.UTC)

func TestRunWaitsForTheHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		work := &daily{}
		s := schedule.New(work, clock.NewMovable(start), slog.New(slog.DiscardHandler))
		go s.Run(ctx)
		time.Sleep(29 * time.Minute)
		synctest.Wait()
		if n := work.count(); n != 0 {
			t.Errorf("done %d times before its hour", n)
		}
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if n := work.count(); n != 1 {
			t.Errorf("done %d times at its hour, want once", n)
		}
		time.Sleep(48 * time.Hour)
		synctest.Wait()
		if n := work.count(); n != 3 {
			t.Errorf("done %d times in three days", n)
		}
	})
}

func TestMovedClockWakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		work, c := &daily{}, clock.NewMovable(start)
		s := schedule.New(work, c, slog.New(slog.DiscardHandler))
		go s.Run(ctx)
		synctest.Wait()
		c.Set(start.Add(30 * time.Minute))
		synctest.Wait()
		if n := work.count(); n != 1 {
			t.Errorf("done %d times after the clock moved, want once", n)
		}
	})
}

func TestStepIsDoneOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		work, c := &daily{}, clock.NewMovable(start)
		s := schedule.New(work, c, slog.New(slog.DiscardHandler))
		if err := s.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		at, _, _ := s.Next(t.Context())
		c.Set(at)
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() { s.Step(t.Context()) })
		}
		both.Wait()
		if want := []time.Time{at}; !slices.Equal(work.times, want) {
			t.Errorf("done at %v, want %v", work.times, want)
		}
	})
}
