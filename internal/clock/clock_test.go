package clock_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/clock"
)

func start(t *testing.T) time.Time {
	t.Helper()
	zone := time.FixedZone("ICT", 7*3600)
	return time.Date(2016, 7, 5, 7, 0, 0, 0, zone)
}

func TestMovableRunsOnWithRealTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := start(t)
		c := clock.NewMovable(at)
		time.Sleep(90 * time.Second) // the bubble's time, not ours
		if got, want := c.Now(), at.Add(90*time.Second); !got.Equal(want) {
			t.Errorf("after 90 s: %v, want %v", got, want)
		}
		c.Advance(time.Hour)
		time.Sleep(time.Second)
		if got, want := c.Now(), at.Add(time.Hour+91*time.Second); !got.Equal(want) {
			t.Errorf("after a move: %v, want %v", got, want)
		}
	})
}

func TestMovableNeverGoesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := start(t)
		c := clock.NewMovable(at)
		changed := c.Changed()
		if c.Set(at.Add(-time.Second)) || c.Set(at) {
			t.Error("Set accepted an instant that is not later")
		}
		if got := c.Advance(-time.Hour); !got.Equal(at) {
			t.Errorf("Advance(-1h) = %v", got)
		}
		select {
		case <-changed:
			t.Error("a refused move woke the listeners")
		default:
		}
	})
}

func TestMovableWakesListeners(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := start(t)
		c := clock.NewMovable(at)
		first := c.Changed()
		if !c.Set(at.Add(time.Hour).UTC()) {
			t.Fatal("Set refused a later instant")
		}
		<-first
		second := c.Changed()
		c.Advance(time.Minute)
		<-second
		if got, want := c.Now(), at.Add(61*time.Minute); !got.Equal(want) || got.Location() != at.Location() {
			t.Errorf("now %v, want %v", got, want)
		}
	})
}

func TestMovableTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := start(t)
		c := clock.NewMovable(at)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 100 {
					c.Advance(time.Second)
					c.Now()
					c.Changed()
				}
			})
		}
		wg.Wait()
		if got, want := c.Now(), at.Add(800*time.Second); !got.Equal(want) {
			t.Errorf("now %v, want %v", got, want)
		}
	})
}

func TestSystemTellsItsZone(t *testing.T) {
	zone := time.FixedZone("ICT", 7*3600)
	if got := (clock.System{Location: zone}).Now().Location(); got != zone {
		t.Errorf("location %v", got)
	}
	if got := (clock.System{}).Now().Location(); got != time.UTC {
		t.Errorf("location %v, want UTC", got)
	}
}
