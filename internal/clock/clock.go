// Package clock is campaign time: the one source of "now" for message dates, due instants and deadlines. In production it is the
// machine's clock in the campaign's time zone; in tests and in the demo it is a clock that a person moves forward, so that a campaign of
// two months can be watched in two minutes.
//
// It must not be used for time-outs, long polls, pacing or retry_after: those are real, monotonic time, and a demo that jumps a week must
// not make a network call time out. It knows nothing of schedules and wakes nobody but those who listen on Changed.
package clock

import (
	"sync"
	"time"
)

// Clock tells campaign time.
type Clock interface {
	Now() time.Time
}

// System is the machine's clock, told in Location (UTC when nil).
type System struct {
	Location *time.Location
}

// Now returns the machine's time without its monotonic reading: campaign time is compared with instants read from files.
func (s System) Now() time.Time {
	if s.Location == nil {
		return time.Now().UTC().Round(0)
	}
	return time.Now().In(s.Location).Round(0)
}

// Movable is a clock that can be moved forward. Safe for concurrent use.
type Movable struct {
	mu      sync.Mutex
	at      time.Time // campaign time at the last move
	since   time.Time // real time at the last move
	changed chan struct{}
}

// NewMovable starts a clock at the given instant, in that instant's location. It runs on with real time.
func NewMovable(at time.Time) *Movable {
	return &Movable{at: at.Round(0), since: time.Now(), changed: make(chan struct{})}
}

// Now returns the clock's present instant.
func (m *Movable) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now()
}

// Advance moves the clock forward by d and returns the new instant. A d of zero or less moves nothing.
func (m *Movable) Advance(d time.Duration) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	if d <= 0 {
		return now
	}
	m.move(now.Add(d))
	return m.at
}

// Set moves the clock forward to t and reports whether it did: time never runs backwards, so an earlier or equal t is refused.
func (m *Movable) Set(t time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	if !t.After(now) {
		return false
	}
	m.move(t.In(now.Location()).Round(0))
	return true
}

// Changed returns a channel that is closed at the next move. A loop that sleeps until a due instant takes the channel first, then reads
// Now, then waits for either: so no move is missed.
func (m *Movable) Changed() <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.changed
}

func (m *Movable) now() time.Time { return m.at.Add(time.Since(m.since)) }

func (m *Movable) move(t time.Time) {
	m.at, m.since = t, time.Now()
	close(m.changed)
	m.changed = make(chan struct{})
}
