package xlsform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

func parseNumber(s string) (float64, error) { return strconv.ParseFloat(strings.TrimSpace(s), 64) }

// value makes whatever the node is.
func (c *converter) value(n xpath.Node) (value, error) {
	if c.steps++; c.steps > mostSteps {
		return value{}, fault.New("xls_long")
	}
	switch n := n.(type) {
	case xpath.Number:
		f, err := parseNumber(n.Text)
		if err != nil {
			return value{}, fault.New("xls_no_number", "what", n.Text)
		}
		v := atom(strconv.FormatFloat(f, 'f', -1, 64), isNumber)
		v.literal = &n.Text
		return v, nil
	case xpath.Text:
		v := atom(quote(n.Value), isString)
		v.literal = &n.Value
		return v, nil
	case xpath.Ref:
		return c.ref(n)
	case xpath.Child:
		if key := c.columns[n.Name]; key != "" {
			return atom(key, isString), nil
		}
		if c.rows != nil || c.targets[n.Name] != nil {
			return c.ref(xpath.Ref{Name: n.Name})
		}
		return value{}, fault.New("xls_bare_name", "name", n.Name)
	case xpath.Self:
		if c.self == nil {
			return value{}, fault.New("xls_no_self")
		}
		return value{code: c.self.name, rank: ranksAtom, sort: c.self.sort, of: c.self}, nil
	case xpath.Minus:
		v, err := c.beneath().number(n.Of)
		return value{code: "-" + v.in(ranksMinus), rank: ranksMinus, sort: isNumber, lacks: v.lacks}, err
	case xpath.Binary:
		return c.binary(n)
	case xpath.Call:
		f, ok := functions[n.Name]
		if small := strings.ToLower(n.Name); !ok && functions[small].make != nil {
			return value{}, fault.New("xls_function_small", "name", n.Name+"()", "small", small+"()")
		}
		if !ok {
			return value{}, fault.New("xls_function", "name", n.Name+"()")
		}
		if len(n.Arguments) < f.least || len(n.Arguments) > f.most {
			return value{}, fault.New("xls_arguments", "name", n.Name+"()", "n", len(n.Arguments))
		}
		return f.make(c, n.Arguments)
	case xpath.Step:
		if list, ok := n.Of.(xpath.Ref); ok && c.targets[list.Name] != nil {
			return c.ref(xpath.Ref{Name: n.Name})
		}
	}
	return value{}, fault.New("xls_path")
}

func (c *converter) binary(n xpath.Binary) (value, error) {
	switch n.Operator {
	case "or", "and":
		return c.joined(n)
	case "=", "!=", "<", "<=", ">", ">=":
		return c.compared(n)
	case "|":
		return value{}, fault.New("xls_path")
	}
	return c.arithmetic(n)
}

// joined is a chain of «and» or of «or». What is unknown may stay so where that is all of the parts together; else each part
// asks whether its answers are there.
func (c *converter) joined(n xpath.Binary) (value, error) {
	parts := chain(n, n.Operator)
	steps := c.steps
	all, err := c.parts(parts, n.Operator)
	if n.Operator == "or" && !c.under && err == nil && slices.ContainsFunc(all, func(v value) bool { return !alike(v, all[0]) }) {
		c.steps = steps // it is made once more, and no longer for that
		all, err = c.beneath().parts(parts, n.Operator)
	}
	if err != nil || len(all) == 1 {
		return append(all, value{})[0], err
	}
	rank := map[string]int{"or": ranksOr, "and": ranksAnd}[n.Operator]
	codes := make([]string, len(all))
	for i, v := range all {
		codes[i] = v.in(rank + min(i, 1))
	}
	return value{code: strings.Join(codes, " "+n.Operator+" "), rank: rank, sort: isTruth, lacks: lackingAny(all...)}, nil
}

// chain are the parts that an operator joins.
func chain(n xpath.Node, operator string) []xpath.Node {
	if both, ok := n.(xpath.Binary); ok && both.Operator == operator {
		return append(chain(both.Left, operator), chain(both.Right, operator)...)
	}
	return []xpath.Node{n}
}

// parts makes the conditions of a chain, without those that are decided; the one that decides all of it stands alone.
func (c *converter) parts(nodes []xpath.Node, operator string) (all []value, err error) {
	var last value
	for _, n := range nodes {
		v, err := c.truth(n)
		if err != nil {
			return nil, err
		}
		switch is, decided := v.constant(); {
		case decided && is == (operator == "or"):
			return []value{v}, nil
		case decided:
			last = v
		default:
			all = append(all, v)
		}
	}
	if len(all) == 0 {
		all = []value{last}
	}
	return all, nil
}

// beneath makes what stands below an or, a not or a choice.
func (c *converter) beneath() *converter {
	below := *c
	below.under = true
	return &below
}

// sides makes what stands to both sides of an operator.
func (c *converter) sides(n xpath.Binary) (l, r value, err error) {
	c = c.beneath()
	if l, err = c.value(n.Left); err == nil {
		r, err = c.value(n.Right)
	}
	return l, r, err
}

