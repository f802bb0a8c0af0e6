package viet

import (
	"giaoban/internal/language"
)

// inUnit turns the amount into the question's unit. A mere «nghìn» or «đồng» where
// millions are asked may be of đồng or of millions, and so may a bare 15.000.000.
func (r *numberReader) inUnit(a amount) ([]float64, *language.Unclear) {
	per := scaleOf(r.q.unit.peek(0))
	isMoney := r.q.isMoney()
	switch {
	case isMoney && a.counts == other && (a.unit > 0 || a.years) && a.factor == 1 && !dongLike.in(r.reader, a.to, a.to+a.unit),
		!isMoney && a.counts == other:
		return nil, otherUnit(r.words(max(a.to-a.within(), a.from), a.to+a.unit))
	case r.q.hasUnit() && !isMoney && (a.money || a.scale >= 1e6 && a.counts != own):
		return nil, otherUnit(r.words(a.from, a.to))
	case a.factor != 0 && a.factor != 1:
		return scaled(a.values, a.factor), nil
	case per < 1e3:
		return a.values, nil
	case a.scale < 1e3 && !a.money:
		if v := a.values[0]; len(a.values) == 1 && v >= 1e6 {
			return []float64{v, tidy(v / per)}, nil
		}
		return a.values, nil
	}
	converted := scaled(a.values, 1/per)
	surely := a.money && a.scale > 0 || a.scale >= per
	if len(converted) == 1 && !surely && converted[0] > 0 && converted[0] < 0.1 {
		return []float64{a.values[0], converted[0]}, nil
	}
	return converted, nil
}

// otherUnit says what was counted instead.
func otherUnit(words string) *language.Unclear {
	return &language.Unclear{Why: language.OtherUnit, Readings: []string{words}, Left: []string{words}}
}

// isMoney tells whether the question is about money: «triệu đồng», «đồng», «triệu».
func (a *asked) isMoney() bool {
	ts := a.unit.ts
	switch {
	case len(ts) == 0:
		return false
	case scaleOf(ts[0]) < 1e3:
		return dongUnits.from(a.unit, 0) > 0
	}
	return len(ts) == 1 || dongUnits.from(a.unit, 1) > 0
}

func scaled(values []float64, factor float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = tidy(v * factor)
		if factor < 1 {
			out[i] = tidy(v / tidy(1/factor))
		}
	}
	return out
}

// dongLike are the words of money, which amounts read themselves.
var dongLike = lexiconOf(`đồng, triệu, tỷ, tr, nghìn đồng, triệu đồng, tỷ đồng`)
