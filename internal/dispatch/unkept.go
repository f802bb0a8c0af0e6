package dispatch

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/store"
)

// unkept is what the disk did not take, for want of room mostly. Its senders are told to
// send it again, in a message without a row, and only when that has arrived may the
// update be confirmed. From then on it is not dealt with any more, even if it comes
// again: its sender sends it themselves, and must not be answered twice. What nobody
// could be told of comes again from the platform, and is tried again.
type unkept struct {
	mu    sync.Mutex
	told  map[string]*telling // by the update's key
	under map[chat.Address]*telling
	since time.Time // of the first since something was stored, in real time
	last  time.Time // when the operator was last told
}

// A telling is one sentence to one sender.
type telling struct {
	to      chat.Address
	over    chan struct{} // closed when it is known whether it arrived
	said    bool
	arrived bool
	keys    []string
}

const (
	// mostUnkept bounds the memory; the platform repeats no more than its last hundred.
	mostUnkept = 20000
	// unkeptPatience is how long a poll waits for tellings to arrive.
	unkeptPatience = 20 * time.Second
	// unkeptPause is from one line in the log to the next.
	unkeptPause = 10 * time.Minute
)

// errUntold is why an update comes again whose sender does not know yet that it is not kept.
var errUntold = errors.New("the disk took nothing, and not everybody is told so yet")

// known leaves out the updates whose senders are told, or are just being told, that they
// are to send them again.
func (k *unkept) known(updates []chat.Update) (left []chat.Update, tellings []*telling) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.told) == 0 {
		return updates, nil
	}
	for _, u := range updates {
		if t := k.told[u.Key]; t != nil {
			tellings = append(tellings, t)
			continue
		}
		left = append(left, u)
	}
	return left, tellings
}

// notKept takes note of an update which the disk did not take, so that its sender is told.
// Any other error, and one of what comes from nobody who could send it again, is returned.
func (d *Dispatcher) notKept(u chat.Update, r *session.Effects, err error) error {
	d.unkept.log(d, err, !r.Rowless && !r.Repeated)
	if !errors.Is(err, store.ErrUnwritten) {
		return err
	}
	switch u.Input.Kind {
	case chat.Blocked, chat.Unblocked, chat.FileRead:
		return err
	}
	d.Counts.Unkept.Add(1)
	d.unkept.add(u)
	return nil
}

// tellUnkept tells all who were not told yet, and waits until everybody whom these updates
// are from knows; else they may not be confirmed.
func (d *Dispatcher) tellUnkept(ctx context.Context, updates []chat.Update) error {
	_, tellings := d.unkept.known(updates)
	text := ""
	for _, t := range tellings {
		if d.unkept.begin(t) {
			if text == "" {
				text = d.ToAnybody("not_kept")
			}
			d.Tell(chat.Message{To: t.to, Content: chat.Content{Text: text}}, func(arrived bool) { d.unkept.ended(t, arrived) })
		}
	}
	ctx, cancel := context.WithTimeout(ctx, unkeptPatience)
	defer cancel()
	for _, t := range tellings {
		select {
		case <-t.over:
		case <-ctx.Done():
			return errUntold
		}
		if !t.arrived {
			return errUntold
		}
	}
	return nil
}

// add has the sender of an update told. One sentence that is not known to have arrived is
// for all that they sent.
func (k *unkept) add(u chat.Update) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.told) >= mostUnkept { // who does not know yet must still be told
		maps.DeleteFunc(k.told, func(_ string, t *telling) bool { return t.arrived })
	}
	t := k.under[u.From]
	if t == nil {
		t = &telling{to: u.From, over: make(chan struct{})}
		k.under[u.From] = t
	}
	k.told[u.Key] = t
	t.keys = append(t.keys, u.Key)
}

// begin reports whether a telling is to be said now.
func (k *unkept) begin(t *telling) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	first := !t.said
	t.said = true
	return first
}

// ended takes note of what became of a telling. What nobody heard of is tried again.
func (k *unkept) ended(t *telling, arrived bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.under, t.to)
	if t.arrived = arrived; !arrived {
		for _, key := range t.keys {
			delete(k.told, key)
		}
	}
	close(t.over)
}

// NotKept reports whether an update is one that the disk did not take, of which its sender was told. It is remembered from
// the start on, as the store has nothing of it.
func (d *Dispatcher) NotKept(key string) bool {
	d.unkept.mu.Lock()
	defer d.unkept.mu.Unlock()
	t := d.unkept.told[key]
	return t != nil && t.arrived
}

// NotKeptFrom counts those of one person.
func (d *Dispatcher) NotKeptFrom(a chat.Address) (n int) {
	d.unkept.mu.Lock()
	defer d.unkept.mu.Unlock()
	for _, t := range d.unkept.told {
		if t.to == a && t.arrived {
			n++
		}
	}
	return n
}

// log tells the operator now and then of what the disk does not take, and when it takes it again.
func (k *unkept) log(d *Dispatcher, err error, wrote bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch now := time.Now(); {
	case err == nil && wrote && !k.since.IsZero():
		d.Log.Info("the disk takes answers again", "after", now.Sub(k.since).Round(time.Second), "not kept", d.Counts.Unkept.Load())
		k.since = time.Time{}
	case errors.Is(err, store.ErrUnwritten) && now.Sub(k.last) > unkeptPause:
		d.Log.Error("the disk does not take what people send; they are told to send it again", "error", err, "not kept", d.Counts.Unkept.Load())
		if k.last = now; k.since.IsZero() {
			k.since = now
		}
	}
}
