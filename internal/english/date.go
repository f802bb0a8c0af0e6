package english

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/language"
)

// FormatDate writes a date so that nobody takes the day for the month: 5 July 2016.
func FormatDate(d language.Date) string {
	if d.Day == 0 {
		return fmt.Sprintf("%s %d", monthNames[d.Month], d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, monthNames[d.Month], d.Year)
}

var monthNames = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var months = func() map[string]int {
	m := map[string]int{"sept": 9}
	for i, name := range monthNames {
		if name != "" {
			m[strings.ToLower(name)], m[strings.ToLower(name[:3])] = i, i
		}
	}
	return m
}()

var weekdays = func() map[string]time.Weekday {
	m := map[string]time.Weekday{"tues": time.Tuesday, "thur": time.Thursday, "thurs": time.Thursday}
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		m[name], m[name[:3]] = d, d
	}
	return m
}()

// Date reads a day, or a month when no day was given. A month is named in words, or the
// order of day and month is plain; of two days that the figures may mean both are told.
// Without a year it is ref's year.
func (Reader) Date(input string, q language.Question, ref time.Time) (language.Reading[language.Date], *language.Unclear) {
	a := understand(q)
	return withRemark(read(input), func(m *message) (language.Date, *language.Unclear) {
		return (&dateReader{message: m, ref: ref, found: m.cover()}).date(a)
	}, noSecond)
}

// A dateReader collects the dates of an answer.
type dateReader struct {
	*message
	ref   time.Time
	found *cover
	dates []language.Date
	// either are two days that figures may mean.
	either []language.Date
	// noSuch are days that are in no calendar, loose numbers that belong to no date.
	noSuch []language.Date
	loose  []string
	// weekday was said beside a date, or alone; said tells so.
	weekday time.Weekday
	said    bool
	vague   bool
}

// vagueDate is a time without its day.
var vagueDate = lexiconOf(`soon, later, recently, lately, the other day, last week, this week, next week, last month, this month, next month, end of the month, the end of the month, end of month, beginning of, the beginning of, middle of, the middle of, early, mid, late, the end of, end of, before, after, by, until, till, since, from, between, or, about, around, approximately, every, each, daily, weekly, monthly, first week, second week, third week, last days, spring, summer, autumn, winter, easter, christmas, new year, ramadan, tbc, tbd, unknown, not sure, maybe, perhaps, probably`)

// aroundDates may stand beside a day.
var aroundDates = lexiconOf(`on, in, at, the, of, it was on, it is on, it was, it is, it's on, date, the date is, the date was, day, on the, held on, held, signed on, signed, issued on, issued, dated, took place on, took place, happened on, happened, started on, started, opened on, opened, approved on, approved, morning, in the morning, afternoon, in the afternoon, evening, in the evening, night, at noon`)

func (r *dateReader) date(q *asked) (language.Date, *language.Unclear) {
	switch {
	case len(r.ts) == 0:
		return language.Date{}, unclear(language.Unreadable)
	case r.asksBack():
		return language.Date{}, unclear(language.AsksBack)
	}
	r.find()
	d, u := r.result(q)
	if u != nil {
		return language.Date{}, u
	}
	if r.said && d.Day > 0 && d.Weekday() != r.weekday {
		return language.Date{}, &language.Unclear{Why: language.WeekdayDisagrees, Readings: []string{d.Weekday().String()}}
	}
	r.found.fill(q, courtesy, saying, aroundDates)
	if left := r.found.left(); len(left) > 0 {
		u := leftOver(left)
		u.Dates = []language.Date{d}
		return language.Date{}, u
	}
	return d, nil
}

func (r *dateReader) result(q *asked) (language.Date, *language.Unclear) {
	isVague := r.isVague()
	switch {
	case len(r.noSuch) > 0:
		return language.Date{}, &language.Unclear{Why: language.NoSuchDay, Readings: []string{fmt.Sprintf("%d/%d/%d", r.noSuch[0].Day, r.noSuch[0].Month, r.noSuch[0].Year)}}
	case len(r.either) > 0 && len(r.dates) == 0 && len(r.loose) == 0:
		u := &language.Unclear{Why: language.Ambiguous, Dates: r.either}
		for _, d := range r.either {
			u.Readings = append(u.Readings, FormatDate(d))
		}
		return language.Date{}, u
	case isVague, len(r.dates) == 0 && (len(r.loose) > 0 || r.said || r.vague):
		return language.Date{}, unclear(language.VagueDate)
	case len(r.dates) == 0:
		return language.Date{}, unclear(language.Unreadable)
	case len(r.dates) > 1 || len(r.loose) > 0 || len(r.either) > 0:
		u := &language.Unclear{Why: language.SeveralDates, Readings: slices.Clone(r.loose)}
		for _, d := range append(r.dates, r.either...) {
			u.Readings = append(u.Readings, FormatDate(d))
		}
		return language.Date{}, u
	}
	return r.dates[0], nil
}

