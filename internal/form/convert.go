package form

// PicksExist tells whether the question still has every choice of the answer.
func (q *Question) PicksExist(v Value) bool {
	names := v.Names
	if v.Name != "" && (q.Type == SelectOne || len(q.Special) > 0 && q.Type == Year) {
		names = append(names[:len(names):len(names)], v.Name)
	}
	for _, name := range names {
		if _, ok := q.Option(name); !ok {
			return false
		}
	}
	return true
}

// Convert takes a value of another type over where nothing is lost by it.
func (q *Question) Convert(from Type, v Value) (Value, bool) {
	if !q.PicksExist(v) {
		return v, false
	}
	switch {
	case from == q.Type:
		return v, true
	case from == Integer && q.Type == Decimal, from == ShortText && q.Type == LongText:
		return v, true
	case from == Decimal && q.Type == Integer:
		return v, v.Number == float64(int64(v.Number))
	case from == LongText && q.Type == ShortText:
		return v, v.Text.Pieces <= 1
	case from == SelectOne && q.Type == SelectMultiple:
		v = Value{Names: []string{v.Name}}
		return v, q.PicksExist(v)
	case from == SelectMultiple && q.Type == SelectOne && len(v.Names) == 1:
		return Value{Name: v.Names[0]}, true
	}
	return v, false
}
