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
}

// waiting is a message in line. The worker that sends it may change it.
type waiting struct {
	chat.Message
	// unknown is how many tries may have delivered it.
	unknown int
	marked  bool     // the store may have a mark of that
	trouble *trouble // there while it fails
}

// trouble is a message that failed: since when, when it is tried again, and how
// long to wait after that.
type trouble struct {
	since, until time.Time
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

// next returns the message that may go now and the level at which it stands in
// line. If there is none, at is when there will be one.
//
// While nothing fails messages go in order. A reply that failed goes again as soon
// as its wait is over, anything else when nothing more urgent can. Meanwhile a reply
// holds all that is behind it, and anything else holds what is not more urgent. But
// a reply or a notice that may have arrived holds nobody while it waits: that is
// for minutes, and perhaps for nothing.
func (p *person) next(now time.Time) (w *waiting, level int, at time.Time) {
	if p.until.After(now) {
		return nil, 0, p.until
	}
	var again *waiting
	held := chat.Bulk + 1
	for _, w := range p.waits {
		if w.Priority >= held {
			continue
		}
		switch {
		case w.trouble == nil, w.Priority == chat.Reply && !w.rests(now):
			return w, p.urgency(now), at
		case !w.rests(now):
			again = w
		default:
			if at.IsZero() || w.trouble.until.Before(at) {
				at = w.trouble.until
			}
			if w.unknown > 0 && w.Priority != chat.Bulk {
				continue
			}
		}
		held = w.Priority
	}
	if again != nil {
		return again, int(again.Priority), at
	}
	return nil, 0, at
}

// rests reports whether the message waits for another try.
func (w *waiting) rests(now time.Time) bool { return w.trouble != nil && w.trouble.until.After(now) }

// urgency is that of the most urgent message that could go: a reply that waits
// behind a digest takes the digest along.
func (p *person) urgency(now time.Time) int {
	most := chat.Bulk
	for _, w := range p.waits {
		if !w.rests(now) {
			most = min(most, w.Priority)
		}
	}
	return int(most)
}

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
