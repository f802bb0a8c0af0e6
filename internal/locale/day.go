package locale

import (
	"strings"
	"time"

	"giaoban/internal/language"
)

// Day writes the day of an instant: «05/7/2016», in English 5 July 2016.
func (p Phrases) Day(t time.Time) string {
	y, m, d := p.local(t).Date()
	return p.Tongue().WriteDate(language.Date{Year: y, Month: int(m), Day: d})
}

// ShortDay writes a day without its year if that is now's: «05/7», in English 5 July.
func (p Phrases) ShortDay(t, now time.Time) string {
	return strings.TrimRight(strings.TrimSuffix(p.Day(t), p.local(now).Format("2006")), "/ ")
}

// Deadline writes a last instant on time: the day of one that ends it, else hour and day, «16:30 ngày 05/7/2016».
func (p Phrases) Deadline(t time.Time) string {
	if p.EndsDay(t) {
		return p.Day(t)
	}
	return p.ClockMoment(t)
}

// Until writes a last instant on time as one until which something goes: «hết ngày 05/7/2016», «16:30 ngày 05/7/2016».
func (p Phrases) Until(t time.Time) string {
	if p.EndsDay(t) {
		return p.Say("deadline_day", "day", p.Day(t))
	}
	return p.ClockMoment(t)
}

// ShortDeadline is Deadline without the year if that is now's.
func (p Phrases) ShortDeadline(t, now time.Time) string {
	if p.EndsDay(t) {
		return p.ShortDay(t, now)
	}
	return p.Say("moment", "hour", p.Clock(t), "day", p.ShortDay(t, now))
}

// EndsDay reports whether an instant is the last of its day: a deadline that was set without an hour.
func (p Phrases) EndsDay(t time.Time) bool { return p.local(t).Format(time.TimeOnly) == "23:59:59" }

// StoredDay writes a day that is stored as «2016-07-05», the same in every zone.
// Any other text stays as it is.
func (p Phrases) StoredDay(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return p.In(nil).Day(t)
}

// local is the instant as the clocks of the zone show it.
func (p Phrases) local(t time.Time) time.Time {
	if p.zone == nil {
		return t
	}
	return t.In(p.zone)
}