// arithmetic is + - * div mod: of numbers, and of days.
func (c *converter) arithmetic(n xpath.Binary) (value, error) {
	l, r, err := c.sides(n)
	if err == nil && (l.sort == isDay || r.sort == isDay) {
		if v, ok := putOff(n.Operator, l, r); ok {
			return v, nil
		}
	}
	if err == nil {
		l, err = l.number()
	}
	if err == nil {
		r, err = r.number()
	}
	if err != nil {
		return l, err
	}
	lacks := lackingAny(l, r)
	sign, rank := n.Operator, ranksTimes
	switch n.Operator {
	case "+", "-":
		rank = ranksPlus
	case "div":
		if r.literal != nil && strings.Trim(*r.literal, "0.") == "" {
			return l, fault.New("xls_by_nothing")
		}
		sign = "/"
	case "mod":
		return value{code: call("int", isNumber, l).code + " % " + call("int", isNumber, r).code, rank: ranksTimes, sort: isNumber, lacks: lacks}, nil
	}
	return value{code: l.in(rank) + " " + sign + " " + r.in(rank+1), rank: rank, sort: isNumber, lacks: lacks}, nil
}

// putOff is a day before or after another, or how many lie between two.
func putOff(sign string, l, r value) (v value, ok bool) {
	switch {
	case sign == "-" && l.sort == isDay && r.sort == isDay:
		return call("days", isNumber, r, l), true
	case sign == "+" && l.sort == isDay && r.sort == isNumber:
		v = call("add_days", isDay, l, r)
	case sign == "-" && l.sort == isDay && r.sort == isNumber:
		v = call("add_days", isDay, l, value{code: "-" + r.in(ranksMinus), rank: ranksMinus, lacks: r.lacks})
	case sign == "+" && l.sort == isNumber && r.sort == isDay:
		v = call("add_days", isDay, r, l)
	default:
		return v, false
	}
	v.counted = true
	return v, true
}

