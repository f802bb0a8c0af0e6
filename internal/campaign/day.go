package campaign

import "time"

// day is a day of the calendar, in no zone.
type day struct {
	year  int
	month time.Month
	day   int
}

// dayOf returns the day that t falls on where t is told.
func dayOf(t time.Time) day {
	y, m, d := t.Date()
	return day{y, m, d}
}

func (d day) plus(n int) day        { return dayOf(d.at(0).AddDate(0, 0, n)) }
func (d day) after(other day) bool  { return d.at(0).After(other.at(0)) }
func (d day) weekday() time.Weekday { return d.at(0).Weekday() }

// String returns the day as a campaign writes it, 2016-07-05.
func (d day) String() string { return d.at(0).Format(time.DateOnly) }

// at returns the hour of the day in UTC, where no hour is left out or comes twice.
func (d day) at(h Hour) time.Time {
	return time.Date(d.year, d.month, d.day, int(h)/60, int(h)%60, 0, 0, time.UTC)
}

// instant returns when the clocks of the zone show the hour that day. Where they are
// put back and show it twice, it is the first time; where they are put forward
// and never show it, the moment at which they are. time.Date leaves both open,
// and may answer with an instant of the day before.
func instant(d day, h Hour, zone *time.Location) time.Time {
	t := time.Date(d.year, d.month, d.day, int(h)/60, int(h)%60, 0, 0, zone)
	start, end := t.ZoneBounds()
	switch clock := shown(t); {
	case clock.Before(d.at(h)):
		return end
	case clock.After(d.at(h)):
		return start
	}
	if start.IsZero() {
		return t
	}
	_, then := start.Add(-time.Second).Zone()
	_, now := t.Zone()
	first := t.Add(time.Duration(now-then) * time.Second)
	if first.Before(start) && shown(first).Equal(d.at(h)) {
		return first
	}
	return t
}

// shown returns what the clocks show at t, as an instant of UTC to compare with.
func shown(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}
