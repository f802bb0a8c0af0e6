package dispatch

import (
	"sync"
	"time"

	"giaoban/internal/chat"
)

// An allowance is how much each of many people may ask for: a number at once, and one
// more after each pause. It is in memory only: a start forgives everybody.
type allowance struct {
	most  int
	every time.Duration

	mu  sync.Mutex
	who map[chat.Address]*spent
}

type spent struct {
	n    int       // of the most
	at   time.Time // up to when it was given back
	told bool      // they were told since they last had some left
}

// mostRemembered bounds the memory. Who comes when it is full finds it empty.
const mostRemembered = 20000

func newAllowance(most int, every time.Duration) *allowance {
	return &allowance{most: most, every: every, who: map[chat.Address]*spent{}}
}

// takes reports whether somebody has some left, and takes of it.
func (a *allowance) takes(who chat.Address, at time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.of(who, at)
	if s.n >= a.most {
		return false
	}
	s.n++
	s.told = false
	return true
}

// left reports whether somebody has some left.
func (a *allowance) left(who chat.Address, at time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.of(who, at).n < a.most
}

// refuses notes that somebody is refused, and reports whether it is the first time since
// they last took some.
func (a *allowance) refuses(who chat.Address, at time.Time) (first bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.of(who, at)
	first, s.told = !s.told, true
	return first
}

// of gives back what somebody spent long ago. The lock is held.
func (a *allowance) of(who chat.Address, at time.Time) *spent {
	s := a.who[who]
	if s == nil {
		if len(a.who) >= mostRemembered {
			clear(a.who)
		}
		s = &spent{at: at}
		a.who[who] = s
	}
	if at.Before(s.at) {
		s.at = at // the clock was set back
	}
	back := int(min(at.Sub(s.at)/a.every, time.Duration(s.n)))
	s.n -= back
	if s.at = s.at.Add(time.Duration(back) * a.every); s.n == 0 {
		s.at = at
	}
	return s
}
