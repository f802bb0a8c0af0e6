package english

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// hoursAround may stand between hours of the day.
var hoursAround = lexiconOf(`at, and, every day, each day, daily, every morning, every evening, before, the, o'clock, oclock`)

// Hours reads hours of the day, in minutes since midnight and in the order given:
// «7:30», «7:30 am and 4 pm», «noon». ok is false where anything else stands among them,
// or no hour at all. A bare number from 0 to 23 is an hour.
func (Reader) Hours(input string) (minutes []int, ok bool) {
	m := read(input)
	for i := 0; i < len(m.ts); {
		if n := hoursAround.from(m, i); n > 0 {
			i += n
			continue
		}
		if m.ts[i].sign(",;&.") {
			i++
			continue
		}
		at, n := m.hourAt(i, true)
		if n == 0 {
			return nil, false
		}
		minutes = append(minutes, at)
		i += n
	}
	return minutes, len(minutes) > 0
}

// hourAt reads an hour that begins with a token; n is 0 if none does. A bare number is one
// where an hour is sure to come.
func (m *message) hourAt(i int, bare bool) (minutes, n int) {
	switch t := m.at(i); {
	case t.text == "noon", t.text == "midday":
		return 12 * 60, 1
	case t.text == "midnight":
		return 0, 1
	case t.kind != digitsToken || len(t.text) > 2:
		return 0, 0
	}
	hour, minute, from := short(m.at(i).text), 0, i
	i++
	said := false
	if sep := m.at(i); sep.sign(":.h") && m.at(i+1).glued && m.at(i+1).kind == digitsToken && len(m.at(i+1).text) == 2 {
		minute, said = short(m.at(i+1).text), sep.sign(":")
		i += 2
	}
	half, k := m.half12(i)
	i += k
	switch {
	case half == "" && !said && !bare, hour > 23, minute > 59, half != "" && (hour > 12 || hour == 0):
		return 0, 0
	case half == "pm" && hour < 12:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	return hour*60 + minute, i - from
}

// half12 reads «am», «p.m.», «o'clock», «in the evening» behind an hour.
func (m *message) half12(i int) (half string, n int) {
	t := m.at(i)
	switch {
	case t.text == "am", t.text == "pm":
		return t.text, 1
	case (t.text == "a" || t.text == "p") && m.at(i+1).sign(".") && m.at(i+2).text == "m":
		n = 3
		if m.at(i + 3).sign(".") {
			n = 4
		}
		return t.text + "m", n
	case t.text == "o'clock":
		half, n = m.half12(i + 1)
		return half, n + 1
	case t.text == "in" && m.at(i+1).text == "the" && m.at(i+2).text == "morning":
		return "am", 3
	case t.text == "in" && m.at(i+1).text == "the" && (m.at(i+2).text == "afternoon" || m.at(i+2).text == "evening"), t.text == "at" && m.at(i+1).text == "night":
		return "pm", 3 - flag(t.text == "at")
	}
	return "", 0
}

// untilAhead and untilBehind may stand around a day until which there is time.
var (
	untilAhead = lexiconOf(`until, till, til, to, by, on, up to, up until, no later than, not later than, at the latest by, extend to, extend until, extend it to, extend it until, give until, the, new deadline, deadline, for, the end of the day on, end of the day on, the end of, end of, the whole of`)
	untilMore  = lexiconOf(`more, longer, extra, additional, another, further, later`)
	endOfWeek  = lexiconOf(`the end of the week, end of the week, end of week, the end of this week, end of this week, this week`)
	endOfNext  = lexiconOf(`the end of next week, end of next week, next week`)
	endOfMonth = lexiconOf(`the end of the month, end of the month, end of month, the end of this month, this month`)
	endOfDay   = lexiconOf(`the end of the day, end of the day, end of day, eod, tonight, today`)
)

// Until reads the last day of a time that is given: a day, «until Friday», «the end of
// the week», or so many days more than the deadline, «3 more days».
func (Reader) Until(input string, ref, deadline time.Time) (language.Date, *language.Unclear) {
	m := read(strings.Trim(viet.Line(input), " .!,"))
	if len(m.ts) == 0 || len(m.typed) > 80 {
		return language.Date{}, unclear(language.VagueDate)
	}
	from, to := m.core()
	for _, i := range m.untilStarts(from, to) {
		if d, ok := m.untilDay(i, to, ref, deadline); ok {
			return d, nil
		}
	}
	start := m.untilStarts(from, to)
	d, u := Reader{}.Date(m.words(start[len(start)-1], to), language.Question{}, ref)
	switch {
	case u == nil && d.Value.Day != 0 && d.Remark == "":
		return d.Value, nil
	case u != nil && (u.Why == language.NoSuchDay || u.Why == language.Ambiguous):
		return language.Date{}, u
	}
	return language.Date{}, unclear(language.VagueDate)
}

// UntilWeekday reads a day of the week that is named by itself, «until Saturday».
func (Reader) UntilWeekday(text string) (time.Weekday, bool) {
	m := read(strings.Trim(viet.Line(text), " .!,"))
	if len(m.ts) == 0 || len(m.typed) > 80 {
		return 0, false
	}
	from, to := m.core()
	for _, i := range m.untilStarts(from, to) {
		if day, ok := weekdays[m.at(i).text]; ok && i+1 == to {
			return day, true
		}
	}
	return 0, false
}

// untilStarts are where the day may begin: at the beginning, or behind «until» and the like.
func (m *message) untilStarts(from, to int) []int {
	starts := []int{from}
	for i := from; i < to; {
		n := untilAhead.from(m, i)
		if n == 0 || i+n >= to {
			break
		}
		i += n
		starts = append(starts, i)
	}
	return starts
}

// untilDay reads what people say of a day to come.
func (m *message) untilDay(i, to int, ref, deadline time.Time) (language.Date, bool) {
	monday := ref.AddDate(0, 0, -(int(ref.Weekday())+6)%7)
	whole := func(l lexicon) bool { n := l.from(m, i); return n > 0 && i+n == to }
	switch {
	case whole(endOfDay):
		return dateOf(ref), true
	case whole(endOfNext):
		return dateOf(monday.AddDate(0, 0, 13)), true
	case whole(endOfWeek):
		return dateOf(monday.AddDate(0, 0, 6)), true
	case whole(endOfMonth):
		return dateOf(time.Date(ref.Year(), ref.Month()+1, 0, 0, 0, 0, 0, ref.Location())), true
	}
	if day, ok := weekdays[m.at(i).text]; ok && i+1 == to { // the next such day
		ahead := (int(day) - int(ref.Weekday()) + 7) % 7
		return dateOf(ref.AddDate(0, 0, ahead)), true
	}
	r := &dateReader{message: m, ref: ref, found: m.cover()}
	more := untilMore.from(m, i)
	count, n := r.count(i + more)
	if m.at(i).text == "another" && n == 0 {
		count = 1
	} else if n == 0 {
		return language.Date{}, false
	}
	i += more + n
	if k := untilMore.from(m, i); k > 0 {
		more += k
		i += k
	}
	days := map[string]int{"day": 1, "week": 7}[stem(m.at(i).text)]
	if days == 0 {
		return language.Date{}, false
	}
	if i++; i < to && untilMore.from(m, i) == to-i {
		i = to
	}
	if deadline.IsZero() {
		deadline = ref
	}
	return dateOf(deadline.In(ref.Location()).AddDate(0, 0, count*days)), i == to && count > 0
}

// CutUntil parts words from a day at their end or at their beginning, as many words of it
// as can be. Without a day all words are the rest.
func (e Reader) CutUntil(text string, ref time.Time) (rest, day string) {
	words := strings.Fields(text)
	reads := func(words []string) bool { return language.IsUntil(e, strings.Join(words, " "), ref) }
	for n := max(0, len(words)-mostUntil); n < len(words); n++ {
		if reads(words[n:]) {
			return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
		}
	}
	for n := min(len(words), mostUntil); n > 0; n-- {
		if reads(words[:n]) {
			return strings.Join(words[n:], " "), strings.Join(words[:n], " ")
		}
	}
	return text, ""
}

// mostUntil is how many words a day takes at most.
const mostUntil = 9

// partsOfDay are when a part of the day is, without an hour.
var partsOfDay = map[string]int{"morning": 8 * 60, "afternoon": 14 * 60, "evening": 19*60 + 30, "tonight": 19*60 + 30, "night": 20 * 60, "lunchtime": 12 * 60}

// When reads when somebody wants to be reminded: «tomorrow at 7:30», «in 30 minutes»,
// «tonight», «on Friday». It is always later than now, and within a month; ok is false if
// no time is named.
func (Reader) When(text string, now time.Time) (at time.Time, ok bool) {
	m := read(text)
	for i, t := range m.ts {
		if t.text != "in" {
			continue
		}
		if d := m.duration(i + 1); d > 0 {
			return now.Add(d).Truncate(time.Minute), true
		}
	}
	minutes, hour := m.whenHour()
	day, named := m.whenDay(now)
	switch {
	case !hour && !named && slices.ContainsFunc(m.ts, func(t token) bool { return t.text == "later" }):
		return now.Add(30 * time.Minute).Truncate(time.Minute), true
	case !hour && !named:
		return time.Time{}, false
	case !hour:
		minutes = partsOfDay["morning"]
	}
	at = time.Date(day.Year(), day.Month(), day.Day(), minutes/60, minutes%60, 0, 0, now.Location())
	if !at.After(now) && !named {
		at = at.AddDate(0, 0, 1)
	}
	return at, at.After(now) && at.Before(now.AddDate(0, 1, 0))
}

// duration reads «30 minutes», «an hour», «half an hour», «two days»; 0 if it is none.
func (m *message) duration(i int) time.Duration {
	if m.at(i).text == "half" && m.at(i+1).text == "an" && m.at(i+2).text == "hour" {
		return 30 * time.Minute
	}
	r := &dateReader{message: m}
	if m.at(i).text == "an" {
		if m.at(i+1).text == "hour" {
			return time.Hour
		}
		return 0
	}
	count, n := r.count(i)
	if n == 0 {
		return 0
	}
	return time.Duration(count) * map[string]time.Duration{"minute": time.Minute, "min": time.Minute, "hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour}[stem(m.at(i+n).text)]
}

// whenHour is the hour that is named, by itself or as a part of the day.
func (m *message) whenHour() (minutes int, ok bool) {
	for i := range m.ts {
		if m.at(i-1).kind == digitsToken || m.at(i-1).sign("/-") || months[m.at(i-1).text] > 0 {
			continue
		}
		if at, n := m.hourAt(i, m.at(i-1).text == "at"); n > 0 && months[m.at(i+n).text] == 0 && !m.at(i+n).sign("/-") {
			if n == 1 && at > 0 && at <= 6*60 { // «at 4» is said of the afternoon
				at += 12 * 60
			}
			return m.thatHalf(i, at), true
		}
	}
	for _, t := range m.ts {
		if at, ok := partsOfDay[t.text]; ok {
			return at, true
		}
	}
	return 0, false
}

// thatHalf is «at 8» beside «tonight», «at 5» beside «afternoon».
func (m *message) thatHalf(i, minutes int) int {
	for _, t := range m.ts {
		if at, ok := partsOfDay[t.text]; ok && at > 12*60 && minutes < 12*60 {
			return minutes + 12*60
		}
	}
	return minutes
}

// whenDay is the day that is named; today if none is.
func (m *message) whenDay(now time.Time) (day time.Time, named bool) {
	r := &dateReader{message: m, ref: now, found: m.cover()}
	for i := 0; i < len(m.ts); {
		if d, ok := weekdays[m.ts[i].text]; ok {
			ahead := (int(d) - int(now.Weekday()) + 7) % 7
			if ahead == 0 {
				ahead = 7
			}
			return now.AddDate(0, 0, ahead), true
		}
		if t := m.ts[i].text; t == "tonight" || t == "this" || t == "next" || t == "coming" || t == "on" {
			i++
			continue
		}
		i += max(r.dateAt(i), 1)
	}
	if len(r.dates) == 0 {
		return now, false
	}
	d := r.dates[0]
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, now.Location()), d.Day > 0
}
