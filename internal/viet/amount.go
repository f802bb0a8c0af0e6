package viet

import (
	"math"
	"strconv"
)

// An amount is one number found in an answer.
type amount struct {
	// values holds a second number when the words can mean two.
	values []float64
	// scale is the smallest stated of nghìn, triệu and tỷ; 0 when none is.
	scale float64
	// money: «đồng» was said. years: «năm» was, which is no five there.
	money, years bool
	bad          bool
	bracketed    bool
	// label: the number of a year, a month, a day; not an amount by itself.
	label    bool
	from, to int
	// counts says what the unit tokens behind it count, factor turns it into the
	// question's unit, measure is theirs if they have one.
	counts  counts
	unit    int
	factor  float64
	measure measure
}

// amount reads the number that begins here; when there is none it stays.
func (r *reader) amount() (amount, bool) {
	a := amount{from: r.i, values: []float64{0}}
	last := math.Inf(1)
	for first := true; ; first = false {
		start := r.i
		if low, ok := r.odd(); ok && !first {
			a.add(one(low), 1)
			break
		}
		r.i = start
		p, ok := r.part()
		if d, changed := changedOnes(r.peek(0)); !ok && !first && changed { // «hai nghìn mốt»
			r.i++
			p, ok = part{values: []float64{float64(d)}, lone: true}, true
		}
		if !ok {
			break
		}
		if p.bad || len(p.values)*len(a.values) > 2 {
			a.bad = true
			break
		}
		scale := r.scales()
		switch {
		case first:
		case scale == 0 && r.tail(&a, p, last, start), scale >= last:
			r.i = start
			return a.end(r), true
		case scale == 0:
			return a.end(r), true
		}
		a.add(p, max(scale, 1))
		if a.half(r, scale) || scale == 0 {
			break
		}
		a.scale, last = scale, scale
	}
	if r.i == a.from {
		return a, false
	}
	return a.end(r), true
}

// scales reads the scale words that follow: «nghìn tỷ» is one scale.
func (r *reader) scales() float64 {
	product := 0.0
	for s := scaleOf(r.peek(0)); s > 0; s = scaleOf(r.peek(0)) {
		if r.peek(0).text == "k" && r.peek(-1).kind != digitsToken || product >= 1e9 {
			break
		}
		product = max(product, 1) * s
		r.i++
	}
	return product
}

// half reads «rưỡi» after a scale or a bare number: «2 triệu rưỡi», «hai rưỡi».
func (a *amount) half(r *reader, scale float64) bool {
	h := r.half(max(scale, 1) / 2)
	if h == 0 {
		return false
	}
	a.add(one(h), 1)
	a.scale = scale
	return true
}

func (a *amount) add(p part, scale float64) {
	var sums []float64
	for _, v := range a.values {
		for _, w := range p.values {
			sums = append(sums, tidy(v+w*scale))
		}
	}
	a.values = sums
}

// tidy drops the noise of binary fractions («1,1 triệu» is 1 100 000).
func tidy(v float64) float64 {
	if v == math.Trunc(v) {
		return v
	}
	t, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', maxDigits, 64), 64)
	if err != nil {
		return v
	}
	return t
}

// tail adds a number without a scale after a scale: «2 tỷ 4» is 2,4 tỷ, «hai
// nghìn mười sáu» is 2016. It tells whether p does not belong to the amount.
func (r *reader) tail(a *amount, p part, last float64, start int) (stranger bool) {
	v := p.values[0]
	switch {
	case p.digits != "" && len(p.digits) <= 3:
		tenths := v / math.Pow10(len(p.digits)) * last
		if last > 1e3 || len(p.digits) != 2 {
			a.add(one(tenths), 1)
		} else {
			a.add(part{values: []float64{v, tenths}}, 1) // «2 nghìn 15»
		}
	case r.ts[start].kind == digitsToken && v >= 1000:
		return true
	case p.lone && last == 1e3 && isFive(r.ts[start]):
		a.add(part{values: []float64{500, 0}}, 1) // «hai nghìn năm»: 2 500, or years
	case p.lone:
		a.add(one(v*last/10), 1)
	case last > 1e3 && v < 100:
		a.add(part{values: []float64{v, v * last / 100}}, 1)
	default:
		a.add(p, 1)
	}
	return false
}

// end notes where the amount stops, stepping over «đồng» and the noun «năm».
func (a amount) end(r *reader) amount {
	a.money = r.peek(-1).is(millionsOfDong)
	if !r.peek(1).sign("/.") && r.at(0, comrade) == 0 && r.take(dong) { // not the «đ/c» of people
		a.money = true
	}
	if isFive(r.peek(0)) && !r.peek(-1).is(fourSaid) && !startsHigher(r.peek(1)) {
		a.years = true
		r.i++
	}
	a.to = r.i
	a.bad = a.bad || len(a.values) > 2 || scaleOf(r.peek(0)) > 0 // «hai rưỡi triệu»
	return a
}

// startsHigher: the word makes a digit before it part of a greater number.
func startsHigher(t token) bool {
	return t.is(tensOfSaid) || t.text != "k" && headless(t) > 0
}

var (
	millionsOfDong = phrases("trđ")
	dong           = phrases("đồng", "đ", "vnđ", "vnd", "₫")
	comrade        = phrases("đồng chí")
	fourSaid       = phrases("bốn")
)
