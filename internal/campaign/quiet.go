package campaign

import "time"

// Holds tells whether the hour is a quiet one.
func (q Quiet) Holds(h Hour) bool {
	if q.From <= q.To {
		return q.From <= h && h < q.To
	}
	return q.From <= h || h < q.To
}

// InQuiet tells whether t lies in the quiet hours.
func (c *Campaign) InQuiet(t time.Time) bool { return c.Allowed(t).After(t) }

// Allowed is t, or the end of the quiet hours in which t lies, told in the
// campaign's zone. The hours run from the first until before the second, over
// midnight where the second is the earlier; two equal hours are none.
func (c *Campaign) Allowed(t time.Time) time.Time {
	t = t.In(c.Zone)
	if c.Quiet.From == c.Quiet.To {
		return t
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
		from, to := instant(begin, c.Quiet.From, c.Zone), instant(end, c.Quiet.To, c.Zone)
		if !t.Before(from) && t.Before(to) {
			t = to
		}
	}
	return t
}
