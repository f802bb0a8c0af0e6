package viet

import (
	"slices"
	"unicode"

	"giaoban/internal/language"
)

// Number reads a number, in digits or words, that accounts for the whole input. What
// it counts is converted to the question's unit where that is exact and refused where it
// is something else. A bare number is in the unit already. Of an Ambiguous number Approx
// is told all the same.
func (v Reader) Number(input string, q language.Question) (language.Reading[language.Number], *language.Unclear) {
	var a *asked
	return retyped(input, func(line string) (language.Reading[language.Number], *language.Unclear) {
		r := scan(line)
		if n, ok := r.figure(); ok {
			return language.Reading[language.Number]{Value: language.Number{Value: n}}, nil
		}
		if a == nil {
			a = v.understand(q)
		}
		return withRemark(r, func(r *reader) (language.Number, *language.Unclear) { return a.numbers(r).number() }, a.mayFollowNumber)
	})
}

// figure is a message of digits and nothing else, which mean the same at every question.
// From a million on they do not: where millions are asked, they may be of đồng.
func (r *reader) figure() (float64, bool) {
	digits, ok := r.numeral()
	whole := ok && !r.more()
	r.i = 0
	if !whole {
		return 0, false
	}
	values := numeralValues(digits)
	if len(values) != 1 || values[0] >= 1e6 {
		return 0, false
	}
	return values[0], true
}

// A numberReader reads the numbers of a message as answers to a question.
type numberReader struct {
	*reader
	q *asked
	// quoted are the tokens that repeat the question's period, whose numbers are no
	// answer.
	quoted []bool
}

func (a *asked) numbers(r *reader) *numberReader { return &numberReader{reader: r, q: a} }

// number reads a number that accounts for all tokens.
func (r *numberReader) number() (language.Number, *language.Unclear) {
	if u := r.noNumber(); u != nil {
		return language.Number{}, u
	}
	found := r.amounts()
	if r.isNone(found) {
		return language.Number{}, r.none(found)
	}
	if n, u, is := r.span(found); is {
		return n, u
	}
	a, unclear := onlyAmount(found)
	if unclear != nil {
		return language.Number{}, unclear
	}
	if r.isDenied(a) {
		return language.Number{}, &language.Unclear{Why: language.Unreadable, Left: []string{r.words(0, len(r.ts))}}
	}
	if r.isName(a) {
		return language.Number{}, leftOver([]string{r.words(a.from-2, a.to)})
	}
	n := language.Number{Approx: r.isApprox(a)}
	values, unclear := r.inUnit(a)
	switch {
	case unclear != nil:
		return n, unclear
	case r.isNegative(a) && !r.q.Below:
		return n, &language.Unclear{Why: language.Negative}
	case r.isNegative(a) && r.ts[a.from-1].sign("-") && !r.ts[a.from].glued && len(values) == 1: // «- 5»
		values = []float64{-values[0], values[0]}
	case r.isNegative(a):
		for i := range values {
			values[i] = -values[i]
		}
	}
	if unclear := r.stray(found, values); unclear != nil {
		return n, unclear
	}
	if len(values) == 2 {
		return n, ambiguous(values)
	}
	n.Value = values[0]
	return n, nil
}

// holdsOne tells why the tokens hold no one number; nil if they do.
func (r *numberReader) holdsOne() *language.Unclear {
	if u := r.noNumber(); u != nil {
		return u
	}
	found := r.amounts()
	if r.isNone(found) && r.saysNone() {
		return nil
	}
	a, unclear := onlyAmount(found)
	switch {
	case unclear != nil:
		return unclear
	case r.isDenied(a):
		return &language.Unclear{Why: language.Unreadable}
	case r.isNegative(a):
		return &language.Unclear{Why: language.Negative}
	case len(a.values) == 2:
		return ambiguous(a.values)
	}
	return nil
}

// noNumber says why there can be none, whatever it would be.
func (r *numberReader) noNumber() *language.Unclear {
	switch {
	case !r.more():
		return &language.Unclear{Why: language.Unreadable}
	case r.hasSign("?"):
		return &language.Unclear{Why: language.AsksBack}
	case notKnown.in(r.reader, 0, len(r.ts)):
		return &language.Unclear{Why: language.NotKnown}
	case r.isVague():
		return &language.Unclear{Why: language.Vague}
	case r.hasBadDigits():
		return &language.Unclear{Why: language.BadDigits}
	}
	return nil
}

