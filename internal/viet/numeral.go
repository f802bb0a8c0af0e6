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
	first := r.peek(0)
	if first.kind != digitsToken {
		return "", false
	}
	at := r.extents[r.i]
	end := at.run
	if end == r.i+1 && len(first.text) <= 3 && first.text[0] != '0' && end < len(r.ts) && r.ts[end].kind == digitsToken {
		end = r.extents[end].groups
	}
	r.i = end
	return r.line[at.from:r.extents[end-1].to], true
}

// findNumerals notes at each run of digits how far a number may go on there. It
// looks at every token once, however often readers ask.
func (r *reader) findNumerals() {
	for i := len(r.ts) - 1; i >= 0; i-- {
		t, s := r.ts[i], &r.extents[i]
		if t.kind != digitsToken {
			continue
		}
		s.run, s.groups = i+1, i
		if i+2 < len(r.ts) && r.ts[i+1].glued && r.ts[i+1].sign(".,'") && r.ts[i+2].glued && r.ts[i+2].kind == digitsToken {
			s.run = r.extents[i+2].run
		}
		switch {
		case t.glued || len(t.text) != 3:
		case s.run > i+1:
			if r.ts[i+1].sign(",") {
				s.groups = s.run
			}
		case s.run < len(r.ts) && r.ts[s.run].kind == digitsToken:
			s.groups = r.extents[s.run].groups
		default:
			s.groups = s.run
		}
	}
}
