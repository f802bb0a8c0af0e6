package viet

import (
	"slices"

	"giaoban/internal/language"
)

// amounts finds every number of the answer.
func (r *numberReader) amounts() []amount {
	var found []amount
	label, bracketed := false, false
	r.quote()
	for r.i = 0; r.more(); {
		switch {
		case r.quoted[r.i]:
			r.i++
			label = false
			continue
		case r.peek(0).sign("()[]"):
			bracketed = r.peek(0).sign("([")
			r.i++
			continue
		case r.isLabel():
			label = true
			r.i++
			continue
		case r.isYearNoun():
			label = r.isYearAhead() || r.peek(1).kind != digitsToken
			r.i++
			continue
		case r.at(0, weakApprox) > 0 && r.peek(1).kind == digitsToken, r.at(0, percent) > 0:
			r.i += max(r.at(0, percent), 1)
			continue
		}
		a, ok := r.anyAmount()
		if !ok {
			r.i++
			label = false
			continue
		}
		a.label, a.bracketed = label, bracketed
		r.measured(&a)
		if n := len(found); n > 0 && found[n-1].joins(a) {
			found[n-1].join(a)
		} else {
			found = append(found, a)
		}
		label = false
	}
	return found
}

// quote notes what repeats the question's own period, «năm 2015», «6 tháng đầu năm
// 2016»: its numbers are no answer.
func (r *numberReader) quote() {
	r.quoted = make([]bool, len(r.ts))
	for i := 0; i < len(r.ts); {
		n := r.q.repeats(r.reader, i)
		quarter := r.q.quarter(r.reader, i)
		if n = max(n, quarter); quarter == 0 && (n < 2 || !periodic.in(r.reader, i, i+n) || !r.hasDigits(i, i+n)) {
			i++
			continue
		}
		for ; n > 0; n-- {
			r.quoted[i] = true
			i++
		}
	}
}

func (r *reader) hasDigits(from, to int) bool {
	for _, t := range r.ts[from:to] {
		if t.kind == digitsToken {
			return true
		}
	}
	return false
}

// measured notes what stands behind the amount: what it counts, and a half of it.
func (r *numberReader) measured(a *amount) {
	a.counts, a.unit, a.factor = r.q.countedAt(r.reader, a.to)
	if a.years && a.unit == 0 { // «mười năm»: the word is part of the amount already
		a.counts, a.factor = other, 1
		switch mine, n := r.q.unit.measureAt(0); {
		case !r.q.hasUnit():
			a.counts = own
		case n == len(r.q.unit.ts) && mine.sort == "months":
			a.counts, a.factor = own, 12/mine.worth
		}
	}
	if a.years && a.scale >= 1e6 { // «20 triệu 1 năm»
		a.counts, a.factor = other, 1
	}
	if m, n := r.measureAt(a.to); n > 0 && n == a.unit {
		a.measure = m
	}
	if a.counts == own && a.unit > 0 && r.at(a.to+a.unit-r.i, halfWord) > 0 && a.scale == 0 && len(a.values) == 1 {
		a.values[0] += 0.5
		a.unit++
	}
	r.i = a.to + a.unit
}

// joins tells whether b goes on with the next smaller measure: «2 tấn 3 tạ», «1h30».
func (a amount) joins(b amount) bool {
	if a.measure.worth == 0 || b.from != a.to+a.unit || len(a.values) != 1 || len(b.values) != 1 || a.label || b.label {
		return false
	}
	if a.measure.sort == "time" && a.measure.worth == 3600 && b.measure.worth == 0 && b.to == b.from+1 {
		return b.counts == nothing && b.values[0] < 60 // minutes
	}
	return b.measure.sort == a.measure.sort && b.measure.worth < a.measure.worth && b.values[0]*b.measure.worth < a.measure.worth
}

func (a *amount) join(b amount) {
	worth := b.measure.worth
	if worth == 0 {
		worth = 60
	}
	a.values[0] = tidy(a.values[0] + b.values[0]*worth/a.measure.worth)
	a.unit = b.to + b.unit - a.to
	a.measure.worth = worth
}

// anyAmount is amount, or a scale alone that stands for one of it: «nghìn
// rưỡi», «gần trăm».
func (r *numberReader) anyAmount() (amount, bool) {
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
	return a.end(r.reader), true
}

// isLabel: the number that follows only names a month, a day, a quarter.
func (r *numberReader) isLabel() bool {
	return r.at(0, labels) > 0 && (r.peek(1).kind == digitsToken || r.peek(0).text != "thứ")
}

// isYearNoun tells «năm» the year from «năm» the five.
func (r *numberReader) isYearNoun() bool {
	if !isFive(r.peek(0)) {
		return false
	}
	return r.peek(-1).sign("/") || r.isYearAhead() || r.at(1, yearAfter) > 0 || r.at(-1, yearBefore) > 0 && !startsHigher(r.peek(1))
}

// isYearAhead: the digits behind «năm» are a year's. Those behind «cả năm» are only if
// they can be nothing else.
func (r *numberReader) isYearAhead() bool {
	next := r.peek(1)
	if next.kind != digitsToken {
		return false
	}
	whole := r.peek(-1).is(allOf)
	alone := r.extents[r.i+1].run == r.i+2
	return alone && (len(next.text) == 4 || len(next.text) <= 2 && !whole)
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
		several.Readings, several.Values = append(several.Readings, FormatNumber(a.values[0])), append(several.Values, a.values[0])
	}
	return amount{}, several
}

// within is how many of the amount's tokens name what it counts: «năm» of «mười năm».
func (a amount) within() int {
	if a.years && a.unit == 0 {
		return 1
	}
	return 0
}

var periodic = lexiconOf(`năm, tháng, quý, kỳ, giai đoạn, ngày, nhiệm kỳ`)
