package xlsform

import (
	"slices"
	"strings"
)

// A lack is an answer that a value needs and that may not be there.
type lack struct {
	there string // the expression that tells that it is
	// unknown: without it the outline does not know what the whole expression comes to. A question that does not apply counts as
	// zero, no or the empty day instead.
	unknown bool
	// hidden: its question may not apply.
	hidden bool
}

// lacking is what a name lacks while its question is not answered.
func (c *converter) lacking(t *target) []lack {
	switch {
	case t == c.self || t.worked != nil:
		return nil
	case c.rows != nil && t.sure:
		return nil
	case c.rows != nil:
		return []lack{{there: "." + t.name + " != nil", hidden: true}}
	}
	unknown, hidden := t.unsettled || t.formula == nil && !t.must, t.item.unsure(c.asks)
	if !unknown && !hidden {
		return nil
	}
	return []lack{{there: call("answered", isTruth, atom(t.name, t.sort)).code, unknown: unknown, hidden: hidden}}
}

// lackingAny is what several values lack together.
func lackingAny(all ...value) (list []lack) {
	for _, v := range all {
		for _, l := range v.lacks {
			if !slices.Contains(list, l) {
				list = append(list, l)
			}
		}
	}
	return list
}

// unsettled tells whether the value may not be known.
func (v value) unsettled() bool {
	return v.chosen != nil || len(v.without()) > 0
}

// alike tells whether two conditions are unknown together.
func alike(l, r value) bool {
	a, b := l.without(), r.without()
	return len(a) == len(b) && !slices.ContainsFunc(a, func(l lack) bool { return !slices.Contains(b, l) })
}

// without are what the value is unknown without.
func (v value) without() (list []lack) {
	for _, l := range v.unknown().lacks {
		if l.unknown {
			list = append(list, l)
		}
	}
	return list
}

// unknown is the value with what it lacks only where that leaves the whole unknown.
func (v value) unknown() value {
	v.lacks = slices.Clone(v.lacks)
	for i := range v.lacks {
		v.lacks[i].hidden = false
	}
	return v
}

// guarded are the expressions that tell that what is lacking is there, and that some of it is not.
func guarded(lacks []lack) (there, without string) {
	var all []string
	for _, l := range lacks {
		all = append(all, l.there)
	}
	there = strings.Join(all, " and ")
	switch field, is := strings.CutSuffix(there, " != nil"); {
	case len(all) > 1:
		return there, "not (" + there + ")"
	case is:
		return there, field + " == nil"
	case strings.HasSuffix(there, ")"):
		return there, "not " + there
	}
	return there, "not (" + there + ")"
}

// answering lets a comparison hold only where there is an answer. In XPath nothing is neither less nor more than anything, nor
// equal to a number.
func (c *converter) answering(v value, sign string, sides ...value) value {
	var guards []lack
	for n, side := range sides {
		if side.maybe && sign != "=" && sign != "!=" {
			guards = append(guards, lack{there: side.in(ranksEqual+1) + ` != ""`})
		}
		for _, l := range side.lacks {
			if l.unknown && (c.under || sign == "!=") || l.hidden && c.matters(sign, side, sides[len(sides)-1-n]) {
				if l.unknown, l.hidden = false, false; !slices.Contains(guards, l) {
					guards = append(guards, l)
				}
			}
		}
	}
	if len(guards) == 0 {
		v.lacks = value{lacks: lackingAny(sides...)}.without()
		return v
	}
	there, without := guarded(guards)
	if sign == "!=" {
		return value{code: without + " or " + v.in(ranksOr+1), rank: ranksOr, sort: isTruth, contrary: there + " and " + negated(v).in(ranksAnd+1), opposed: ranksAnd}
	}
	return value{code: there + " and " + v.in(ranksAnd+1), rank: ranksAnd, sort: isTruth, contrary: without + " or " + negated(v).in(ranksOr+1), opposed: ranksOr}
}

// matters tells whether what stands for an answer that is not there would meet a comparison, or not meet that it is another.
func (c *converter) matters(sign string, side, with value) bool {
	switch {
	case side.sort == isTruth:
		return true
	case side.sort == isDay || side.sort == isHour:
		return sign != "=" && sign != "!="
	case side.sort != isNumber:
		return false
	case side.of == nil: // what is worked out with it may come to anything
		return true
	case with.literal == nil:
		return sign != "!="
	}
	n, err := parseNumber(*with.literal)
	return err == nil && meets(0, sign, n) != (sign == "!=")
}

// meets compares two numbers.
func meets(a float64, sign string, b float64) bool {
	switch sign {
	case "=":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

// beforeNow is how a day is compared with today where the form compares it with now(), which is later than today's beginning.
func beforeNow(sign string, nowFirst bool) string {
	if nowFirst {
		return map[string]string{">": ">=", ">=": ">=", "<": "<", "<=": "<", "=": "=", "!=": "!="}[sign]
	}
	return map[string]string{"<": "<=", "<=": "<=", ">": ">", ">=": ">", "=": "=", "!=": "!="}[sign]
}
