package english

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/language"
)

// Reader reads English.
type Reader struct{}

var _ language.Language = Reader{}

// Number reads a number, in digits or words, that accounts for the whole input.
func (Reader) Number(input string, q language.Question) (language.Reading[language.Number], *language.Unclear) {
	m := read(input)
	if len(m.ts) == 1 && m.ts[0].kind == digitsToken && len(m.ts[0].text) <= 6 {
		n, _ := strconv.ParseFloat(m.ts[0].text, 64)
		return language.Reading[language.Number]{Value: language.Number{Value: n}}, nil
	}
	a := understand(q)
	m.metres = a.says("m", "metre", "meter", "km", "cm", "mm", "m2", "m3")
	return withRemark(m, func(m *message) (language.Number, *language.Unclear) { return (&numberReader{m, a}).number() }, noSecond)
}

// A numberReader reads the numbers of a message as answers to a question.
type numberReader struct {
	*message
	q *asked
}

func (r *numberReader) number() (language.Number, *language.Unclear) {
	var n language.Number
	if u := r.noNumber(); u != nil {
		return n, u
	}
	found := r.amounts()
	found = slices.DeleteFunc(found, func(a amount) bool { return len(found) > 1 && r.isPeriod(a) })
	if len(found) == 0 || len(found) == 1 && r.isZero(found[0]) {
		return n, r.none(found)
	}
	n.Approx = guessing.in(r.message) || r.hasSign("~≈+") || slices.ContainsFunc(r.ts, func(t token) bool { return t.glued && t.text == "ish" })
	if len(found) == 2 && r.isSpan(found) {
		return r.span(found, n)
	}
	if len(found) > 1 {
		return n, several(found)
	}
	a := found[0]
	values, u := r.inUnit(a)
	if u != nil {
		return n, u
	}
	if r.isNegative(a) {
		if !r.q.Below {
			return n, unclear(language.Negative)
		}
		for i := range values {
			values[i] = -values[i]
		}
	}
	if u := r.stray(found, values); u != nil {
		return n, u
	}
	if len(values) == 2 {
		return n, &language.Unclear{Why: language.Ambiguous, Values: values, Readings: []string{FormatNumber(values[0]), FormatNumber(values[1])}}
	}
	n.Value = values[0]
	return n, nil
}

// noNumber says why there can be none, whatever it would be.
func (r *numberReader) noNumber() *language.Unclear {
	switch {
	case len(r.ts) == 0:
		return unclear(language.Unreadable)
	case r.asksBack():
		return unclear(language.AsksBack)
	case notKnown.in(r.message):
		return unclear(language.NotKnown)
	case r.hasSign("<>≤≥½¼¾"), r.isVague():
		return unclear(language.Vague)
	case r.isDated():
		return unclear(language.Unreadable)
	case r.hasBadDigits():
		return unclear(language.BadDigits)
	}
	return nil
}

// isVague finds bounds and uncounted amounts. «Some» and «half» are none before a number,
// nor are words of the question.
func (r *numberReader) isVague() bool {
	for i := range r.ts {
		n := vague.from(r.message, i)
		if n == 0 || n == 1 && r.q.covers(r.message, i) || r.half(i) > 0 {
			continue
		}
		if t := r.at(i); n == 1 && t.text == "half" && i >= 2 && r.at(i-1).text == "a" && r.at(i-2).text == "and" {
			continue
		}
		return true
	}
	last := len(r.ts) - 1
	return r.at(last).text == "some" || r.at(0).text == "some" && len(r.amounts()) == 0
}

// isDated finds a day, a time or an ordinal: what is counted is none of them.
func (r *numberReader) isDated() bool {
	for i, t := range r.ts {
		before, after := r.at(i-1), r.at(i+1)
		switch {
		case months[t.text] > 0 && (r.isDay(i-1) || before.text == "of" && r.isDay(i-2) || before.text == "the" || r.isDay(i+1) || after.sign(".,") && r.isDay(i+2) || after.text == "the"):
			return true
		case t.kind == digitsToken && after.glued && ordinals[after.text]:
			return true
		case t.sign("/:") && t.glued && before.kind == digitsToken && after.kind == digitsToken && after.glued:
			return true
		case t.kind == digitsToken && (after.text == "am" || after.text == "pm" || after.text == "o" && r.at(i+2).sign("'")):
			return true
		case t.sign("-") && before.kind == digitsToken && r.at(i+2).sign("-") && after.kind == digitsToken && r.at(i+3).kind == digitsToken:
			return true
		}
	}
	return false
}

