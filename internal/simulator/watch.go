package simulator

import (
	"context"
	"sync"
)

// signal wakes everybody who waits for the next change. Firing costs nothing while nobody waits.
type signal struct {
	mu sync.Mutex
	ch chan struct{}
}

// next returns a channel that is closed at the next fire. Take it before looking at the state, so that no change is missed.
func (s *signal) next() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ch == nil {
		s.ch = make(chan struct{})
	}
	return s.ch
}

func (s *signal) fire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ch != nil {
		close(s.ch)
		s.ch = nil
	}
}

// until waits for done to hold, looking again at every fire.
func (s *signal) until(ctx context.Context, done func() bool) error {
	for {
		changed := s.next()
		if done() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// watcher collects for one open page which chats changed and whether anything else did. The page wakes once for all of it. A watcher
// loses nothing and never grows beyond the number of chats.
type watcher struct {
	mu    sync.Mutex
	chats map[*chat]struct{}
	state bool
	wake  chan struct{}
}

type watchers struct {
	mu   sync.RWMutex
	list map[*watcher]struct{}
}

func (w *watchers) add() *watcher {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := &watcher{chats: map[*chat]struct{}{}, wake: make(chan struct{}, 1)}
	if w.list == nil {
		w.list = map[*watcher]struct{}{}
	}
	w.list[n] = struct{}{}
	return n
}

func (w *watchers) remove(n *watcher) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.list, n)
}

// mark notes for every open page that a chat changed; with nil, that people, bots or the clock did.
func (w *watchers) mark(c *chat) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for n := range w.list {
		n.mark(c)
	}
}

func (n *watcher) mark(c *chat) {
	n.mu.Lock()
	if c == nil {
		n.state = true
	} else {
		n.chats[c] = struct{}{}
	}
	n.mu.Unlock()
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// take returns what changed since the last take.
func (n *watcher) take() (chats []*chat, state bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for c := range n.chats {
		chats = append(chats, c)
	}
	clear(n.chats)
	state, n.state = n.state, false
	return chats, state
}
