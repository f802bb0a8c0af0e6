package dispatch

import (
	"slices"
	"sync"
	"time"

	"giaoban/internal/chat"
)

// albumBuffer keeps the answers to parts of albums back for a moment. Ten photos sent
// together are ten updates, without a mark on the last: only the newest answer
// is worth a bubble. The rows of what is held are in the store, so a crash
// delays an answer and loses none.
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

// Hold keeps a person's messages back, in the place of the superseded ones.
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

// Deliver hands messages on; what is held for the same people goes before.
func (h *albumBuffer) Deliver(messages ...chat.Message) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, m := range messages {
		h.release(m.To)
	}
	h.on(messages...)
}

// EndOfBatch hands on all if nothing is held for longer.
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

// expire hands on an answer whose time is up, unless it went already.
func (h *albumBuffer) expire(to chat.Address, a *albumAnswer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.waiting[to] == a {
		h.release(to)
	}
}

// release hands on what is held for somebody. Needs mu.
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