// signs are the outline's, mirrored those where the sides are changed.
var (
	signs    = map[string]string{"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
	mirrored = map[string]string{"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
)

func ordering(n xpath.Binary) bool {
	return strings.HasPrefix(n.Operator, "<") || strings.HasPrefix(n.Operator, ">")
}

// compared is a comparison. What is compared with a literal stands to its left.
func (c *converter) compared(n xpath.Binary) (value, error) {
	if inner, ok := n.Left.(xpath.Binary); ok && ordering(n) && ordering(inner) { // a yes or no, which is below every hundred
		return value{}, fault.New("xls_chained")
	}
	if f, bare := c.unquoted(n); bare {
		return value{}, f
	}
	l, r, err := c.sides(n)
	if err != nil {
		return l, err
	}
	return c.compare(n.Operator, l, r)
}

// compare is a comparison whose sides are made.
func (c *converter) compare(sign string, l, r value) (value, error) {
	if l.chosen != nil || r.chosen != nil {
		return c.compareChosen(sign, l, r)
	}
	l, r = c.counted(sign, l, r), c.counted(mirrored[sign], r, l)
	if l.literal != nil && r.literal != nil {
		return decided(sign, l, r)
	}
	if l.literal != nil && r.literal == nil {
		l, r, sign = r, l, mirrored[sign]
	}
	equal := sign == "=" || sign == "!="
	switch {
	case equal && r.literal != nil && *r.literal == "" && l.of != nil:
		v, err := c.answered(l)
		if err == nil && sign == "=" {
			v = negated(v)
		}
		return v, err
	case r.literal != nil && *r.literal == "" && equal && (l.sort == isTruth || l.sort == isNumber):
		return always(sign == "!="), nil // what is worked out is never empty
	case r.literal != nil && l.sort == isTruth && equal:
		return c.truthIs(l, *r.literal, sign)
	case r.literal != nil && (l.sort == isPick || l.sort == isPicks):
		return c.picked(l, *r.literal, sign)
	case l.sort == isWords || r.sort == isWords:
		return l, fault.New("xls_words", "what", shown(l))
	case l.sort == isNumber || r.sort == isNumber:
		return c.numbersCompared(sign, l, r)
	case l.sort == r.sort && l.sort != isPicks && l.sort != isNothing && (equal || l.sort == isDay || l.sort == isHour),
		l.sort == isDay && r.literal != nil && dayForm(*r.literal), l.sort == isHour && r.literal != nil,
		equal && (l.sort == isPick && r.sort == isString || l.sort == isString && r.sort == isPick):
		if l.moment || r.moment {
			sign = beforeNow(sign, l.moment)
		}
		return c.answering(comparison(l.in(ranksEqual+1), signs[sign], r.in(ranksEqual+1)), sign, l, r), nil
	}
	return l, incomparable(l, r)
}

func (c *converter) numbersCompared(sign string, l, r value) (value, error) {
	a, err := l.number()
	if err == nil {
		var b value
		if b, err = r.number(); err == nil {
			return c.answering(comparison(a.in(ranksEqual+1), signs[sign], b.in(ranksEqual+1)), sign, a, b), nil
		}
	}
	return l, fault.New("xls_compare", "a", shown(l), "b", shown(r))
}

// compareChosen compares each of two values that are chosen between.
func (c *converter) compareChosen(sign string, l, r value) (value, error) {
	of, changed := l.chosen, false
	if of == nil {
		of, l, r, changed = r.chosen, r, l, true
	}
	c = c.beneath()
	var made [2]value
	for n, one := range []value{of.yes, of.no} {
		a, b := one, r
		if changed {
			a, b = r, one
		}
		var err error
		if made[n], err = c.compare(sign, a, b); err != nil {
			return made[n], err
		}
	}
	if is, ok := made[1].constant(); ok && !is {
		return value{code: of.condition.in(ranksAnd) + " and " + made[0].in(ranksAnd+1), rank: ranksAnd, sort: isTruth}, nil
	}
	return value{code: of.condition.in(ranksChoice+1) + " ? " + made[0].in(ranksChoice+1) + " : " + made[1].in(ranksChoice), rank: ranksChoice, sort: isTruth}, nil
}

// truthIs compares a yes or no with the form's name for one.
func (c *converter) truthIs(l value, literal, sign string) (value, error) {
	yes := false
	switch {
	case l.of != nil && literal == l.of.yes, l.of == nil && (literal == "1" || literal == "true"):
		yes = true
	case l.of != nil && literal == l.of.no, l.of == nil && (literal == "0" || literal == "false"):
	default:
		return c.never(l, literal, sign)
	}
	side := l
	l.of = nil // no more the words that somebody chose
	if yes == (sign == "=") {
		if sign == "=" { // where it does not apply it is no, and no yes
			side = side.unknown()
		}
		return c.answering(l, sign, side), nil
	}
	if yes {
		side = side.unknown()
	}
	return c.answering(negated(l), sign, side), nil
}

// never is a comparison with a choice that the list does not have, or is written otherwise there.
func (c *converter) never(l value, literal, sign string) (value, error) {
	c.doubt(fault.New("xls_no_choice", "choice", literal, "what", shown(l)))
	return always(sign == "!="), nil
}

// picked compares what was picked with a choice's name, or with a number where the names are numbers.
func (c *converter) picked(l value, literal, sign string) (value, error) {
	if l.of == nil {
		return c.answering(comparison(l.in(ranksEqual+1), signs[sign], quote(literal)), sign, l), nil
	}
	if sign != "=" && sign != "!=" {
		return c.pickedAmong(l, literal, sign)
	}
	name, ok := l.of.option(literal)
	switch {
	case !ok && l.of.labelled(literal) != "":
		return l, fault.New("xls_slip", "written", "'"+literal+"'", "right", "'"+l.of.labelled(literal)+"'")
	case !ok:
		return c.never(l, literal, sign)
	case l.sort == isPicks && sign == "=":
		return c.answering(value{code: "len(" + l.code + ") == 1 and " + quote(name) + " in " + l.code, rank: ranksAnd, sort: isTruth}, sign, l), nil
	case l.sort == isPicks:
		return c.answering(value{code: "not (len(" + l.code + ") == 1 and " + quote(name) + " in " + l.code + ")", rank: ranksNot, sort: isTruth}, sign, l), nil
	}
	return c.answering(comparison(l.code, signs[sign], quote(name)), sign, l), nil
}

// pickedAmong names the choices whose number is less or more.
func (c *converter) pickedAmong(l value, literal, sign string) (value, error) {
	n, err := parseNumber(literal)
	if err != nil || l.sort != isPick || !numeric(l.of.choices) {
		return l, fault.New("xls_compare", "a", shown(l), "b", literal)
	}
	var names []string
	for _, o := range l.of.choices {
		if m, _ := parseNumber(o.name); meets(m, sign, n) {
			names = append(names, quote(o.outline))
		}
	}
	return c.answering(comparison(l.code, "in", "["+strings.Join(names, ", ")+"]"), "=", l), nil
}

// opposite are the signs of the contrary.
var opposite = map[string]string{"==": "!=", "!=": "==", "in": "not in"}

// comparison is two parts with a sign between them.
func comparison(left, sign, right string) value {
	v := value{code: left + " " + sign + " " + right, rank: ranksEqual, sort: isTruth}
	if sign == "==" || sign == "!=" || sign == "in" { // of an unanswered number, not < is no >=
		v.contrary = left + " " + opposite[sign] + " " + right
	}
	return v
}

// negated is not v, as people write it.
func negated(v value) value {
	if v.contrary != "" {
		return value{code: v.contrary, contrary: v.code, rank: cmp.Or(v.opposed, v.rank), opposed: v.rank, sort: isTruth}
	}
	not := value{code: "not " + v.in(ranksNot+1), rank: ranksNot, sort: isTruth}
	if v.rank > ranksNot {
		not.contrary = v.code
	}
	return not
}
