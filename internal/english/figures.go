package english

import "giaoban/internal/language"

// figures reads 24/11/2026, where only one order makes a day. Of 05/07/2026 both are told,
// and 11/24 is asked, which has no year and the month first.
func (r *dateReader) figures(i int) int {
	sep := r.at(i + 1)
	if r.at(i).kind != digitsToken || !sep.sign("/.-") || !sep.glued || r.at(i+2).kind != digitsToken || !r.at(i+2).glued {
		return 0
	}
	a, b, year, n := short(r.at(i).text), short(r.at(i+2).text), r.ref.Year(), 3
	full := r.at(i+3).sign(sep.text) && r.at(i+4).kind == digitsToken
	if full {
		year, n = r.fullYear(r.at(i+4).text), 5
	} else if !sep.sign("/") {
		return 0 // «5.7» is a number, «5-7» a span
	}
	dayFirst, monthFirst := language.Date{Year: year, Month: b, Day: orNone(a)}, language.Date{Year: year, Month: a, Day: orNone(b)}
	switch {
	case dayFirst.Exists() && monthFirst.Exists() && a != b:
		r.either = append(r.either, dayFirst, monthFirst)
	case dayFirst.Exists():
		r.add(dayFirst)
	case monthFirst.Exists() && full:
		r.add(monthFirst)
	case monthFirst.Exists():
		r.either = append(r.either, monthFirst)
	default:
		r.noSuch = append(r.noSuch, dayFirst)
	}
	return n
}

// fullYear makes 26 2026, and 99 1999 as long as 2099 is far away.
func (r *dateReader) fullYear(digits string) int {
	n := short(digits)
	switch {
	case len(digits) != 2:
		return n
	case 2000+n > r.ref.Year()+20:
		return 1900 + n
	}
	return 2000 + n
}

// clock reads a time of the day, which changes nothing in a date: «at 5 pm», «08:30».
func (r *dateReader) clock(i int) int {
	from := i
	if r.at(i).text == "at" {
		i++
	}
	t := r.at(i)
	if t.kind != digitsToken || len(t.text) > 2 {
		return 0
	}
	i++
	minutes := r.at(i).sign(":") && r.at(i+1).kind == digitsToken
	if minutes {
		i += 2
	}
	switch half := r.at(i).text; {
	case half == "am" || half == "pm":
		return i + 1 - from
	case half == "a" && r.at(i+1).sign(".") && r.at(i+2).text == "m", half == "p" && r.at(i+1).sign(".") && r.at(i+2).text == "m":
		return i + 3 - from
	case half == "o" && r.at(i+1).sign("'"):
		return i + 3 - from
	case minutes:
		return i - from
	}
	return 0
}