var ordinals = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

// isDay tells whether a token may be the day or the year beside a month; a year that the
// question names is none.
func (r *numberReader) isDay(i int) bool {
	t := r.at(i)
	n, err := strconv.Atoi(t.text)
	return t.kind == digitsToken && err == nil && (n >= 1 && n <= 31 && !r.at(i+1).sign("%") || len(t.text) == 4 && n >= 1900 && n <= 2100 && !r.q.years[t.text])
}

// hasBadDigits finds letters among digits, «2o», and digits in no order, «1,25,0».
func (r *numberReader) hasBadDigits() bool {
	for i, t := range r.ts {
		switch before := r.at(i - 1); {
		case t.kind == digitsToken && t.glued && before.kind == wordToken:
			return true
		case t.kind == wordToken && t.glued && before.kind == digitsToken && r.suffix(i) == 0 && scales[t.text] == 0 && t.text != "ish" && !((len(t.text) > 1 || r.metres && t.text == "m") && (r.q.covers(r.message, i) || measures[stem(t.text)])):
			return true
		}
	}
	return slices.ContainsFunc(r.amounts(), func(a amount) bool { return a.bad && !r.isCommaList(a) })
}

// isCommaList: «12,5» may be two numbers, or one as others write it.
func (r *numberReader) isCommaList(a amount) bool {
	return a.to-a.from == 3 && r.at(a.from+1).sign(",")
}

// isPeriod: a year that the question names is no answer beside one.
func (r *numberReader) isPeriod(a amount) bool {
	return a.to == a.from+1 && r.q.years[r.ts[a.from].text]
}

func (r *numberReader) isZero(a amount) bool {
	return len(a.values) == 1 && !a.bad && a.values[0] == 0 || a.from > 0 && r.at(a.from-1).text == "not" || r.at(a.from-1).text == "no" && r.at(a.from).text == "one"
}

// none accounts for the words of an answer that says that there are none.
func (r *numberReader) none(found []amount) *language.Unclear {
	c := r.cover()
	said := false
	for i := range r.ts {
		if n := none.from(r.message, i); n > 0 && !said {
			said = true
			c.take(i, i+n)
		}
	}
	for _, a := range found {
		if len(a.values) == 1 && a.values[0] == 0 {
			said = true
			c.take(a.from, a.to)
		}
	}
	if !said {
		u := unclear(language.Unreadable)
		u.Left = []string{r.words(0, len(r.ts))}
		return u
	}
	c.fill(r.q, courtesy, saying, nothingOf)
	if left := c.left(); len(left) > 0 {
		return leftOver(left)
	}
	return nil
}

// several says which numbers there are.
func several(found []amount) *language.Unclear {
	u := unclear(language.SeveralNumbers)
	for _, a := range found {
		for _, v := range a.values {
			u.Readings, u.Values = append(u.Readings, FormatNumber(v)), append(u.Values, v)
		}
	}
	return u
}

// isSpan: «5 to 7», «5-7», «between 5 and 7».
func (r *numberReader) isSpan(found []amount) bool {
	a, b := found[0], found[1]
	if b.from != a.to+1 || len(a.values) != 1 || len(b.values) != 1 || a.values[0] >= b.values[0] {
		return false
	}
	mid := r.at(a.to)
	return mid.sign("-") || mid.text == "to" || mid.text == "and" && r.at(a.from-1).text == "between"
}

// span reads a number from one to another, where the question keeps one, and asks which
// where it does not.
func (r *numberReader) span(found []amount, n language.Number) (language.Number, *language.Unclear) {
	low, u := r.inUnit(found[0])
	if u != nil {
		return n, u
	}
	high, u := r.inUnit(found[1])
	if u != nil {
		return n, u
	}
	if !found[0].scaled && found[1].scaled { // «2 to 3 million»
		low[0] *= high[0] / found[1].values[0] * scaleOf(found[1], r.message)
	}
	c := r.cover()
	c.take(found[0].from, found[1].to)
	if t := r.at(found[0].from - 1).text; t == "between" || t == "from" {
		c.take(found[0].from-1, found[0].from)
	}
	r.fillAround(c)
	switch left := c.left(); {
	case len(left) > 0:
		return n, leftOver(left)
	case !r.q.Spans:
		return n, &language.Unclear{Why: language.Span, Values: []float64{low[0], high[0]}, Readings: []string{FormatNumber(low[0]), FormatNumber(high[0])}}
	}
	n.Value, n.Upper = low[0], &high[0]
	return n, nil
}

