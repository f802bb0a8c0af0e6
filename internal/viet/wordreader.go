package viet

import (
	"math"
	"strconv"
	"strings"
)

// What words count for. Each is met with its marks or, in a message without any, with
// none.
var (
	digitsMarked, digitsBare = saidOf(map[string]float64{"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5,
		"sáu": 6, "bảy bẩy": 7, "tám": 8, "chín": 9})
	changedMarked, changedBare = saidOf(map[string]float64{"mốt": 1, "tư": 4, "lăm nhăm": 5})
	scalesMarked, scalesBare   = saidOf(map[string]float64{"nghìn ngàn k": 1e3, "triệu tr trđ": 1e6, "tỷ tỉ": 1e9})
	myriad                     = "vạn" // a bare «van» is not met
)

// of is what the word counts for.
func (t token) of(marked, bare said) (float64, bool) {
	v, ok := marked[t.text]
	if !ok && t.bare {
		v, ok = bare[t.text]
	}
	return v, ok && t.kind == wordToken
}

// wordDigit is a digit said on its own.
func wordDigit(t token) (int, bool) {
	v, ok := t.of(digitsMarked, digitsBare)
	return int(v), ok
}

// changedOnes are the digits that sound different after tens. They make a
// number of two words («hai mốt») all by themselves.
func changedOnes(t token) (int, bool) {
	v, ok := t.of(changedMarked, changedBare)
	return int(v), ok
}

// ones reads the digit after tens, 0 if there is none. «năm» there is the noun
// "year": «mười năm» is ten years.
func (r *reader) ones() float64 {
	d, ok := changedOnes(r.peek(0))
	if !ok {
		d, ok = wordDigit(r.peek(0))
		ok = ok && d != 0 && d != 5
	}
	if !ok {
		return 0
	}
	r.i++
	return float64(d)
}

// A part is a number below a thousand as said, or any number in digits.
type part struct {
	values []float64
	// lone: a single digit, which after a scale counts tenths («nghìn hai»).
	lone bool
	// digits is the numeral when it was a plain one.
	digits string
	bad    bool
}

func one(v float64) part { return part{values: []float64{v}} }

// part reads the next part; when there is none it stays where it is.
func (r *reader) part() (part, bool) {
	start := r.i
	p, ok := r.numeralPart()
	if !ok {
		p, ok = r.wordPart()
	}
	if !ok {
		r.i = start
		return part{}, false
	}
	if len(p.values) == 1 && r.take(pointSaid) {
		p = r.fraction(p.values[0])
	}
	return p, true
}

func (r *reader) numeralPart() (part, bool) {
	s, ok := r.numeral()
	if !ok {
		return part{}, false
	}
	values := numeralValues(s)
	if values == nil {
		return part{bad: true}, true
	}
	if len(values) == 1 && values[0] > 0 && values[0] < 10 {
		switch {
		case r.peek(0).bare && r.peek(0).text == "tram" && r.peek(1).kind == wordToken && r.at(1, afterHundred) == 0:
			r.i++
			return part{values: []float64{values[0] * 100, values[0]}}, true // «3 tram y te»: trăm or trạm
		case r.take(hundredSaid):
			return r.hundreds(values[0]), true
		case r.take(tensSaid):
			return one(values[0]*10 + r.half(5)), true
		}
	}
	p := part{values: values}
	if plainDigits.MatchString(s) {
		p.digits = s
	}
	return p, true
}

func (r *reader) wordPart() (part, bool) {
	switch {
	case r.take(tenSaid):
		return one(10 + r.ones()), true
	case r.take(twentySaid):
		n := r.ones()
		return one(20 + n), n > 0
	}
	d, ok := wordDigit(r.peek(0))
	if !ok {
		return part{}, false
	}
	r.i++
	switch {
	case r.take(hundredSaid):
		return r.hundreds(float64(d)), true
	case d == 0:
		return one(0), r.peek(0).is(pointSaid)
	case r.take(tensOfSaid):
		return one(float64(d)*10 + r.ones()), true
	case r.take(tensSaid):
		return one(float64(d)*10 + r.half(5)), true
	}
	if _, ok := changedOnes(r.peek(0)); ok {
		return one(float64(d)*10 + r.ones()), true
	}
	return part{values: []float64{float64(d)}, lone: true}, true
}

// half reads «rưỡi», worth half of the scale before it.
func (r *reader) half(worth float64) float64 {
	if r.take(halfWord) {
		return worth
	}
	return 0
}

