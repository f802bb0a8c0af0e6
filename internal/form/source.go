package form

import (
	"github.com/expr-lang/expr"

	"giaoban/internal/fault"
)

// source compiles where rows of the group may be taken over from.
func (p *parsing) source(q *Question, from *Source, path []any, scope map[string]Variable) {
	if from.List == "" {
		p.Missing(path, "list", fault.New("from_no_list", "code", q.Code))
	}
	for i := range q.Questions {
		if f := &q.Questions[i]; f.Name == from.Unit && f.NamesUnit() {
			from.Field = f
		}
	}
	if from.Field == nil {
		p.Note(append(path, "unit"), fault.New("from_unit", "code", q.Code, "unit", from.Unit).Meant(from.Unit, q.fieldNames()))
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
