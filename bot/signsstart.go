package main

import (
	"sync"
	"time"

	"giaoban/internal/health"
)

// A beginningWork is how the beginning of the bot's work does.
type beginningWork struct {
	mu    sync.Mutex
	since time.Time // when it first could not, by real time
	err   error
	done  bool
}

// waits takes note that the bot cannot begin its work, since what was cut off cannot go on.
func (b *beginningWork) waits(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err = err; b.since.IsZero() {
		b.since = time.Now()
	}
}

// opens takes note that the bot has begun its work.
func (b *beginningWork) opens() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done, b.err = true, nil
}

// opened reports whether it has.
func (b *beginningWork) opened() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.done
}

func (b *beginningWork) state() health.Start {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err == nil {
		return health.Start{}
	}
	return health.Start{Waits: max(time.Since(b.since), 1), Err: said(b.err)}
}
