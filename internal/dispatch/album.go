package dispatch

import (
	"slices"
	"sync"
	"time"

	"giaoban/internal/chat"
)

// albumBuffer keeps the replies to parts of an album for a moment. Ten photos that were
// sent together are ten updates without a mark on the last, and only the newest reply is
// worth a message. The rows of what is kept are in the store, so a crash delays a reply
// and loses none.
type albumBuffer struct {
	on    func(...chat.Message)
	pause time.Duration

	mu      sync.Mutex
	waiting map[chat.Address]*albumAnswer
}

type albumAnswer struct {
	messages []chat.Message
	timer    *time.Timer
}

func newAlbumBuffer(on func(...chat.Message), pause time.Duration) *albumBuffer {
	return &albumBuffer{on: on, pause: pause, waiting: map[chat.Address]*albumAnswer{}}
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
	h.on(a.messages...)
}
