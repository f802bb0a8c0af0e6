package campaign

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"giaoban/internal/report"
)

// Kind is what falls due.
type Kind uint8

// The kinds, in the order in which they are done at the same instant.
const (
	Digest   Kind = iota + 1 // coordinators get the state of what is below
	Remind                   // a step of the ladder
	Deadline                 // the day is over: what comes now is late
	Closure                  // nothing is taken any more
	Opening                  // the next period opens
)

// Due is one thing that falls due at an instant.
type Due struct {
	At    time.Time
	Kind  Kind
	Level int    // of Remind and Deadline
	Step  string // of Remind, the reminder's id
	To    string // of Remind, whom it is for
	// Deadline is the one that a Remind or a Deadline belongs to: units of one
	// level may have several.
	Deadline time.Time
	// Moved is when a Remind would come if that were no day off; zero if it is none.
	Moved time.Time
	// Hourly marks a Remind that is counted in hours: it comes at its own, whatever else comes that day.
	Hourly bool
}

// Also returns the campaign with further deadlines of a level, for units that were
// given another: each has its own ladder.
func (c *Campaign) Also(level int, deadlines ...time.Time) *Campaign {
	own, ok := c.Level(level)
	if !ok || len(deadlines) == 0 {
		return c
	}
	out := *c
	out.Levels = slices.Clone(c.Levels)
	for _, d := range deadlines {
		if slices.ContainsFunc(out.Levels, func(l Level) bool { return l.Level == level && l.Deadline.Equal(d) }) {
			continue
		}
		l := own
		l.Deadline = d
		out.Levels = append(out.Levels, l)
	}
	return &out
}

// WithHours returns the campaign with digests at further hours, for coordinators
// who chose their own. The ladder keeps its hour.
func (c *Campaign) WithHours(hours ...Hour) *Campaign {
	if len(hours) == 0 {
		return c
	}
	out := *c
	out.further = hours
	return &out
}

// Next returns the first thing due strictly after t; of several at one instant the
// first in the order of Between. There is none when the last digest is over. A
// campaign without deadlines has digests for ever.
func (c *Campaign) Next(t time.Time) (Due, bool) {
	// Digests come daily while there are any: three days hold one even where the
	// calendar of a zone leaves out a day.
	if near := c.Between(t, t.Add(3*24*time.Hour)); len(near) > 0 {
		return near[0], true
	}
	fixed := c.fixed()
	slices.SortFunc(fixed, before)
	for _, d := range fixed {
		if d.At.After(t) {
			return d, true
		}
	}
	return Due{}, false
}

// Between returns what falls due after from and up to to, in order: at one instant
// digests, then reminders, then deadlines, then the closing and the opening of the next period. The instants are the calendar's; the
// quiet hours move only a digest whose hour became a quiet one, and who sends asks
// Allowed. The cost grows with the days in between.
func (c *Campaign) Between(from, to time.Time) []Due {
	var out []Due
	add := func(d Due) {
		if d.At.After(from) && !d.At.After(to) {
			out = append(out, d)
		}
	}
	for _, d := range c.fixed() {
		add(d)
	}
	// The day before is looked at too: an hour that a change of clocks leaves
	// out may come to lie on the day after its own.
	last := dayOf(to.In(c.Zone))
	for on := dayOf(from.In(c.Zone)).plus(-1); to.After(from) && !on.after(last); on = on.plus(1) {
		for _, h := range c.Digests {
			c.digestAt(on, h, add)
		}
		for _, h := range c.further {
			c.digestAt(on, h, add)
		}
	}
	slices.SortFunc(out, before)
	return slices.CompactFunc(out, func(a, b Due) bool { return before(a, b) == 0 })
}

func (c *Campaign) digestAt(on day, h Hour, add func(Due)) {
	// An hour of somebody's own may have become a quiet one since.
	at := c.Allowed(instant(on, h, c.Zone))
	if c.digestsGoOn(at) {
		add(Due{At: at, Kind: Digest})
	}
}

// LastDigest returns the last instant after from and up to to of digests at these
// hours; ok is false if there is none.
func (c *Campaign) LastDigest(hours []Hour, from, to time.Time) (at time.Time, ok bool) {
	first := dayOf(from.In(c.Zone)).plus(-1)
	for on := dayOf(to.In(c.Zone)); !ok && !first.after(on); on = on.plus(-1) {
		for _, h := range hours {
			c.digestAt(on, h, func(d Due) {
				if d.At.After(from) && !d.At.After(to) && d.At.After(at) {
					at, ok = d.At, true
				}
			})
		}
	}
	return at, ok
}

// NextDigest returns the first instant after t at which coordinators of units of the
// level get a digest at these hours whatever happens.
func (c *Campaign) NextDigest(level int, hours []Hour, t time.Time) (at time.Time, ok bool) {
	on := dayOf(t.In(c.Zone)).plus(-1)
	for range 4 + 2*daysOfWeek { // a zone may leave out a day, holidays a week
		for _, h := range hours {
			c.digestAt(on, h, func(d Due) {
				if d.At.After(t) && (!ok || d.At.Before(at)) && c.told(level, d.At) {
					at, ok = d.At, true
				}
			})
		}
		on = on.plus(1)
	}
	return at, ok
}

