package simulator

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits are how many messages a bot may send or edit, in real time. A call beyond them, and every call until the wait is over that the
// server then declares, gets 429. The zero value is no limit.
type Limits struct {
	Rate     float64 `json:"rate"`       // in a second, to all chats; 0: any number
	Burst    int     `json:"burst"`      // at once; a second's worth when 0
	ChatRate float64 `json:"chat_rate"`  // in a second, to one chat; 0: any number
	ChatOnce int     `json:"chat_burst"` // to one chat at once; 3 when 0
	Wait     int     `json:"wait"`       // seconds to wait after a call beyond the limits; 3 when 0
}

// Limited counts what the limits did since they were set.
type Limited struct {
	Limits
	Taken   int `json:"taken"`   // calls within the limits
	Refused int `json:"refused"` // calls that got 429
	Into    int `json:"into"`    // of those, how many came while a wait was declared
}

// limits holds bots to Limits.
type limits struct {
	mu  sync.Mutex
	now Limited
	of  map[string]*allowance // by bot, and by bot and chat
}

// allowance is what one bot, or one chat of it, may still get.
type allowance struct {
	bucket *rate.Limiter
	until  time.Time // of a declared wait
}

// SetLimits holds every bot to these limits from now on, and counts anew.
func (s *Server) SetLimits(l Limits) {
	l.Burst = cmp.Or(l.Burst, max(1, int(l.Rate)))
	l.ChatOnce, l.Wait = cmp.Or(l.ChatOnce, 3), cmp.Or(l.Wait, 3)
	s.limits.mu.Lock()
	defer s.limits.mu.Unlock()
	s.limits.now, s.limits.of = Limited{Limits: l}, map[string]*allowance{}
}

// Limited returns the limits and what they did.
func (s *Server) Limited() Limited {
	s.limits.mu.Lock()
	defer s.limits.mu.Unlock()
	return s.limits.now
}

// take returns nil if a call is within the limits, else its answer.
func (l *limits) take(bot int64, method string, r request) error {
	if !strings.HasPrefix(method, "send") && !strings.HasPrefix(method, "edit") || method == "sendchataction" {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now, all := time.Now(), strconv.FormatInt(bot, 10)
	whole := l.allowance(all, l.now.Rate, l.now.Burst)
	chat := l.allowance(all+"/"+r.text("chat_id"), l.now.ChatRate, l.now.ChatOnce)
	wait := time.Duration(l.now.Wait) * time.Second
	switch {
	case now.Before(whole.until) || now.Before(chat.until):
		l.now.Into++
	case !whole.bucket.AllowN(now, 1):
		whole.until = now.Add(wait)
	case !chat.bucket.AllowN(now, 1):
		chat.until = now.Add(wait)
	default:
		l.now.Taken++
		return nil
	}
	l.now.Refused++
	left := max(whole.until.Sub(now), chat.until.Sub(now))
	return tooMany(int((left + time.Second - 1) / time.Second))
}

func (l *limits) allowance(of string, perSecond float64, burst int) *allowance {
	if l.of == nil {
		l.of = map[string]*allowance{}
	}
	a := l.of[of]
	if a == nil {
		limit := rate.Limit(perSecond)
		if perSecond <= 0 {
			limit = rate.Inf
		}
		a = &allowance{bucket: rate.NewLimiter(limit, burst)}
		l.of[of] = a
	}
	return a
}

func (s *Server) controlLimits(r request) (any, error) {
	var l Limits
	for name, value := range map[string]*float64{"rate": &l.Rate, "chat_rate": &l.ChatRate} {
		v := r.text(name)
		if v == "" {
			continue
		}
		var err error
		if *value, err = strconv.ParseFloat(v, 64); err != nil || *value < 0 {
			return nil, fmt.Errorf("simulator: %s %q is no number of messages a second", name, v)
		}
	}
	l.Burst, l.ChatOnce, l.Wait = int(r.number("burst")), int(r.number("chat_burst")), int(r.number("wait"))
	s.SetLimits(l)
	return s.Limited(), nil
}

// limited answers a call beyond the limits, and reports whether it was one.
func (s *Server) limited(w http.ResponseWriter, bot int64, method string, r request) bool {
	err := s.limits.take(bot, method, r)
	if err != nil {
		s.note(method, r, nil, nil, err)
		answerTo(nil, err).write(w)
	}
	return err != nil
}
