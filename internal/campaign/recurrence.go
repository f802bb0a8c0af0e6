package campaign

import (
	"fmt"
	"slices"
	"time"
)

// Every is how often a campaign recurs.
type Every string

// How often.
const (
	Daily     Every = "day"
	Weekly    Every = "week"
	Monthly   Every = "month"
	Quarterly Every = "quarter"
	Yearly    Every = "year"
	ByDates   Every = "dates" // on days that the campaign lists
)

// everies are all of them.
var everies = []string{string(Daily), string(Weekly), string(Monthly), string(Quarterly), string(Yearly), string(ByDates)}

// A Recurrence is how a campaign recurs: in which periods, and when each opens. Periods follow one another without a gap; each
// is named by the calendar's day, week, month, quarter or year in which it ends.
type Recurrence struct {
	Every Every
	// first and last are days of the first and the last period; no last day is no end.
	first, last day
	// ends is on which day a period ends: of the week (0 is Sunday), or of the last of its months (0 is that month's last).
	ends  int
	dates []day // of ByDates, on which periods begin
	opens moment
}

// A Period is one of those in which a campaign recurs.
type Period struct {
	// Key names it in identities: 2026-11-28, 2026-W48, 2026-11, 2026-Q4, 2026.
	Key string
	// Opens is from when on its reports are taken.
	Opens time.Time

	every       Every
	n           int
	first, last day
	// whole marks one that is the calendar's, from its first day to its last.
	whole bool
}

// Days returns the first and the last day, as they are stored: 2026-11-23.
func (p Period) Days() (first, last string) { return p.first.String(), p.last.String() }

// A moment is an hour of a day that is counted in a period.
type moment struct {
	// day is counted from the period's first day on, 1 is that; from the last one back if it is negative, -1 is that.
	day int
	// weekday is the day of a week, where that is how it is written.
	weekday *time.Weekday
	// after is how many days behind the last day, if it is not in the period.
	after int
	// hour is none if the day's last instant is meant.
	hour *Hour
	// off is where to it moves from a day off: "before", "after", or "" for nowhere.
	off string
}

// on is the day of the moment in a period.
func (m moment) on(first, last day) day {
	switch {
	case m.after > 0:
		return last.plus(m.after)
	case m.weekday != nil:
		d := first
		for d.weekday() != *m.weekday {
			d = d.plus(1)
		}
		return d
	case m.day < 0:
		return latest(last.plus(m.day+1), first)
	}
	d := first.plus(max(m.day, 1) - 1)
	if d.after(last) { // the 31st of a short month
		return last
	}
	return d
}

func latest(a, b day) day {
	if b.after(a) {
		return b
	}
	return a
}

// at is the moment's instant in a period.
func (c *Campaign) at(m moment, p Period) time.Time {
	d := m.on(p.first, p.last)
	if m.off != "" {
		d = c.workingDay(d, m.off == "after")
	}
	if m.hour == nil {
		return endOf(d, c.Zone)
	}
	return instant(d, *m.hour, c.Zone)
}

// epoch is a Monday, from which days and weeks are counted.
var epoch = day{1970, time.January, 5}

// number counts a day from the epoch on.
func number(d day) int { return int(d.at(0).Sub(epoch.at(0)).Hours() / 24) }

// floor divides so that what is before the epoch is counted too.
func floor(n, by int) int {
	if n < 0 {
		return -((by - 1 - n) / by)
	}
	return n / by
}

// months is how many months a period has.
func (r *Recurrence) months() int {
	return map[Every]int{Monthly: 1, Quarterly: 3, Yearly: 12}[r.Every]
}

// endsOn is the last day of the nth period.
func (r *Recurrence) endsOn(n int) day {
	switch r.Every {
	case Daily:
		return epoch.plus(n)
	case Weekly:
		return epoch.plus(7*n + (r.ends+6)%7)
	case ByDates:
		if n+1 < len(r.dates) {
			return r.dates[n+1].plus(-1)
		}
		return r.last
	}
	month := day{0, time.Month(r.months() * (n + 1)), 1} // the last of its months, counted from the year 0
	begins := dayOf(month.at(0))
	ends := begins.monthEnd()
	if r.ends > 0 && r.ends < ends.day {
		ends.day = r.ends
	}
	return ends
}

