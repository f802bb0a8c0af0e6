package telegram

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestTakingTurns: a program that polls in turn with us is said once in a while, and not each time that it is its turn; a webhook
// is called one.
func TestTakingTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		trouble := newTrouble(slog.New(slog.NewTextHandler(&log, nil)))
		turns := func(n int) {
			for range n {
				trouble.met(&conflictError{errors.New("Conflict: terminated by other getUpdates request")})
				time.Sleep(30 * time.Second)
				trouble.over()
			}
		}
		said := func(turns, again int) {
			t.Helper()
			if text := log.String(); strings.Count(text, "the two take turns") != turns || strings.Count(text, "polling again") != again {
				t.Errorf("want %d and %d in\n%s", turns, again, text)
			}
		}
		turns(10)
		said(1, 1)
		turns(20)
		said(2, 2)
		trouble.met(&conflictError{errors.New("Conflict: can't use getUpdates method while webhook is active")})
		trouble.over()
		said(2, 3)
		if !strings.Contains(log.String(), "a webhook is set for this bot") {
			t.Errorf("no webhook in\n%s", log.String())
		}
	})
}
