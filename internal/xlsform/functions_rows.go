package xlsform

import (
	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

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

// countAnswered is in how many rows a question is answered.
func (c *converter) countAnswered(a []xpath.Node) (value, error) {
	list, field, condition := c.rowsOf(a[0])
	if list == nil || field == nil || list.sort != isRows || condition != nil || field.sure || field.worked != nil {
		return c.count(a)
	}
	return call("count", isNumber, atom(list.name, isRows), comparison("."+field.name, "!=", "nil")), nil
}

// figures is a question of the rows as a number, and what must be there in a row for it. One that must be answered wherever it is
// asked lacks nothing: the others do not count.
func (c *converter) figures(list, field *target) (v value, lacks []lack, err error) {
	inner := &converter{scope: c.scope, list: c.list, rows: list.item, deep: c.deep, at: c.at, asks: c.asks, whole: !field.must || field.worked != nil}
	if v, err = inner.number(xpath.Ref{Name: field.item.name}); err == nil && inner.whole {
		lacks = v.lacks
	}
	v.lacks = nil
	return v, lacks, err
}

// wholly is a value of the rows that is nothing where what they lack is not there.
func wholly(v value, list *target, lacks []lack) value {
	if len(lacks) > 0 {
		there, _ := guarded(lacks)
		v.lacks = []lack{{there: call("all", isTruth, atom(list.name, isRows), value{code: there}).code, unknown: true}}
	}
	return v
}

// sum adds a question of the rows up.
func (c *converter) sum(a []xpath.Node) (value, error) {
	list, field, condition := c.rowsOf(a[0])
	if list == nil || field == nil || list.sort != isRows {
		return value{}, fault.New("xls_no_list", "name", "sum()")
	}
	v, lacks, err := c.figures(list, field)
	if err != nil {
		return v, err
	}
	if condition != nil {
		only, err := c.onRows(list, condition)
		if err != nil {
			return only, err
		}
		v = value{code: only.in(ranksChoice+1) + " ? " + v.in(ranksChoice+1) + " : 0", rank: ranksChoice, sort: isNumber}
		if there, _ := guarded(lacks); len(lacks) > 0 {
			lacks = []lack{{there: negated(only).in(ranksOr) + " or " + there}}
		}
	}
	return wholly(call("sum", isNumber, atom(list.name, isRows), v), list, lacks), nil
}

// extreme is the least or the most of several numbers, or of a question of the rows.
func extreme(name string) func(*converter, []xpath.Node) (value, error) {
	return func(c *converter, a []xpath.Node) (value, error) {
		if list, field, condition := c.rowsOf(a[0]); len(a) == 1 && field != nil && condition == nil {
			v, lacks, err := c.figures(list, field)
			rows := atom(list.name, isRows)
			if field.must && !field.sure {
				v.code = "." + field.name
				rows = call("filter", isRows, rows, comparison(v.code, "!=", "nil"))
			}
			v = wholly(call(name, isNumber, call("map", isNothing, rows, v)), list, lacks)
			some := lack{there: comparison(call("len", isNumber, rows).code, ">", "0").code, unknown: true}
			v.lacks = append(v.lacks, some)
			return v, err
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
