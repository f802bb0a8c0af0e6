package xlsform

import (
	"maps"
	"slices"
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
	worked    xpath.Node
	formula   xpath.Node // the calculation of a question that has one
	late      bool       // put at the end, below what its calculation names
	must      bool       // required wherever it is asked
	sure      bool       // and asked in each row
	unsettled bool       // a calculation that may come to nothing
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
	twins   map[string][]*target
	of      map[*item]*target
	lost    map[string]bool // names of what was refused
	steps   int             // that were taken for the expression that is made
	doubts  []fault.Fault   // about it
}

// doubt notes, once, what is taken and yet may be meant otherwise.
func (s *scope) doubt(f fault.Fault) {
	if !slices.ContainsFunc(s.doubts, func(o fault.Fault) bool { return o.Error() == f.Error() }) {
		s.doubts = append(s.doubts, f)
	}
}

// mostSteps is how many parts an expression may come to, with the calculations that stand in it: one that names another twice,
// which names a third twice, and so on, has no end.
const mostSteps = 4000

// A converter makes an expression of the outline out of one of the form.
type converter struct {
	*scope
	self *target // the question that the expression belongs to; nil for a group
	at   *item   // the row that its paths begin at
	asks *item   // the row that it is asked for in; nil if that does not matter
	list *item   // in whose rows it stands
	rows *item   // the list on whose rows a condition is tried
	// whole tells that what is made of the rows is nothing where an answer of one is not there.
	whole bool
	deep  int
	// under tells that an or, a not or a choice stands above what is made: an answer that is not there must not leave the whole
	// unknown, as it does elsewhere, where unknown and not true come to the same.
	under bool
	// columns are those of the choices that a filter picks by, with their keys in the outline.
	columns map[string]string
}

// A value is a part of the expression that is made.
type value struct {
	code     string
	contrary string // not it, where there is a shorter way to say so
	rank     int    // how its operator binds
	opposed  int    // how that of the contrary does, where it is another
	sort     sort
	of       *target
	literal  *string // what stood between quotes, or the digits of a number
	counted  bool    // a day that stands for its number
	moment   bool    // now(), of which an outline has the day
	maybe    bool    // a day, or none
	lacks    []lack
	// chosen is what a choice between two values was made of, where one of them may not be there.
	chosen *chosen
	// counts is a number of letters or choices without what it is while there is no answer, nothing.
	counts string
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
	v := atom(name+"("+strings.Join(codes, ", ")+")", s)
	v.lacks = lackingAny(arguments...)
	return v
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
	case v.sort == isTruth && v.of != nil: // words that are not empty, be they yes or no
		return c.answered(v)
	case v.sort == isTruth:
		return v, nil
	case v.literal != nil && v.sort == isString:
		return always(*v.literal != ""), nil
	case v.sort == isNumber:
		return c.answering(comparison(v.in(ranksEqual+1), "!=", "0"), "=", v.unknown()), nil
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
	return v.number()
}

// number is the value as a number.
func (v value) number() (value, error) {
	switch {
	case v.sort == isNumber:
		return v, nil
	case v.sort == isTruth:
		return value{code: v.in(ranksChoice+1) + " ? 1 : 0", rank: ranksChoice, sort: isNumber, lacks: v.lacks}, nil
	case v.sort == isPick && v.of != nil && numeric(v.of.choices):
		return scored(v), nil
	case v.sort == isDay && v.counted:
		return call("days", isNumber, firstDay, v), nil
	case v.literal != nil && isDigits(*v.literal):
		digits := *v.literal
		v = atom(digits, isNumber)
		v.literal = &digits
		return v, nil
	}
	return v, fault.New("xls_no_number", "what", shown(v))
}

// scored is the number that a choice is called by.
func scored(v value) value {
	var pairs []string
	for _, o := range v.of.choices {
		pairs = append(pairs, quote(o.outline)+": "+o.name)
	}
	n := atom("({"+strings.Join(pairs, ", ")+"}["+v.code+"] ?? 0)", isNumber)
	n.lacks = v.lacks
	return n
}

// shown names a part of an expression in a remark.
func shown(v value) string {
	if v.of != nil {
		return "${" + v.of.item.name + "}"
	}
	return v.code
}

// ref is what a name stands for.
func (c *converter) ref(r xpath.Ref) (value, error) {
	name := r.Name
	t, err := c.led(r, c.at)
	switch {
	case err != nil:
		return value{}, err
	case t == nil && c.lost[name]:
		return value{}, fault.New("xls_names_refused", "name", name)
	case t == nil:
		return value{}, fault.New("xls_names_nothing", "name", name).Meant(name, slices.Sorted(maps.Keys(c.targets)))
	}
	if t.worked != nil {
		return c.worked(t, t.worked)
	}
	if t.formula != nil && c.asks != nil && (t.late || c.asks.order < t.item.order) { // it is asked for before it can be known
		return c.worked(t, t.formula)
	}
	v := value{code: t.name, rank: ranksAtom, sort: t.sort, of: t, lacks: c.lacking(t)}
	list := t.item.list()
	switch {
	case list == nil:
		return v, nil
	case c.rows == list:
		return c.inRow(v), nil
	case c.list == list:
		return v, nil
	}
	return v, fault.New("xls_in_rows", "name", name, "list", list.name)
}

// led is the question that a name or a path leads to; nil if there is none of that name.
func (s *scope) led(r xpath.Ref, from *item) (*target, error) {
	all := s.twins[r.Name]
	switch {
	case r.Path == "" && len(all) > 1:
		return nil, fault.New("xls_names_several", "name", r.Name, "n", len(all))
	case r.Path == "" || len(all) == 0 || from == nil:
		return s.targets[r.Name], nil
	}
	steps := strings.Split(strings.TrimSuffix(r.Path, "/"), "/")
	in := from
	if steps[0] == "" { // from the top, behind the name of the form
		in, steps = nil, steps[min(2, len(steps)):]
	}
	var groups []string
	for _, step := range steps {
		switch {
		case step == ".." && len(groups) > 0:
			groups = groups[:len(groups)-1]
		case step == "..":
			if in == nil {
				return nil, fault.New("xls_path")
			}
			in = in.above
		case step != ".":
			groups = append(groups, step)
		}
	}
	for _, t := range all {
		if t.item.stands(groups, in) {
			return t, nil
		}
	}
	return nil, fault.New("xls_names_elsewhere", "name", r.Name, "path", r.Path+r.Name)
}

// worked puts a calculation in the place of its name.
func (c *converter) worked(t *target, n xpath.Node) (value, error) {
	const deepest = 20
	if c.deep++; c.deep > deepest {
		return value{}, fault.New("xls_circle", "name", t.item.name)
	}
	defer func() { c.deep-- }()
	self, at := c.self, c.at
	c.self, c.at = t, t.item
	v, err := c.value(n)
	c.self, c.at = self, at
	return v, err
}

// inRow is a question of the rows that a condition is tried on. An answer that is not there counts as nothing, but in a sum that
// comes to nothing then.
func (c *converter) inRow(v value) value {
	field := "." + v.of.name
	nothing := map[sort]string{isNumber: "0", isTruth: "false", isPick: `""`, isPicks: "[]", isDay: `""`, isHour: `""`}[v.sort]
	if v.of.sure || nothing == "" || c.whole {
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
