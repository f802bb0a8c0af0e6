package viet

import (
	"fmt"
	"slices"
	"time"
)

// Date is a calendar day, or a month when Day is 0.
type Date struct{ Year, Month, Day int }

// String returns the ISO form: «2016-07-05», or «2016-07» for a month.
func (d Date) String() string {
	if d.Day == 0 {
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// FormatDate writes a date as offices do: the day always in two digits, the
// month with a leading 0 only for 1 and 2, where it could be made into 11 or 12.
func FormatDate(d Date) string {
	month := fmt.Sprint(d.Month)
	if d.Month == 1 || d.Month == 2 {
		month = "0" + month
	}
	if d.Day == 0 {
		return fmt.Sprintf("%s/%d", month, d.Year)
	}
	return fmt.Sprintf("%02d/%s/%d", d.Day, month, d.Year)
}

// ReadDate reads a day, or a month when no day was given. The day always comes
// before the month. Without a year it is ref's year; relative days and weeks
// (Monday to Sunday) count from ref, in ref's own time zone.
func ReadDate(input string, ref time.Time) (Date, *Unclear) {
	return (&dateReader{reader: read(input), ref: ref, weekday: -1}).date()
}

func (r *dateReader) date() (Date, *Unclear) {
	switch {
	case !r.more(), r.hasSign("?"), r.hasGluedLetters():
		return Date{}, &Unclear{Why: Unreadable}
	case r.has(looseDates), r.hasBound():
		return Date{}, &Unclear{Why: VagueDate}
	}
	r.find()
	return r.result()
}

// A dateReader collects the dates of an answer.
type dateReader struct {
	*reader
	ref   time.Time
	dates []Date
	// noSuch are the days that are in no calendar.
	noSuch []Date
	// loose are numbers that belong to no date.
	loose []string
	// weekday was said; -1 when none was.
	weekday time.Weekday
	// vague: a week, a month or a day was spoken of.
	vague bool
}

func (r *dateReader) find() {
	for r.i = 0; r.more(); {
		if r.oneOf(r.clock, r.relative, r.sayWeekday, r.monthFirst, r.dayFirst) {
			continue
		}
		if t := r.peek(0); t.kind == digitsToken {
			r.loose = append(r.loose, t.text)
		}
		r.vague = r.vague || r.at(0, periods) > 0
		r.i++
	}
}

// oneOf tries the ways to read on from here; one that cannot leaves no trace.
func (r *dateReader) oneOf(ways ...func() bool) bool {
	start := r.i
	for _, way := range ways {
		if way() {
			return true
		}
		r.i = start
	}
	return false
}

func (r *dateReader) result() (Date, *Unclear) {
	var readings []string
	for _, d := range r.dates {
		readings = append(readings, FormatDate(d))
	}
	switch {
	case len(r.noSuch) > 0:
		return Date{}, &Unclear{Why: NoSuchDay, Readings: []string{r.noSuch[0].asRead()}}
	case len(r.dates) == 0 && (len(r.loose) > 0 || r.weekday >= 0 || r.vague):
		return Date{}, &Unclear{Why: VagueDate}
	case len(r.dates) == 0:
		return Date{}, &Unclear{Why: Unreadable}
	case len(r.dates) > 1 || len(r.loose) > 0:
		return Date{}, &Unclear{Why: SeveralDates, Readings: append(r.loose, readings...)}
	}
	d := r.dates[0]
	if day := d.weekday(); r.weekday >= 0 && d.Day > 0 && r.weekday != day {
		return Date{}, &Unclear{Why: WeekdayDisagrees, Readings: []string{weekdayNames[day]}}
	}
	return d, nil
}

// add notes a date; the same date said twice is one.
func (r *dateReader) add(d Date) {
	switch {
	case !d.exists():
		r.noSuch = append(r.noSuch, d)
	case !slices.Contains(r.dates, d):
		r.dates = append(r.dates, d)
	}
}

func (r *dateReader) addDays(days int) {
	y, m, d := r.ref.AddDate(0, 0, days).Date()
	r.add(Date{y, int(m), d})
}

// exists leaves aside years that only a slip can mean.
func (d Date) exists() bool {
	if d.Year < 1900 || d.Year > 2100 || d.Month < 1 || d.Month > 12 {
		return false
	}
	if d.Day == 0 {
		return true
	}
	return d.Day > 0 && d.Day <= time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// asRead names a day that does not exist.
func (d Date) asRead() string {
	return fmt.Sprintf("%02d/%d/%d", max(d.Day, 0), max(d.Month, 0), d.Year)
}

func (d Date) weekday() time.Weekday {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday()
}

var weekdayNames = [...]string{"chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"}
