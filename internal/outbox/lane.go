package outbox

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"giaoban/internal/chat"
)

const priorities = int(chat.Bulk) + 1

// lane is the queue of one channel: who has something waiting, and whose turn
// it is. Several lanes do not wait for each other.
type lane struct {
	channel Channel
	pace    *rate.Limiter // of notices and bulk
	hurry   func()        // somebody waits for a row to be deleted

	mu     sync.Mutex
	work   *sync.Cond // signalled when somebody became ready, or time passed
	closed bool
	people map[string]*person // those with a message waiting, under way or being swept
	// ready are those whose next message may go, by urgency, first come first
	// served. An entry is stale if its person is ready at another level or not at all.
	ready   [priorities]fifo
	waiting int
	// paced counts the notices and bulk messages under way, at most maxPaced.
	paced, maxPaced int
	// pausedUntil stops the whole lane; throttled are the people who were told
	// to wait since the last message that went through.
	pausedUntil time.Time
	throttled   map[string]bool
	wakeAt      time.Time
	wake        *time.Timer
}

func newLane(c Channel, pace float64, workers int, hurry func()) *lane {
	l := &lane{
		channel:   c,
		hurry:     hurry,
		pace:      rate.NewLimiter(rate.Limit(pace), 1),
		people:    map[string]*person{},
		maxPaced:  max(1, workers/2),
		throttled: map[string]bool{},
	}
	l.work = sync.NewCond(&l.mu)
	return l
}

// add queues a message.
func (l *lane) add(w *waiting) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.people[w.To.ID]
	if p == nil {
		p = &person{}
		l.people[w.To.ID] = p
	}
	p.push(w)
	l.waiting++
	switch p.state {
	case sending:
	case settling:
		l.hurry()
	default:
		l.turn(p)
	}
}

// turn has p, of whom no message is under way, stand in line if one may go, or
// rest until one may. Needs mu.
func (l *lane) turn(p *person) {
	now := time.Now()
	w, level, at := p.next(now)
	if w != nil {
		if p.state != ready || level != p.level {
			p.state, p.level = ready, level
			l.ready[level].push(p)
			l.work.Signal()
		}
		return
	}
	p.state = resting
	if p.timer != nil {
		p.timer.Stop()
	}
	p.timer = time.AfterFunc(at.Sub(now), func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if p.state == resting {
			l.turn(p)
		}
	})
}

// next waits for a message that may go now. ok is false when the lane is closed.
func (l *lane) next() (p *person, w *waiting, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.closed {
		if p := l.pick(time.Now()); p != nil {
			p.state = sending
			if p.under.Priority != chat.Reply {
				l.paced++
			}
			if l.anyReady() {
				l.work.Signal() // for the next worker to look, or to set the clock
			}
			return p, p.under, true
		}
		l.work.Wait()
	}
	return nil, nil, false
}

// pick takes the person out of line whose turn it is, and puts the message under
// way. If that turn comes later, it sees to it that a worker will look again
// then. Needs mu.
func (l *lane) pick(now time.Time) *person {
	if now.Before(l.pausedUntil) {
		l.wakeIn(now, l.pausedUntil.Sub(now))
		return nil
	}
	if p := l.ready[chat.Reply].first(int(chat.Reply)); p != nil {
		l.ready[chat.Reply].pop()
		p.under, _, _ = p.next(now)
		if p.under.Priority != chat.Reply {
			// A reply waits behind it: it goes at once and others pay.
			l.pace.ReserveN(now, 1)
		}
		return p
	}
	for level := int(chat.Notice); level < priorities; level++ {
		p := l.ready[level].first(level)
		if p == nil {
			continue
		}
		if l.paced >= l.maxPaced {
			return nil // the worker that finishes one looks again
		}
		if !l.pace.AllowN(now, 1) {
			missing := 1 - l.pace.TokensAt(now)
			l.wakeIn(now, time.Duration(missing/float64(l.pace.Limit())*float64(time.Second))+time.Microsecond)
			return nil
		}
		l.ready[level].pop()
		p.under, _, _ = p.next(now)
		return p
	}
	return nil
}

func (l *lane) anyReady() bool {
	for level := range l.ready {
		if l.ready[level].first(level) != nil {
			return true
		}
	}
	return false
}

// wakeIn has a worker look again after d, or earlier if that is planned. Needs mu.
func (l *lane) wakeIn(now time.Time, d time.Duration) {
	at := now.Add(d)
	if !l.wakeAt.IsZero() && !at.Before(l.wakeAt) {
		return
	}
	l.wakeAt = at
	if l.wake != nil {
		l.wake.Stop()
	}
	l.wake = time.AfterFunc(d, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.wakeAt = time.Time{}
		l.work.Signal()
	})
}

// taken notes that p's message under way ended for good, or all of them did. The
// person rests until settle is called. It returns the messages.
func (l *lane) taken(p *person, all bool) []*waiting {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.landed(p)
	out := []*waiting{p.under}
	if all {
		out, p.waits, p.under = p.waits, nil, nil
	} else {
		p.drop()
	}
	l.waiting -= len(out)
	l.settling(p)
	return out
}

// passed notes that p's message under way was delivered, as taken does.
func (l *lane) passed(p *person) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.landed(p)
	p.drop()
	l.waiting--
	l.settling(p)
	clear(l.throttled)
}

// settling has p wait for the deletion of its last message's row. Needs mu.
func (l *lane) settling(p *person) {
	p.state = settling
	if len(p.waits) > 0 {
		l.hurry()
	}
}

// landed notes that a message is no longer under way. Needs mu.
func (l *lane) landed(p *person) {
	if p.under.Priority != chat.Reply {
		l.paced--
	}
}

// settle lets p's next message go, now that the last one's row is deleted.
func (l *lane) settle(p *person, id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(p.waits) > 0 {
		l.turn(p)
		return
	}
	p.state = idle
	delete(l.people, id)
}

// later puts p's message under way back in line for another try after a wait.
// Nothing goes to p for as long as the channel asked, which may be 0.
func (l *lane) later(p *person, wait, asked time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.landed(p)
	now := time.Now()
	p.under.trouble.until, p.until = now.Add(wait), now.Add(asked)
	p.under, p.state = nil, idle
	l.turn(p)
}

// throttle notes that the channel asked to wait before the next message to this
// person. If it says so to several in a row, or that it means everybody, the
// whole lane waits.
func (l *lane) throttle(id string, after time.Duration, everybody bool) {
	const several = 3
	l.mu.Lock()
	defer l.mu.Unlock()
	l.throttled[id] = true
	if !everybody && len(l.throttled) < several {
		return
	}
	if until := time.Now().Add(after); until.After(l.pausedUntil) {
		l.pausedUntil = until
	}
}

// close ends all calls of next.
func (l *lane) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if l.wake != nil {
		l.wake.Stop()
	}
	for _, p := range l.people {
		if p.timer != nil {
			p.timer.Stop()
		}
	}
	l.work.Broadcast()
}

func (l *lane) size() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waiting
}
