package notify

import (
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/store"
)

// Allowed is the first instant from t on at which somebody may be told what they
// did not ask for. It and Due are all that knows of quiet hours. At any hour go,
// without asking here, the reply to one's own message, a reminder that one asked
// for, a silent edit, and an alarm to an operator that messages are lost or held.
func Allowed(c *campaigns.Campaign, t time.Time) time.Time { return c.Plan.Allowed(t) }

// Due is the first instant from t on at which the notice may be told. What
// answers a question that its receiver asked since the quiet hours began does not
// wait for their end.
func Due(c *campaigns.Campaign, n store.Notice, t time.Time) time.Time {
	if t.Before(n.NotBefore) {
		t = n.NotBefore
	}
	if from, _, quiet := c.Plan.QuietAt(t); quiet && !n.Answers.IsZero() && !n.Answers.Before(from) {
		return t
	}
	return Allowed(c, t)
}
