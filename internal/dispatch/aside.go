package dispatch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// failed decides what becomes of an update that failed. One that is itself the trouble
// is set aside and its sender told. Trouble with the store stops the batch, which comes
// again.
func (d *Dispatcher) failed(ctx context.Context, u chat.Update, err error) error {
	var panicked *store.PanicError
	own := errors.As(err, &panicked) || errors.Is(err, errOverrun) || errors.Is(err, errThird) || errors.Is(err, store.ErrTooLarge) || errors.Is(err, store.ErrTooManyKeys) ||
		errors.Is(err, store.ErrEmptyValue) || errors.Is(err, store.ErrBadKey) || errors.Is(err, store.ErrDamaged)
	if !own {
		return fmt.Errorf("store update: %w", err)
	}
	reason, _, _ := strings.Cut(err.Error(), "\n")
	d.Log.Error("update set aside", "message", u.Key, "reason", reason)
	raw, _ := json.Marshal(u.Input) // an Input has nothing that cannot be written
	aside := store.Aside{Raw: string(raw), Reason: err.Error(), At: u.At}
	sentence := d.beyondUs()
	if errors.Is(err, store.ErrDamaged) {
		sentence = d.damaged()
	}
	return d.excuse(ctx, u, "update/"+u.Key, sentence, func(tx store.Tx) { store.Asides.Put(tx, u.Key, aside) })
}

// unanswered tells the sender of an update which was dealt with that what follows could
// not be read, because of damage. It is not tried again: it would be damaged still, and
// everybody would wait.
func (d *Dispatcher) unanswered(ctx context.Context, u chat.Update, err error) error {
	d.Log.Error("not answered: a record is damaged", "message", u.Key, "error", err)
	return d.excuse(ctx, u, "damaged/"+u.Key, d.damaged(), func(store.Tx) {})
}

// asideAfter sets an update aside that was dealt with, but whose answer cannot be made.
func (d *Dispatcher) asideAfter(ctx context.Context, u chat.Update, err error) error {
	d.Log.Error("not answered", "message", u.Key, "error", err)
	raw, _ := json.Marshal(u.Input)
	aside := store.Aside{Raw: string(raw), Reason: err.Error(), At: u.At}
	return d.excuse(ctx, u, "after/"+u.Key, d.beyondUs(), func(tx store.Tx) { store.Asides.Put(tx, u.Key, aside) })
}

// beyondUs is what somebody is told whose message could not be dealt with.
func (d *Dispatcher) beyondUs() string {
	return d.All[0].Phrases("").Say("set_aside", "contact", d.All[0].Contact())
}

// damaged is what somebody is told who comes upon a damaged record.
func (d *Dispatcher) damaged() string {
	return d.All[0].Phrases("").Say("set_damaged", "contact", d.All[0].Contact())
}

// excuse tells somebody once that their update came to nothing. It reads nothing of
// theirs that may be damaged too.
func (d *Dispatcher) excuse(ctx context.Context, u chat.Update, once, sentence string, also func(store.Tx)) error {
	d.Counts.SetAside.Add(1)
	answer := u.Answer()
	answer.Content.Text = sentence
	said := []chat.Message{answer}
	err := store.One(ctx, d.KV, func(tx store.Tx) error {
		if !store.Once(tx, once, u.At) {
			return nil
		}
		store.Queue(tx, u.At, said...)
		also(tx)
		return nil
	})
	if err != nil {
		return fmt.Errorf("set update aside: %w", err)
	}
	d.Deliver(said...)
	return nil
}

// SetAside keeps an update that its channel could not read.
func (d *Dispatcher) SetAside(ctx context.Context, raw []byte, key string, at time.Time, reason error) error {
	d.Log.Error("unreadable update set aside", "message", key, "reason", reason)
	d.Counts.SetAside.Add(1)
	return store.One(ctx, d.KV, func(tx store.Tx) error {
		store.Asides.Put(tx, key, store.Aside{Raw: string(raw), Reason: reason.Error(), At: at})
		return nil
	})
}
