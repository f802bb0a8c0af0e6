package dispatch

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/store"
)

// albumBuffer keeps the replies to parts of an album for a moment. Ten photos that were
// sent together are ten updates without a mark on the last, and only the newest reply is
// worth a message.
//
// It is in memory only, and needs no version. The rows of what is kept are in the store,
// so a crash delays a reply and loses none. Which messages the next part replaces stands
// in the chat's record: a process that answers the next part deletes their rows, and one
// that keeps them hands on only those whose rows are still there.
type albumBuffer struct {
	on    func(...chat.Message)
	pause time.Duration
	kv    store.KV
	log   *slog.Logger

	mu      sync.Mutex
	waiting map[chat.Address]*albumAnswer
}

type albumAnswer struct {
	messages []chat.Message
	timer    *time.Timer
}

func newAlbumBuffer(o campaigns.Options) *albumBuffer {
	return &albumBuffer{on: o.Deliver, pause: cmp.Or(o.AlbumPause, time.Second), kv: o.KV, log: o.Log, waiting: map[chat.Address]*albumAnswer{}}
}

// Hold keeps a person's messages, in the place of the superseded ones.
func (h *albumBuffer) Hold(to chat.Address, messages []chat.Message, superseded []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	a := h.waiting[to]
	if a == nil {
		a = &albumAnswer{}
		h.waiting[to] = a
		if h.pause >= 0 {
			a.timer = time.AfterFunc(h.pause, func() { h.expire(to, a) })
		}
	} else if a.timer != nil {
		a.timer.Reset(h.pause)
	}
	a.messages = slices.DeleteFunc(a.messages, func(m chat.Message) bool { return slices.Contains(superseded, m.ID) })
	a.messages = append(a.messages, messages...)
}

// Deliver hands messages on, behind what is kept for the same people.
func (h *albumBuffer) Deliver(messages ...chat.Message) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, m := range messages {
		h.release(m.To)
	}
	h.on(messages...)
}

// EndOfBatch hands on everything if nothing is kept beyond a batch.
func (h *albumBuffer) EndOfBatch() {
	if h.pause >= 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for to := range h.waiting {
		h.release(to)
	}
}

// expire hands on a reply whose time is up, unless it went already.
func (h *albumBuffer) expire(to chat.Address, a *albumAnswer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.waiting[to] == a {
		h.release(to)
	}
}

// release hands on what is kept for somebody. The lock is held.
func (h *albumBuffer) release(to chat.Address) {
	a := h.waiting[to]
	if a == nil {
		return
	}
	delete(h.waiting, to)
	if a.timer != nil {
		a.timer.Stop()
	}
	h.on(h.wanted(a.messages)...)
}

// wanted returns the messages that no other process replaced.
func (h *albumBuffer) wanted(messages []chat.Message) (left []chat.Message) {
	err := h.kv.View(context.Background(), func(r store.Reader) error {
		left = slices.DeleteFunc(slices.Clone(messages), func(m chat.Message) bool { return !store.Outbox.Has(r, m.ID) })
		return nil
	})
	if err != nil {
		h.log.Error("the replies to an album go unchecked", "error", err)
		return messages
	}
	return left
}
