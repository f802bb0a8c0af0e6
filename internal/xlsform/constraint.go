package xlsform

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// constraint sets what an answer must meet: bounds and a pattern by keys of their own, and the rest as an expression.
func (b *builder) constraint(i *item, t *target, m *mapping) {
	source := i.cell(b.survey, "constraint")
	message := b.text(i, "constraint_message", m)
	if source == "" {
		if message != "" {
			b.note(Ignored, i, "constraint_message", fault.New("xls_message_alone"))
		}
		return
	}
	b.thousands(i, "constraint", source)
	n, err := xpath.Parse(source)
	if err != nil {
		b.noConstraint(i, source, message, err)
		return
	}
	if !asksAnything(n) {
		b.noConstraint(i, source, message, fault.New("xls_asks_nothing"))
		return
	}
	parts := chain(n, "and")
	if t.sort == isWords && m.get("type") == plainWord("text") {
		parts = b.pattern(parts, message, m)
		if len(parts) == 0 {
			return
		}
	}
	rest := parts
	if t.sort == isNumber || t.sort == isDay {
		rest = bounds(parts, t.sort, m)
		if len(rest) == 0 && message != "" { // the message would have nothing to speak of
			m.drop("min")
			m.drop("max")
			rest = parts
		}
	}
	var all []value
	for _, part := range rest {
		v, err := b.converter(i).truth(part)
		if err != nil {
			m.drop("min")
			m.drop("max")
			b.noConstraint(i, source, message, err)
			return
		}
		b.doubted(i, "constraint")
		all = append(all, v)
	}
	if len(all) == 0 {
		return
	}
	m.set("constraint", together(all))
	if message != "" {
		m.set("constraint_message", message)
	}
}

var (
	thousand = regexp.MustCompile(`(?:^|[^\w.])([1-9]\d{0,2}\.\d{3})(?:[^\w.]|$)`)
	quotes   = regexp.MustCompile(`'[^']*'|"[^"]*"`)
)

// thousands notes a number that an office writes for a thousand and an expression reads as one.
func (b *builder) thousands(i *item, key, source string) {
	if m := thousand.FindStringSubmatch(quotes.ReplaceAllString(source, "''")); m != nil {
		b.note(Look, i, key, fault.New("xls_thousand", "number", m[1], "whole", strings.ReplaceAll(m[1], ".", "")))
	}
}

func (b *builder) noConstraint(i *item, source, message string, err error) {
	b.note(Refused, i, "constraint", fault.New("xls_expression", "source", shortened(source), "why", saidWhy(b.say, source, err)))
}

// asksAnything tells whether an expression names an answer, and is not the same for all.
func asksAnything(n xpath.Node) bool {
	switch n := n.(type) {
	case xpath.Number, xpath.Text:
		return false
	case xpath.Minus:
		return asksAnything(n.Of)
	case xpath.Binary:
		return asksAnything(n.Left) || asksAnything(n.Right)
	case xpath.Call:
		return len(n.Arguments) == 0 || slices.ContainsFunc(n.Arguments, asksAnything)
	}
	return true
}

// bounds takes the first lower and the first upper bound out of the parts of a constraint, and returns the rest.
func bounds(parts []xpath.Node, s sort, m *mapping) (rest []xpath.Node) {
	for _, part := range parts {
		key, bound := boundOf(part, s)
		if key == "" || m.get(key) != nil {
			rest = append(rest, part)
			continue
		}
		m.set(key, plainWord(bound))
	}
	return rest
}

// boundOf reads «. >= 5»; key is "" for anything else.
func boundOf(n xpath.Node, s sort) (key, bound string) {
	both, ok := n.(xpath.Binary)
	if !ok {
		return "", ""
	}
	left, right, sign := both.Left, both.Right, both.Operator
	if _, self := right.(xpath.Self); self {
		left, right, sign = right, left, mirrored[sign]
	}
	if _, self := left.(xpath.Self); !self {
		return "", ""
	}
	key = map[string]string{">=": "min", "<=": "max"}[sign]
	if s == isDay {
		if bound = dayBound(right); bound == "" {
			return "", ""
		}
		return key, bound
	}
	minus := ""
	if m, ok := right.(xpath.Minus); ok {
		right, minus = m.Of, "-"
	}
	number, ok := right.(xpath.Number)
	f, err := parseNumber(number.Text)
	if !ok || err != nil {
		return "", ""
	}
	return key, minus + strconv.FormatFloat(f, 'f', -1, 64)
}

// dayBound is a day or today, "" for what is neither.
func dayBound(n xpath.Node) string {
	call, ok := n.(xpath.Call)
	switch {
	case ok && call.Name == "today" && len(call.Arguments) == 0:
		return "today"
	case ok && call.Name == "date" && len(call.Arguments) == 1:
		n = call.Arguments[0]
	}
	if t, ok := n.(xpath.Text); ok && dayForm(t.Value) && len(t.Value) == len("2016-06-30") {
		return t.Value
	}
	return ""
}

// pattern takes regex(., '…') out of the parts of a constraint on a text.
func (b *builder) pattern(parts []xpath.Node, message string, m *mapping) (rest []xpath.Node) {
	for _, part := range parts {
		call, ok := part.(xpath.Call)
		if !ok || call.Name != "regex" || len(call.Arguments) != 2 || m.get("pattern") != nil {
			rest = append(rest, part)
			continue
		}
		_, self := call.Arguments[0].(xpath.Self)
		written, words := call.Arguments[1].(xpath.Text)
		if !self || !words {
			rest = append(rest, part)
			continue
		}
		m.set("pattern", strings.TrimSuffix(strings.TrimPrefix(written.Value, "^"), "$"))
		if message != "" {
			m.set("pattern_message", message)
		}
	}
	return rest
}

// scale sets the ends of a range.
func (b *builder) scale(i *item, m *mapping) {
	given := map[string]string{"start": "1", "end": "10", "step": "1"}
	for _, word := range strings.FieldsFunc(i.cell(b.survey, "parameters"), func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		if key, value, ok := strings.Cut(word, "="); ok {
			given[strings.ToLower(key)] = value
		}
	}
	whole := true
	for _, key := range []string{"start", "end", "step"} {
		f, err := parseNumber(given[key])
		if err != nil {
			b.note(Look, i, "parameters", fault.New("xls_range", "parameters", i.cell(b.survey, "parameters")))
			return
		}
		whole = whole && f == float64(int64(f))
	}
	m.set("type", plainWord("scale"))
	if !whole {
		m.set("type", plainWord("decimal"))
		b.note(Look, i, "parameters", fault.New("xls_range_step", "step", given["step"]))
	}
	m.set("min", plainWord(given["start"]))
	m.set("max", plainWord(given["end"]))
	if whole && given["step"] != "1" {
		m.set("step", plainWord(given["step"]))
	}
}
