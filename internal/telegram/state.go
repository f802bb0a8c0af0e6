package telegram

import (
	"errors"
	"sync"
	"syscall"
	"time"
)

// State is how the platform and the bot get on.
type State struct {
	// Answered is when a poll was last answered, by real time; zero is never.
	Answered time.Time
	// Failures are the polls since then that came to nothing, Err is the last one's error.
	Failures int
	Err      string
	// Conflict says that another program polls with this token, or, with Webhook, that a webhook is set.
	Conflict, Webhook bool
	// Closed says that nothing listens at the server's address.
	Closed bool
	// Server is the server's address, Public says that it is the platform's own.
	Server string
	Public bool
	// Refused says that the token was not accepted just now.
	Refused bool
}

// refusedFor is how long a refusal of the token is news: what is sent is tried more often.
const refusedFor = 3 * time.Minute

// State tells how the platform and the bot get on.
func (b *Bot) State() State {
	s := b.polled.state()
	s.Server, s.Public = b.server, b.server == DefaultAPIURL
	s.Refused = time.Since(time.Unix(0, b.refused.Load())) < refusedFor
	return s
}

// polled is what became of the polls.
type polled struct {
	mu sync.Mutex
	s  State
}

func (p *polled) state() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.s
}

// note takes note of a poll's end.
func (p *polled) note(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err == nil {
		p.s = State{Answered: time.Now()}
		return
	}
	var conflict *conflictError
	p.s.Failures++
	p.s.Err, p.s.Conflict = err.Error(), errors.As(err, &conflict)
	p.s.Webhook = p.s.Conflict && conflict.webhook()
	p.s.Closed = errors.Is(err, syscall.ECONNREFUSED)
}
