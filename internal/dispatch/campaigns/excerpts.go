package campaigns

import (
	"context"
	"sync"
	"time"

	"giaoban/internal/form"
	"giaoban/internal/oversight"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Excerpts keeps in memory what stands below the questions of a report above others: a
// typical sentence of the reports below. Many texts are read for them, so they are made
// outside a transaction, and anew when something below has changed.
type Excerpts struct {
	of *Campaign

	mu   sync.Mutex
	made map[string]excerpted // by unit
}

// excerpted are a unit's excerpts, by question, and what was below when they were made.
type excerpted struct {
	below *form.Below
	lines map[string]string
}

// In returns those of a unit; ok is false if they are to be made first.
func (e *Excerpts) In(unit string, below *form.Below) (lines map[string]string, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	made, ok := e.made[unit]
	return made.lines, ok && made.below == below
}

// Load makes those of a unit. What cannot be read is left out: no question waits for it.
func (e *Excerpts) Load(ctx context.Context, unit roster.Unit, now time.Time) error {
	return e.of.Set.KV.View(ctx, func(r store.Reader) error {
		below, err := e.of.Below.From(r, unit)
		if err != nil {
			return err
		}
		s, err := e.of.OverviewFrom(r, now)
		var lines map[string]string
		if err == nil {
			lines, err = oversight.Excerpts(s, e.of.Library(r, "", func(string) {}), unit, e.of.Phrases(""))
		}
		if err != nil {
			e.of.Set.Log.Error("excerpts left out: the reports below cannot be read", "unit", unit.Code, "error", err)
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.made[unit.Code] = excerpted{below, lines}
		return nil
	})
}
