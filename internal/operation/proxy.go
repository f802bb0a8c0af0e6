package operation

import (
	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// A proxy fills in for a unit.
type proxy struct{ *Engine }

// preview says what filling in for the unit means.
func (p proxy) preview() []chat.Content {
	u := p.unit()
	state := p.Overview.Status[u.Code].State
	switch {
	case !p.Reports(u.Level):
		return p.over(p.Say.Say("proxy_no_report", "unit", u.Label(), "contact", p.Overview.Contact))
	case state.In() || state == report.AwaitingSignOff || state == report.Exempt:
		return p.over(p.Say.Say("proxy_closed", "unit", u.Label(), "contact", p.Overview.Contact))
	}
	told := p.Say.Say("proxy_told", "unit", u.Label())
	if len(p.people(u.Code)) == 0 {
		told = p.Say.Say("proxy_nobody", "unit", u.Label())
	}
	return p.confirm([]string{p.Say.Say("proxy_will", "unit", u.Label()), told + p.waits(len(p.people(u.Code)))})
}
