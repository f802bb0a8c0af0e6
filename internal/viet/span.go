package viet

import "giaoban/internal/language"

// span reads «từ 2 đến 3», «5-7», «hai ba cái»: a number from one to another. Where the
// question keeps none it is Span, and its ends are told. It is none if words are left
// over, or if the first is not the lower.
func (r *numberReader) span(found []amount) (n language.Number, u *language.Unclear, is bool) {
	if len(found) != 2 || !r.areEnds(found[0], found[1]) {
		return n, nil, false
	}
	low, high := found[0], found[1]
	if high.scale > 0 && low.scale == 0 && !low.money && low.unit == 0 { // «2 đến 3 triệu»
		low.scale, low.values = high.scale, scaled(low.values, high.scale)
	}
	low.money = low.money || high.money
	if low.unit == 0 {
		low.counts, low.factor = high.counts, high.factor
	}
	from, u := r.inUnit(low)
	to, u2 := r.inUnit(high)
	if u != nil || u2 != nil || len(from) != 1 || len(to) != 1 || from[0] >= to[0] || r.isNegative(low) {
		return n, nil, false
	}
	c := r.cover()
	c.take(low.from, high.to+high.unit)
	if before := low.from - 1; before >= 0 && r.ts[before].is(fromSaid) {
		c.done[before] = true
	}
	c.fill(r.q, courtesy, saying, guessing, r.q.unitLexicon())
	if r.isDenied(low) || len(c.left()) > 0 {
		return n, nil, false
	}
	n = language.Number{Value: from[0], Upper: &to[0], Approx: r.isApprox(low)}
	if r.q.Spans {
		return n, nil, true
	}
	return n, &language.Unclear{Why: language.Span, Values: []float64{from[0], to[0]},
		Readings: []string{FormatNumber(from[0]), FormatNumber(to[0])}}, true
}

// areEnds tells whether two amounts are the ends of a range: by the word or the sign
// between them, or as neighbours among the small numbers, «hai ba cái».
func (r *numberReader) areEnds(a, b amount) bool {
	if a.bad || b.bad || a.label || b.label || a.bracketed || b.bracketed || len(a.values) != 1 || len(b.values) != 1 {
		return false
	}
	at := a.to + a.unit
	switch {
	case at == b.from:
		return a.unit == 0 && a.to == a.from+1 && r.ts[a.from].kind == wordToken && r.ts[b.from].kind == wordToken &&
			a.values[0] < 10 && a.values[0]+1 == b.values[0]
	case at+1 != b.from:
		return false
	}
	return r.ts[at].sign("-") || r.ts[at].is(untilSaid)
}
