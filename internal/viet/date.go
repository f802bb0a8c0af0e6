package viet

import (
	"fmt"
	"slices"
	"time"

	"giaoban/internal/language"
)

// FormatDate writes a date as offices do: the day always in two digits, the
// month with a leading 0 only for 1 and 2, where it could be made into 11 or 12.
func FormatDate(d language.Date) string {
	month := fmt.Sprint(d.Month)
	if d.Month == 1 || d.Month == 2 {
		month = "0" + month
	}
	if d.Day == 0 {
		return fmt.Sprintf("%s/%d", month, d.Year)
	}
	return fmt.Sprintf("%02d/%s/%d", d.Day, month, d.Year)
}

// Date reads a day, or a month when no day was given. The day always comes before the
// month. Without a year it is ref's year; relative days and weeks (Monday to Sunday)
// count from ref, in ref's own time zone.
func (v Reader) Date(input string, q language.Question, ref time.Time) (language.Reading[language.Date], *language.Unclear) {
	return retyped(input, func(line string) (language.Reading[language.Date], *language.Unclear) {
		a := v.understand(q)
		read := func(r *reader) (language.Date, *language.Unclear) {
			return (&dateReader{reader: r, ref: ref, weekday: -1}).date(a)
		}
		return withRemark(scan(line), read, func(_ language.Date, remark *reader) bool {
			second := &dateReader{reader: scan(remark.typed).loosened(), ref: ref, weekday: -1, found: remark.cover()}
			second.find()
			return remark.isHarmless(false) && !remark.hasBound() && len(second.dates)+len(second.noSuch) == 0 && !looseDates.in(remark, 0, len(remark.ts))
		})
	})
}

func (r *dateReader) date(q *asked) (language.Date, *language.Unclear) {
	switch {
	case !r.more(), r.hasGluedLetters():
		return language.Date{}, &language.Unclear{Why: language.Unreadable}
	case r.hasSign("?"):
		return language.Date{}, &language.Unclear{Why: language.AsksBack}
	case looseDates.in(r.reader, 0, len(r.ts)), r.hasBound():
		return language.Date{}, &language.Unclear{Why: language.VagueDate}
	}
	r.found = r.reader.cover()
	r.find()
	d, unclear := r.result()
	if unclear != nil {
		return language.Date{}, unclear
	}
	r.found.fill(q, courtesy, saying, aroundDates)
	r.found.fillPlace()
	if left := r.found.left(); len(left) > 0 {
		u := leftOver(left)
		u.Dates = []language.Date{d}
		return language.Date{}, u
	}
	return d, nil
}

var (
	// aroundDates may stand beside a day.
	aroundDates = lexiconOf(`ngày, hôm, vào, lúc, vào lúc, vào ngày, trong, sáng, trưa, chiều, tối, buổi sáng, buổi chiều, buổi tối, mới, vừa rồi, vừa qua, đến, đến ngày, đến hết, đến hết ngày, là ngày, thứ, tháng, năm,
		họp, ký, ra mắt, tổ chức, khai mạc, diễn ra, tiến hành, hội nghị, ban hành, được tổ chức, tổ chức vào`)
	// placeSaid begins a place behind a day, places are the words of it.
	atSaid = phrases("tại", "ở")
	places = lexiconOf(`ubnd, hội trường, trụ sở, nhà văn hóa, nhà, văn hóa, xã, phường, thị trấn, huyện, thôn, bản, xóm, khu phố, công an, trường, đình, sân vận động, ủy ban nhân dân, ủy ban, trung tâm, hội quán, đảng ủy, hđnd`)
)

// fillPlace accounts for «tại UBND xã» behind a day.
func (c *cover) fillPlace() {
	for i := c.to; i >= 0 && i < len(c.done); i++ {
		if !c.done[i] && c.r.ts[i].is(atSaid) {
			c.done[i] = true
			for i++; i < len(c.done); {
				n := places.from(c.r, i)
				if n == 0 {
					break
				}
				c.take(i, i+n)
				i += n
			}
		}
	}
}

// A dateReader collects the dates of an answer.
type dateReader struct {
	*reader
	ref   time.Time
	found *cover
	dates []language.Date
	// noSuch are the days that are in no calendar.
	noSuch []language.Date
	// loose are numbers that belong to no date.
	loose []string
	// weekday was said; -1 when none was.
	weekday time.Weekday
	// vague: a week, a month or a day was spoken of.
	vague bool
}

func (r *dateReader) find() {
	for r.i = 0; r.more(); {
		start := r.i
		if r.oneOf(r.clock, r.relative, r.sayWeekday, r.monthFirst, r.dayFirst) {
			r.found.take(start, r.i)
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

func (r *dateReader) result() (language.Date, *language.Unclear) {
	var readings []string
	for _, d := range r.dates {
		readings = append(readings, FormatDate(d))
	}
	switch {
	case len(r.noSuch) > 0:
		return language.Date{}, &language.Unclear{Why: language.NoSuchDay, Readings: []string{asRead(r.noSuch[0])}}
	case len(r.dates) == 0 && (len(r.loose) > 0 || r.weekday >= 0 || r.vague):
		return language.Date{}, &language.Unclear{Why: language.VagueDate}
	case len(r.dates) == 0:
		return language.Date{}, &language.Unclear{Why: language.Unreadable}
	case len(r.dates) > 1 || len(r.loose) > 0:
		return language.Date{}, &language.Unclear{Why: language.SeveralDates, Readings: append(r.loose, readings...)}
	}
	d := r.dates[0]
	if day := d.Weekday(); r.weekday >= 0 && d.Day > 0 && r.weekday != day {
		return language.Date{}, &language.Unclear{Why: language.WeekdayDisagrees, Readings: []string{weekdayNames[day]}}
	}
	return d, nil
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

func (r *dateReader) addDays(days int) {
	y, m, d := r.ref.AddDate(0, 0, days).Date()
	r.add(language.Date{Year: y, Month: int(m), Day: d})
}

// asRead names a day that does not exist.
func asRead(d language.Date) string {
	return fmt.Sprintf("%02d/%d/%d", max(d.Day, 0), max(d.Month, 0), d.Year)
}

var weekdayNames = [...]string{"chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"}