// isVague finds a bound or a loose time, outside what was read as a date.
func (r *dateReader) isVague() bool {
	for i := range r.ts {
		if n := vagueDate.from(r.message, i); n > 0 && !r.found.done[i] {
			return true
		}
	}
	return false
}

func (r *dateReader) find() {
	for i := 0; i < len(r.ts); {
		n := r.dateAt(i)
		if n > 0 {
			r.found.take(i, i+n)
			i += n
			continue
		}
		if r.ts[i].kind == digitsToken {
			r.loose = append(r.loose, r.ts[i].text)
		}
		if months[r.ts[i].text] > 0 && r.ts[i].text != "may" {
			r.vague = true
		}
		i++
	}
}

// dateAt reads a date, a weekday or a time of the day that begins with a token, and returns
// how many it takes.
func (r *dateReader) dateAt(i int) int {
	for _, way := range []func(int) int{r.iso, r.relative, r.ofWeek, r.figures, r.dayFirst, r.monthFirst, r.clock} {
		if n := way(i); n > 0 {
			return n
		}
	}
	return 0
}

// add notes a date; the same date said twice is one.
func (r *dateReader) add(d language.Date) {
	switch {
	case !d.Exists():
		r.noSuch = append(r.noSuch, d)
	case !slices.Contains(r.dates, d):
		r.dates = append(r.dates, d)
	}
}

func dateOf(t time.Time) language.Date {
	y, m, d := t.Date()
	return language.Date{Year: y, Month: int(m), Day: d}
}

// iso reads 2026-11-24.
func (r *dateReader) iso(i int) int {
	if len(r.at(i).text) != 4 || r.at(i).kind != digitsToken {
		return 0
	}
	sep := r.at(i + 1)
	if !sep.sign("-/.") || !r.at(i+3).sign(sep.text) || r.at(i+2).kind != digitsToken || r.at(i+4).kind != digitsToken {
		return 0
	}
	r.add(language.Date{Year: short(r.at(i).text), Month: short(r.at(i + 2).text), Day: orNone(short(r.at(i + 4).text))})
	return 5
}

// orNone keeps a day 0 from being a month without a day.
func orNone(day int) int {
	if day == 0 {
		return -1
	}
	return day
}

// short is the number of a few digits; -1 for many.
func short(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 4 {
		return -1
	}
	return n
}

var (
	todaySaid = lexiconOf(`today, this morning, this afternoon, this evening, tonight`)
	daysAway  = map[string]int{"yesterday": -1, "tomorrow": 1, "tmr": 1, "tmrw": 1}
	beforeY   = lexiconOf(`the day before yesterday, day before yesterday`)
	afterT    = lexiconOf(`the day after tomorrow, day after tomorrow`)
	yesterday = lexiconOf(`yesterday, last night`)
)

// relative reads «today», «tomorrow», «3 days ago», «in two weeks», «a week from today».
func (r *dateReader) relative(i int) int {
	for _, one := range []struct {
		words lexicon
		days  int
	}{{beforeY, -2}, {afterT, 2}, {todaySaid, 0}, {yesterday, -1}} {
		if n := one.words.from(r.message, i); n > 0 {
			r.add(dateOf(r.ref.AddDate(0, 0, one.days)))
			return n
		}
	}
	if days, ok := daysAway[r.at(i).text]; ok {
		r.add(dateOf(r.ref.AddDate(0, 0, days)))
		return 1
	}
	from := i
	in := r.at(i).text == "in"
	if in {
		i++
	}
	count, n := r.count(i)
	if n == 0 {
		return 0
	}
	days := map[string]int{"day": 1, "week": 7}[stem(r.at(i+n).text)]
	if days == 0 {
		return 0
	}
	i += n + 1
	switch {
	case in:
		r.add(dateOf(r.ref.AddDate(0, 0, count*days)))
		return i - from
	case r.at(i).text == "ago":
		r.add(dateOf(r.ref.AddDate(0, 0, -count*days)))
		return i + 1 - from
	case r.at(i).text == "from" && (r.at(i+1).text == "now" || r.at(i+1).text == "today"):
		r.add(dateOf(r.ref.AddDate(0, 0, count*days)))
		return i + 2 - from
	}
	return 0
}

