package viet

import (
	"slices"
	"unicode"

	"giaoban/internal/language"
)

// ReadNumber reads a number, in digits or words. When unit begins with a scale
// («triệu đồng»), a scale that was typed is converted to it and a bare number
// is already in it; otherwise unit plays no part. Of an Ambiguous number Approx
// is told all the same.
func ReadNumber(input, unit string) (language.Number, *language.Unclear) {
	return read(input).number(unit)
}

func (r *reader) number(unit string) (language.Number, *language.Unclear) {
	if r.hasSign("?") || !r.more() {
		return language.Number{}, &language.Unclear{Why: language.Unreadable}
	}
	if r.has(notKnown) {
		return language.Number{}, &language.Unclear{Why: language.NotKnown}
	}
	if r.isVague() {
		return language.Number{}, &language.Unclear{Why: language.Vague}
	}
	if r.hasBadDigits() {
		return language.Number{}, &language.Unclear{Why: language.BadDigits}
	}
	found := r.amounts()
	if r.isNone(found) {
		return language.Number{}, nil
	}
	a, unclear := onlyAmount(found)
	if unclear != nil {
		return language.Number{}, unclear
	}
	if r.isDenied(a) {
		return language.Number{}, &language.Unclear{Why: language.Unreadable}
	}
	if r.isNegative(a) {
		return language.Number{}, &language.Unclear{Why: language.Negative}
	}
	values := a.inUnit(unit)
	if len(values) == 2 {
		return language.Number{Approx: r.isApprox(a)}, ambiguous(values)
	}
	return language.Number{Value: values[0], Approx: r.isApprox(a)}, nil
}

func ambiguous(values []float64) *language.Unclear {
	u := &language.Unclear{Why: language.Ambiguous, Values: values}
	for _, v := range values {
		u.Readings = append(u.Readings, FormatNumber(v)+" ("+decimalWords(v)+")")
	}
	return u
}

// amounts finds every number of the answer.
func (r *reader) amounts() []amount {
	var found []amount
	label, bracketed := false, false
	for r.i = 0; r.more(); {
		switch {
		case r.peek(0).sign("()[]"):
			bracketed = r.peek(0).sign("([")
			r.i++
			continue
		case r.isLabel(), r.isYearNoun():
			label = true
			r.i++
			continue
		case r.at(0, weakApprox) > 0 && r.peek(1).kind == digitsToken, r.at(0, percent) > 0:
			r.i += max(r.at(0, percent), 1)
			continue
		}
		a, ok := r.anyAmount()
		if !ok {
			r.i++
		} else {
			a.label, a.bracketed = label, bracketed
			found = append(found, a)
		}
		label = false
	}
	return found
}

// anyAmount is amount, or a scale alone that stands for one of it: «nghìn
// rưỡi», «gần trăm».
func (r *reader) anyAmount() (amount, bool) {
	start := r.i
	one := headless(r.peek(0))
	if one == 0 {
		return r.amount()
	}
	r.i++
	half := r.half(one / 2)
	if half == 0 && !r.afterApprox(start) {
		r.i = start
		return amount{}, false
	}
	a := amount{from: start, values: []float64{one + half}}
	if one >= 1e3 {
		a.scale = one
	}
	if more := r.scales(); more > 0 {
		a.values[0] *= more
		a.scale = more
	}
	return a.end(r), true
}

// isLabel: the number that follows only names a month, a day, a quarter.
func (r *reader) isLabel() bool {
	return r.at(0, labels) > 0 && (r.peek(1).kind == digitsToken || r.peek(0).text != "thứ")
}

// isYearNoun tells «năm» the year from «năm» the five.
func (r *reader) isYearNoun() bool {
	if !isFive(r.peek(0)) {
		return false
	}
	return r.peek(-1).sign("/") || r.peek(1).kind == digitsToken || r.at(1, yearAfter) > 0 || r.at(-1, yearBefore) > 0 && !startsHigher(r.peek(1))
}

// onlyAmount takes the one number of an answer, or the one that brackets repeat.
func onlyAmount(found []amount) (amount, *language.Unclear) {
	if slices.ContainsFunc(found, func(a amount) bool { return a.bad }) {
		return amount{}, &language.Unclear{Why: language.BadDigits}
	}
	switch {
	case len(found) == 0, len(found) == 1 && found[0].label:
		return amount{}, &language.Unclear{Why: language.Unreadable}
	case len(found) == 1:
		return found[0], nil
	case len(found) == 2 && found[1].bracketed && !found[0].bracketed:
		for _, v := range found[0].values {
			if slices.Contains(found[1].values, v) {
				found[0].values = []float64{v}
				return found[0], nil
			}
		}
	}
	several := &language.Unclear{Why: language.SeveralNumbers}
	for _, a := range found {
		several.Readings = append(several.Readings, FormatNumber(a.values[0]))
	}
	return amount{}, several
}

