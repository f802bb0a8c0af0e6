package english

import (
	"strconv"
	"time"

	"giaoban/internal/language"
)

// Year reads one year between from and to; «last year» counts from now.
func (Reader) Year(input string, q language.Question, now time.Time, from, to int) (language.Reading[int], *language.Unclear) {
	a := understand(q)
	return withRemark(read(input), func(m *message) (int, *language.Unclear) {
		return (&yearReader{message: m, now: now.Year(), from: from, to: to, found: m.cover()}).year(a)
	}, noSecond)
}

type yearReader struct {
	*message
	now, from, to int
	found         *cover
	years         []int
}

var (
	// aroundYears may stand beside a year, boundsYears make it a bound.
	aroundYears = lexiconOf(`in, since, from, year, in the year, the year, the year of, it was in, it was, founded in, founded, started in, started, established in, established, set up in, set up, built in, built, began in, began, created in, created`)
	boundsYears = lexiconOf(`before, after, until, till, to, between, or, around, about, approximately, circa, not later than, by, early, late, mid, maybe, perhaps, probably`)
	yearsSaid   = []struct {
		words lexicon
		from  int
	}{{lexiconOf(`the year before last, year before last`), -2}, {lexiconOf(`last year, the previous year, previous year`), -1}, {lexiconOf(`this year, the current year, current year`), 0}, {lexiconOf(`next year`), 1}}
)

func (r *yearReader) year(q *asked) (int, *language.Unclear) {
	switch {
	case len(r.ts) == 0:
		return 0, unclear(language.Unreadable)
	case r.asksBack():
		return 0, unclear(language.AsksBack)
	}
	for i := 0; i < len(r.ts); {
		n := r.yearAt(i)
		r.found.take(i, i+n)
		i += max(n, 1)
	}
	for i := range r.ts {
		if boundsYears.from(r.message, i) > 0 && !r.found.done[i] {
			return 0, unclear(language.SeveralYears)
		}
	}
	r.found.fill(q, courtesy, saying, aroundYears)
	left := r.found.left()
	switch {
	case len(r.years) == 0:
		u := unclear(language.Unreadable)
		u.Left = left
		return 0, u
	case len(r.years) > 1:
		return 0, unclear(language.SeveralYears)
	case len(left) > 0:
		u := leftOver(left)
		u.Values = []float64{float64(r.years[0])}
		return 0, u
	case r.years[0] < r.from || r.years[0] > r.to:
		return 0, &language.Unclear{Why: language.OutOfPeriod, Readings: []string{strconv.Itoa(r.years[0])}}
	}
	return r.years[0], nil
}

// yearAt reads a year that begins with a token, and returns how many it takes.
func (r *yearReader) yearAt(i int) int {
	for _, said := range yearsSaid {
		if n := said.words.from(r.message, i); n > 0 {
			r.years = append(r.years, r.now+said.from)
			return n
		}
	}
	if a := r.amountAt(i); a.to > i && len(a.values) == 1 && stem(r.at(a.to).text) == "year" && r.at(a.to+1).text == "ago" {
		r.years = append(r.years, r.now-int(a.values[0]))
		return a.to + 2 - i
	}
	t := r.at(i)
	if t.kind == digitsToken && !t.glued && len(t.text) == 4 && !(r.at(i+1).glued && r.at(i+1).kind == wordToken) {
		n, _ := strconv.Atoi(t.text)
		r.years = append(r.years, n)
		return 1
	}
	a := r.amountAt(i)
	if a.to > i && len(a.values) == 1 && t.kind == wordToken {
		first, n := cardinals[t.text], a.to-i
		if first >= 19 && first <= 20 && n == 1 { // «twenty twelve», «nineteen ninety-five»
			if b := r.amountAt(a.to); b.to > a.to && len(b.values) == 1 && b.values[0] >= 10 && b.values[0] < 100 {
				r.years = append(r.years, int(first)*100+int(b.values[0]))
				return b.to - i
			}
		}
		if v := a.values[0]; v >= 1900 && v <= 2100 {
			r.years = append(r.years, int(v))
			return n
		}
	}
	return 0
}
