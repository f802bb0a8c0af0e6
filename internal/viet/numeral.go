package viet

import (
	"regexp"
	"strconv"
	"strings"
)

// The ways to write a number in digits. A group of thousands has three digits.
var (
	plainDigits   = regexp.MustCompile(`^(?:[1-9]\d*|0\d{0,2})$`) // «0912...» is a telephone's
	groupedDigits = regexp.MustCompile(`^[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:'\d{3})+|(?: \d{3})+)(?:,\d+)?$`)
	englishDigits = regexp.MustCompile(`^[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$`)
	eitherDigits  = regexp.MustCompile(`^[1-9]\d{0,2},\d{3}$`)
	commaDecimal  = regexp.MustCompile(`^(?:0|[1-9]\d*),\d+$`)
	dotDecimal    = regexp.MustCompile(`^(?:0\.\d+|[1-9]\d*\.(?:\d\d?|\d{4,}))$`)
)

// maxDigits keeps whole numbers exact in a float64.
const maxDigits = 15

// numeralValues reads digits and separators: one value, two for «1,234», none
// when the groups are wrong.
func numeralValues(s string) []float64 {
	if len(s) > 2*maxDigits {
		return nil
	}
	switch {
	case plainDigits.MatchString(s):
		return decimalValue(s)
	case eitherDigits.MatchString(s):
		return append(decimalValue(strings.Replace(s, ",", "", 1)), decimalValue(strings.Replace(s, ",", ".", 1))...)
	case groupedDigits.MatchString(s):
		return decimalValue(strings.Replace(strings.NewReplacer(".", "", "'", "", " ", "").Replace(s), ",", ".", 1))
	case englishDigits.MatchString(s):
		return decimalValue(strings.ReplaceAll(s, ",", ""))
	case commaDecimal.MatchString(s):
		return decimalValue(strings.Replace(s, ",", ".", 1))
	case dotDecimal.MatchString(s):
		return decimalValue(s)
	}
	return nil
}

func decimalValue(s string) []float64 {
	whole, _, _ := strings.Cut(s, ".")
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || len(whole) > maxDigits {
		return nil
	}
	return []float64{v}
}

// numeral steps over digits with their separators, and over groups of
// thousands set apart by spaces.
func (r *reader) numeral() (string, bool) {
	if r.peek(0).kind != digitsToken {
		return "", false
	}
	s := r.numeralRun()
	for isGroupStart(s) && !r.peek(0).glued && r.peek(0).kind == digitsToken && len(r.peek(0).text) == 3 {
		at := r.i
		next := r.numeralRun()
		if whole, _, _ := strings.Cut(next, ","); len(whole) != 3 {
			r.i = at
			break
		}
		s += " " + next
	}
	return s, true
}

func isGroupStart(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return len(first) <= 3 && first[0] != '0' && !strings.ContainsAny(s, ".,'")
}

// numeralRun is digits and separators without a space between.
func (r *reader) numeralRun() string {
	s := r.peek(0).text
	r.i++
	for sep := r.peek(0); sep.glued && sep.sign(".,'"); sep = r.peek(0) {
		digits := r.peek(1)
		if !digits.glued || digits.kind != digitsToken {
			break
		}
		s += sep.text + digits.text
		r.i += 2
	}
	return s
}