const daysOfWeek = 7

// NextReminder returns the instant after t of the next step of the same ladder of
// reminders as d is.
func (c *Campaign) NextReminder(d Due, t time.Time) (at time.Time, ok bool) {
	of, _ := report.AudienceNamed(d.To)
	for _, step := range c.ladder(Level{Level: d.Level, Deadline: d.Deadline}) {
		to, _ := report.AudienceNamed(step.To)
		if to.Ladder == of.Ladder && step.At.After(t) && (!ok || step.At.Before(at)) {
			at, ok = step.At, true
		}
	}
	return at, ok
}

func before(a, b Due) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Level, b.Level), cmp.Compare(a.Step, b.Step), a.Deadline.Compare(b.Deadline))
}

// digestsGoOn reports whether there are digests at that instant: until the chase is over, and of a period until the next
// opens, which has its own.
func (c *Campaign) digestsGoOn(at time.Time) bool {
	if !c.next.IsZero() && !at.Before(c.next) {
		return false
	}
	var last time.Time
	for _, l := range c.Levels {
		if l.Deadline.After(last) {
			last = l.Deadline
		}
	}
	return last.IsZero() || at.Before(last.AddDate(0, 0, c.Chase.Until))
}

// fixed returns the reminders and deadlines of all levels.
func (c *Campaign) fixed() []Due {
	var out []Due
	for _, l := range c.Levels {
		if l.Deadline.IsZero() {
			continue
		}
		out = append(out, Due{At: l.Deadline.Add(time.Second), Kind: Deadline, Level: l.Level, Deadline: l.Deadline})
		out = append(out, c.ladder(l)...)
		if c.IsPoll() {
			out = append(out, Due{At: c.resultAt(l.Deadline), Kind: Digest})
		}
	}
	if at, ok := c.ClosesAt(); ok {
		out = append(out, Due{At: at, Kind: Closure})
	}
	if !c.next.IsZero() {
		out = append(out, Due{At: c.next, Kind: Opening})
	}
	return out
}

// steps gives all steps of the ladder, each as often as it comes.
func (c *Campaign) steps() iter.Seq[Reminder] {
	return func(yield func(Reminder) bool) {
		for _, r := range c.Reminders {
			for {
				if !yield(r) {
					return
				}
				if r.Days += r.Every; r.Every == 0 || r.Days > c.Chase.Until {
					break
				}
			}
		}
	}
}

// ladder puts a level's reminders on days, at the hour of the first digest; those that are
// counted in hours stand where they fall. A
// step before the deadline that falls on a day off moves to the working day
// before; one after it moves to the working day after, so that nobody is called
// late before they are. Those above hear of a missed deadline on its day, whatever
// day that is. A step that would move onto a day with another for
// the same receiver is dropped: those that need not move have their day first.
func (c *Campaign) ladder(l Level) []Due {
	hour := c.firstHour()
	deadline := dayOf(l.Deadline.In(c.Zone))
	type slot struct {
		on day
		to string
	}
	taken := map[slot]bool{}
	var out []Due
	place := func(r Reminder, on day, moved time.Time) {
		if at := (slot{on, r.To}); !taken[at] {
			taken[at] = true
			out = append(out, Due{At: instant(on, hour, c.Zone), Kind: Remind, Level: l.Level, Step: r.ID, To: r.To, Deadline: l.Deadline, Moved: moved})
		}
	}
	var moving []Reminder
	for r := range c.steps() {
		to, _ := report.AudienceNamed(r.To)
		if r.Hours != 0 {
			at := afterLast(l.Deadline).Add(time.Duration(r.Hours) * time.Hour)
			out = append(out, Due{At: at, Kind: Remind, Level: l.Level, Step: r.ID, To: r.To, Deadline: l.Deadline, Hourly: true})
			continue
		}
		if on := deadline.plus(r.Days); c.dayOff(on) && !to.Above {
			moving = append(moving, r)
		} else {
			place(r, on, time.Time{})
		}
	}
	slices.SortStableFunc(moving, func(a, b Reminder) int { return cmp.Compare(a.Days, b.Days) })
	for _, r := range moving {
		meant := deadline.plus(r.Days)
		place(r, c.workingDay(meant, r.Days > 0), instant(meant, hour, c.Zone))
	}
	return out
}

// firstHour is that of the first digest, at which what is counted in days is told.
func (c *Campaign) firstHour() Hour {
	if len(c.Digests) > 0 {
		return c.Digests[0]
	}
	return 7*60 + 30
}

// workingDay returns the next working day after a day off, or the one before.
func (c *Campaign) workingDay(d day, forward bool) day {
	step := -1
	if forward {
		step = 1
	}
	for tries := 0; c.dayOff(d) && tries < 366; tries++ {
		d = d.plus(step)
	}
	return d
}

// DayOff reports whether nobody works on the day of an instant.
func (c *Campaign) DayOff(t time.Time) bool { return c.dayOff(dayOf(t.In(c.Zone))) }

// dayOff reports whether nobody works that day. Without any working day in the
// campaign every day is one.
func (c *Campaign) dayOff(d day) bool {
	return len(c.WorkingDays) > 0 && !c.WorkingDays[d.weekday()] || c.Holidays[d.String()]
}
