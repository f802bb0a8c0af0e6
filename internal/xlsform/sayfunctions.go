package xlsform

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"giaoban/internal/form"
)

// numerals are the functions of numbers.
var numerals = map[string]string{"abs": "abs", "floor": "floor", "ceil": "ceiling", "int": "int"}

func (s *speaker) function(name string, arguments []ast.Node) (saying, error) {
	if len(arguments) == 0 {
		return saying{}, errUnsayable
	}
	number := func(code string) (saying, error) { return saying{code: code, rank: saysAtom, kind: isNumber}, nil }
	switch name {
	case "sum", "count":
		return s.overRows(name, arguments)
	case "min", "max":
		if said, err := s.extreme(name, arguments); err == nil || len(arguments) == 1 {
			return said, err
		}
	}
	all := make([]saying, len(arguments))
	for i, a := range arguments {
		said, err := s.node(a)
		if err != nil {
			return said, err
		}
		all[i] = said
	}
	first := all[0]
	every := func(kind sort) bool { return !slices.ContainsFunc(all, func(a saying) bool { return a.kind != kind }) }
	switch {
	case name == "len" && first.kind == isRows:
		return number("count(" + first.code + ")")
	case name == "len" && first.kind == isPicks:
		return number("count-selected(" + first.code + ")")
	case numerals[name] != "" && first.kind == isNumber && len(all) == 1:
		return number(numerals[name] + "(" + first.code + ")")
	case name == "round" && first.kind == isNumber && len(all) == 1:
		return number("round(" + first.code + ", 0)")
	case (name == "min" || name == "max") && every(isNumber):
		codes := make([]string, len(all))
		for i, a := range all {
			codes[i] = a.code
		}
		return number(name + "(" + strings.Join(codes, ", ") + ")")
	case name == "answered" && first.of != nil && first.kind == isRows:
		return saying{code: "count(" + first.code + ") > 0", rank: saysLess, kind: isTruth}, nil
	case name == "answered" && first.of != nil:
		return saying{code: first.code + " != ''", rank: saysEqual, kind: isTruth}, nil
	}
	return daysSaid(name, all)
}

// daysSaid are the functions of days.
func daysSaid(name string, all []saying) (saying, error) {
	day := func(s saying) string { return "decimal-date-time(" + s.code + ")" }
	for i := range all {
		if all[i].kind == isString {
			all[i].code, all[i].kind = "date("+all[i].code+")", isDay
		}
	}
	switch {
	case all[0].kind != isDay:
	case name == "days" && len(all) == 2 && all[1].kind == isDay:
		return saying{code: day(all[1]) + " - " + day(all[0]), rank: saysPlus, kind: isNumber}, nil
	case name == "add_days" && len(all) == 2 && all[1].kind == isNumber:
		return saying{code: "date(" + day(all[0]) + " + " + all[1].in(saysTimes) + ")", rank: saysAtom, kind: isDay}, nil
	case name == "year" && len(all) == 1:
		return saying{code: "number(format-date(" + all[0].code + ", '%Y'))", rank: saysAtom, kind: isNumber}, nil
	case name == "month" && len(all) == 1:
		return saying{code: "number(format-date(" + all[0].code + ", '%n'))", rank: saysAtom, kind: isNumber}, nil
	}
	return saying{}, errUnsayable
}

// list is the list that an argument names.
func (s *speaker) list(n ast.Node) (*form.Question, error) {
	id, ok := n.(*ast.IdentifierNode)
	if !ok || s.rows != nil {
		return nil, errUnsayable
	}
	if q := s.outline.ByName[id.Value]; q != nil && q.Type == form.Repeat {
		return q, nil
	}
	return nil, errUnsayable
}

// overRows is sum(list, .field) and count(list, condition).
func (s *speaker) overRows(name string, arguments []ast.Node) (saying, error) {
	list, err := s.list(arguments[0])
	if err != nil || len(arguments) != 2 {
		return saying{}, errUnsayable
	}
	inner := &speaker{outline: s.outline, rows: list}
	said, err := inner.node(arguments[1])
	if err != nil {
		return said, err
	}
	if name == "sum" {
		if said.of == nil || said.kind != isNumber {
			return said, errUnsayable
		}
		return saying{code: "sum(${" + said.of.Name + "})", rank: saysAtom, kind: isNumber}, nil
	}
	if said, err = truthSaid(said); err != nil {
		return said, err
	}
	return saying{code: "count(${" + list.Name + "}[" + said.code + "])", rank: saysAtom, kind: isNumber}, nil
}

// extreme is min(map(list, .field)).
func (s *speaker) extreme(name string, arguments []ast.Node) (saying, error) {
	inner, ok := arguments[0].(*ast.BuiltinNode)
	if !ok || inner.Name != "map" || len(arguments) != 1 || len(inner.Arguments) != 2 {
		return saying{}, errUnsayable
	}
	list, err := s.list(inner.Arguments[0])
	if err != nil {
		return saying{}, err
	}
	said, err := (&speaker{outline: s.outline, rows: list}).node(inner.Arguments[1])
	if err != nil || said.of == nil || said.kind != isNumber {
		return said, errUnsayable
	}
	return saying{code: name + "(${" + said.of.Name + "})", rank: saysAtom, kind: isNumber}, nil
}
