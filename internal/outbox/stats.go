package outbox

import (
	"errors"
	"sync/atomic"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/measure"
	"giaoban/internal/store"
)

// Stats are what waits, and counts since the start.
type Stats struct {
	// Waiting is how many messages are in memory, those under way included, and Sent how
	// many were delivered.
	Waiting int
	Sent    int64
	// People is for how many people something waits, Delivered when a message was last
	// delivered, by real time; zero is not since the start.
	People    int
	Delivered time.Time
	// Lines are the messages of each priority.
	Lines [priorities]Line
	// Ended is how many messages were not plainly delivered, by how that ended.
	Ended map[chat.Outcome]int64
	// Asked is for how long the channels asked to wait, all in all.
	Asked time.Duration
	// Answering is how many seconds went by from an update to the first message of its answer.
	Answering *measure.Histogram
}

// A Line is the messages of one priority.
type Line struct {
	Waiting int
	// Oldest is how long ago, by campaign time, the one was decided that waits longest.
	Oldest time.Duration
	// Waited is how long, by real time, one has waited since the start at most.
	Waited time.Duration
	// Tries are how many calls of a channel ended in which way, Took how many seconds they took.
	Tries map[string]int64
	Took  *measure.Histogram
}

// tries are how a call may end: the channel asked to wait; the message certainly did not
// arrive; it may have; its person cannot be reached; the channel will never take it.
var tries = [...]string{tryDelivered: "delivered", tryThrottled: "throttled", tryFailed: "failed", tryUnknown: "unknown", tryGone: "gone", tryRefused: "refused"}

const (
	tryDelivered = iota
	tryThrottled
	tryFailed
	tryUnknown
	tryGone
	tryRefused
)

// counts are what the workers count.
type counts struct {
	tries     [priorities][len(tries)]atomic.Int64
	took      [priorities]*measure.Histogram
	ended     [chat.GivenUp + 1]atomic.Int64
	asked     atomic.Int64
	answering *measure.Histogram
	delivered atomic.Int64 // when a message last was, by real time, in nanoseconds
}

func newCounts() *counts {
	c := &counts{answering: measure.New(measure.Patient)}
	for i := range c.took {
		c.took[i] = measure.New(measure.Patient)
	}
	return c
}

// tried counts a call of a channel.
func (c *counts) tried(p chat.Priority, err error, start time.Time) {
	p = min(p, chat.Bulk)
	c.took[p].Since(start)
	var retry *chat.RetryError
	how := tryUnknown
	switch verdict(err) {
	case chat.Gone:
		how = tryGone
	case chat.Refused:
		how = tryRefused
	default:
		switch {
		case err == nil:
			how = tryDelivered
		case errors.Is(err, chat.ErrUnknownOutcome) || !errors.As(err, &retry):
		case retry.After > 0:
			how = tryThrottled
			c.asked.Add(int64(retry.After))
		default:
			how = tryFailed
		}
	}
	c.tries[p][how].Add(1)
}

// arrived counts how long an answer took, by its first page.
func (c *counts) arrived(w *waiting) {
	if !w.Since.IsZero() && !w.page {
		c.answering.Since(w.Since)
	}
}

// Stats counts.
func (b *Outbox) Stats() Stats {
	s := Stats{Ended: map[chat.Outcome]int64{}, Asked: time.Duration(b.counts.asked.Load()), Answering: b.counts.answering}
	for p := range s.Lines {
		s.Lines[p].Took, s.Lines[p].Tries = b.counts.took[p], map[string]int64{}
		for i, name := range tries {
			s.Lines[p].Tries[name] = b.counts.tries[p][i].Load()
		}
		s.Sent += s.Lines[p].Tries[tries[tryDelivered]]
	}
	for how := chat.MaybeSent; int(how) < len(b.counts.ended); how++ {
		s.Ended[how] = b.counts.ended[how].Load()
	}
	if at := b.counts.delivered.Load(); at != 0 {
		s.Delivered = time.Unix(0, at)
	}
	now := b.o.Now()
	for _, l := range b.lanes {
		l.waits(now, &s)
	}
	return s
}

// waits adds what waits in the lane.
func (l *lane) waits(now time.Time, s *Stats) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s.Waiting += l.waiting
	for _, p := range l.people {
		if len(p.waits) > 0 {
			s.People++
		}
		for _, w := range p.waits {
			line := &s.Lines[w.Priority]
			line.Waited = max(line.Waited, time.Since(w.since))
			line.Waiting++
			if at, ok := store.QueuedAt(w.ID); ok {
				line.Oldest = max(line.Oldest, now.Sub(at))
			}
		}
	}
}
