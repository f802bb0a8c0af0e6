package xlsform

import (
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// A sort is what an expression sees of something.
type sort uint8

const (
	isNumber sort = iota
	isTruth
	isDay
	isHour
	isPick   // a choice's name
	isPicks  // several
	isWords  // an answer in words, of which an expression sees the length
	isString // words that an expression works with
	isRows
	isNothing // neither asked nor known: a file, a place
)

// A target is what a name of the form stands for in expressions.
type target struct {
	item    *item
	name    string // in the outline
	sort    sort
	choices []choice // of a pick
	yes, no string   // how the form calls a yes and a no
	// worked is the calculation that stands for the name, where the outline has no question for it.
	worked xpath.Node
	sure   bool // asked in each row, and required
}

// option is the outline's name of a choice.
func (t *target) option(name string) (string, bool) {
	for _, c := range t.choices {
		if c.name == name {
			return c.outline, true
		}
	}
	return "", false
}

// A scope is what expressions of the form may name.
type scope struct {
	targets map[string]*target // by the form's names
	of      map[*item]*target
	lost    map[string]bool // names of what was refused
}

// A converter makes an expression of the outline out of one of the form.
type converter struct {
	*scope
	self *target // the question that the expression belongs to; nil for a group
	list *item   // in whose rows it stands
	rows *item   // the list on whose rows a condition is tried
	deep int
	// columns are those of the choices that a filter picks by, with their keys in the outline.
	columns map[string]string
}

// A value is a part of the expression that is made.
type value struct {
	code     string
	contrary string // not it, where there is a shorter way to say so
	rank     int    // how its operator binds
	sort     sort
	of       *target
	literal  *string // what stood between quotes, or the digits of a number
}

// The ranks of operators, as the outline's expressions have them.
const (
	ranksChoice = 5
	ranksOr     = 10
	ranksAnd    = 15
	ranksEqual  = 20
	ranksPlus   = 30
	ranksNot    = 50
	ranksTimes  = 60
	ranksMinus  = 90
	ranksAtom   = 1000
)

func atom(code string, s sort) value { return value{code: code, rank: ranksAtom, sort: s} }

// in is the value as it stands beside an operator that binds so.
func (v value) in(rank int) string {
	if v.rank < rank {
		return "(" + v.code + ")"
	}
	return v.code
}

func call(name string, s sort, arguments ...value) value {
	codes := make([]string, len(arguments))
	for i, a := range arguments {
		codes[i] = a.code
	}
	return atom(name+"("+strings.Join(codes, ", ")+")", s)
}

// quote writes a text of an expression.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// truth makes a condition.
func (c *converter) truth(n xpath.Node) (value, error) {
	v, err := c.value(n)
	if err != nil {
		return v, err
	}
	switch {
	case v.sort == isTruth:
		return v, nil
	case v.sort == isNumber:
		return comparison(v.in(ranksEqual+1), "!=", "0"), nil
	case v.of != nil:
		return c.answered(v)
	}
	return v, fault.New("xls_no_condition")
}

// answered is whether there is an answer at all.
func (c *converter) answered(v value) (value, error) {
	switch {
	case v.of == nil || v.sort == isNothing && v.of.worked != nil:
		return v, fault.New("xls_empty")
	case c.rows != nil:
		return comparison("."+v.of.name, "!=", "nil"), nil
	}
	return call("answered", isTruth, v), nil
}

// number makes a number.
func (c *converter) number(n xpath.Node) (value, error) {
	v, err := c.value(n)
	if err != nil {
		return v, err
	}
	switch {
	case v.sort == isNumber:
		return v, nil
	case v.sort == isTruth:
		return value{code: v.in(ranksChoice+1) + " ? 1 : 0", rank: ranksChoice, sort: isNumber}, nil
	case v.sort == isPick && v.of != nil && numeric(v.of.choices):
		return scored(v), nil
	case v.literal != nil && isDigits(*v.literal):
		return atom(*v.literal, isNumber), nil
	}
	return v, fault.New("xls_no_number", "what", shown(v))
}

// scored is the number that a choice is called by.
func scored(v value) value {
	var pairs []string
	for _, o := range v.of.choices {
		pairs = append(pairs, quote(o.outline)+": "+o.name)
	}
	return atom("({"+strings.Join(pairs, ", ")+"}["+v.code+"] ?? 0)", isNumber)
}

// shown names a part of an expression in a remark.
func shown(v value) string {
	if v.of != nil {
		return "${" + v.of.item.name + "}"
	}
	return v.code
}

// ref is what a name stands for.
func (c *converter) ref(name string) (value, error) {
	t := c.targets[name]
	switch {
	case t == nil && c.lost[name]:
		return value{}, fault.New("xls_names_refused", "name", name)
	case t == nil:
		return value{}, fault.New("xls_names_nothing", "name", name)
	}
	if t.worked != nil {
		return c.worked(t)
	}
	v := value{code: t.name, rank: ranksAtom, sort: t.sort, of: t}
	list := t.item.list()
	switch {
	case list == nil:
		return v, nil
	case c.rows == list:
		return inRow(v), nil
	case c.list == list:
		return v, nil
	}
	return v, fault.New("xls_in_rows", "name", name, "list", list.name)
}

// worked puts a calculation in the place of its name.
func (c *converter) worked(t *target) (value, error) {
	const deepest = 20
	if c.deep++; c.deep > deepest {
		return value{}, fault.New("xls_circle", "name", t.item.name)
	}
	defer func() { c.deep-- }()
	self := c.self
	c.self = t
	v, err := c.value(t.worked)
	c.self = self
	return v, err
}

// inRow is a question of the rows that a condition is tried on. An answer that is not there counts as nothing.
func inRow(v value) value {
	field := "." + v.of.name
	nothing := map[sort]string{isNumber: "0", isTruth: "false", isPick: `""`, isPicks: "[]", isDay: `""`, isHour: `""`}[v.sort]
	if v.of.sure || nothing == "" {
		v.code = field
	} else {
		v.code = "(" + field + " ?? " + nothing + ")"
	}
	return v
}

func isDigits(s string) bool {
	_, err := parseNumber(s)
	return err == nil
}
