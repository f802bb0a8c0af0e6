package fault

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// serialEpoch is day 0 of spreadsheets.
var serialEpoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// endOfDay is the hour with which a day ends, which is the day without an hour.
var endOfDay = regexp.MustCompile(`^\s*24\s*(?:[h:.]|giờ)?\s*0*\s*$`)

var (
	dayWords  = regexp.MustCompile(`(?i)^\s*(?:ngày\s*)?(\d{1,4})\s*(?:[-/.,\s]|tháng)\s*(\d{1,2})\s*(?:[-/.,\s]|năm)\s*(\d{2,4})(?:[\sT,]+(.+))?\s*$`)
	hourFirst = regexp.MustCompile(`(?i)^(\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2})[\s,]+(\S.*)$`)
	hourWords = regexp.MustCompile(`(?i)^(?:lúc\s*)?(\d{1,2})\s*(?:h|g|giờ|:|\.)?\s*(\d{1,2})?\s*(?:phút|p|:00)?\s*(am|pm|sáng|chiều|tối)?$`)
)

// WrittenDay adds to a fault the day that was meant by one of another form, with its hour if it has one: 28/12/2026 16h30. A day that
// the calendar does not have is told instead.
func (f Fault) WrittenDay(written string) Fault {
	written = strings.TrimSpace(written)
	if n, err := strconv.Atoi(written); err == nil && n > 40000 && n < 60000 { // a day as spreadsheets count them
		f.Near = serialEpoch.AddDate(0, 0, n).Format(time.DateOnly)
		return f
	}
	if m := hourFirst.FindStringSubmatch(written); m != nil {
		written = m[2] + " " + m[1]
	}
	m := dayWords.FindStringSubmatch(written)
	if m == nil {
		return f
	}
	first, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	last, _ := strconv.Atoi(m[3])
	day, year := first, last
	if len(m[1]) == 4 {
		day, year = last, first
	}
	if year < 100 {
		year += 2000
	}
	if month > 12 && day <= 12 {
		day, month = month, day
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || month < 1 || month > 12 {
		return New("day_none", "day", day, "month", month, "year", year)
	}
	near := t.Format(time.DateOnly)
	if m[4] != "" && !endOfDay.MatchString(m[4]) {
		hour := hourMeant(m[4])
		if hour == "" {
			return f
		}
		near += " " + hour
	}
	f.Near = near
	return f
}

// WrittenHour adds to a fault the hour that was meant by one of another form: 16h30.
func (f Fault) WrittenHour(written string) Fault {
	f.Near = hourMeant(written)
	return f
}

// hourMeant is an hour as files have it; "" where none was meant.
func hourMeant(written string) string {
	m := hourWords.FindStringSubmatch(strings.TrimSpace(written))
	if m == nil {
		return ""
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	switch half := strings.ToLower(m[3]); {
	case half == "pm" && hour < 12, half == "chiều" && hour < 12, half == "tối" && hour < 12:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	if hour == 24 && minute == 0 {
		hour = 0
	}
	if hour > 23 || minute > 59 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", hour, minute)
}