// isNone recognises the ways to say that there is none: «không», «chưa có mô
// hình nào», «không (0)».
func (r *reader) isNone(found []amount) bool {
	r.i = 0
	skipped := r.at(0, soFar)
	n := skipped + r.at(skipped, noWord)
	if n == skipped || slices.ContainsFunc(found, func(a amount) bool { return a.bad || a.from >= n && a.values[0] != 0 }) {
		return false
	}
	last := r.ts[len(r.ts)-1]
	switch {
	case len(r.ts) == n, r.at(n, having) > 0, r.peek(n).sign(",(-"):
		return true
	}
	return last.text == "nào" || last.text == "nao" || last.text == "cả"
}

// isDenied: «không 5», «không phải 5», or the question «có 5 không».
func (r *reader) isDenied(a amount) bool {
	if r.has(denial) {
		return true
	}
	r.i = len(r.ts) - 1
	return r.at(0, noWord) > 0 && r.i >= a.to || r.at(a.from-1-r.i, noWord) > 0
}

// isNegative: a minus that is neither a range nor a dash between words.
func (r *reader) isNegative(a amount) bool {
	r.i = a.from
	if t := r.peek(-1).text; t == "âm" || t == "am" {
		return true
	}
	if !r.peek(-1).sign("-") {
		return false
	}
	return r.peek(0).glued || a.from == 1
}

// isApprox looks for the words that make a number an estimate.
func (r *reader) isApprox(a amount) bool {
	if r.hasSign("~≈") || r.has(strongApprox) || r.afterApprox(a.from) {
		return true
	}
	r.i = a.to
	return r.peek(0).sign("+") || r.at(0, more) > 0
}

func (r *reader) afterApprox(from int) bool {
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
func (r *reader) isVague() bool {
	if r.has(vague) || r.hasSign("<>≤≥") {
		return true
	}
	for r.i = range r.ts {
		t, next := r.peek(0), r.peek(1)
		switch t.text {
		case "vài", "mấy", "dăm":
			return true
		case "vai", "may", "dam", "mươi":
			_, digit := wordDigit(r.peek(-1))
			afterTens := r.at(-1, tensWord) > 0
			if r.i == 0 || t.bare && (afterTens || r.at(-1, leads) > 0) || !t.bare && !digit {
				return true
			}
		case "chục", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ":
			_, digit := wordDigit(next)
			if r.i == 0 && headless(t) <= 1e3 && r.isUncounted() || !r.isCounted() && (digit || next.kind == digitsToken) {
				return true
			}
		case "phần":
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
func (r *reader) isCounted() bool {
	before := r.peek(-1)
	_, digit := wordDigit(before)
	_, changed := changedOnes(before)
	return digit || changed || before.kind == digitsToken || headless(before) > 0 || r.at(-1, tensWord) > 0 || r.at(-1, percentWord) > 0
}

// isUncounted: «chục cái», «nghìn người», but not «nghìn rưỡi».
func (r *reader) isUncounted() bool {
	return r.at(1, halfWord) == 0 && len(r.ts) > 1 && headless(r.peek(1)) == 0
}

// hasBadDigits finds letters among digits («2o», «l2») and signs that stand for
// numbers. A scale («1tr2») and a whole word («12người») may touch digits.
func (r *reader) hasBadDigits() bool {
	for r.i = range r.ts {
		t, before := r.peek(0), r.peek(-1)
		switch {
		case t.kind == signToken && isNumberSign(t.text):
			return true
		case t.sign(".,'") && !before.glued && before.kind != digitsToken && r.peek(1).glued && r.peek(1).kind == digitsToken:
			return true
		case !t.glued:
		case t.kind == digitsToken && before.kind == wordToken:
			if scaleOf(before) == 0 || !before.glued {
				return true
			}
		case t.kind == wordToken && before.kind == digitsToken:
			if scaleOf(t) == 0 && !mayTouchDigits(t.text) {
				return true
			}
		}
	}
	return false
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

// inUnit turns the amount into the question's unit. A mere «nghìn» or «đồng»
// where millions are asked may be of đồng or of millions.
func (a amount) inUnit(unit string) []float64 {
	of := scan(Line(unit))
	per := scaleOf(of.peek(0))
	if per < 1e3 || a.scale < 1e3 && !a.money {
		return a.values
	}
	var converted []float64
	for _, v := range a.values {
		converted = append(converted, tidy(v/per))
	}
	surely := a.money && a.scale > 0 || a.scale >= per
	if len(converted) == 1 && !surely && converted[0] > 0 && converted[0] < 0.1 {
		return []float64{a.values[0], converted[0]}
	}
	return converted
}
