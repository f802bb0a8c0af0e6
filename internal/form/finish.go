package form

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// constraints makes a check of every question's own constraint that names another
// question: an answer that was right when it was given may not be so any more.
func (p *parsing) constraints() {
	add := func(q, group *Question) {
		others := namedBeside(q, q.Limit)
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
		tooMany(p, q)
		add(q, nil)
		offering{p}.fitting(q, nil)
		for i := range q.Questions {
			add(&q.Questions[i], q)
			offering{p}.fitting(&q.Questions[i], q)
		}
	}
}

// namedBeside are the other questions that an expression of the question's names.
func namedBeside(q *Question, e *Expression) (list []*Question) {
	if e == nil {
		return nil
	}
	for _, v := range e.Vars {
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
			p.finishableRows(q, p.pathOf(q))
			p.finishableQuestion(q, p.pathOf(q))
			for k := range q.Questions {
				p.finishableQuestion(&q.Questions[k], p.pathOf(&q.Questions[k]))
			}
		}
	}
	for i := range p.o.Checks {
		c := &p.o.Checks[i]
		if c.Of != nil || c.Level != Error || c.Holds == nil || len(c.Holds.Vars) > 0 {
			continue
		}
		if v, known := c.Holds.Run(nil); known && v != true {
			p.Note([]any{"checks", i, "constraint"}, fault.New("check_never_holds", "id", c.ID))
		}
	}
}

// finishableRows refuses a floor that is higher than the list may be long, and warns of a firm
// one that stands whatever was answered, unless a check that lets nobody past says why.
func (p *parsing) finishableRows(q *Question, path []any) {
	if q.MinRows == nil || len(q.MinRows.Vars) > 0 {
		return
	}
	v, known := q.MinRows.Run(nil)
	if known && Number(v) >= 1 && q.Rows.Exactly == "" && q.Rows.Reason == "" && len(q.Conditions) == 0 && !p.demanded(q) {
		p.warn(append(path, "rows", "min"), fault.New("rows_never_empty", "code", q.Code, "noun", q.Rows.Noun, "min", q.Rows.Min))
	}
	if q.MaxRows == nil || len(q.MaxRows.Vars) > 0 {
		return
	}
	if most, ok := q.MaxRows.Run(nil); ok && known && Number(v) > Number(most) {
		p.Note(append(path, "rows", "min"), fault.New("rows_min_above_max", "code", q.Code, "min", q.Rows.Min, "max", q.Rows.Max))
	}
}

// demanded reports whether a check of the report counts a list and lets nobody past.
func (p *parsing) demanded(q *Question) bool {
	return slices.ContainsFunc(p.o.Checks, func(c Check) bool {
		return c.Level == Error && c.Of == nil && c.Holds != nil && slices.ContainsFunc(c.Holds.Vars, func(v Variable) bool { return v.Q == q })
	})
}

// finishableQuestion refuses a required question that takes no answer at all, and
// warns of choices that cannot be told apart.
func (p *parsing) finishableQuestion(q *Question, path []any) {
	p.choicesApart(q, path)
	if !q.Required || q.Limit == nil || len(namedBeside(q, q.Limit)) > 0 || slices.ContainsFunc(q.Limit.Vars, func(v Variable) bool { return v.Q == nil }) {
		return
	}
	var values []Value
	if every := q.of().every; every != nil {
		values = every(q)
	}
	if len(values) == 0 {
		return
	}
	for _, v := range values {
		if yes, known := q.Limit.Run(map[string]any{q.Name: q.Plain(v)}); !known || yes == true {
			return
		}
	}
	p.Note(append(path, "constraint"), fault.New("constraint_never_met", "code", q.Code))
}

// warn notes what an outline may have, but will not show as its author may think.
func (p *parsing) warn(path []any, f fault.Fault) {
	p.o.Warnings = append(p.o.Warnings, p.Placed(path, f))
}

// choicesApart warns of choices that cannot be told apart by what is typed: those that
// are equal without marks, and those whose number is another's place.
func (p *parsing) choicesApart(q *Question, path []any) {
	if q.ChoicesFrom != "" || q.LookedFor() {
		return // what is typed alike is offered to be picked from
	}
	first := map[string]int{}
	for i, o := range q.Choices {
		folded := viet.Fold(viet.Line(o.Label))
		at := append(path[:len(path):len(path)], "choices", i)
		switch j, twice := first[folded]; {
		case twice && q.Choices[j].Label == o.Label:
			p.warn(at, fault.New("choices_twice", "code", q.Code, "first", j+1, "second", i+1, "label", o.Label))
		case twice:
			p.warn(at, fault.New("choices_folded", "code", q.Code, "first", q.Choices[j].Label, "second", o.Label))
		default:
			first[folded] = i
		}
		number, _, _ := strings.Cut(folded, " ")
		if n, err := strconv.Atoi(number); err == nil && n != i+1 && n >= 1 && n <= len(q.Choices) {
			p.warn(at, fault.New("choices_number", "code", q.Code, "number", n, "label", o.Label))
		}
	}
}
