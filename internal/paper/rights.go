package paper

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Kept returns the warnings that the officers kept, without those about what the
// reader may not see: a warning names what it is about.
func (v View) Kept() []answers.KeptWarning {
	var list []answers.KeptWarning
	for _, k := range v.Writer.Kept() {
		if !v.barsCheck(k.Check()) {
			list = append(list, k)
		}
	}
	return list
}

// barsCheck reports whether a check, or what it says, is about a question that
// the reader may not see.
func (v View) barsCheck(id string) bool {
	for i := range v.Outline.Checks {
		c := &v.Outline.Checks[i]
		if c.ID != id {
			continue
		}
		if c.Parent != nil && v.bars(c.Parent) {
			return true
		}
		for _, q := range c.Fixes {
			if v.bars(q) {
				return true
			}
		}
		expressions := []*form.Expression{c.Holds}
		for _, e := range c.ValueExpressions {
			expressions = append(expressions, e)
		}
		for _, e := range expressions {
			if v.barsExpression(e) {
				return true
			}
		}
	}
	return false
}

// barsExpression reports whether an expression is about a question that the reader may
// not see.
func (v View) barsExpression(e *form.Expression) bool {
	return e != nil && slices.ContainsFunc(e.Vars, func(x form.Variable) bool { return x.Q != nil && v.bars(x.Q) })
}

// barsLine reports whether a line of the outline tells an answer that the reader may not
// see. How long a list is may be told to everybody.
func (v View) barsLine(l *form.Line) bool {
	return v.barsNames(l.Text) || v.barsExpression(l.Condition)
}

// barsText reports the same of a calculated text.
func (v View) barsText(q *form.Question) bool {
	for _, e := range q.ValueExpressions {
		if v.barsExpression(e) {
			return true
		}
	}
	return v.barsNames(q.Template)
}

// barsNames reports whether a text names such an answer.
func (v View) barsNames(text string) bool {
	bars := false
	form.FillWith(text, func(name string) (string, bool) {
		if written := v.Outline.Written[name]; written != nil {
			bars = bars || v.bars(written) || v.barsText(written)
			return "", true
		}
		q := v.Outline.ByName[name]
		if part, ok := v.Outline.Parts[name]; ok {
			q = part.Q
		}
		bars = bars || q != nil && !q.IsGroup() && v.bars(q)
		return "", true
	})
	return bars
}

// MayName reports whether the reader may read the name of a file at a place: the
// name of an award's file betrays whose it is.
func (v View) MayName(f answers.Filed) bool {
	q := v.Outline.ByCode[f.At.Code]
	if q == nil {
		q = v.Outline.ByName[f.At.Code]
	}
	return q == nil || !v.bars(q)
}

// Beginning returns the text of a place in its first letters, for a list.
func (v View) Beginning(code string, row, letters int) string {
	if v.Texts == nil {
		return ""
	}
	return viet.Shorten(viet.JoinPieces(v.Texts(form.Place{Code: code, Row: row})), letters)
}
