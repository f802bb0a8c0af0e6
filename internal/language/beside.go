package language

// Beside is a value with words behind it that are no mere remark: it is asked with the
// value as it would be without them.
func Beside(v any, words string) *Unclear {
	u := &Unclear{Why: LeftOver, Left: []string{words}}
	switch v := v.(type) {
	case bool:
		u.Values = []float64{0}
		if v {
			u.Values[0] = 1
		}
	case Number:
		u.Values = []float64{v.Value}
	case int:
		u.Values = []float64{float64(v)}
	case Date:
		u.Dates = []Date{v}
	}
	return u
}

// Several reports whether an answer was not taken because it holds another value: then
// words behind the first are no remark on it.
func (r Reason) Several() bool {
	switch r {
	case SeveralNumbers, SeveralYears, SeveralDates, SeveralPicked, SeveralMatch:
		return true
	}
	return false
}