// count reads how many, «3», «three», «a»; n is 0 if nothing says so.
func (r *dateReader) count(i int) (count, n int) {
	t := r.at(i)
	if t.text == "a" || t.text == "one" {
		return 1, 1
	}
	if t.kind == digitsToken && len(t.text) <= 3 {
		return short(t.text), 1
	}
	if v, ok := cardinals[t.text]; ok && v > 0 && v <= 20 {
		return int(v), 1
	}
	return 0, 0
}

// ofWeek reads a weekday: of this, the last or the next week, or beside a date.
func (r *dateReader) ofWeek(i int) int {
	from := i
	which := r.at(i).text
	if which == "this" || which == "next" || which == "last" || which == "coming" || which == "on" {
		i++
	}
	day, ok := weekdays[r.at(i).text]
	if !ok {
		return 0
	}
	i++
	monday := r.ref.AddDate(0, 0, -(int(r.ref.Weekday())+6)%7)
	this := monday.AddDate(0, 0, (int(day)+6)%7)
	ahead := dateOf(this) != dateOf(r.ref) && this.After(r.ref)
	switch {
	case which == "this", which == "coming" && ahead:
		r.add(dateOf(this))
	case which == "next" && ahead: // of this week, or of the next? People differ
		r.either = append(r.either, dateOf(this), dateOf(this.AddDate(0, 0, 7)))
	case which == "next", which == "coming":
		r.add(dateOf(this.AddDate(0, 0, 7)))
	case which == "last" && this.Before(r.ref) && dateOf(this) != dateOf(r.ref):
		r.either = append(r.either, dateOf(this), dateOf(this.AddDate(0, 0, -7)))
	case which == "last":
		r.add(dateOf(this.AddDate(0, 0, -7)))
	default:
		r.weekday, r.said = day, true
	}
	if r.at(i).sign(",.") && i+1 < len(r.ts) {
		i++
	}
	return i - from
}

// dayFirst reads «24 November 2026», «the 24th of Nov».
func (r *dateReader) dayFirst(i int) int {
	from := i
	if r.at(i).text == "the" {
		i++
	}
	day, n := r.dayNumber(i)
	if n == 0 {
		return 0
	}
	i += n
	if r.at(i).sign("-/") && r.at(i).glued {
		i++
	}
	if r.at(i).text == "of" {
		i++
	}
	month := months[r.at(i).text]
	if month == 0 {
		return 0
	}
	i++
	year, n := r.yearAt(i)
	r.add(language.Date{Year: year, Month: month, Day: orNone(day)})
	return i + n - from
}

// monthFirst reads «November 24, 2026», «Nov 24th», and a month alone with its year.
func (r *dateReader) monthFirst(i int) int {
	from, month := i, months[r.at(i).text]
	if month == 0 {
		return 0
	}
	i++
	if r.at(i).sign(".") {
		i++
	}
	if year := r.at(i); year.kind == digitsToken && len(year.text) == 4 {
		r.add(language.Date{Year: short(year.text), Month: month})
		return i + 1 - from
	}
	if r.at(i).text == "the" {
		i++
	}
	day, n := r.dayNumber(i)
	if n == 0 {
		return 0
	}
	i += n
	year, n := r.yearAt(i)
	r.add(language.Date{Year: year, Month: month, Day: orNone(day)})
	return i + n - from
}

// dayNumber reads 24, 24th; n is 0 if it is none.
func (r *dateReader) dayNumber(i int) (day, n int) {
	t := r.at(i)
	if t.kind != digitsToken || len(t.text) > 2 {
		return 0, 0
	}
	if next := r.at(i + 1); next.glued && ordinals[next.text] {
		return short(t.text), 2
	}
	return short(t.text), 1
}

// yearAt reads the year behind a day and month; without one it is this year.
func (r *dateReader) yearAt(i int) (year, n int) {
	from := i
	if r.at(i).sign(",-/.") || r.at(i).text == "of" || r.at(i).text == "in" {
		i++
	}
	t := r.at(i)
	if t.kind == digitsToken && (len(t.text) == 4 || len(t.text) == 2 && !r.at(i+1).sign(":") && months[r.at(i+1).text] == 0) {
		return r.fullYear(t.text), i + 1 - from
	}
	return r.ref.Year(), 0
}
