package main

import (
	"context"
	"errors"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/health"
	"giaoban/internal/store"
)

const (
	// seenName names the record of the last instant that a running bot saw.
	seenName = "seen"
	// seenEach is how often it is written, clockPause how often the clock is looked at.
	seenEach   = 10 * time.Minute
	clockPause = 10 * time.Second
)

// clockWatch looks at the machine's clock while the bot runs: a jump is logged and told, and what was recorded in a future
// that did not come is due again.
type clockWatch struct {
	*clock.Watch
	app *app
}

// machine reports whether it is the machine's clock: one that a person moves is not watched.
func (c clockWatch) machine() bool {
	_, machine := c.app.clock.(clock.System)
	return machine
}

// resume compares the clock with when the bot ran last, and has what was recorded in a future that did not come be due
// again. Call it before anything is deleted for its age.
func (c clockWatch) resume(ctx context.Context) error {
	if !c.machine() {
		return nil
	}
	var stored time.Time
	err := c.app.kv.View(ctx, func(r store.Reader) (err error) {
		stored, err = store.Times.Get(r, seenName)
		return err
	})
	if errors.Is(err, store.ErrDamaged) {
		stored, err = time.Time{}, nil
	}
	if err != nil {
		return err
	}
	if j, ok := c.Resume(stored); ok {
		c.tell(j)
	}
	return nil
}

// watch looks until ctx ends.
func (c clockWatch) watch(ctx context.Context) error {
	if !c.machine() {
		return nil
	}
	c.rewind(ctx)
	ticker := time.NewTicker(clockPause)
	defer ticker.Stop()
	var written time.Time
	for {
		if time.Since(written) > seenEach {
			written = time.Now()
			c.keep(ctx)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		if j, ok := c.Look(); ok {
			c.tell(j)
			c.rewind(ctx)
			c.keep(ctx)
		}
	}
}

// tell logs a jump and hands it to whoever tells the operator.
func (c clockWatch) tell(j clock.Jump) {
	c.app.log.Error("the machine's clock jumped; look whether it is right and follows a time server", "by", j.By.Round(time.Second), "now", j.At)
	c.app.signs.Jumped(health.Jump{At: c.app.clock.Now(), By: j.By})
}

// rewind has what was recorded in a future that did not come be due again.
func (c clockWatch) rewind(ctx context.Context) {
	if err := c.app.dispatcher.Rewind(ctx, c.app.clock.Now()); err != nil && ctx.Err() == nil {
		c.app.log.Error("what is recorded in the future is not put right", "error", err)
	}
}

// keep writes when the bot ran last.
func (c clockWatch) keep(ctx context.Context) {
	err := store.One(ctx, c.app.kv, func(tx store.Tx) error {
		store.Times.Put(tx, seenName, c.app.clock.Now())
		return nil
	})
	if err != nil && ctx.Err() == nil {
		c.app.log.Error("when the bot ran last is not kept", "error", err)
	}
}
