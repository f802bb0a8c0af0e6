package outbox

import (
	"slices"
	"sync"
	"time"

	"giaoban/internal/chat"
)

const priorities = int(chat.Bulk) + 1

// lane is the queue of one channel: who has something waiting, and whose turn
// it is. Several lanes do not wait for each other.
type lane struct {
	channel  Channel
	chatRate float64 // how many messages a person may get in a second
	hurry    func()  // somebody waits for a row to be deleted

	mu     sync.Mutex
	work   *sync.Cond // signalled when somebody became ready, or time passed
	closed bool
	people map[string]*person // those with a message waiting, under way or being swept
	last   map[string]time.Time
	// ready are those whose next message may go, by urgency, first come first
	// served. An entry is stale if its person is ready at another level or not at all.
	ready   [priorities]fifo
	waiting int
	// flying counts the messages under way; paced, at most maxPaced, those of them that
	// are notices and bulk.
	flying, paced, maxPaced int
	pace                    pace
	wakeAt                  time.Time
	wake                    *time.Timer
}

func newLane(c Channel, o Options, hurry func()) *lane {
	l := &lane{
		channel:  c,
		chatRate: o.ChatRate,
		hurry:    hurry,
		people:   map[string]*person{},
		last:     map[string]time.Time{},
		maxPaced: max(1, o.Workers/2),
		pace:     pace{rate: meterOf(o.Rate, late), throttled: map[string]bool{}},
	}
	l.work = sync.NewCond(&l.mu)
	return l
}

// add queues a message.
func (l *lane) add(w *waiting) {
	l.mu.Lock()
	defer l.mu.Unlock()
	w.since = time.Now()
	p := l.people[w.To.ID]
	if p == nil {
		p = &person{rate: meterOf(l.chatRate, lateToOne)}
		l.people[w.To.ID] = p
	}
	p.push(w)
	if w.doubted {
		p.troubled = true
	}
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
	w, at := p.next(now)
	if w != nil {
		level := int(w.Priority)
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
	if now.Before(l.pace.pausedUntil) {
		l.wakeIn(now, l.pace.pausedUntil.Sub(now))
		return nil
	}
	if l.pace.trial != nil {
		return nil // the worker that finishes it looks again
	}
	for level := range l.ready {
		p := l.ready[level].first(level)
		if p == nil || level != int(chat.Reply) && l.paced >= l.maxPaced {
			continue
		}
		at := l.pace.other(now)
		if level == int(chat.Reply) {
			at = l.pace.reply(now, l.flying, len(l.ready[level]))
		}
		if at.After(now) {
			l.wakeIn(now, at.Sub(now)+time.Microsecond)
			continue
		}
		l.ready[level].pop()
		if p.under, _ = p.next(now); p.under == nil {
			l.turn(p) // it was taken back meanwhile
			continue
		}
		l.set(p, now)
		return p
	}
	return nil
}

// set puts p's message under way. Needs mu.
func (l *lane) set(p *person, now time.Time) {
	p.state = sending
	l.flying++
	p.beyond = l.pace.rate.ahead(now) > l.pace.worth()
	for range l.calls(p.under.Message) {
		l.pace.take(now)
		p.rate.take(now)
	}
	if p.under.Priority != chat.Reply {
		l.paced++
		l.pace.bulk = now
	}
	if l.pace.trying {
		l.pace.trial = p
	}
}

// calls returns how many messages the channel makes of one.
func (l *lane) calls(m chat.Message) int {
	if c, ok := l.channel.(weigher); ok {
		return c.Calls(m)
	}
	return 1
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

// ending returns what ends with p's message under way: that message, or all of p's.
func (l *lane) ending(p *person, all bool) []*waiting {
	l.mu.Lock()
	defer l.mu.Unlock()
	if p.ending = all; all {
		return slices.Insert(slices.DeleteFunc(slices.Clone(p.waits), func(w *waiting) bool { return w == p.under }), 0, p.under)
	}
	return []*waiting{p.under}
}

// ended notes that messages of p ended for good, the one under way with them. The person
// rests until settle is called.
func (l *lane) ended(p *person, messages []*waiting) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.landed(p)
	p.under, p.ending = nil, false
	p.waits = slices.DeleteFunc(p.waits, func(w *waiting) bool { return slices.Contains(messages, w) })
	l.waiting -= len(messages)
	l.settling(p)
}

// passed notes that p's message under way was delivered. The person rests until settle
// is called.
func (l *lane) passed(p *person) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.landed(p)
	l.reached(p.under.To.ID)
	p.drop()
	p.troubled = false
	l.waiting--
	l.settling(p)
	l.pace.passed(p, time.Now())
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
	l.flying--
	l.pace.landed(p, time.Now())
	if p.under.Priority != chat.Reply {
		l.paced--
	}
}

// expire takes out what is stale at an instant of campaign time, of people who could not
// be reached.
func (l *lane) expire(now time.Time) (out []*waiting) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, p := range l.people {
		if !p.troubled {
			continue
		}
		before := len(p.waits)
		p.waits = slices.DeleteFunc(p.waits, func(w *waiting) bool {
			stale := w != p.under && !p.ending && w.stale(now)
			if stale {
				out = append(out, w)
			}
			return stale
		})
		l.waiting -= before - len(p.waits)
		switch {
		case before == len(p.waits) || p.state == sending || p.state == settling:
		case len(p.waits) > 0:
			l.turn(p)
		default:
			p.state = idle
			l.forget(p, id)
		}
	}
	return out
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
	l.forget(p, id)
}

// forget drops what is known of a person of whom nothing waits, once no pace is to be kept
// with them. Needs mu.
func (l *lane) forget(p *person, id string) {
	if p.timer != nil {
		p.timer.Stop()
	}
	now := time.Now()
	known := max(p.rate.ahead(now), p.slowUntil.Sub(now), p.until.Sub(now))
	if known <= 0 {
		if l.people[id] == p { // else a timer came late, and somebody new has the name
			delete(l.people, id)
		}
		return
	}
	p.timer = time.AfterFunc(known, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if p.state == idle && len(p.waits) == 0 {
			l.forget(p, id)
		}
	})
}

// later puts p's message under way back in line for another try after a wait.
// Nothing goes to p for as long as the channel asked, which may be 0.
func (l *lane) later(p *person, wait, asked time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.landed(p)
	now := time.Now()
	p.under.trouble.until, p.until = now.Add(wait), now.Add(asked)
	p.under, p.ending, p.state, p.troubled = nil, false, idle, true
	l.turn(p)
}

// held puts p's message back in line if everybody waits since it was taken out.
func (l *lane) held(p *person) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.pace.pausedUntil.After(time.Now()) {
		return false
	}
	l.landed(p)
	p.under, p.state = nil, idle
	l.turn(p)
	return true
}

// throttle notes that the channel asked to wait before the next message to p.
func (l *lane) throttle(p *person, id string, after time.Duration, everybody bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pace.throttle(p, id, time.Now(), after, everybody)
}

// throttleWithin notes that the channel asked to wait in the middle of p's message. If
// everybody waits, it is that message which tries first.
func (l *lane) throttleWithin(p *person, id string, after time.Duration, everybody bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := l.pace.pausedUntil
	l.pace.throttle(p, id, time.Now(), after, everybody)
	if l.pace.pausedUntil.After(before) {
		l.pace.trial = p
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

// leaving counts the people who are about to get something: none of them waits for another
// try.
func (l *lane) leaving() (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range l.people {
		if p.state != resting && len(p.waits) > 0 {
			n++
		}
	}
	return n
}