// stray says which words do not belong to the amount that was found; nil if all do.
func (r *numberReader) stray(found []amount, values []float64) *language.Unclear {
	c := r.cover()
	for _, a := range found {
		c.take(a.from, a.to+a.unit)
	}
	if before := c.from - 1; before >= 0 && r.ts[before].is(minusSaid) {
		c.done[before] = true
	}
	for i, quoted := range r.quoted {
		c.done[i] = c.done[i] || quoted
	}
	may := []lexicon{courtesy, saying, guessing, r.q.unitLexicon()}
	if r.q.Correcting {
		may = append(may, correcting)
	}
	c.fill(r.q, may...)
	left := c.left()
	switch {
	case len(left) == 0 && r.isWeak(found):
		left = []string{r.words(found[0].from, found[0].to)}
	case len(left) == 0:
		return nil
	}
	u := leftOver(left)
	if len(values) == 1 {
		u.Values = values
	}
	return u
}

// isWeak finds numbers that are more often another word: «sau» for sáu without anything
// behind that it counts, and the number of a place in a row («thôn 3», «câu 5»).
func (r *numberReader) isWeak(found []amount) bool {
	if len(found) != 1 {
		return false
	}
	a := found[0]
	first := r.ts[a.from]
	if a.unit == 0 && a.to == a.from+1 && first.bare && (first.text == "sau" || first.text == "bay" && r.peek(a.to-r.i).is(hourSaid)) {
		return true
	}
	before := a.from - 1
	return before >= 0 && ranked.from(r.reader, before) > 0 && (before == 0 || !r.ts[before-1].is(numberSaid))
}

var (
	// ranked are what a number behind them is the name of.
	ranked = lexiconOf(`thôn, bản, xóm, làng, khu, khu phố, phố, tổ, đội, nhóm, ấp, cụm, câu, mục, điều, phần, trang, dòng, lần, đợt, khóa, lớp, quý, tháng, ngày, phường, quận, khối, vụ`)
	// numberSaid makes it a count again: «số thôn 9», «toàn thôn 42 hộ».
	numberSaid = phrases("số", "tổng", "toàn", "cả", "của")
)

func ambiguous(values []float64) *language.Unclear {
	u := &language.Unclear{Why: language.Ambiguous, Values: values}
	for _, v := range values {
		u.Readings = append(u.Readings, FormatNumber(v)+" ("+decimalWords(v)+")")
	}
	return u
}

// isDenied: «không 5», «không phải 5», or the question «có 5 không».
func (r *numberReader) isDenied(a amount) bool {
	if r.has(denial) {
		return true
	}
	return slices.ContainsFunc([]int{len(r.ts) - 1, a.from - 1}, func(i int) bool {
		return (i < a.from || i >= a.to) && r.at(i-r.i, noWord) > 0 && !(i == len(r.ts)-1 && i < a.to+a.unit)
	})
}

// isNegative: a minus that is neither a range nor a dash between words.
func (r *numberReader) isNegative(a amount) bool {
	r.i = a.from
	if r.peek(-1).is(minusSaid) {
		return true
	}
	return r.peek(-1).sign("-") && (r.peek(0).glued || a.from == 1)
}

// isApprox looks for the words that make a number an estimate.
func (r *numberReader) isApprox(a amount) bool {
	if r.hasSign("~≈") || r.has(strongApprox) || r.afterApprox(a.from) {
		return true
	}
	r.i = a.to
	return r.peek(0).sign("+") || r.at(0, more) > 0
}

func (r *numberReader) afterApprox(from int) bool {
	for _, n := range []int{1, 2} {
		if from >= n && r.at(from-n-r.i, weakApprox) == n || from >= n && r.at(from-n-r.i, strongApprox) == n {
			return true
		}
	}
	return false
}

