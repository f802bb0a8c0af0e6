package outbox

import (
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"

	"giaoban/internal/chat"
)

// state is what a person's line is doing.
type state uint8

const (
	idle     state = iota // nothing waits
	ready                 // a message may go
	sending               // one is with a worker
	resting               // all wait for another try, or behind one that does
	settling              // one has left, its row is being deleted
)

// person is the line of messages to one address. The lane's mutex guards it.
type person struct {
	waits []*waiting // in the order in which they were added
	under *waiting   // the one with a worker
	state state
	level int // of the line it stands in while it is ready
	// until is when the channel wants to hear of this person again.
	until time.Time
	timer *time.Timer // of the rest
	// rate is how many messages the person may get; replies keep to it until slowUntil.
	rate      meter
	slowUntil time.Time
	beyond    bool // the message under way set out a second's worth ahead of the lane's rate
	// ending is set while it is noted that all of it ends with the message under way.
	ending bool
	// troubled is set while the person may have missed something: from a message that
	// failed, or waited for a start, to one that went through.
	troubled bool
}

// waiting is a message in line. The worker that sends it may change it.
type waiting struct {
	chat.Message
	since time.Time // when it was queued, by real time
	// unknown is how many tries may have delivered it.
	unknown int
	marked  bool               // the store may have a mark of that
	doubted bool               // it was left from before the start, or another end of it may be noted
	page    bool               // it came together with another to the same person
	trouble *trouble           // there while it fails
	over    func(arrived bool) // who waits to hear how it ended, if anybody does
}

// tell says how the message ended to whoever waits for that.
func (w *waiting) tell(arrived bool) {
	if w.over != nil {
		w.over(arrived)
	}
}

// trouble is a message that failed: since when, when it is tried again, and how
// long to wait after that.
type trouble struct {
	since, until time.Time
	tries        int
	pause        backoff.ExponentialBackOff
}

func newTrouble(now time.Time) *trouble {
	return &trouble{since: now, pause: backoff.ExponentialBackOff{
		InitialInterval:     time.Second,
		RandomizationFactor: 0.3,
		Multiplier:          2,
		MaxInterval:         time.Minute,
	}}
}

// next returns the message that may go now: the most urgent, and of those the first. If
// there is none, at is when there will be one.
func (p *person) next(now time.Time) (w *waiting, at time.Time) {
	if p.until.After(now) {
		return nil, p.until
	}
	for level := range priorities {
		w, free := p.first(chat.Priority(level), now)
		switch {
		case w == nil:
		case level > int(chat.Reply), p.slowUntil.After(now):
			free = p.rate.due(now)
		case w.page:
			free = p.rate.due(now).Add(-together * p.rate.every)
		}
		if w != nil && !free.After(now) {
			return w, at
		}
		if !free.IsZero() && (at.IsZero() || free.Before(at)) {
			at = free
		}
	}
	return nil, at
}

// first returns the first message of a level that does not wait for another try, nor
// behind one that does. If there is none, at is when there will be one. What may have
// arrived holds nobody: a notice from its first try on, a reply from its second. Nor does a
// file that failed twice: it may be the file.
func (p *person) first(level chat.Priority, now time.Time) (w *waiting, at time.Time) {
	for _, w := range p.waits {
		if w.Priority != level {
			continue
		}
		if !w.rests(now) {
			return w, now
		}
		if at.IsZero() || w.trouble.until.Before(at) {
			at = w.trouble.until
		}
		if level == chat.Bulk || w.unknown < 2-int(level) && !(w.Content.File != nil && w.trouble.tries > 1) {
			break
		}
	}
	return nil, at
}

// rests reports whether the message waits for another try.
func (w *waiting) rests(now time.Time) bool { return w.trouble != nil && w.trouble.until.After(now) }

func (p *person) push(w *waiting) {
	w.Priority = min(w.Priority, chat.Bulk)
	p.waits = append(p.waits, w)
}

// drop removes the message under way. It mostly is the first.
func (p *person) drop() {
	i := slices.Index(p.waits, p.under)
	p.under = nil
	if i == 0 {
		p.waits[0] = nil
		p.waits = p.waits[1:]
		return
	}
	p.waits = slices.Delete(p.waits, i, i+1)
}

// fifo is a line of people at one level.
type fifo []*person

func (q *fifo) push(p *person) { *q = append(*q, p) }

// first is the first in line who is still ready at this level, or nil.
func (q *fifo) first(level int) *person {
	for ; len(*q) > 0; q.pop() {
		if p := (*q)[0]; p.state == ready && p.level == level {
			return p
		}
	}
	return nil
}

// pop removes the first entry. Its room is won back when the line next grows.
func (q *fifo) pop() {
	(*q)[0] = nil
	*q = (*q)[1:]
}
