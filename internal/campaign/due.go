package campaign

import (
	"cmp"
	"slices"
	"time"
)

// Kind is what falls due.
type Kind uint8

// The kinds, in the order in which they are done at the same instant.
const (
	Digest   Kind = iota + 1 // coordinators get the state of what is below
	Remind                   // a step of the ladder
	Deadline                 // the day is over: what comes now is late
)

// Due is one thing that falls due at an instant.
type Due struct {
	At    time.Time
	Kind  Kind
	Level int    // of Remind and Deadline
	Step  string // of Remind, the reminder's id
}

// digestsAfter is how long digests go on after the last deadline.
const digestsAfter = 60 * 24 * time.Hour

// Next is the first instant strictly after t at which something falls due.
func (c *Campaign) Next(t time.Time) (Due, bool) {
	t = t.In(c.Zone)
	best, ok := Due{}, false
	better := func(d Due) {
		if d.At.After(t) && (!ok || before(d, best) < 0) {
			best, ok = d, true
		}
	}
	for day := range 2 {
		for _, h := range c.Digests {
			if at := c.at(t.AddDate(0, 0, day), h); c.digestsGoOn(at) {
				better(Due{At: at, Kind: Digest})
			}
		}
	}
	for _, d := range c.fixed() {
		better(d)
	}
	return best, ok
}

// Between is what falls due after from and up to to, in order.
func (c *Campaign) Between(from, to time.Time) []Due {
	var out []Due
	for _, d := range c.fixed() {
		if d.At.After(from) && !d.At.After(to) {
			out = append(out, d)
		}
	}
	for day := from.In(c.Zone); !c.at(day, 0).After(to); day = day.AddDate(0, 0, 1) {
		for _, h := range c.Digests {
			if at := c.at(day, h); at.After(from) && !at.After(to) && c.digestsGoOn(at) {
				out = append(out, Due{At: at, Kind: Digest})
			}
		}
	}
	slices.SortFunc(out, before)
	return out
}

func before(a, b Due) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Level, b.Level), cmp.Compare(a.Step, b.Step))
}

// at is an hour of the day on which t falls.
func (c *Campaign) at(t time.Time, h Hour) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), int(h)/60, int(h)%60, 0, 0, c.Zone)
}

func (c *Campaign) digestsGoOn(at time.Time) bool {
	var last time.Time
	for _, l := range c.Levels {
		if l.Deadline.After(last) {
			last = l.Deadline
		}
	}
	return last.IsZero() || at.Before(last.Add(digestsAfter))
}

// fixed are the reminders and deadlines of all levels.
func (c *Campaign) fixed() []Due {
	var out []Due
	for _, l := range c.Levels {
		if l.Deadline.IsZero() {
			continue
		}
		out = append(out, Due{At: l.Deadline.Add(time.Second), Kind: Deadline, Level: l.Level})
		out = append(out, c.ladder(l)...)
	}
	return out
}

// ladder puts a level's reminders on days. A step before the deadline that
// falls on a day off moves to the working day before; one after it moves to the
// working day after, so that nobody is called late before they are. A step
// whose day already has one is dropped. The hour is the first digest's.
func (c *Campaign) ladder(l Level) []Due {
	hour := Hour(7*60 + 30)
	if len(c.Digests) > 0 {
		hour = c.Digests[0]
	}
	taken := map[string]bool{}
	var out []Due
	for _, r := range c.Reminders {
		day := l.Deadline.AddDate(0, 0, r.Days)
		step := -1
		if r.Days > 0 {
			step = 1
		}
		for off := 0; c.dayOff(day) && off < 30; off++ {
			day = day.AddDate(0, 0, step)
		}
		key := day.Format(time.DateOnly)
		if taken[key] {
			continue
		}
		taken[key] = true
		out = append(out, Due{At: c.at(day, hour), Kind: Remind, Level: l.Level, Step: r.ID})
	}
	return out
}

func (c *Campaign) dayOff(day time.Time) bool {
	return len(c.WorkingDays) > 0 && !c.WorkingDays[day.Weekday()] || c.Holidays[day.Format(time.DateOnly)]
}

// InQuiet tells whether t lies in the quiet hours.
func (c *Campaign) InQuiet(t time.Time) bool {
	t = t.In(c.Zone)
	now := Hour(t.Hour()*60 + t.Minute())
	from, to := c.Quiet.From, c.Quiet.To
	if from <= to {
		return now >= from && now < to
	}
	return now >= from || now < to
}

// Allowed is t, or the end of the quiet hours in which t lies.
func (c *Campaign) Allowed(t time.Time) time.Time {
	if !c.InQuiet(t) {
		return t
	}
	end := c.at(t.In(c.Zone), c.Quiet.To)
	if !end.After(t) {
		end = c.at(t.In(c.Zone).AddDate(0, 0, 1), c.Quiet.To)
	}
	return end
}
