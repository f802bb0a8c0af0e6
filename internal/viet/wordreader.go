package viet

import (
	"math"
	"strconv"
	"strings"
)

// wordDigit is a digit said on its own.
func wordDigit(t token) (int, bool) {
	switch t.text {
	case "không", "khong":
		return 0, true
	case "một", "mot":
		return 1, true
	case "hai":
		return 2, true
	case "ba":
		return 3, true
	case "bốn", "bon":
		return 4, true
	case "năm", "nam":
		return 5, true
	case "sáu", "sau":
		return 6, true
	case "bảy", "bẩy", "bay":
		return 7, true
	case "tám", "tam":
		return 8, true
	case "chín", "chin":
		return 9, true
	}
	return 0, false
}

// changedOnes are the digits that sound different after tens. They make a
// number of two words («hai mốt») all by themselves.
func changedOnes(t token) (int, bool) {
	switch t.text {
	case "mốt", "mot":
		return 1, true
	case "tư", "tu":
		return 4, true
	case "lăm", "nhăm", "lam", "nham":
		return 5, true
	}
	return 0, false
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
	if len(p.values) == 1 && r.take("phẩy", "phay") {
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
		case r.peek(0).text == "tram" && r.peek(1).kind == wordToken && r.at(1, afterHundred) == 0:
			r.i++
			return part{values: []float64{values[0] * 100, values[0]}}, true // «3 tram y te»: trăm or trạm
		case r.take("trăm", "tram"):
			return r.hundreds(values[0]), true
		case r.take("chục", "chuc"):
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
	case r.take("mười", "muoi"):
		return one(10 + r.ones()), true
	case r.take("hăm", "ham"):
		n := r.ones()
		return one(20 + n), n > 0
	}
	d, ok := wordDigit(r.peek(0))
	if !ok {
		return part{}, false
	}
	r.i++
	switch {
	case r.take("trăm", "tram"):
		return r.hundreds(float64(d)), true
	case d == 0:
		after := r.peek(0).text
		return one(0), after == "phẩy" || after == "phay"
	case r.take("mươi", "muoi"):
		return one(float64(d)*10 + r.ones()), true
	case r.take("chục", "chuc"):
		return one(float64(d)*10 + r.half(5)), true
	}
	if _, ok := changedOnes(r.peek(0)); ok {
		return one(float64(d)*10 + r.ones()), true
	}
	return part{values: []float64{float64(d)}, lone: true}, true
}

// half reads «rưỡi», worth half of the scale before it.
func (r *reader) half(worth float64) float64 {
	if r.take("rưỡi", "rưởi", "ruoi") {
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
	tail, ok := r.tens()
	switch {
	case !ok:
		r.i = start
		return one(base)
	case !tail.lone:
		return one(base + tail.values[0])
	case scaleOf(r.peek(0)) > 0:
		return part{values: []float64{base + tail.values[0]*10, base + tail.values[0]}}
	case isFive(r.ts[start]):
		return part{values: []float64{base + 50, base}} // «một trăm năm»: 150, or a hundred years
	}
	return one(base + tail.values[0]*10)
}

// odd reads «linh năm», «lẻ năm».
func (r *reader) odd() (float64, bool) {
	start := r.i
	if r.take("linh", "lẻ", "le") {
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

func isHundred(t token) bool { return t.text == "trăm" || t.text == "tram" }

func isFive(t token) bool { return t.text == "năm" || t.text == "nam" }

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
	switch t.text {
	case "nghìn", "ngàn", "nghin", "ngan", "k":
		return 1e3
	case "vạn":
		return 1e4
	case "triệu", "trieu", "tr", "trđ", "trd":
		return 1e6
	case "tỷ", "tỉ", "ty", "ti":
		return 1e9
	}
	return 0
}

// headless is a scale without a number before it, for one of it.
func headless(t token) float64 {
	switch t.text {
	case "chục", "chuc":
		return 10
	case "trăm", "tram":
		return 100
	case "k", "tr":
		return 0
	}
	return scaleOf(t)
}
