package form

import "github.com/expr-lang/expr"

// source compiles where rows of the group may be taken over from.
func (p *parsing) source(q *Question, from *Source, path []any, scope map[string]Variable) {
	if from.List == "" {
		p.fault(path, "", "question %s: rows.from needs a list of the units below", q.Code)
	}
	for i := range q.Questions {
		if f := &q.Questions[i]; f.Name == from.Unit && f.NamesUnit() {
			from.Field = f
		}
	}
	if from.Field == nil {
		p.fault(append(path, "unit"), "", "question %s: rows.from.unit %q is no field of its own that names a unit", q.Code, from.Unit)
	}
	if from.When != "" {
		from.Condition = p.expression(from.When, append(path, "when"), scope, q.Code, expr.AsBool())
	}
}

// Source is where the row that the question names may be taken over from; nil for any
// other question.
func (q *Question) Source() *Source {
	if q.Parent == nil || q.Parent.Rows.Name != q.Name {
		return nil
	}
	return q.Parent.Rows.From
}
