package viet

import (
	"slices"
	"strconv"
	"time"

	"giaoban/internal/language"
)

var (
	beforeYear = phrases("trước")
	afterYear  = phrases("sau")
	fromSaid   = phrases("từ")

	thisYear       = phrases("nay")
	lastYear       = phrases("ngoái", "trước")
	yearBeforeLast = phrases("kia")
	nextYear       = phrases("sau", "tới")
	// yearSpans make more of a year than one.
	yearSpans = phrases("đến nay", "tới nay", "trở lại", "trở đi", "trở về", "trở lên", "nhiều năm", "các năm", "hàng năm", "hằng năm", "mấy năm")
)

// Year reads one year between from and to. A date gives its year; two digits are a year of
// the period; «năm ngoái» counts from ref.
func (v Reader) Year(input string, q language.Question, ref time.Time, from, to int) (language.Reading[int], *language.Unclear) {
	return retyped(input, func(line string) (language.Reading[int], *language.Unclear) {
		a := v.understand(q)
		read := func(r *reader) (int, *language.Unclear) {
			return (&yearReader{dateReader: &dateReader{reader: r, ref: ref}, from: from, to: to}).year(a)
		}
		return withRemark(scan(line), read, func(_ int, remark *reader) bool {
			_, second := read(scan(remark.typed).loosened())
			return remark.isHarmless(false) && second != nil && !remark.hasYear()
		})
	})
}

// hasYear finds four digits: more than one year is asked about.
func (r *reader) hasYear() bool {
	return slices.ContainsFunc(r.ts, func(t token) bool { return t.kind == digitsToken && len(t.text) == 4 })
}

func (r *yearReader) year(q *asked) (int, *language.Unclear) {
	switch {
	case !r.more():
		return 0, &language.Unclear{Why: language.Unreadable}
	case r.hasSign("?"):
		return 0, &language.Unclear{Why: language.AsksBack}
	case r.hasGluedLetters():
		return 0, &language.Unclear{Why: language.BadDigits}
	case notKnown.in(r.reader, 0, len(r.ts)):
		return 0, &language.Unclear{Why: language.NotKnown}
	case r.has(yearSpans):
		return 0, &language.Unclear{Why: language.SeveralYears}
	}
	r.found = r.reader.cover()
	r.find()
	y, unclear := r.result()
	if unclear != nil {
		return 0, unclear
	}
	r.found.bridge()
	r.found.fill(q, courtesy, saying, guessing, aroundYears)
	if left := r.found.left(); len(left) > 0 {
		u := leftOver(left)
		u.Values = []float64{float64(y)}
		return 0, u
	}
	return y, nil
}

// aroundYears may stand beside a year: «từ năm 2012», «hồi 2011», «quý II năm 2012».
var aroundYears = lexiconOf(`năm, từ, từ hồi, hồi, vào, vào năm, đầu, đầu năm, giữa, giữa năm, cuối, cuối năm, trong, trong năm, mới, quý, quý i, quý ii, quý iii, quý iv, tháng, ngày, là`)

type yearReader struct {
	*dateReader
	from, to int
	years    []int
	// strange: a number that is no year.
	strange bool
	// labelEnd is where the last «tháng 7» ended; «tháng 7 năm ngoái» counts no
	// years back.
	labelEnd int
	// bound is -1 for «trước», 1 for «sau» a year.
	bound int
}

func (r *yearReader) find() {
	named := false
	for r.i = 0; r.more(); {
		start := r.i
		switch {
		case r.boundHere(), r.relativeYear(), r.dated():
			named = false
			r.found.take(start, r.i)
			continue
		case isFive(r.peek(0)):
			named = true
			r.i++
			continue
		case r.dayOfMonth(), r.at(0, labels) > 0 && r.labelled():
			r.found.take(start, r.i)
			continue
		}
		if r.yearHere(named) {
			r.found.take(start, r.i)
		} else {
			r.i = start + 1
		}
		named = false
	}
}

func (r *yearReader) result() (int, *language.Unclear) {
	switch {
	case len(r.years) == 0 || r.strange && len(r.years) == 1:
		return 0, &language.Unclear{Why: language.Unreadable}
	case len(r.years) > 1:
		return 0, &language.Unclear{Why: language.SeveralYears, Readings: decimals(r.years)}
	}
	y := r.years[0]
	switch {
	case y < r.from, y > r.to, r.bound < 0 && y <= r.from, r.bound > 0 && y >= r.to:
		return 0, &language.Unclear{Why: language.OutOfPeriod, Readings: decimals(r.years)}
	case r.bound != 0:
		return 0, &language.Unclear{Why: language.SeveralYears, Readings: decimals(r.years)}
	}
	return y, nil
}

func (r *yearReader) add(y int) {
	if !slices.Contains(r.years, y) {
		r.years = append(r.years, y)
	}
}

