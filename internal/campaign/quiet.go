package campaign

import (
	"time"

	"giaoban/internal/fault"
)

// Holds reports whether the hour is a quiet one.
func (q Quiet) Holds(h Hour) bool {
	if q.From <= q.To {
		return q.From <= h && h < q.To
	}
	return q.From <= h || h < q.To
}

// Allowed returns t, or the end of the quiet hours in which t lies, told in the
// campaign's zone.
func (c *Campaign) Allowed(t time.Time) time.Time {
	if _, to, quiet := c.QuietAt(t); quiet {
		return to
	}
	return t.In(c.Zone)
}

// QuietAt returns the quiet hours in which t lies, from their first instant to the
// first behind them, told in the campaign's zone. The hours run from the first
// until before the second, over midnight where the second is the earlier; two
// equal hours are none.
func (c *Campaign) QuietAt(t time.Time) (from, to time.Time, quiet bool) {
	t = t.In(c.Zone)
	if c.Quiet.From == c.Quiet.To {
		return from, to, false
	}
	// They are taken as a span from one instant to another, so that a night in
	// which the clocks are put back is over once. Where the calendar of the zone
	// leaves out a day, one span ends as the next begins.
	today := dayOf(t)
	for _, begin := range []day{today.plus(-1), today, today.plus(1)} {
		end := begin
		if c.Quiet.To < c.Quiet.From {
			end = begin.plus(1)
		}
		since, until := instant(begin, c.Quiet.From, c.Zone), instant(end, c.Quiet.To, c.Zone)
		if !t.Before(since) && t.Before(until) {
			if !quiet {
				from = since
			}
			t, to, quiet = until, until, true
		}
	}
	return from, to, quiet
}

// quietExample is how quiet hours are written.
const quietExample = `quiet: {from: "20:00", to: "07:00"}`

// quiet reads the hours in which nothing is sent.
func (p *parsing) quiet(c *Campaign, q fileQuiet) {
	switch {
	case q == fileQuiet{}:
	case q.From == "" || q.To == "":
		p.Missing([]any{"quiet"}, map[bool]string{true: "from", false: "to"}[q.From == ""], fault.New("quiet_half", "example", quietExample))
	default:
		from, okFrom := p.hour(q.From, "quiet", "from")
		to, okTo := p.hour(q.To, "quiet", "to")
		if okFrom && okTo {
			c.Quiet = Quiet{from, to}
		}
	}
}
