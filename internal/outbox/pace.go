package outbox

import "time"

// # Pace
//
// A channel takes so many messages a second, and so many for each person. Notices and bulk
// take what the replies leave of a little less than that, evenly, so that they never make
// the channel ask us to wait; one a second goes whatever the replies take.
//
// Replies go at once. A second's worth ahead of the rate, they go one by one, so that the
// channel has to say once only that this is too much; and if it takes some, more and more
// together. If it says so, everybody waits as long as it asked, one message tries first,
// and replies keep to the rate until a minute was quiet: the channel said nothing, and no
// more than a second's worth waited.
const (
	// share is what we use of a rate, to stay below it whatever the clocks do.
	share = 0.99
	// late and lateToOne are how far the sends, to all or to one person, may fall behind their
	// time and the next ones still make up for it: about what timers of a busy machine are late.
	late      = 50 * time.Millisecond
	lateToOne = 10 * time.Millisecond
	// quiet is how long nothing has to be said against the replies before they go at once.
	quiet = time.Minute
	// least is in which time one notice or bulk message goes at any rate.
	least = time.Second
	// together is how many pages of one reply may be ahead of what a person may get: three
	// go at once, the next each in its turn.
	together = 2
	// proven is after how many replies beyond the rate, one by one, more go together.
	proven = 10
	// unexplained is the longest that everybody waits for what the channel said to one
	// person, where nothing that we sent explains it.
	unexplained = time.Minute
)

// meter is a rate: when the next send is due if all keep to it.
type meter struct {
	every time.Duration // from one send to the next; 0 is no limit
	late  time.Duration // what is made up for
	next  time.Time
}

func meterOf(perSecond float64, late time.Duration) meter {
	if perSecond <= 0 {
		return meter{}
	}
	return meter{every: time.Duration(float64(time.Second) / (share * perSecond)), late: late}
}

// take notes a send.
func (m *meter) take(now time.Time) {
	if least := now.Add(-m.late); m.next.Before(least) {
		m.next = least
	}
	m.next = m.next.Add(m.every)
}

// due returns when the next send keeps to the rate, now at the earliest.
func (m *meter) due(now time.Time) time.Time {
	if m.every > 0 && m.next.After(now) {
		return m.next
	}
	return now
}

// ahead returns how far the sends are ahead of the rate.
func (m *meter) ahead(now time.Time) time.Duration { return m.due(now).Sub(now) }

// pace is how a lane keeps to what its channel takes. The lane's mutex guards it.
type pace struct {
	rate meter
	// bulk is when the last notice or bulk message went.
	bulk time.Time
	// pausedUntil stops the whole lane; then one message tries first, and trial is whose
	// that is while it is on its way. Replies keep to the rate until slowUntil.
	pausedUntil, slowUntil time.Time
	trying                 bool
	trial                  *person
	// beyond counts the replies that went through a second's worth ahead of the rate.
	beyond int
	// throttled are the people who were told to wait since a message went through.
	throttled map[string]bool
}

// take notes a send. More than a second's worth is never owed: what the channel took beyond
// that without a word is not made up for, or all else would wait for it afterwards.
func (c *pace) take(now time.Time) {
	c.rate.take(now)
	if most := now.Add(max(time.Second, c.rate.every)); c.rate.next.After(most) {
		c.rate.next = most
	}
}

// reply returns when the next reply may go, at the latest. So many messages are under way,
// and so many people wait for a reply.
func (c *pace) reply(now time.Time, flying, waiting int) time.Time {
	ahead := c.rate.ahead(now)
	switch {
	case ahead == 0:
	case c.slowUntil.After(now):
		if c.rate.every*time.Duration(waiting) > time.Second && c.slowUntil.Before(now.Add(quiet)) {
			c.slowUntil = now.Add(quiet)
		}
		return now.Add(ahead)
	case ahead > c.worth() && flying >= max(1, c.beyond-proven):
		return now.Add(ahead - c.worth()) // or when one of those has landed
	}
	return now
}

// worth is how far ahead of the rate a second's messages are, a little less.
func (c *pace) worth() time.Duration { return time.Second - 2*c.rate.every - c.rate.late }

// passed notes that p's message went through.
func (c *pace) passed(p *person, now time.Time) {
	switch {
	case p.beyond:
		c.beyond++
	case c.rate.ahead(now) < c.worth()/2:
		c.beyond = 0
	}
	clear(c.throttled)
}

// other returns when the next notice or bulk message may go.
func (c *pace) other(now time.Time) time.Time {
	at := c.rate.due(now)
	if turn := c.bulk.Add(max(least, c.rate.every)); turn.Before(at) {
		return turn
	}
	return at
}

// throttle notes that the channel asked to wait before the next message to a person. It
// means everybody, unless this person alone got too much. Where neither explains it, it
// is taken for this person's after a while, if others are served then.
func (c *pace) throttle(p *person, id string, now time.Time, asked time.Duration, everybody bool) {
	c.throttled[id] = true
	over := c.rate.ahead(now) > time.Second/4
	if p.rate.ahead(now) > p.rate.every && !over && !everybody {
		p.slowUntil = now.Add(asked + quiet)
		return
	}
	if !over && !everybody && len(c.throttled) == 1 {
		asked = min(asked, unexplained)
	}
	if until := now.Add(asked); until.After(c.pausedUntil) {
		c.pausedUntil, c.slowUntil, c.trying = until, until.Add(quiet), true
	}
	c.beyond, c.rate.next = 0, time.Time{} // what was too much is waited for
}

// landed notes that p's message is no longer under way.
func (c *pace) landed(p *person, now time.Time) {
	if c.trial != p {
		return
	}
	c.trial = nil
	c.trying = c.pausedUntil.After(now)
}
