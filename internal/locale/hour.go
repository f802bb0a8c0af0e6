package locale

import (
	"fmt"
	"time"
)

// Hour says the hour of an instant: «7 giờ», «7 giờ 30».
func (p Phrases) Hour(t time.Time) string {
	t = p.local(t)
	return p.HourAfter(t.Hour()*60 + t.Minute())
}

// HourAfter says the hour that is so many minutes after midnight.
func (p Phrases) HourAfter(minutes int) string {
	if minutes%60 == 0 {
		return p.Say("hour", "hour", minutes/60)
	}
	return p.Say("hour_minute", "hour", minutes/60, "minute", fmt.Sprintf("%02d", minutes%60))
}

// Moment says hour and day: «7 giờ 30 ngày 05/7/2016».
func (p Phrases) Moment(t time.Time) string {
	return p.Say("moment", "hour", p.Hour(t), "day", p.Day(t))
}

// ShortMoment is Moment without the year if that is now's: «7 giờ 30 ngày 05/7».
func (p Phrases) ShortMoment(t, now time.Time) string {
	return p.Say("moment", "hour", p.Hour(t), "day", p.ShortDay(t, now))
}

// Clock writes the hour of an instant in figures: «07:30».
func (p Phrases) Clock(t time.Time) string { return p.local(t).Format("15:04") }

// ClockMoment is Moment with the hour in figures: «07:30 ngày 05/7/2016».
func (p Phrases) ClockMoment(t time.Time) string {
	return p.Say("moment", "hour", p.Clock(t), "day", p.Day(t))
}

// Stamp writes hour and day short: «07:30 05/07/2016», in English 07:30 5 Jul 2016.
func (p Phrases) Stamp(t time.Time) string { return p.local(t).Format(p.Say("stamp_form")) }
