package form

import (
	"fmt"
	"slices"
)

// constraints makes a check of every question's own constraint that names another
// question: an answer that was right when it was given may not be so any more.
func (p *parsing) constraints() {
	add := func(q, group *Question) {
		others := q.limitNames()
		if len(others) == 0 {
			return
		}
		c := Check{ID: "constraint." + q.Name, Level: Error, Constraint: q.Constraint, Message: q.ConstraintMessage,
			Fix: []Fix{{Question: q.Name}}}
		c.Of, c.Parent, c.Holds, c.ValueExpressions, c.Fixes = q, group, q.Limit, q.ValueExpressions, []*Question{q}
		for _, other := range others {
			if !other.IsGroup() {
				c.Fix, c.Fixes = append(c.Fix, Fix{Question: other.Name}), append(c.Fixes, other)
			}
		}
		p.o.Checks = append(p.o.Checks, c)
	}
	for _, q := range p.o.Top {
		add(q, nil)
		for i := range q.Questions {
			add(&q.Questions[i], q)
		}
	}
}

// limitNames are the other questions that the question's own constraint names.
func (q *Question) limitNames() (list []*Question) {
	if q.Limit == nil {
		return nil
	}
	for _, v := range q.Limit.Vars {
		if v.Q != nil && v.Q != q && !slices.Contains(list, v.Q) {
			list = append(list, v.Q)
		}
	}
	return list
}

// finishable refuses what nobody can finish, and warns of what is asked otherwise
// than its author may think.
func (p *parsing) finishable() {
	for i := range p.o.Sections {
		for j := range p.o.Sections[i].Questions {
			q := &p.o.Sections[i].Questions[j]
			path := []any{"sections", i, "questions", j}
			p.finishableRows(q, path)
			p.finishableQuestion(q, path)
			for k := range q.Questions {
				p.finishableQuestion(&q.Questions[k], append(path[:4:4], "questions", k))
			}
		}
	}
	for i := range p.o.Checks {
		c := &p.o.Checks[i]
		if c.Of != nil || c.Level != Error || c.Holds == nil || len(c.Holds.Vars) > 0 {
			continue
		}
		if v, known := c.Holds.Run(nil); known && v != true {
			p.fault([]any{"checks", i, "constraint"}, "", "check %s never holds: no report could be submitted", c.ID)
		}
	}
}

// finishableRows refuses a floor that is higher than the list may be long.
func (p *parsing) finishableRows(q *Question, path []any) {
	if q.MinRows == nil || len(q.MinRows.Vars) > 0 || q.Rows.Max == 0 {
		return
	}
	if v, known := q.MinRows.Run(nil); known && int(Number(v)) > q.Rows.Max {
		p.fault(append(path, "rows", "min"), "", "question %s: rows.min %s is above rows.max %d: the list cannot be finished", q.Code, q.Rows.Min, q.Rows.Max)
	}
}

// manyTried is how many numbers are tried against a constraint.
const manyTried = 1000

// finishableQuestion refuses a required question that takes no answer at all, and
// warns of more choices than a message has room for as buttons.
func (p *parsing) finishableQuestion(q *Question, path []any) {
	if n := len(q.Choices); n > MostTapped {
		line, column := Position(&p.root, append(path, "choices"))
		p.o.Warnings = append(p.o.Warnings, Fault{File: p.file, Line: line, Column: column,
			Message: fmt.Sprintf("question %s: %d choices are too many for buttons; they are listed and asked for by number", q.Code, n)})
	}
	if !q.Required || q.Limit == nil || len(q.limitNames()) > 0 || slices.ContainsFunc(q.Limit.Vars, func(v Variable) bool { return v.Q == nil }) {
		return
	}
	values := q.everyValue()
	if len(values) == 0 {
		return
	}
	for _, v := range values {
		if yes, known := q.Limit.Run(map[string]any{q.Name: q.Plain(v)}); !known || yes == true {
			return
		}
	}
	p.fault(append(path, "constraint"), "", "question %s: no answer meets its constraint, and it is required", q.Code)
}

// MostTapped is how many choices are put as buttons; more are asked for by number.
// A message has room for a hundred buttons and 10 KB of them.
const MostTapped = 50

// AskedByNumber reports whether the question has more choices than are put as
// buttons.
func (q *Question) AskedByNumber() bool { return len(q.Choices) > MostTapped }

// everyValue are all answers to a question that has few; nil for any other.
func (q *Question) everyValue() (list []Value) {
	switch q.Type {
	case YesNo:
		return []Value{{Number: 1}, {}}
	case SelectOne:
		for _, c := range q.Choices {
			list = append(list, Value{Name: c.Name})
		}
	case Integer:
		lo, hasLo := Bound(q.Min)
		hi, hasHi := Bound(q.Max)
		if !hasLo || !hasHi || hi-lo >= manyTried || len(q.Special) > 0 {
			return nil
		}
		for n := lo; n <= hi; n++ {
			list = append(list, Value{Number: n})
		}
	}
	return list
}
