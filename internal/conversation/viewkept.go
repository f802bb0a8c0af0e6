package conversation

// Kept are the warnings that the officers kept, without those about what the
// reader may not see: a warning names what it is about.
func (v View) Kept() []KeptWarning {
	var list []KeptWarning
	for _, k := range v.Writer.Kept() {
		if !v.barsCheck(k.Check()) {
			list = append(list, k)
		}
	}
	return list
}

// barsCheck tells whether a check, or what it says, is about a question that
// the reader may not see.
func (v View) barsCheck(id string) bool {
	for i := range v.Outline.Checks {
		c := &v.Outline.Checks[i]
		if c.ID != id {
			continue
		}
		if c.group != nil && v.bars(c.group) {
			return true
		}
		for _, q := range c.fixes {
			if v.bars(q) {
				return true
			}
		}
		expressions := []*expression{c.constraint}
		for _, e := range c.values {
			expressions = append(expressions, e)
		}
		for _, e := range expressions {
			if e == nil {
				continue
			}
			for _, x := range e.vars {
				if x.q != nil && v.bars(x.q) {
					return true
				}
			}
		}
	}
	return false
}

// MayName tells whether the reader may read the name of a file at a place: what
// a file of an award is called tells whose it is.
func (v View) MayName(f Filed) bool {
	q := v.Outline.byCode[f.At.Code]
	if q == nil {
		q = v.Outline.byName[f.At.Code]
	}
	return q == nil || !v.bars(q)
}

// Beginning is the text of a place in its first letters, for a list.
func (v View) Beginning(code string, row, letters int) string {
	if v.Texts == nil {
		return ""
	}
	return shorten(JoinPieces(v.Texts(Place{Code: code, Row: row})), letters)
}