// boundHere reads «trước năm 2010», «sau 2010».
func (r *yearReader) boundHere() bool {
	n := 1
	if isFive(r.peek(1)) {
		n = 2
	}
	_, digit := wordDigit(r.peek(n))
	if r.peek(n).kind != digitsToken && !digit || r.peek(n-1).is(fromSaid) {
		return false
	}
	switch {
	case r.at(0, beforeYear) > 0:
		r.bound = -1
	case r.at(0, afterYear) > 0 && (r.i == 0 || n == 2):
		r.bound = 1
	default:
		return false
	}
	r.i++
	return true
}

// relativeYear reads «năm ngoái»; «ba năm trước» is not it.
func (r *yearReader) relativeYear() bool {
	if !isFive(r.peek(0)) {
		return false
	}
	offset := 0
	switch {
	case r.at(1, thisYear) > 0:
	case r.at(1, lastYear) > 0:
		offset = -1
	case r.at(1, yearBeforeLast) > 0:
		offset = -2
	case r.at(1, nextYear) > 0:
		r.strange = true // «năm sau» is also later
		return false
	default:
		return false
	}
	_, digit := wordDigit(r.peek(-1))
	if counted := digit || r.peek(-1).kind == digitsToken; counted && r.i != r.labelEnd {
		r.strange = true
	}
	r.add(r.ref.Year() + offset)
	r.i += 2
	return true
}

// dated reads the year of «15/7/2012», «6/2012».
func (r *yearReader) dated() bool {
	sep := r.peek(1)
	if r.peek(0).kind != digitsToken || !sep.sign("/-.") || r.peek(2).kind != digitsToken {
		return false
	}
	start := r.i
	g := r.groups()
	end := r.i
	d, ok := r.fromGroups(g)
	yearless := len(g) == 2 && len(g[1]) != 4 && r.i == end
	switch {
	case !ok || yearless || len(g) == 2 && len(g[0]) == 4:
		r.i = start
		return false
	case d.Exists():
		r.add(d.Year)
	default:
		r.strange = true
	}
	return true
}

// dayOfMonth steps over the day of «15 tháng 7».
func (r *yearReader) dayOfMonth() bool {
	start := r.i
	if p, ok := r.part(); ok && len(p.values) == 1 && p.values[0] <= 31 && r.at(0, monthWord) > 0 {
		return true
	}
	r.i = start
	return false
}

// labelled steps over the number of a day, a month, a quarter.
func (r *yearReader) labelled() bool {
	start := r.i
	r.i++
	if p, ok := r.part(); ok && len(p.values) == 1 && p.values[0] <= 31 {
		r.labelEnd = r.i
		return true
	}
	r.i = start
	return false
}

// yearHere reads a year in digits or words; named tells that «năm» stood before.
func (r *yearReader) yearHere(named bool) bool {
	if y, ok := r.saidDigits(); ok {
		r.add(y)
		return true
	}
	start := r.i
	a, ok := r.amount()
	if !ok {
		return false
	}
	if later := r.ts[start].bare && r.ts[start].text == "sau" && a.to == start+1; a.years || later { // «10 năm» counts years
		r.strange = true
		return true
	}
	short := r.ts[start].kind != digitsToken || len(r.ts[start].text) == 2
	named = named || r.wasQuoted(start)
	for _, v := range a.values {
		switch y := int(v); {
		case v != float64(y), y < 0:
		case y >= 1000 && y <= 9999:
			r.add(y)
			return true
		case y < 100 && short && (named || r.isAlone(start) && r.inPeriod(y)):
			r.add(r.expand(y))
			return true
		}
	}
	r.strange = true
	return true
}

// saidDigits reads «hai không một ba».
func (r *yearReader) saidDigits() (int, bool) {
	y := 0
	for n := range 4 {
		d, ok := wordDigit(r.peek(n))
		if c, changed := changedOnes(r.peek(n)); !ok && changed && n == 3 {
			d, ok = c, true
		}
		if !ok {
			return 0, false
		}
		y = y*10 + d
	}
	if y < 1000 {
		return 0, false
	}
	r.i += 4
	return y, true
}

func (r *yearReader) wasQuoted(start int) bool { return start > 0 && r.ts[start-1].sign("'") }

// isAlone: nothing but words that do not count stands beside the number.
func (r *yearReader) isAlone(start int) bool { return start == 0 && !r.more() }

// inPeriod: two digits are a year only if it is one of the asked period.
func (r *yearReader) inPeriod(two int) bool {
	y := r.expand(two)
	return y >= r.from && y <= r.to
}

// expand makes two digits a year of the period where one fits.
func (r *yearReader) expand(two int) int {
	if y := 1900 + two; y >= r.from && y <= r.to && (2000+two < r.from || 2000+two > r.to) {
		return y
	}
	return 2000 + two
}

func decimals(years []int) []string {
	out := make([]string, len(years))
	for i, y := range years {
		out[i] = strconv.Itoa(y)
	}
	return out
}
