package main

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/store"
)

// TestAClockThatWasSetBack: a bot that ran last in the future says so at its start, and hands it to the operator.
func TestAClockThatWasSetBack(t *testing.T) {
	for name, test := range map[string]struct {
		ago  time.Duration
		says bool
	}{"in 2030": {-4 * 365 * 24 * time.Hour, true}, "a minute ago": {time.Minute, false}, "last week": {7 * 24 * time.Hour, false}} {
		t.Run(name, func(t *testing.T) {
			db := founded(t, filepath.Join(t.TempDir(), databaseFile))
			defer db.Close()
			var log bytes.Buffer
			a := &app{appOptions: appOptions{kv: db, clock: clock.System{}, log: slog.New(slog.NewTextHandler(&log, nil))}, steady: clock.NewWatch()}
			a.signs = newSigns(a)
			seen := time.Now().Add(-test.ago)
			err := store.One(t.Context(), db, func(tx store.Tx) error { store.Times.Put(tx, seenName, seen); return nil })
			if err != nil {
				t.Fatal(err)
			}
			c := clockWatch{a.steady, a}
			if err := c.resume(t.Context()); err != nil {
				t.Fatal(err)
			}
			j := a.signs.jumped.Load()
			if said := strings.Contains(log.String(), "clock jumped"); said != test.says || (j != nil) != test.says {
				t.Errorf("log %q, told %v", &log, j)
			}
			if j != nil && j.By > -3*365*24*time.Hour {
				t.Errorf("by %v", j.By)
			}
			c.keep(t.Context())
			if err := (clockWatch{clock.NewWatch(), a}).resume(t.Context()); err != nil || a.signs.jumped.Load() != j {
				t.Errorf("told again: %v", err)
			}
		})
	}
}
