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
	own := errors.As(err, &panicked) || errors.Is(err, store.ErrTooLarge) || errors.Is(err, store.ErrTooManyKeys) ||
		errors.Is(err, store.ErrEmptyValue) || errors.Is(err, store.ErrBadKey) || errors.Is(err, store.ErrDamaged)
	if !own {
		return fmt.Errorf("store update: %w", err)
	}
	reason, _, _ := strings.Cut(err.Error(), "\n")
	d.Log.Error("update set aside", "update", u.Key, "reason", reason)
	d.Counts.SetAside.Add(1)
	said := []chat.Message{{To: u.From, Content: chat.Content{Text: d.All[0].Phrases("").Say("set_aside", "contact", d.All[0].Contact())}}}
	raw, _ := json.Marshal(u.Input) // an Input has nothing that cannot be written
	aside := store.Aside{Raw: string(raw), Reason: err.Error(), At: u.At}
	err = store.One(ctx, d.KV, func(tx store.Tx) error {
		if !store.Once(tx, "update/"+u.Key, u.At) {
			return nil
		}
		store.Queue(tx, u.At, said...)
		store.Asides.Put(tx, u.Key, aside)
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
	d.Log.Error("unreadable update set aside", "update", key, "reason", reason)
	d.Counts.SetAside.Add(1)
	return store.One(ctx, d.KV, func(tx store.Tx) error {
		store.Asides.Put(tx, key, store.Aside{Raw: string(raw), Reason: reason.Error(), At: at})
		return nil
	})
}
