package xlsform

import "strings"

// answering lets a comparison hold only where there is an answer. In XPath nothing is neither less nor more than anything, nor
// equal to a number, while a question that does not apply counts as zero, no or the empty day in an outline.
func (c *converter) answering(v value, sign string, sides ...value) value {
	var guards []string
	for n, side := range sides {
		if side.maybe && sign != "=" && sign != "!=" {
			guards = append(guards, side.in(ranksEqual+1)+` != ""`)
		}
		if side.of == nil || side.of.worked != nil || !c.matters(sign, side, sides[len(sides)-1-n]) {
			continue
		}
		switch {
		case c.rows != nil && !side.of.sure:
			guards = append(guards, "."+side.of.name+" != nil")
		case c.rows == nil && side.of != c.self && side.of.item.unsure(c.asks):
			guards = append(guards, call("answered", isTruth, side).code)
		}
	}
	if len(guards) == 0 {
		return v
	}
	code := strings.Join(guards, " and ")
	if sign == "!=" {
		return value{code: "not (" + code + ") or " + v.in(ranksOr+1), rank: ranksOr, sort: isTruth, contrary: code + " and " + negated(v).in(ranksAnd+1)}
	}
	out := value{code: code + " and " + v.in(ranksAnd+1), rank: ranksAnd, sort: isTruth}
	if len(guards) == 1 {
		out.contrary = "not " + code + " or " + negated(v).in(ranksOr+1)
	}
	return out
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
	case with.literal == nil:
		return sign != "!="
	}
	n, err := parseNumber(*with.literal)
	if err != nil {
		return false
	}
	return sign == "=" && n == 0 || sign == "!=" && n == 0 || sign == "<" && n > 0 || sign == "<=" && n >= 0 || sign == ">" && n < 0 || sign == ">=" && n <= 0
}

// beforeNow is how a day is compared with today where the form compares it with now(), which is later than today's beginning.
func beforeNow(sign string, nowFirst bool) string {
	if nowFirst {
		return map[string]string{">": ">=", ">=": ">=", "<": "<", "<=": "<", "=": "=", "!=": "!="}[sign]
	}
	return map[string]string{"<": "<=", "<=": "<=", ">": ">", ">=": ">", "=": "=", "!=": "!="}[sign]
}
