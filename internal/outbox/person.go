package outbox

import (
	"time"

	"github.com/cenkalti/backoff/v5"

	"giaoban/internal/chat"
)

// state tells what a person's first message is doing.
type state uint8

const (
	idle     state = iota // nothing waits
	ready                 // in line
	sending               // with a worker
	resting               // failed, to be tried again later
	settling              // sent, its row is being deleted
)

// person is the line of messages to one address. The lane's mutex guards it,
// but for trouble, which belongs to the worker that sends.
type person struct {
	waits  []chat.Message // the first may be under way
	counts [priorities]int
	state  state
	level  int // of the line it stands in while it is ready
	timer  *time.Timer
	// trouble is there while the first message fails.
	trouble *trouble
}

// trouble is a message that failed: since when, and how long to wait next.
type trouble struct {
	since time.Time
	pause backoff.ExponentialBackOff
}

func newTrouble(now time.Time) *trouble {
	return &trouble{since: now, pause: backoff.ExponentialBackOff{
		InitialInterval:     time.Second,
		RandomizationFactor: 0.3,
		Multiplier:          2,
		MaxInterval:         time.Minute,
	}}
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

func (p *person) push(m chat.Message) {
	m.Priority = min(m.Priority, chat.Bulk)
	p.waits = append(p.waits, m)
	p.counts[m.Priority]++
}

// drop removes the first message.
func (p *person) drop() {
	p.counts[p.waits[0].Priority]--
	p.waits[0] = chat.Message{} // let its text go
	p.waits = p.waits[1:]
}

// take removes the first n messages and returns them.
func (p *person) take(n int) []chat.Message {
	out := append([]chat.Message(nil), p.waits[:n]...)
	for range n {
		p.drop()
	}
	return out
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
