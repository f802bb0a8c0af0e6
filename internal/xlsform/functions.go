package xlsform

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// A function is how one of the form's functions is said in the outline.
type function struct {
	least, most int // of arguments
	make        func(*converter, []xpath.Node) (value, error)
}

// functions are those that have a counterpart. What is not among them is told by its name.
var functions map[string]function

func init() { // it calls what calls it
	functions = map[string]function{
		"true":  {0, 0, func(*converter, []xpath.Node) (value, error) { return atom("true", isTruth), nil }},
		"false": {0, 0, func(*converter, []xpath.Node) (value, error) { return atom("false", isTruth), nil }},
		"not": {1, 1, func(c *converter, a []xpath.Node) (value, error) {
			v, err := c.truth(a[0])
			return negated(v), err
		}},
		"boolean":             {1, 1, func(c *converter, a []xpath.Node) (value, error) { return c.truth(a[0]) }},
		"boolean-from-string": {1, 1, func(c *converter, a []xpath.Node) (value, error) { return c.truth(a[0]) }},
		"today":               {0, 0, today},
		"now": {0, 0, func(*converter, []xpath.Node) (value, error) {
			return value{code: "today", rank: ranksAtom, sort: isDay, moment: true}, nil
		}},
		"date":              {1, 1, (*converter).day},
		"decimal-date-time": {1, 1, (*converter).dayNumber},
		"date-time":         {1, 1, (*converter).day},
		"format-date":       {2, 2, (*converter).partOfDay},
		"format-date-time":  {2, 2, (*converter).partOfDay},
		"number":            {1, 1, func(c *converter, a []xpath.Node) (value, error) { return c.numberOrDay(a[0]) }},
		"int":               {1, 1, numeral("int")},
		"abs":               {1, 1, numeral("abs")},
		"floor":             {1, 1, numeral("floor")},
		"ceiling":           {1, 1, numeral("ceil")},
		"round":             {1, 2, (*converter).round},
		"pow": {2, 2, func(c *converter, a []xpath.Node) (value, error) {
			l, err := c.number(a[0])
			if err != nil {
				return l, err
			}
			r, err := c.number(a[1])
			return value{code: l.in(101) + " ** " + r.in(100), rank: 100, sort: isNumber}, err
		}},
		"string":          {1, 1, func(c *converter, a []xpath.Node) (value, error) { return c.value(a[0]) }},
		"string-length":   {1, 1, (*converter).length},
		"selected":        {2, 2, (*converter).selected},
		"count-selected":  {1, 1, (*converter).countSelected},
		"count":           {1, 1, (*converter).count},
		"count-non-empty": {1, 1, (*converter).count},
		"sum":             {1, 1, (*converter).sum},
		"min":             {1, math.MaxInt, extreme("min")},
		"max":             {1, math.MaxInt, extreme("max")},
		"if":              {3, 3, (*converter).either},
		"coalesce":        {2, 2, (*converter).coalesce},
	}
}

func today(*converter, []xpath.Node) (value, error) { return atom("today", isDay), nil }

func numeral(name string) func(*converter, []xpath.Node) (value, error) {
	return func(c *converter, a []xpath.Node) (value, error) {
		v, err := c.number(a[0])
		return call(name, isNumber, v), err
	}
}

var dayWords = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

func dayForm(s string) bool { return dayWords.MatchString(s) }

// day is date('2016-06-30') or a day that is one already.
func (c *converter) day(a []xpath.Node) (value, error) {
	v, err := c.value(a[0])
	switch {
	case err != nil || v.sort == isDay:
		return v, err
	case v.literal != nil && dayForm(*v.literal):
		return atom(quote((*v.literal)[:len("2016-06-30")]), isDay), nil
	case v.sort == isNumber && v.literal == nil:
		return call("add_days", isDay, firstDay, call("int", isNumber, v)), nil
	}
	return v, fault.New("xls_no_day", "what", shown(v))
}

// firstDay is the one from which XPath counts days.
var firstDay = atom(`"1970-01-01"`, isDay)

// dayNumber is a day as XPath counts it. It stays a day as long as it is only taken from another or put off.
func (c *converter) dayNumber(a []xpath.Node) (value, error) {
	v, err := c.day(a)
	v.counted = true
	return v, err
}

// numberOrDay lets number(a) - number(b) be the days between two days.
func (c *converter) numberOrDay(n xpath.Node) (value, error) {
	if v, err := c.value(n); err == nil && v.sort == isDay {
		return v, nil
	}
	return c.number(n)
}

