package language

import (
	"regexp"
	"strings"
	"time"
)

// hourForm is what an hour of the day has among folded words, and no day has.
var hourForm = regexp.MustCompile(`[0-9] ?(?:h|g|gio|am|pm|o'clock)\b|[0-9]:[0-9]|[0-9]h[0-9]|^(?:at )?(?:noon|midday)$`)

// mostOfHour is how many words an hour takes at most: «4 giờ 30 phút chiều».
const mostOfHour = 6

// ReadHour reads folded words that are an hour with its day, in either order; ok is false where anything else stands among them.
// Without a day it is the next time at which clocks show the hour.
func ReadHour(l Clock, words []string, now time.Time) (at time.Time, ok bool) {
	for n := min(len(words), mostOfHour); n > 0; n-- {
		first, last := strings.Join(words[:n], " "), strings.Join(words[len(words)-n:], " ")
		if at, ok = hourOn(l, first, strings.Join(words[n:], " "), now); ok {
			return at, true
		}
		if at, ok = hourOn(l, last, strings.Join(words[:len(words)-n], " "), now); ok {
			return at, true
		}
	}
	return at, false
}

func hourOn(l Clock, hour, day string, now time.Time) (at time.Time, ok bool) {
	minutes, ok := l.Hours(hour)
	if !ok || len(minutes) != 1 || !hourForm.MatchString(hour) {
		return at, false
	}
	on := func(y int, m time.Month, d int) time.Time {
		return time.Date(y, m, d, minutes[0]/60, minutes[0]%60, 0, 0, now.Location())
	}
	if day == "" {
		if at = on(now.Date()); !at.After(now) {
			at = at.AddDate(0, 0, 1)
		}
		return at, true
	}
	d, unclear := l.Until(day, now, time.Time{})
	if unclear != nil || d.Day == 0 {
		return at, false
	}
	if d.Year == 0 {
		d.Year = now.Year()
	}
	return on(d.Year, time.Month(d.Month), d.Day), true
}

// Till reads until when there is time: an hour, «đến 17 giờ hôm nay», so many hours more than the deadline, or the end of the day
// that Until reads. A day of the week is the first behind the deadline: until then there is time already.
func Till(l Clock, text string, now, deadline time.Time) (at time.Time, unclear *Unclear) {
	if at, ok := l.UntilHour(text, now, deadline); ok {
		return at, nil
	}
	if day, ok := l.UntilWeekday(text); ok && deadline.After(now) {
		y, m, d := deadline.In(now.Location()).Date()
		ahead := (int(day)-int(deadline.In(now.Location()).Weekday())+6)%7 + 1
		return time.Date(y, m, d+ahead, 23, 59, 59, 0, now.Location()), nil
	}
	d, unclear := l.Until(text, now, deadline)
	if unclear != nil {
		return at, unclear
	}
	if d.Day == 0 {
		return at, &Unclear{Why: VagueDate}
	}
	if d.Year == 0 {
		d.Year = now.Year()
	}
	at = time.Date(d.Year, time.Month(d.Month), d.Day, 23, 59, 59, 0, now.Location())
	if deadline.IsZero() {
		return at, nil
	}
	if later, _ := l.Until(text, now, deadline.AddDate(0, 0, 1)); later != d { // so many days more keep its hour
		hour, minute, second := deadline.In(now.Location()).Clock()
		at = time.Date(d.Year, time.Month(d.Month), d.Day, hour, minute, second, 0, now.Location())
	}
	return at, nil
}

// MoreHours are so many hours more than a deadline: of a day that is whole they begin with the next. Without a deadline they are
// from now on.
func MoreHours(more time.Duration, now, deadline time.Time) time.Time {
	switch {
	case deadline.IsZero():
		deadline = now.Truncate(time.Minute)
	case deadline.Second() == 59:
		deadline = deadline.Add(time.Second)
	}
	return deadline.In(now.Location()).Add(more)
}

// mostUntil is how many words a day with its hour takes at most.
const mostUntil = 10

// CutTill parts words from an hour or a day at their end or at their beginning, as Clock.CutUntil does from a day.
func CutTill(l Clock, text string, now time.Time) (rest, till string) {
	words := strings.Fields(text)
	hour := func(words []string) bool {
		_, ok := l.UntilHour(strings.Join(words, " "), now, now)
		return ok
	}
	for n := max(0, len(words)-mostUntil); n < len(words); n++ {
		if hour(words[n:]) {
			return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
		}
	}
	for n := min(len(words), mostUntil); n > 0; n-- {
		if hour(words[:n]) {
			return strings.Join(words[n:], " "), strings.Join(words[:n], " ")
		}
	}
	return l.CutUntil(text, now)
}
