package dispatch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/store"
)

// own reports whether an update is itself the trouble, and not the store.
func own(err error) bool {
	var panicked *store.PanicError
	return errors.As(err, &panicked) || errors.Is(err, errOverrun) || errors.Is(err, errThird) || errors.Is(err, store.ErrTooLarge) || errors.Is(err, store.ErrTooManyKeys) ||
		errors.Is(err, store.ErrEmptyValue) || errors.Is(err, store.ErrBadKey) || errors.Is(err, store.ErrDamaged)
}

// failed decides what becomes of an update that failed. One that is itself the trouble
// is set aside and its sender told. Trouble with the store stops the batch, which comes
// again.
func (d *Dispatcher) failed(ctx context.Context, k *session.Kept, err error) error {
	if !own(err) {
		return fmt.Errorf("store update: %w", err)
	}
	if k.Row != "" {
		return d.asideAfter(ctx, k, err)
	}
	reason, _, _ := strings.Cut(err.Error(), "\n")
	d.Log.Error("update set aside", "message", k.Update.Key, "reason", reason)
	sentence := d.beyondUs()
	if errors.Is(err, store.ErrDamaged) {
		sentence = d.damaged()
	}
	return d.excuse(ctx, k, "update/"+k.Update.Key, sentence, setAside(k.Update, err))
}

// asideAfter tells the sender of an update which was dealt with that it cannot be answered,
// and sets it aside. Where a record is damaged it is told only: it would be damaged still.
func (d *Dispatcher) asideAfter(ctx context.Context, k *session.Kept, err error) error {
	d.Log.Error("not answered", "message", k.Update.Key, "error", err)
	if errors.Is(err, store.ErrDamaged) {
		return d.excuse(ctx, k, "damaged/"+k.Update.Key, d.damaged(), func(store.Tx) {})
	}
	return d.excuse(ctx, k, "after/"+k.Update.Key, d.beyondUs(), setAside(k.Update, err))
}

// setAside keeps an update for the operator.
func setAside(u chat.Update, reason error) func(store.Tx) {
	raw, _ := json.Marshal(u.Input) // an Input has nothing that cannot be written
	return func(tx store.Tx) {
		store.Asides.Put(tx, u.Key, store.Aside{Raw: string(raw), Reason: reason.Error(), At: u.At})
	}
}

// beyondUs is what somebody is told whose message could not be dealt with.
func (d *Dispatcher) beyondUs() string {
	return d.ToAnybody("set_aside")
}

// damaged is what somebody is told who comes upon a damaged record.
func (d *Dispatcher) damaged() string {
	return d.ToAnybody("set_damaged")
}

// excuse tells somebody once that their update came to nothing, in the place of its answer.
// It reads nothing of theirs that may be damaged too.
func (d *Dispatcher) excuse(ctx context.Context, k *session.Kept, once, sentence string, also func(store.Tx)) error {
	k.Settle()
	d.Counts.SetAside.Add(1)
	u := k.Update
	var said []chat.Message
	err := store.One(ctx, d.KV, func(tx store.Tx) error {
		said = nil
		place := ""
		if k.Row != "" {
			row, _, _ := store.Kepts.Find(tx, k.Row)
			place = row.Place
			store.Kepts.Delete(tx, k.Row)
		}
		if !store.Once(tx, once, u.At) {
			return nil
		}
		for _, c := range session.InPlace(place, []chat.Content{{Text: sentence}}, d.All()[0].Phrases("")) {
			m := u.Answer()
			m.Content = c
			said = append(said, m)
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
