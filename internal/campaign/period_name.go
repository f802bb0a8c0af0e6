package campaign

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/locale"
)

// Own are the words that name the period to who reports in it: «kỳ này, tuần này, trong tuần».
func (p Period) Own(say locale.Phrases) string {
	parts := strings.Split(say.Say("period_own"), ";")
	i := slices.Index([]Every{"", Weekly, Monthly, Quarterly, Yearly, Daily}, p.every)
	words := parts[0]
	if i > 0 && i < len(parts) {
		words += ", " + strings.TrimSpace(parts[i])
	}
	return words
}

// romans are the numbers of quarters.
var romans = [...]string{"I", "II", "III", "IV"}

// Named says which period it is: «tuần 48, 23/11–29/11/2026», «tháng 11/2026», «quý IV/2026», «ngày 28/11/2026», «20/11–14/12/2026»; in
// English November 2026, Q4 2026.
func (p Period) Named(say locale.Phrases) string {
	var name string
	switch year := strconv.Itoa(p.last.year); p.every {
	case Monthly:
		name = say.Say("period_month", "n", p.numberIn(say), "year", year)
	case Quarterly:
		name = say.Say("period_quarter", "n", p.numberIn(say), "year", year)
	case ByDates:
		return p.days(say)
	default:
		name = p.Short(say)
	}
	if p.every == Weekly || !p.whole {
		return say.Say("period_days", "period", name, "days", p.days(say))
	}
	return name
}

// Short says it in few words, where it is known which year it is: «tuần 48», «tháng 11», «quý IV».
func (p Period) Short(say locale.Phrases) string {
	day := say.StoredDay(p.first.String())
	switch p.every {
	case Weekly:
		return say.Say("period_week_short", "n", p.number())
	case Monthly:
		return say.Say("period_month_short", "n", p.numberIn(say))
	case Quarterly:
		return say.Say("period_quarter_short", "n", p.numberIn(say))
	case Yearly:
		return say.Say("period_year", "year", p.number())
	case ByDates:
		return strings.TrimRight(strings.TrimSuffix(p.days(say), strconv.Itoa(p.last.year)), "/ ")
	}
	return say.Say("period_day", "day", day)
}

// number is the one by which the calendar knows it, as it is written.
func (p Period) number() string {
	switch p.every {
	case Weekly:
		_, week := epoch.plus(7*p.n + 3).at(0).ISOWeek()
		return strconv.Itoa(week)
	case Monthly:
		return strconv.Itoa(int(p.last.month))
	case Quarterly:
		return romans[(p.last.month-1)/3]
	}
	return strconv.Itoa(p.last.year)
}

// numberIn is how a language writes the number of a month or a quarter: 11, November; IV, 4.
func (p Period) numberIn(say locale.Phrases) string {
	list, i := "period_months", int(p.last.month-1)
	if p.every == Quarterly {
		list, i = "period_quarters", i/3
	}
	return strings.TrimSpace(strings.Split(say.Say(list), ",")[i])
}

// days says from when to when: «23/11–29/11/2026».
func (p Period) days(say locale.Phrases) string {
	from, to := say.StoredDay(p.first.String()), say.StoredDay(p.last.String())
	if p.first.year == p.last.year {
		from = say.In(nil).ShortDay(p.first.at(0), p.last.at(0))
	}
	return from + "–" + to
}

// Is reports whether it is the period of that kind with that number; year 0 is any. A year has its year only.
func (p Period) Is(every Every, n, year int) bool {
	if p.every != every || year != 0 && year != p.year() {
		return false
	}
	number := p.number()
	if every == Quarterly {
		return n >= 1 && n <= len(romans) && number == romans[n-1]
	}
	return number == strconv.Itoa(n)
}

// year is the calendar's year in which the period is counted.
func (p Period) year() int {
	if p.every == Weekly {
		year, _ := epoch.plus(7*p.n + 3).at(0).ISOWeek()
		return year
	}
	return p.last.year
}

// Has reports whether a day, 2026-11-28, lies in the period.
func (p Period) Has(written string) bool {
	t, err := time.Parse(time.DateOnly, written)
	d := dayOf(t)
	return err == nil && !p.first.after(d) && !d.after(p.last)
}