// partOfDay is the year or the month of a day, as a number.
func (c *converter) partOfDay(a []xpath.Node) (value, error) {
	v, err := c.day(a[:1])
	if err != nil {
		return v, err
	}
	part, ok := a[1].(xpath.Text)
	if ok && part.Value == "%Y-%m-%d" {
		return v, nil
	}
	name := map[string]string{"%Y": "year", "%m": "month", "%n": "month"}[part.Value]
	if !ok || name == "" {
		return v, fault.New("xls_format", "format", part.Value)
	}
	return call(name, isNumber, v), nil
}

func (c *converter) round(a []xpath.Node) (value, error) {
	v, err := c.number(a[0])
	if err != nil || len(a) == 1 {
		return call("round", isNumber, v), err
	}
	places, ok := a[1].(xpath.Number)
	n, err := parseNumber(places.Text)
	if !ok || err != nil || n < 0 || n > 6 {
		return v, fault.New("xls_arguments", "name", "round()", "n", 2)
	}
	if n == 0 {
		return call("round", isNumber, v), nil
	}
	power := "1" + strings.Repeat("0", int(n))
	return value{code: "round(" + v.in(ranksTimes) + " * " + power + ") / " + power, rank: ranksTimes, sort: isNumber}, nil
}

func (c *converter) length(a []xpath.Node) (value, error) {
	v, err := c.value(a[0])
	switch {
	case err != nil:
		return v, err
	case v.literal != nil:
		letters := strconv.Itoa(utf8.RuneCountInString(*v.literal))
		v = atom(letters, isNumber)
		v.literal = &letters
		return v, nil
	case v.sort == isWords && v.of != nil && c.rows == nil:
		return atom(v.code+".letters", isNumber), nil
	}
	return v, fault.New("xls_length", "what", shown(v))
}

// selected is whether a choice was picked.
func (c *converter) selected(a []xpath.Node) (value, error) {
	v, err := c.value(a[0])
	if err != nil {
		return v, err
	}
	which, err := c.value(a[1])
	switch {
	case err != nil:
		return which, err
	case which.literal != nil && v.sort == isTruth:
		return c.truthIs(v, *which.literal, "=")
	case which.literal != nil && v.sort == isPick:
		return c.picked(v, strings.TrimSpace(*which.literal), "=")
	case which.literal != nil && v.sort == isPicks && v.of != nil:
		name, ok := v.of.option(strings.TrimSpace(*which.literal))
		if !ok {
			return c.never(v, *which.literal, "=")
		}
		return comparison(quote(name), "in", v.code), nil
	case which.sort == isPick && v.sort == isPicks:
		return comparison(which.code, "in", v.code), nil
	case which.sort == isPick && v.sort == isPick:
		return comparison(v.code, "==", which.code), nil
	case v.sort == isString && which.literal != nil && !strings.Contains(*which.literal, " "):
		return c.compare(xpath.Binary{Operator: "=", Left: a[0], Right: a[1]}, v, which)
	}
	return v, fault.New("xls_compare", "a", shown(v), "b", shown(which))
}

func (c *converter) countSelected(a []xpath.Node) (value, error) {
	v, err := c.value(a[0])
	switch {
	case err != nil:
		return v, err
	case v.sort != isPicks:
		return v, fault.New("xls_compare", "a", shown(v), "b", "count-selected()")
	}
	return call("len", isNumber, v), nil
}

// rowsOf finds the list that an argument is about, the question of its rows if it names one, and the condition on the rows.
func (c *converter) rowsOf(n xpath.Node) (list *target, field *target, condition xpath.Node) {
	switch x := n.(type) {
	case xpath.Filter:
		list, field, condition = c.rowsOf(x.Of)
		if condition != nil {
			return nil, nil, nil
		}
		return list, field, x.Condition
	case xpath.Step:
		list, _, condition = c.rowsOf(x.Of)
		return list, c.targets[x.Name], condition
	case xpath.Ref:
		t, err := c.led(x, c.at)
		if t == nil || err != nil {
			return nil, nil, nil
		}
		if t.sort == isRows {
			return t, nil, nil
		}
		if in := t.item.list(); in != nil {
			return c.targets[in.name], t, nil
		}
	case xpath.Child:
		return c.rowsOf(xpath.Ref{Name: x.Name})
	}
	return nil, nil, nil
}

// count is how many rows there are, or how many meet a condition.
func (c *converter) count(a []xpath.Node) (value, error) {
	list, _, condition := c.rowsOf(a[0])
	if list == nil || list.sort != isRows {
		return value{}, fault.New("xls_no_list", "name", "count()")
	}
	if condition == nil {
		return call("len", isNumber, atom(list.name, isRows)), nil
	}
	v, err := c.onRows(list, condition)
	return call("count", isNumber, atom(list.name, isRows), v), err
}

