package notify

import (
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/store"
)

// Allowed returns the first instant from t on at which people may be told something
// unasked. It and Due are all that holds something back for the quiet hours; when they
// are is package campaign's. What goes at any hour does not ask here: the reply to one's
// own message, a reminder that one asked for, a silent edit, and an alarm to an admin
// that messages are lost or held.
func Allowed(c *campaigns.Campaign, t time.Time) time.Time { return c.Plan.Allowed(t) }

// Due returns the first instant from t on at which the notice may be told. The answer to
// what its receiver asked since the quiet hours began does not wait for their end.
func Due(c *campaigns.Campaign, n store.Notice, t time.Time) time.Time {
	if t.Before(n.NotBefore) {
		t = n.NotBefore
	}
	if n.Ordered || n.Urgent {
		return t
	}
	if from, _, quiet := c.Plan.QuietAt(t); quiet && !n.Answers.IsZero() && !n.Answers.Before(from) {
		return t
	}
	return Allowed(c, t)
}