// hundreds reads what follows «trăm».
func (r *reader) hundreds(n float64) part {
	base := n * 100
	if h := r.half(50); h > 0 {
		return one(base + h)
	}
	if low, ok := r.odd(); ok {
		return one(base + low)
	}
	start := r.i
	if d, ok := changedOnes(r.peek(0)); ok { // «hai trăm mốt»
		r.i++
		return one(base + float64(d)*10)
	}
	tail, ok := r.tens()
	switch {
	case !ok:
		r.i = start
		return one(base)
	case !tail.lone:
		return one(base + tail.values[0])
	case r.spokenOne():
		return one(base + tail.values[0]*10 + r.ones()) // «tám trăm bốn hai»
	case scaleOf(r.peek(0)) > 0:
		return part{values: []float64{base + tail.values[0]*10, base + tail.values[0]}}
	case isFive(r.ts[start]):
		return part{values: []float64{base + 50, base}} // «một trăm năm»: 150, or a hundred years
	}
	return one(base + tail.values[0]*10)
}

// spokenOne reports whether the digit that comes next stands behind tens said without
// «mươi», and begins no number of its own.
func (r *reader) spokenOne() bool {
	d, ok := wordDigit(r.peek(0))
	next := r.peek(1)
	return ok && d != 0 && d != 5 && !next.is(hundredSaid) && !next.is(tensSaid) && !next.is(tensOfSaid) && !next.is(pointSaid)
}

// odd reads «linh năm», «lẻ năm».
func (r *reader) odd() (float64, bool) {
	start := r.i
	if r.take(oddSaid) {
		if d, ok := wordDigit(r.peek(0)); ok && d > 0 {
			r.i++
			return float64(d), true
		}
		if t, ok := changedOnes(r.peek(0)); ok {
			r.i++
			return float64(t), true
		}
		if p, ok := r.tens(); ok {
			return p.values[0], true
		}
	}
	r.i = start
	return 0, false
}

// tens reads a part below a hundred, in words or in one or two digits.
func (r *reader) tens() (part, bool) {
	if d := r.peek(0); d.kind == digitsToken {
		if s, _ := r.numeral(); len(s) <= 2 && plainDigits.MatchString(s) {
			p := one(decimalValue(s)[0])
			p.lone = len(s) == 1
			return p, true
		}
		return part{}, false
	}
	if _, digit := wordDigit(r.peek(0)); digit && isHundred(r.peek(1)) {
		return part{}, false // it would read on through «một trăm một trăm …»
	}
	p, ok := r.wordPart()
	return p, ok && len(p.values) == 1 && p.values[0] > 0 && p.values[0] < 100
}

func isHundred(t token) bool { return t.is(hundredSaid) }

func isFive(t token) bool { return t.is(fiveSaid) }

// fraction reads what follows «phẩy».
func (r *reader) fraction(whole float64) part {
	digits := r.fractionDigits()
	v, err := strconv.ParseFloat(strconv.FormatFloat(whole, 'f', -1, 64)+"."+digits, 64)
	if digits == "" || len(digits) > maxDigits || whole != math.Trunc(whole) || err != nil {
		return part{bad: true}
	}
	return one(v)
}

// fractionDigits reads digits, a number of tens («phẩy hai mươi lăm»), or
// digits said one by one («phẩy hai ba tư»).
func (r *reader) fractionDigits() string {
	if t := r.peek(0); t.kind == digitsToken {
		r.i++
		return t.text
	}
	start := r.i
	if p, ok := r.tens(); ok && !p.lone && p.values[0] >= 10 {
		if _, more := wordDigit(r.peek(0)); !more {
			return strconv.Itoa(int(p.values[0]))
		}
	}
	r.i = start
	var digits strings.Builder
	for ; r.more(); r.i++ {
		d, ok := wordDigit(r.peek(0))
		if !ok {
			d, ok = changedOnes(r.peek(0))
		}
		if !ok {
			break
		}
		digits.WriteString(strconv.Itoa(d))
	}
	return digits.String()
}

// scaleOf is the worth of a scale word, 0 for another word.
func scaleOf(t token) float64 {
	if t.text == myriad {
		return 1e4
	}
	v, _ := t.of(scalesMarked, scalesBare)
	return v
}

// headless is a scale without a number before it, for one of it.
func headless(t token) float64 {
	switch {
	case t.is(tensSaid):
		return 10
	case t.is(hundredSaid):
		return 100
	case t.text == "k" || t.text == "tr":
		return 0
	}
	return scaleOf(t)
}

// is tells whether the token is one of some words.
func (t token) is(words []phrase) bool {
	for _, p := range words {
		if p[0].matches(t) {
			return true
		}
	}
	return false
}

var (
	pointSaid   = phrases("phẩy")
	tenSaid     = phrases("mười", "mừi")
	twentySaid  = phrases("hăm")
	tensOfSaid  = phrases("mươi")
	tensSaid    = phrases("chục")
	hundredSaid = phrases("trăm")
	oddSaid     = phrases("linh", "lẻ")
	fiveSaid    = phrases("năm")
)
