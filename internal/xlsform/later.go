package xlsform

import (
	"strconv"

	"giaoban/internal/xlsform/xpath"
)

// A postponing finds calculations that stand above what they name.
type postponing struct{ *builder }

// latest is the last row among those that an expression names, with those that calculations in it name.
func (b postponing) latest(n xpath.Node, from *item, deep int) (last int) {
	const deepest = 20
	if deep > deepest {
		return 0
	}
	see := func(nodes ...xpath.Node) {
		for _, inner := range nodes {
			last = max(last, b.latest(inner, from, deep+1))
		}
	}
	switch n := n.(type) {
	case xpath.Ref:
		t, err := b.led(n, from)
		switch {
		case t == nil || err != nil:
		case t.formula != nil:
			if b.joined++; b.joined < mostSteps {
				see(t.formula)
			}
		case t.item.list() != nil: // known when the list is
			return t.item.list().order
		default:
			return t.item.order
		}
	case xpath.Call:
		see(n.Arguments...)
	case xpath.Binary:
		see(n.Left, n.Right)
	case xpath.Minus:
		see(n.Of)
	case xpath.Filter:
		see(n.Of, n.Condition)
	case xpath.Step:
		see(n.Of)
	}
	return last
}

// late tells whether a calculation stands above something that it names, where an outline cannot work it out yet.
func (b postponing) late(i *item) bool {
	t := b.of[i]
	if t == nil || t.formula == nil || i.list() != nil {
		return false
	}
	b.joined = 0
	return b.latest(t.formula, i, 0) > i.order
}

// postponed are the calculations that stand above something that they name. They are put at the end, on the conditions of the
// groups that they stood in.
func (b postponing) postponed(items []*item, p *place) {
	for _, i := range items {
		if b.late(i) {
			inner := *p
			for a := i.above; a != nil && a.above != nil; a = a.above {
				if v, ok := b.condition(a, "relevant"); ok {
					inner.under = append(inner.under[:len(inner.under):len(inner.under)], v)
				}
			}
			inner.into = nil
			b.put(&inner, b.calculated(i, &inner)...)
			p.into = append(p.into, inner.into...)
		}
		b.postponed(i.items, p)
	}
}

// sections puts what is postponed behind all sections: into the last, or where that may not apply into one of its own.
func (b postponing) sections(all []*mapping) []*mapping {
	p := &place{}
	b.postponed(b.top.items, p)
	switch {
	case len(p.into) == 0:
		return all
	case len(all) == 0 || all[len(all)-1].get("relevant") != nil:
		m := &mapping{}
		m.set("title", b.words.Say("xls_section", "n", strconv.Itoa(len(all)+1)))
		all = append(all, m)
	}
	last := all[len(all)-1]
	questions, _ := last.get("questions").([]*mapping)
	last.set("questions", append(questions, p.into...))
	return all
}
