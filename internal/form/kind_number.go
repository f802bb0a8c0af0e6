package form

import (
	"strconv"
)

// number is an amount: of anything, or only of what is whole.
func number(whole bool) *kind {
	return &kind{
		keys:    []string{"min", "max", "suggest", "default"},
		check:   checkNumber(whole),
		counted: true,
		whole:   whole,
		adds:    true,
		plain:   plainNumber,
		convert: func(from Type, v Value) (Value, bool) {
			return v, from == Integer || whole && from == Decimal && isWhole(v.Number)
		},
	}
}

func plainNumber(v Value) any { return v.Number }

func isWhole(n float64) bool { return n == float64(int64(n)) }

// Bound reads min or max; ok is false when there is none.
func Bound(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// checkNumber refuses bounds that are no numbers, and a default outside them.
func checkNumber(whole bool) func(*parsing, *Question, []any) {
	return func(p *parsing, q *Question, path []any) {
		p.bound(q, path, "min", q.Min, whole)
		p.bound(q, path, "max", q.Max, whole)
		lo, hasLo := Bound(q.Min)
		hi, hasHi := Bound(q.Max)
		if hasLo && hasHi && lo > hi {
			p.crossed(q, path)
		}
		if q.Default == "" {
			return
		}
		switch n, err := strconv.ParseFloat(q.Default, 64); {
		case err != nil || whole && !isWhole(n):
			p.noDefault(q, path, "a number")
		case hasLo && n < lo || hasHi && n > hi:
			p.noDefault(q, path, "from "+q.Min+" to "+q.Max)
		}
	}
}

// bound refuses a min or max that is no number.
func (p *parsing) bound(q *Question, path []any, key, value string, whole bool) {
	if value == "" {
		return
	}
	switch n, err := strconv.ParseFloat(value, 64); {
	case err != nil:
		p.fault(append(path, key), "digits only, 1000 and not 1.000 or 1,000", "question %s: %s %q is not a number", q.Code, key, value)
	case whole && !isWhole(n):
		p.fault(append(path, key), "", "question %s: %s %q is not a whole number", q.Code, key, value)
	}
}