// monthEnd is the last day of the month.
func (d day) monthEnd() day { return dayOf(day{d.year, d.month + 1, 0}.at(0)) }

// beginsOn is the first day of the nth period.
func (r *Recurrence) beginsOn(n int) day {
	if r.Every == ByDates {
		return r.dates[n]
	}
	return r.endsOn(n - 1).plus(1)
}

// holding is the number of the period that has the day, or of the nearest.
func (r *Recurrence) holding(d day) int {
	n := 0
	switch r.Every {
	case Daily:
		return number(d)
	case Weekly:
		n = floor(number(d), 7)
	case ByDates:
		for n+1 < len(r.dates) && !r.dates[n+1].after(d) {
			n++
		}
		return n
	default:
		n = (d.year*12 + int(d.month) - 1) / r.months()
	}
	if d.after(r.endsOn(n)) {
		n++
	}
	return n
}

// counts reports whether there is a period of that number, but for those in which nobody works.
func (r *Recurrence) counts(n int) bool {
	if r.Every == ByDates {
		return n >= 0 && n < len(r.dates)
	}
	return !r.first.after(r.endsOn(n)) && (r.last == day{} || !r.beginsOn(n).after(r.last))
}

// key names the nth period.
func (r *Recurrence) key(n int) string {
	last := r.endsOn(n)
	switch r.Every {
	case Weekly:
		year, week := epoch.plus(7*n + 3).at(0).ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	case Monthly:
		return fmt.Sprintf("%04d-%02d", last.year, last.month)
	case Quarterly:
		return fmt.Sprintf("%04d-Q%d", last.year, (last.month+2)/3)
	case Yearly:
		return fmt.Sprintf("%04d", last.year)
	}
	return r.beginsOn(n).String()
}

// period is the nth.
func (c *Campaign) period(n int) Period {
	r := c.Recurs
	p := Period{Key: r.key(n), every: r.Every, n: n, first: r.beginsOn(n), last: r.endsOn(n), whole: r.ends == 0}
	opens := r.opens
	if opens.hour == nil { // people are told at that hour
		hour := c.firstHour()
		opens.hour = &hour
	}
	p.Opens = c.at(opens, p)
	return p
}

// exists is period for one that there is. One that would open together with the next is none: nobody worked in it.
func (c *Campaign) exists(n int) (Period, bool) {
	if !c.Recurs.counts(n) {
		return Period{}, false
	}
	p := c.period(n)
	return p, !c.Recurs.counts(n+1) || p.Opens.Before(c.period(n+1).Opens)
}

// beyond is a number from which on no period opens by that instant.
func (c *Campaign) beyond(t time.Time) int {
	r := c.Recurs
	if r.Every == ByDates {
		return len(r.dates) - 1
	}
	// The first days may be days off.
	n := r.holding(latest(dayOf(t.In(c.Zone)), r.first).plus(furthestOff)) + 1
	if r.last != (day{}) {
		n = min(n, r.holding(r.last))
	}
	return n
}

// furthestOff is more days than one moves over days off.
const furthestOff = 40

// PeriodAt returns the period that is open at an instant: the last that opened by then. ok is false before the first.
func (c *Campaign) PeriodAt(t time.Time) (p Period, ok bool) {
	for n := c.beyond(t); c.counted(n); n-- {
		if p, ok := c.exists(n); ok && !p.Opens.After(t) {
			return p, true
		}
	}
	return Period{}, false
}

// NextPeriod returns the first period that opens after an instant.
func (c *Campaign) NextPeriod(t time.Time) (next Period, ok bool) {
	for n := c.beyond(t); c.counted(n); n-- {
		p, exists := c.exists(n)
		switch {
		case !exists:
		case !p.Opens.After(t):
			return next, ok
		default:
			next, ok = p, true
		}
	}
	return next, ok
}

