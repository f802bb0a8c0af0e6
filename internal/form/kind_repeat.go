package form

import (
	"cmp"
	"github.com/expr-lang/expr"
	"math"

	"giaoban/internal/fault"
)

// repeat is a group of questions, asked in each of its rows.
var repeat = kind{
	way:     InRows,
	check:   checkRepeat,
	compile: (*parsing).group,
}

// checkRepeat refuses rows that cannot be asked.
func checkRepeat(p *parsing, q *Question, path []any) {
	if r := q.Rows; r != nil && r.Exactly != "" && (r.Min != "" || r.Max != "" || r.Reason != "") {
		p.Note(append(path, "rows", "exactly"), fault.New("rows_exactly_alone", "code", q.Code))
	}
	for i := range q.Questions {
		f := &q.Questions[i]
		at := p.pathOf(f)
		if f.Scan {
			p.Note(at, fault.New("scan_in_rows", "code", f.Code))
		}
		switch f.Way() {
		case InRows:
			p.Note(at, fault.New("group_in_group", "code", q.Code))
		case ByFigures, OnSubmit:
			p.Note(at, fault.New("not_in_rows", "code", f.Code, "type", f.Type))
		}
	}
}

// bounds compiles how many rows the list may have.
func (p *parsing) bounds(q *Question, path []any) {
	read := func(key, source string) *Expression {
		if source == "" {
			return nil
		}
		at := append(path[:len(path):len(path)], "rows", key)
		e := p.expression(source, at, p.scope, q.Code)
		if e != nil && len(e.Vars) == 0 {
			switch v, known := e.Run(nil); {
			case known && !isNumber(v):
				p.Note(at, fault.New("expression_no_number", "of", q.Code, "expression", source))
			case known && Number(v) < 0:
				p.Note(at, fault.New("rows_max_negative", "code", q.Code, "key", key))
			case known && Number(v) != math.Trunc(Number(v)):
				p.Note(at, fault.New("rows_whole", "code", q.Code, "key", key))
			}
		}
		return e
	}
	q.MinRows, q.MaxRows = read("min", q.Rows.Min), read("max", q.Rows.Max)
	if q.Rows.Exactly != "" {
		q.MinRows = read("exactly", q.Rows.Exactly)
		q.MaxRows = q.MinRows
	}
}

// tooMany makes a check of a list's ceiling that comes from answers: one that was right when
// the rows were listed may not be so any more.
func tooMany(p *parsing, q *Question) {
	if q.MaxRows == nil || len(q.MaxRows.Vars) == 0 {
		return
	}
	source := cmp.Or(q.Rows.Exactly, q.Rows.Max)
	holds, err := compileExpression("len("+q.Name+") <= ("+source+")", p.scope, expr.AsBool())
	if err != nil {
		p.Note(p.pathOf(q, "rows"), fault.New("expression_no_number", "of", q.Code, "expression", source))
		return
	}
	c := Check{ID: "rows." + q.Name, Level: Error, Constraint: source, Fix: []Fix{{Question: q.Name}}}
	c.Of, c.Holds, c.Fixes = q, holds, []*Question{q}
	for _, v := range q.MaxRows.Vars {
		if v.Q != nil && !v.Q.IsGroup() {
			c.Fix, c.Fixes = append(c.Fix, Fix{Question: v.Q.Name}), append(c.Fixes, v.Q)
		}
	}
	p.o.Checks = append(p.o.Checks, c)
}
