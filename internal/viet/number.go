package viet

// Number is a number as an officer gave it.
type Number struct {
	Value float64
	// Approx is set when a word such as "khoảng" made it an estimate.
	Approx bool
}

// ReadNumber reads a number.
func ReadNumber(input, unit string) (Number, *Unclear) { return Number{}, &Unclear{Why: Unreadable} }