// counted is counts for who goes back from beyond: what lies behind the last is gone through.
func (c *Campaign) counted(n int) bool {
	if c.Recurs.Every == ByDates {
		return n >= 0
	}
	return !c.Recurs.first.after(c.Recurs.endsOn(n))
}

// PeriodsBetween returns those that open after from and up to to, in order.
func (c *Campaign) PeriodsBetween(from, to time.Time) (out []Period) {
	for {
		p, ok := c.NextPeriod(from)
		if !ok || p.Opens.After(to) {
			return out
		}
		out, from = append(out, p), p.Opens
	}
}

// FirstPeriod returns the first of all.
func (c *Campaign) FirstPeriod() Period {
	n := 0
	if c.Recurs.Every != ByDates {
		n = c.Recurs.holding(c.Recurs.first)
	}
	for ; c.Recurs.counts(n); n++ {
		if p, ok := c.exists(n); ok {
			return p
		}
	}
	return c.period(n - 1)
}

// PeriodNamed returns the period of a key; ok is false if the campaign has none such.
func (c *Campaign) PeriodNamed(key string) (p Period, ok bool) {
	if c.Recurs == nil {
		return p, false
	}
	d, ok := c.Recurs.dayIn(key)
	if !ok {
		return p, false
	}
	if n := c.Recurs.holding(d); c.Recurs.counts(n) {
		p = c.period(n)
	}
	return p, p.Key == key
}

// dayIn is a day of the period that a key names.
func (r *Recurrence) dayIn(key string) (d day, ok bool) {
	var year, n int
	read := func(form string, of ...any) bool {
		m, err := fmt.Sscanf(key, form, of...)
		return err == nil && m == len(of)
	}
	switch {
	case r.Every == Weekly && read("%4d-W%2d", &year, &n):
		d := day{year, time.January, 4} // lies in the first week
		monday := d.plus(-(int(d.weekday()) + 6) % 7).plus(7 * (n - 1))
		return monday.plus((r.ends + 6) % 7), true
	case r.Every == Monthly && read("%4d-%2d", &year, &n):
	case r.Every == Quarterly && read("%4d-Q%1d", &year, &n):
	case r.Every == Yearly && read("%4d", &year):
		n = 1
	default:
		t, err := time.Parse(time.DateOnly, key)
		return dayOf(t), err == nil && r.months() == 0 && r.Every != Weekly
	}
	return r.endsOn(year*12/r.months() + n - 1), true
}

// PeriodBefore returns the one before; ok is false if there is none.
func (c *Campaign) PeriodBefore(p Period) (Period, bool) {
	for n := p.n - 1; c.counted(n); n-- {
		if before, ok := c.exists(n); ok {
			return before, true
		}
	}
	return Period{}, false
}

// In returns the campaign of one period: with its deadlines and its closing.
func (c *Campaign) In(p Period) *Campaign {
	out := *c
	out.Period = &p
	out.Levels = make([]Level, len(c.Levels))
	for i, l := range c.Levels {
		if m, ok := c.due[l.Level]; ok {
			l.Deadline = c.at(m, p)
		}
		out.Levels[i] = l
	}
	if next, ok := c.NextPeriod(p.Opens); ok {
		out.next = next.Opens
	}
	switch {
	case c.Closes.After:
	case c.Closes.Next && !out.next.IsZero():
		out.Closes.At = out.next
	case out.dated(): // it is read only, once nobody is reminded of it any more
		out.Closes = Closing{After: true, Days: c.Chase.Until}
	default:
		out.Closes.At = out.next
	}
	return &out
}

// dated reports whether some level has a deadline.
func (c *Campaign) dated() bool {
	return len(c.due) > 0 || slices.ContainsFunc(c.Levels, func(l Level) bool { return !l.Deadline.IsZero() })
}
