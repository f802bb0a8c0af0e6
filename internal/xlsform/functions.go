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
			v, err := c.beneath().truth(a[0])
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
			return value{code: l.in(101) + " ** " + r.in(100), rank: 100, sort: isNumber, lacks: lackingAny(l, r)}, err
		}},
		"string":          {1, 1, func(c *converter, a []xpath.Node) (value, error) { return c.value(a[0]) }},
		"string-length":   {1, 1, (*converter).length},
		"selected":        {2, 2, (*converter).selected},
		"count-selected":  {1, 1, (*converter).countSelected},
		"count":           {1, 1, (*converter).count},
		"count-non-empty": {1, 1, (*converter).countAnswered},
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
	return value{code: "round(" + v.in(ranksTimes) + " * " + power + ") / " + power, rank: ranksTimes, sort: isNumber, lacks: v.lacks}, nil
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
		return c.counting(v, v.code+".letters"), nil
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
		return c.answering(comparison(quote(name), "in", v.code), "=", v), nil
	case which.sort == isPick && v.sort == isPicks:
		return c.answering(comparison(which.code, "in", v.code), "=", v, which), nil
	case which.sort == isPick && v.sort == isPick:
		return c.answering(comparison(v.code, "==", which.code), "=", v, which), nil
	case v.sort == isString && which.literal != nil && !strings.Contains(*which.literal, " "):
		return c.compare("=", v, which)
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
	return c.counting(v, "len("+v.code+")"), nil
}

// counting is how many letters or choices an answer has: none where there is no answer.
func (c *converter) counting(v value, code string) value {
	n := atom(code, isNumber)
	if slices.ContainsFunc(v.lacks, func(l lack) bool { return l.unknown }) {
		n.counts = code
		n.code = "(" + v.lacks[0].there + " ? " + code + " : 0)"
	}
	return n
}

// counted leaves out what a count is without an answer where that would not meet the comparison anyway.
func (c *converter) counted(sign string, v, with value) value {
	if v.counts == "" || c.under || with.literal == nil {
		return v
	}
	if n, err := parseNumber(*with.literal); err == nil && !meets(0, sign, n) {
		v.code = v.counts
	}
	return v
}

// either is if(…, …, …).
func (c *converter) either(a []xpath.Node) (value, error) {
	c = c.beneath()
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
	v := value{rank: ranksChoice, sort: s, maybe: maybe}
	if yes.unsettled() || no.unsettled() {
		nothing := "nil"
		if s == isDay {
			nothing, v.maybe = `""`, true
		} else {
			v.chosen = &chosen{condition, yes, no}
		}
		yes, no = yes.or(nothing), no.or(nothing)
	}
	v.code = condition.in(ranksChoice+1) + " ? " + yes.in(ranksChoice+1) + " : " + no.in(ranksChoice)
	return v, nil
}

// chosen is what a choice is made of.
type chosen struct{ condition, yes, no value }

// or is the value, or nothing where an answer that it needs is not there.
func (v value) or(nothing string) value {
	unknown := v.without()
	if len(unknown) == 0 {
		return v
	}
	there, _ := guarded(unknown)
	return value{code: there + " ? " + v.in(ranksChoice+1) + " : " + nothing, rank: ranksChoice, sort: v.sort}
}

// coalesce is the first answer that there is.
func (c *converter) coalesce(a []xpath.Node) (value, error) {
	c = c.beneath()
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
