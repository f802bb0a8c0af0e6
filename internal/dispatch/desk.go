package dispatch

import (
	"slices"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
)

// A desk is what is kept and not answered yet, a line for each person: one of a line is
// answered at a time, in the order of its person's messages. It is in memory, and read from
// the store by a start.
type desk struct {
	slow func(session.Kept) // says that an answer takes long; nil: nobody does

	mu     sync.Mutex
	work   sync.Cond
	lines  map[chat.Address]*line
	ready  []*line // of which nobody answers one, first come first served
	closed bool
}

type line struct {
	of   chat.Address
	kept []*session.Kept // the first is answered next
}

// longWait is how long somebody waits for an answer before they are told that it is being
// made.
const longWait = 300 * time.Millisecond

func newDesk() *desk {
	d := &desk{lines: map[chat.Address]*line{}}
	d.work.L = &d.mu
	return d
}

// waiting counts what waits of one person's.
func (d *desk) waiting(who chat.Address) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	if l := d.lines[who]; l != nil {
		return len(l.kept)
	}
	return 0
}

// size counts what waits.
func (d *desk) size() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.lines {
		n += len(l.kept)
	}
	return n
}

// add puts an update behind those of the same person, unless it lies there.
func (d *desk) add(k *session.Kept) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l := d.lines[k.Update.From]
	if l == nil {
		l = &line{of: k.Update.From}
		d.lines[l.of] = l
	}
	if slices.ContainsFunc(l.kept, func(known *session.Kept) bool { return known.Row == k.Row }) {
		return
	}
	if l.kept = append(l.kept, k); len(l.kept) == 1 {
		d.rests(l)
	}
}

// take waits for a line of which one may be answered. ok is false when the desk is closed
// or, if nobody is to wait, when there is none.
func (d *desk) take(waits bool) (l *line, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for len(d.ready) == 0 && waits && !d.closed {
		d.work.Wait()
	}
	if len(d.ready) == 0 || d.closed {
		return nil, false
	}
	l = d.ready[0]
	d.ready = d.ready[1:]
	return l, true
}

// unseen returns the first of a line and those right behind it that nobody has looked at;
// only the first if that was looked at.
func (d *desk) unseen(l *line) (some []*session.Kept) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, k := range l.kept {
		if i > 0 && (k.Asked != nil || len(some) == mostTogether) {
			break
		}
		if some = append(some, k); k.Asked != nil {
			break
		}
	}
	return some
}

// mostTogether is how many updates that waited go into one commit.
const mostTogether = 100

// done takes what was answered from a line, and puts the line back.
func (d *desk) done(l *line, answered ...*session.Kept) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l.kept = slices.DeleteFunc(l.kept, func(k *session.Kept) bool { return slices.Contains(answered, k) })
	if len(l.kept) == 0 {
		delete(d.lines, l.of)
		return
	}
	d.rests(l)
}

// rests puts a line of which nobody answers one in the queue, and has its first wait. The
// lock is held.
func (d *desk) rests(l *line) {
	if k := l.kept[0]; d.slow != nil && k.Asked != nil && k.Settled == nil {
		said, first := make(chan struct{}), *k
		timer := time.AfterFunc(longWait, func() {
			defer close(said)
			d.slow(first)
		})
		k.Settled = sync.OnceFunc(func() {
			if !timer.Stop() {
				<-said
			}
		})
	}
	d.ready = append(d.ready, l)
	d.work.Signal()
}

// close ends all calls of take.
func (d *desk) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	d.work.Broadcast()
}
