package operation

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// vain ends an operation that would reach nobody: it says so, of whom and why, and what to do.
func (e *Engine) vain(key string, units []roster.Unit) []chat.Content {
	e.State.At = time.Time{}
	e.done = e.order()
	e.done.Vain = true
	return e.over(e.Say.Say(key, "why", e.inVain(units).Text(e.Overview.Units, e.Say)))
}

// inVain is of whom an order reaches nobody, and why not.
func (r *Region) inVain(units []roster.Unit) Progress {
	p := Progress{Units: len(units), Missed: map[chat.Outcome][]string{}, Vain: true}
	for _, u := range units {
		var how chat.Outcome
		if len(r.people(u.Code)) > 0 {
			how = chat.Gone
		}
		p.Missed[how] = append(p.Missed[how], u.Code)
	}
	return p
}
