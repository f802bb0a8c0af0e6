package viet

import (
	"giaoban/internal/language"
)

// monthFirst reads a month without a day: «tháng 8/2016», «T8», «tháng này».
func (r *dateReader) monthFirst() bool {
	if r.at(0, monthWord) == 0 && !(r.peek(0).text == "t" && r.peek(1).glued && r.peek(1).kind == digitsToken) {
		return false
	}
	m, y, ok := r.month()
	if ok {
		r.add(language.Date{Year: y, Month: m})
	}
	return ok
}

// dayFirst reads a date that begins with its day, or an ISO date.
func (r *dateReader) dayFirst() bool {
	named := r.at(0, dayWords) > 0
	if named {
		r.i++
	}
	if r.peek(0).kind == digitsToken {
		groups := r.groups()
		if d, ok := r.fromGroups(groups); ok {
			r.add(d)
			return true
		}
		if len(groups) > 1 {
			return false
		}
		return r.dayThenMonth(shortNumber(groups[0]), len(groups[0]) <= 2)
	}
	p, ok := r.part()
	if !ok || len(p.values) != 1 {
		return false
	}
	if r.dayThenMonth(int(p.values[0]), p.values[0] < 100) {
		return true
	}
	r.vague = r.vague || named
	return false
}

// dayThenMonth goes on after a day: «15 tháng 7 năm 2016».
func (r *dateReader) dayThenMonth(day int, ok bool) bool {
	if !ok || r.at(0, monthWord) == 0 {
		return false
	}
	m, y, ok := r.month()
	if !ok {
		return false
	}
	r.add(language.Date{Year: y, Month: m, Day: noZero(day)})
	return true
}

// month reads «tháng» and what follows: the month and its year.
func (r *dateReader) month() (m, y int, ok bool) {
	r.i++
	if n, ok := r.nearby(); ok {
		first := r.ref.AddDate(0, n, 1-r.ref.Day())
		return int(first.Month()), first.Year(), true
	}
	switch t := r.peek(0); {
	case t.kind == digitsToken && len(t.text) <= 2:
		m = shortNumber(t.text)
		r.i++
	case t.is(fourth):
		m = 4
		r.i++
	default:
		p, ok := r.part()
		if !ok || len(p.values) != 1 || p.values[0] > 99 {
			return 0, 0, false
		}
		m = int(p.values[0])
	}
	return m, r.yearOrThis(), true
}

// yearOrThis reads the year after a month; without one it is this year.
func (r *dateReader) yearOrThis() int {
	start := r.i
	if r.peek(0).sign("/-.,") && !r.peek(-1).sign("/-.,") {
		r.i++
	}
	separated := r.i > start
	named := isFive(r.peek(0))
	if named {
		r.i++
		if n, ok := r.nearby(); ok {
			return r.ref.Year() + n
		}
	}
	if t := r.peek(0); t.kind == digitsToken {
		if y, ok := r.fullYear(t.text); ok && (named || separated || len(t.text) == 4) && !r.isDateAhead() {
			r.i++
			return y
		}
	} else if a, ok := r.amount(); ok && named && len(a.values) == 1 && a.values[0] >= 1900 && a.values[0] <= 2100 {
		return int(a.values[0])
	}
	r.i = start
	return r.ref.Year()
}

// isDateAhead: the digits begin a date of their own.
func (r *dateReader) isDateAhead() bool {
	return r.peek(1).sign("/-.") && r.peek(2).kind == digitsToken
}

// fullYear makes «16» 2016, and «99» 1999 as long as 2099 is far away.
func (r *dateReader) fullYear(digits string) (int, bool) {
	n := shortNumber(digits)
	switch {
	case len(digits) == 4:
		return n, true
	case len(digits) != 2:
		return 0, false
	case 2000+n > r.ref.Year()+20:
		return 1900 + n, true
	}
	return 2000 + n, true
}

// groups steps over up to three runs of digits with the same separator; a
// space separates only where no other sign does.
func (r *dateReader) groups() []string {
	groups := []string{r.peek(0).text}
	r.i++
	sep := ""
	for len(groups) < 3 {
		n := 0
		this := " "
		if r.peek(0).sign("/-.") {
			n, this = 1, r.peek(0).text
		}
		digits := r.peek(n)
		if digits.kind != digitsToken || sep != "" && this != sep || this == " " && r.peek(1).sign("/-.") && r.peek(2).kind == digitsToken {
			break
		}
		sep = this
		groups = append(groups, digits.text)
		r.i += n + 1
	}
	return groups
}

// fromGroups makes a date of runs of digits. Day and month are never swapped.
func (r *dateReader) fromGroups(g []string) (language.Date, bool) {
	switch {
	case len(g) == 3 && len(g[0]) == 4:
		return r.dayOf(g[2], g[1], shortNumber(g[0]))
	case len(g) == 3:
		y, ok := r.fullYear(g[2])
		if !ok {
			return language.Date{}, false
		}
		return r.dayOf(g[0], g[1], y)
	case len(g) == 2 && len(g[0]) <= 2 && len(g[1]) == 4:
		return language.Date{Year: shortNumber(g[1]), Month: shortNumber(g[0])}, true
	case len(g) == 2 && len(g[0]) == 4 && len(g[1]) <= 2:
		return language.Date{Year: shortNumber(g[0]), Month: shortNumber(g[1])}, true
	case len(g) == 2:
		return r.dayOf(g[0], g[1], r.yearOrThis())
	case len(g[0]) == 8:
		return r.dayOf(g[0][:2], g[0][2:4], shortNumber(g[0][4:]))
	case len(g[0]) == 6:
		y, _ := r.fullYear(g[0][4:])
		return r.dayOf(g[0][:2], g[0][2:4], y)
	}
	return language.Date{}, false
}

func (r *dateReader) dayOf(day, month string, year int) (language.Date, bool) {
	if len(day) > 2 || len(month) > 2 {
		return language.Date{}, false
	}
	return language.Date{Year: year, Month: shortNumber(month), Day: noZero(shortNumber(day))}, true
}

// noZero makes 0, which in a Date means "no day", a day that does not exist.
func noZero(n int) int {
	if n == 0 {
		return -1
	}
	return n
}

var fourth = phrases("tư")