// isVague finds bounds and uncounted amounts. Some of the words, typed without
// marks, are ordinary nouns too («20 may tinh»): these count only where an
// amount is said.
func (r *numberReader) isVague() bool {
	if vague.in(r.reader, 0, len(r.ts)) || r.hasSign("<>≤≥") {
		return true
	}
	for r.i = range r.ts {
		t, next := r.peek(0), r.peek(1)
		_, counted := wordDigit(r.peek(-1))
		switch {
		case t.is(some) && !t.bare:
			return true
		case t.is(some): // «20 may tinh»
			if r.i == 0 || r.at(-1, tensWord) > 0 || r.at(-1, leads) > 0 {
				return true
			}
		case t.text == "mươi":
			if r.i == 0 || !counted {
				return true
			}
		case !t.bare && t.text != "k" && t.text != "tr" && headless(t) > 0:
			_, digit := wordDigit(next)
			if r.i == 0 && headless(t) <= 1e3 && r.isUncounted() || !r.isCounted() && (digit || next.kind == digitsToken) {
				return true
			}
		case t.text == "phần":
			_, digit := wordDigit(next)
			_, changed := changedOnes(next)
			if digit || changed || next.kind == digitsToken {
				return true // «ba phần tư»
			}
		}
	}
	return false
}

// isCounted: a number or another scale stands before the scale.
func (r *numberReader) isCounted() bool {
	before := r.peek(-1)
	_, digit := wordDigit(before)
	_, changed := changedOnes(before)
	return digit || changed || before.kind == digitsToken || headless(before) > 0 || r.at(-1, tensWord) > 0 || r.at(-1, percentWord) > 0
}

// isUncounted: «chục cái», «nghìn người», but not «nghìn rưỡi».
func (r *numberReader) isUncounted() bool {
	return r.at(1, halfWord) == 0 && len(r.ts) > 1 && headless(r.peek(1)) == 0
}

// hasBadDigits finds letters among digits («2o», «l2») and signs that stand for
// numbers. A scale («1tr2») and a whole word («12người») may touch digits.
func (r *numberReader) hasBadDigits() bool {
	for r.i = range r.ts {
		t, before := r.peek(0), r.peek(-1)
		switch {
		case t.kind == signToken && isNumberSign(t.text) && !r.isPower():
			return true
		case t.sign(".,'") && !before.glued && before.kind != digitsToken && r.peek(1).glued && r.peek(1).kind == digitsToken:
			return true
		case !t.glued:
		case t.kind == digitsToken && before.kind == wordToken:
			if (scaleOf(before) == 0 || !before.glued) && !r.isPower() && !(before.glued && before.is(hourSaid)) {
				return true
			}
		case t.kind == wordToken && before.kind == digitsToken:
			if _, n := r.measureAt(r.i); n == 0 && scaleOf(t) == 0 && !mayTouchDigits(t.text) {
				return true
			}
		}
	}
	return false
}

// isPower: the digit of «m2», «km2», «m3».
func (r *reader) isPower() bool {
	_, n := r.measureAt(r.i - 1)
	return n == 2
}

func isNumberSign(s string) bool {
	for _, r := range s {
		return unicode.IsNumber(r)
	}
	return false
}

// mayTouchDigits: at least two letters, not all of them looking like digits.
func mayTouchDigits(word string) bool {
	if word == "đ" {
		return true
	}
	letters, digitLike := 0, 0
	for _, r := range word {
		letters++
		switch r {
		case 'o', 'l', 'i', 'z', 's':
			digitLike++
		}
	}
	return letters > 1 && digitLike < letters
}

// isName reports whether the number only tells one thing from others: «bão số 3».
func (r *numberReader) isName(a amount) bool {
	if a.from < 2 || !r.ts[a.from-1].is(numberWord) || r.ts[a.from-2].kind != wordToken {
		return false
	}
	return courtesy.from(r.reader, a.from-2) == 0 && r.q.covers(r.reader, a.from-2, -1) > 0
}

// numberWord stands before a number that is a name.
var numberWord = phrases("số")

// IsTotal reports whether the words speak of a sum.
func IsTotal(words string) bool {
	r := read(words)
	return totalSaid.in(r, 0, len(r.ts))
}

// totalSaid are words of a sum.
var totalSaid = lexiconOf(`tất cả, tổng, tổng cộng, tổng số, cả thảy, gộp lại, gộp cả, cộng lại, cộng hết, cộng cả, hết thảy, vị chi`)
