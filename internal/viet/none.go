package viet

import (
	"slices"

	"giaoban/internal/language"
)

// isNone recognises the ways to say that there is none: «không», «chưa có mô hình
// nào», «không (0)». What else the words say is for none to judge.
func (r *numberReader) isNone(found []amount) bool {
	no := r.firstNo()
	return no >= 0 && !slices.ContainsFunc(found, func(a amount) bool { return a.bad || a.from < no || a.values[0] != 0 })
}

// saysNone tells whether the tokens say nothing but that there is none.
func (r *numberReader) saysNone() bool {
	n := 0
	for n < len(r.ts) && !r.ts[n].is(noWord) {
		skip := max(courtesy.from(r.reader, n), soFarSaid.from(r.reader, n))
		if skip == 0 {
			return false
		}
		n += skip
	}
	if n++; n >= len(r.ts) {
		return n == len(r.ts)
	}
	last := r.ts[len(r.ts)-1]
	return having.from(r.reader, n) > 0 || r.ts[n].sign(",.(-") || last.is(whichWord) || last.is(allOf) || courtesy.from(r.reader, n) > 0
}

// firstNo is the first token that says no; -1 if there is none.
func (r *reader) firstNo() int {
	return slices.IndexFunc(r.ts, func(t token) bool { return t.is(noWord) })
}

// none accounts for the words of an answer that says no.
func (r *numberReader) none(found []amount) *language.Unclear {
	no := r.firstNo()
	if len(r.ts) == 1 && r.ts[0].text == "kg" && r.q.unitIs(kilogram) {
		return leftOver([]string{"kg"})
	}
	c := r.cover()
	for _, a := range found {
		c.take(a.from, a.to+a.unit)
	}
	c.done[no], c.from = true, -1
	c.fillPart(0, no, r.q, courtesy, soFarSaid)
	c.fillPart(no, len(c.done), r.q, courtesy, nothingOf, soFarSaid, r.q.unitLexicon())
	left := c.left()
	if len(left) == 0 && r.q.isNegative() && !r.ts[len(r.ts)-1].is(whichWord) { // none, or that they have none?
		left = []string{r.words(0, len(r.ts))}
	}
	if len(left) == 0 {
		return nil
	}
	u := leftOver(left)
	if having.from(r.reader, no+1) > 0 {
		u.Values = []float64{0}
	}
	return u
}

// unitLexicon is the unit's name and the words that count the same.
func (a *asked) unitLexicon() lexicon {
	l := lexiconOf(a.Unit)
	for _, same := range alike {
		if a.unitIs(same) {
			return same
		}
	}
	if scaleOf(a.unit.peek(0)) > 0 {
		return dongUnits
	}
	return l
}

var (
	kilogram  = lexiconOf(`kg`)
	whichWord = phrases("nào")
	having    = lexiconOf(`có, còn, ai, phát sinh, xảy ra`)
	soFarSaid = lexiconOf(`hiện, hiện nay, hiện tại, đến nay, vẫn, hiện vẫn, tính đến nay, cho đến nay, trong năm, năm nay, trên địa bàn, toàn, số, =`)
	// nothingOf goes on a no.
	nothingOf = lexiconOf(`có, còn, được, phát sinh, xảy ra, diễn ra, để xảy ra, ai, nào, nào cả, mô!, gì, gì cả, hết, cả, đâu, lấy, luôn, hết cả, trên địa bàn, trong năm, trong kỳ, cái, chiếc, đơn vị, số, tổng số`)
)
