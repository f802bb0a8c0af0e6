package clock

import (
	"sync"
	"time"
)

const (
	// jumpOver is by how much the clock must have moved by itself to have jumped.
	jumpOver = time.Hour
	// steadyAfter is for how long it must not have jumped to be believed for forgetting what is old.
	steadyAfter = 24 * time.Hour
)

// A Jump is a move of the machine's clock that was not the time which passed: somebody set it, a time server did, or the
// machine stood still.
type Jump struct {
	At time.Time     // when it was noticed, by the clock after it
	By time.Duration // below zero if it went back
}

// A Watch notices jumps of the machine's clock: while the program runs against a count of the time which passes, and over a
// start against the last instant that was stored. Safe for concurrent use.
type Watch struct {
	wall   func() time.Time
	passed func() time.Duration // since the watch was made, whatever the clock does

	mu     sync.Mutex
	ahead  time.Duration // of the clock before what passed, at the last jump
	last   Jump
	jumped time.Duration // what had passed then
	unsure bool          // it may have jumped before jumped
}

// NewWatch begins to watch.
func NewWatch() *Watch {
	begin := time.Now()
	return newWatch(func() time.Time { return time.Now().Round(0) }, func() time.Duration { return time.Since(begin) })
}

func newWatch(wall func() time.Time, passed func() time.Duration) *Watch {
	w := &Watch{wall: wall, passed: passed}
	w.ahead = w.offset()
	return w
}

// offset is how far the clock is before what passed, from some beginning.
func (w *Watch) offset() time.Duration { return w.wall().Sub(time.Unix(0, 0)) - w.passed() }

// Resume compares the clock with the last instant that was stored before the start; zero is none. Back from the future it
// jumped. A clock that is further on may have jumped, or the program was off.
func (w *Watch) Resume(stored time.Time) (j Jump, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if stored.IsZero() {
		return j, false
	}
	by := w.wall().Sub(stored)
	w.unsure = w.unsure || by > jumpOver
	if by >= -jumpOver {
		return j, false
	}
	return w.note(by), true
}

// Look reports whether the clock jumped since it was looked at last.
func (w *Watch) Look() (j Jump, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.offset()
	by := now - w.ahead
	if by.Abs() <= jumpOver {
		return j, false
	}
	w.ahead = now
	return w.note(by), true
}

func (w *Watch) note(by time.Duration) Jump {
	w.last, w.jumped, w.unsure = Jump{At: w.wall(), By: by}, w.passed(), true
	return w.last
}

// Last returns the last jump, if there was one.
func (w *Watch) Last() (j Jump, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last, !w.last.At.IsZero()
}

// Steady reports whether the clock can be believed for forgetting what is old. After a jump, or a start that may have been
// one, a day must pass first.
func (w *Watch) Steady() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.unsure || w.passed()-w.jumped > steadyAfter
}
