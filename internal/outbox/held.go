package outbox

import (
	"cmp"
	"slices"
	"time"

	"giaoban/internal/chat"
)

// Held is a message that waits, and how its delivery stands.
type Held struct {
	ID, Answers string
	To          chat.Address
	Priority    chat.Priority
	Until       time.Time // campaign time from which on it is of no more use; zero if the outbox decides
	Sending     bool      // it is on its way now
	Tries       int       // that failed since the start
	Unknown     int       // of all, those that may have delivered it
	Next        time.Time // real time of the next try, if it waits for one
	GivenUp     time.Time // real time after which it is not tried any more; zero if Until says it, or no try failed
}

// Held lists what waits and is of that kind, in the order of ids.
func (b *Outbox) Held(is func(chat.Message) bool) (all []Held) {
	for _, l := range b.lanes {
		all = append(all, l.holds(is, b.o.Patience)...)
	}
	slices.SortFunc(all, func(a, b Held) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// holds is Held for one lane.
func (l *lane) holds(is func(chat.Message) bool, patience time.Duration) (all []Held) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range l.people {
		for _, w := range p.waits {
			if !is(w.Message) {
				continue
			}
			h := Held{ID: w.ID, Answers: w.Answers, To: w.To, Priority: w.Priority, Until: w.Message.Until, Sending: w == p.under}
			if !h.Sending { // else its worker may be at it
				h.Unknown, h.Next = w.unknown, p.until
				if w.trouble != nil {
					h.Tries, h.Next = w.trouble.tries, w.trouble.until
					if h.Until.IsZero() {
						h.GivenUp = w.trouble.since.Add(patience)
					}
				}
				if l.pace.pausedUntil.After(h.Next) {
					h.Next = l.pace.pausedUntil
				}
			}
			all = append(all, h)
		}
	}
	return all
}

// mostReached is how many people's last message is remembered.
const mostReached = 32_768

// reached notes when a person was last delivered something. Needs mu.
func (l *lane) reached(id string) {
	if len(l.last) >= mostReached {
		clear(l.last) // so many people are rare, and it is only for who asks why
	}
	l.last[id] = time.Now()
}

// Reached returns when a message to somebody was last delivered, in real time; zero if none
// was since the start.
func (b *Outbox) Reached(to chat.Address) time.Time {
	l := b.lanes[to.Channel]
	if l == nil {
		return time.Time{}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last[to.ID]
}