// scaleOf is the last scale of an amount.
func scaleOf(a amount, m *message) float64 {
	return max(scales[m.at(a.to-1).text], 1)
}

// isNegative: a minus that is neither a range nor a dash between words.
func (r *numberReader) isNegative(a amount) bool {
	before := r.at(a.from - 1)
	if before.text == "minus" || before.text == "negative" {
		return true
	}
	return before.sign("-") && r.at(a.from).glued && (a.from == 1 || !before.glued)
}

// stray accounts for all that is not the number.
func (r *numberReader) stray(found []amount, values []float64) *language.Unclear {
	c := r.cover()
	for _, a := range found {
		c.take(a.from, a.to)
		if r.isNegative(a) {
			c.take(a.from-1, a.from)
		}
		if t := r.at(a.to); t.sign("%+") || t.text == "percent" || t.text == "per" && r.at(a.to+1).text == "cent" {
			c.take(a.to, a.to+1+flag(t.text == "per"))
		}
		switch t, next := r.at(a.to), r.at(a.to+1); {
		case t.glued && t.text == "ish", t.sign("-") && t.glued && next.text == "ish":
			c.take(a.to, a.to+1+flag(t.sign("-")))
		case t.sign("/") && t.glued && next.glued && next.sign("=-") && r.q.money: // «250,000/=»
			c.take(a.to, a.to+2)
		}
	}
	if denial.in(r.message) {
		u := unclear(language.Unreadable)
		u.Left = []string{r.words(0, len(r.ts))}
		return u
	}
	r.fillAround(c)
	left := c.left()
	if len(left) == 0 {
		return nil
	}
	u := leftOver(left)
	if len(values) == 1 && !none.in(r.message) {
		u.Values = values
	}
	return u
}

// fillAround accounts for the words that may stand around a number, and for the question's
// year.
func (r *numberReader) fillAround(c *cover) {
	for i, t := range r.ts {
		if t.kind == digitsToken && r.q.years[t.text] && !c.done[i] {
			c.take(i, i+1)
		}
		if t.sign("~≈") {
			c.take(i, i+1)
		}
	}
	may := []lexicon{courtesy, saying, guessing, assent}
	if r.q.Correcting {
		may = append(may, correcting)
	}
	c.fill(r.q, may...)
}

// assent may stand before a number: «yes, 5».
var assent = lexiconOf(`yes, yeah, yep`)

// flag is 1 for what is so.
func flag(so bool) int {
	if so {
		return 1
	}
	return 0
}

// inUnit is the number in the question's unit, or what else it counts.
func (r *numberReader) inUnit(a amount) ([]float64, *language.Unclear) {
	if a.bad {
		return nil, several([]amount{{values: parsed(r.ts[a.from].text)}, {values: parsed(r.ts[a.to-1].text)}})
	}
	values := slices.Clone(a.values)
	next := r.at(a.to)
	percent := next.sign("%") || next.text == "percent" || next.text == "per" && r.at(a.to+1).text == "cent"
	switch {
	case percent && r.q.Unit != "" && !r.q.unit["%"] && !r.q.unit["percent"]:
		return nil, &language.Unclear{Why: language.OtherUnit, Readings: []string{"%"}}
	case next.kind == wordToken && measures[stem(next.text)] && len(r.q.unit) > 0 && !r.q.unit[stem(next.text)] && !r.q.words[stem(next.text)]:
		return nil, &language.Unclear{Why: language.OtherUnit, Readings: []string{next.text}}
	}
	if r.q.scale > 1 && len(values) == 1 {
		switch {
		case a.scaled:
			values[0] /= r.q.scale
		case values[0] >= r.q.scale && r.hasSign("$€£"):
			values[0] /= r.q.scale
		case values[0] >= r.q.scale:
			values = []float64{values[0] / r.q.scale, values[0]}
		}
	}
	return values, nil
}

// measures are what amounts are counted in.
var measures = words(`second minute hour day week month year person man woman child household family house village commune district school class pupil student teacher patient case
	metre meter km kilometre kilometer cm mm mile foot kg kilo kilogram gram ton tonne litre liter hectare acre ha m2 dollar usd euro eur pound gbp cent point share piece item group team meeting session visit car truck boat bag box bed`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
