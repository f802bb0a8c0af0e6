package outbox

import (
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"

	"giaoban/internal/chat"
)

// state tells what a person's line is doing.
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
	waits  []*waiting // in the order in which they were added
	under  *waiting   // the one with a worker
	counts [priorities]int
	state  state
	level  int // of the line it stands in while it is ready
	// until is when the channel wants to hear of this person again.
	until time.Time
	timer *time.Timer // of the rest
}

// waiting is a message in line. The worker that sends it may change it.
type waiting struct {
	chat.Message
	// unknown is how many tries may have delivered it; counted for bulk only.
	unknown int
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

// next is the message that may go now and the level at which it stands in line.
// If there is none, at is when there will be one.
//
// While nothing fails messages go in order. A reply that failed holds all that
// is behind it. Anything else that failed holds only what is not more urgent,
// and goes again when nothing more urgent can.
func (p *person) next(now time.Time) (w *waiting, level int, at time.Time) {
	if p.until.After(now) {
		return nil, 0, p.until
	}
	var again *waiting
	held := chat.Priority(priorities)
	for _, w := range p.waits {
		switch {
		case w.Priority >= held:
			continue
		case w.trouble == nil, w.Priority == chat.Reply && !w.trouble.until.After(now):
			return w, p.urgency(), at
		case !w.trouble.until.After(now):
			again = w
		case at.IsZero() || w.trouble.until.Before(at):
			at = w.trouble.until
		}
		held = w.Priority
	}
	if again != nil {
		return again, int(again.Priority), at
	}
	return nil, 0, at
}

// urgency is that of the most urgent message in line: a reply that waits behind
// a digest takes the digest along.
func (p *person) urgency() int {
	for level, n := range p.counts {
		if n > 0 {
			return level
		}
	}
	return priorities - 1
}

func (p *person) push(w *waiting) {
	w.Priority = min(w.Priority, chat.Bulk)
	p.waits = append(p.waits, w)
	p.counts[w.Priority]++
}

// drop removes the message under way.
func (p *person) drop() {
	i := slices.Index(p.waits, p.under)
	p.counts[p.under.Priority]--
	p.under = nil
	if i == 0 {
		p.waits[0] = nil
		p.waits = p.waits[1:]
		return
	}
	p.waits = slices.Delete(p.waits, i, i+1)
}

// fifo is a line of people at one level.
type fifo struct {
	line []*person
	head int
}

func (q *fifo) push(p *person) { q.line = append(q.line, p) }

// first is the first in line who is still ready at this level, or nil.
func (q *fifo) first(level int) *person {
	for q.head < len(q.line) {
		if p := q.line[q.head]; p.state == ready && p.level == level {
			return p
		}
		q.pop()
	}
	return nil
}

// pop removes the first entry. Room is won back when half of it is behind us.
func (q *fifo) pop() {
	q.line[q.head] = nil
	q.head++
	if q.head*2 >= len(q.line) {
		n := copy(q.line, q.line[q.head:])
		clear(q.line[n:])
		q.line, q.head = q.line[:n], 0
	}
}
