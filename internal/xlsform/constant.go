package xlsform

import "giaoban/internal/fault"

// always is a condition that is decided before anything is asked.
func always(is bool) value {
	v := atom("false", isTruth)
	v.contrary = "true"
	if is {
		v.code, v.contrary = v.contrary, v.code
	}
	return v
}

// constant tells what a condition is that names no question; ok is false for any other.
func (v value) constant() (is, ok bool) {
	return v.code == "true", v.sort == isTruth && (v.code == "true" || v.code == "false")
}

// decided compares two things that stand in the form: an answer that nobody gives, and what it is compared with. As in XPath, words
// are equal or not, and less or more are numbers only.
func decided(sign string, l, r value) (value, error) {
	a, aErr := parseNumber(*l.literal)
	b, bErr := parseNumber(*r.literal)
	numbers := aErr == nil && bErr == nil
	equal := *l.literal == *r.literal
	if l.sort == isNumber || r.sort == isNumber {
		equal = numbers && a == b
	}
	switch sign {
	case "=":
		return always(equal), nil
	case "!=":
		return always(!equal), nil
	case "<":
		return always(numbers && a < b), nil
	case "<=":
		return always(numbers && a <= b), nil
	case ">":
		return always(numbers && a > b), nil
	case ">=":
		return always(numbers && a >= b), nil
	}
	return l, fault.New("xls_compare", "a", shown(l), "b", shown(r))
}
