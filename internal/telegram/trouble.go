package telegram

import (
	"errors"
	"log/slog"
	"time"

	"github.com/cenkalti/backoff/v5"

	"giaoban/internal/chat"
)

// conflictPause is the least wait after a 409: the server spaces them so.
const conflictPause = 3 * time.Second

// handlerError is a batch that we could not store; the network is fine.
type handlerError struct{ err error }

func (e *handlerError) Error() string { return e.err.Error() }
func (e *handlerError) Unwrap() error { return e.err }

// trouble is a spell of polls that came to nothing: how long to wait, and what
// to tell the operator, once per kind and once when it is over.
type trouble struct {
	log   *slog.Logger
	pause backoff.ExponentialBackOff
	since time.Time
	count int
	told  map[string]bool
	// said says that the log has something of this spell, taken when it last said that another program takes turns with us:
	// one spell of that is like the next.
	said  bool
	taken time.Time
}

// takenPause is from one line about a program that takes turns with us to the next.
const takenPause = 10 * time.Minute

func newTrouble(log *slog.Logger) *trouble {
	return &trouble{
		log: log,
		pause: backoff.ExponentialBackOff{
			InitialInterval:     time.Second,
			RandomizationFactor: 0.3,
			Multiplier:          2,
			MaxInterval:         30 * time.Second,
		},
		told: map[string]bool{},
	}
}

// met takes note of a failed round and says how long to wait.
func (t *trouble) met(err error) time.Duration {
	if t.count == 0 {
		t.since = time.Now()
		t.pause.Reset()
	}
	t.count++
	wait := t.pause.NextBackOff()
	var (
		conflict *conflictError
		store    *handlerError
		retry    *chat.RetryError
	)
	switch {
	case errors.As(err, &store):
		t.tell("store", "telegram: updates not stored, the server keeps them", err)
	case errors.As(err, &conflict):
		switch {
		case conflict.webhook():
			t.tell("webhook", "telegram: a webhook is set for this bot; nothing comes in until it is removed", err)
		case t.taken.IsZero() || time.Since(t.taken) > takenPause:
			t.taken = time.Now()
			t.tell("conflict", "telegram: another program polls with this bot's token; the two take turns, and what comes to it never comes here", err)
		}
		wait = max(wait, conflictPause)
	default:
		t.tell("poll", "telegram: cannot poll, trying on", err)
		if errors.As(err, &retry) && retry.After > 0 {
			wait = retry.After
		}
	}
	return wait
}

func (t *trouble) tell(kind, text string, err error) {
	if t.told[kind] {
		return
	}
	t.told[kind], t.said = true, true
	t.log.Error(text, "err", err)
}

// over ends the spell, if there was one.
func (t *trouble) over() {
	if t.count == 0 {
		return
	}
	if t.said {
		t.log.Info("telegram: polling again", "after", time.Since(t.since).Round(time.Millisecond), "failures", t.count)
	}
	t.count, t.said = 0, false
	clear(t.told)
}