func (c *converter) onRows(list *target, condition xpath.Node) (value, error) {
	inner := &converter{scope: c.scope, self: c.self, list: c.list, rows: list.item, deep: c.deep, at: c.at, asks: c.asks}
	return inner.truth(condition)
}

// sum adds a question of the rows up.
func (c *converter) sum(a []xpath.Node) (value, error) {
	list, field, condition := c.rowsOf(a[0])
	if list == nil || field == nil || list.sort != isRows {
		return value{}, fault.New("xls_no_list", "name", "sum()")
	}
	inner := &converter{scope: c.scope, list: c.list, rows: list.item, deep: c.deep, at: c.at, asks: c.asks}
	v, err := inner.number(xpath.Ref{Name: field.item.name})
	if err != nil {
		return v, err
	}
	if condition != nil {
		only, err := c.onRows(list, condition)
		if err != nil {
			return only, err
		}
		v = value{code: only.in(ranksChoice+1) + " ? " + v.in(ranksChoice+1) + " : 0", rank: ranksChoice, sort: isNumber}
	}
	return call("sum", isNumber, atom(list.name, isRows), v), nil
}

// extreme is the least or the most of several numbers, or of a question of the rows.
func extreme(name string) func(*converter, []xpath.Node) (value, error) {
	return func(c *converter, a []xpath.Node) (value, error) {
		if list, field, condition := c.rowsOf(a[0]); len(a) == 1 && field != nil && condition == nil {
			inner := &converter{scope: c.scope, list: c.list, rows: list.item, deep: c.deep, at: c.at, asks: c.asks}
			v, err := inner.number(xpath.Ref{Name: field.item.name})
			return call(name, isNumber, call("map", isNothing, atom(list.name, isRows), v)), err
		}
		all := make([]value, len(a))
		for i := range a {
			v, err := c.number(a[i])
			if err != nil {
				return v, err
			}
			all[i] = v
		}
		return call(name, isNumber, all...), nil
	}
}

// either is if(…, …, …).
func (c *converter) either(a []xpath.Node) (value, error) {
	condition, err := c.truth(a[0])
	if err != nil {
		return condition, err
	}
	if is, ok := condition.constant(); ok {
		if is {
			return c.value(a[1])
		}
		return c.value(a[2])
	}
	yes, err := c.value(a[1])
	if err != nil {
		return yes, err
	}
	no, err := c.value(a[2])
	if err != nil {
		return no, err
	}
	s, maybe := yes.sort, yes.maybe || no.maybe
	switch same := yes.sort == no.sort; {
	case same:
	case (yes.sort == isNumber || yes.literal != nil && *yes.literal == "") && (no.sort == isNumber || no.literal != nil && *no.literal == ""):
		s = isNumber // «nothing» of a number is none
		for _, v := range []*value{&yes, &no} {
			if v.sort != isNumber {
				*v = atom("0", isNumber)
			}
		}
	case yes.sort == isDay && no.literal != nil && *no.literal == "" || no.sort == isDay && yes.literal != nil && *yes.literal == "":
		s, maybe = isDay, true
	case slices.Contains([]sort{isString, isPick}, yes.sort) && slices.Contains([]sort{isString, isPick}, no.sort):
		s = isString
	default:
		return yes, fault.New("xls_branches")
	}
	return value{code: condition.in(ranksChoice+1) + " ? " + yes.in(ranksChoice+1) + " : " + no.in(ranksChoice), rank: ranksChoice, sort: s, maybe: maybe}, nil
}

// coalesce is the first answer that there is.
func (c *converter) coalesce(a []xpath.Node) (value, error) {
	first, err := c.value(a[0])
	if err != nil {
		return first, err
	}
	if first.literal != nil && *first.literal != "" {
		return first, nil
	}
	second, err := c.value(a[1])
	switch {
	case err != nil || first.literal != nil:
		return second, err
	case second.literal != nil && *second.literal == "":
		return first, nil
	case first.sort == isNumber && second.literal != nil && isDigits(*second.literal):
		second = atom(*second.literal, isNumber)
	case first.sort != second.sort:
		return first, fault.New("xls_branches")
	}
	there, err := c.answered(first)
	return value{code: there.in(ranksChoice+1) + " ? " + first.code + " : " + second.in(ranksChoice), rank: ranksChoice, sort: first.sort}, err
}
