package xlsform

import (
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// settle finds which calculations are numbers that the outline can work out, and which stand for themselves wherever they are
// named: texts, and what is worked out in the rows of a list. All do until they are looked at, so that one which names another that
// stands below it is known by what that comes to.
func (b *builder) settle(items []*item) {
	for _, i := range items {
		if t := b.of[i]; t != nil && t.formula != nil && i.list() == nil {
			if v, err := b.converter(i).value(t.formula); err == nil && v.sort == isNumber {
				t.worked, t.sort, t.late, t.unsettled = nil, isNumber, postponing{b}.late(i), v.unsettled()
			}
		}
		b.settle(i.items)
	}
}

// calculated makes a figure that the system works out, or a text that it writes. What stands for itself wherever it is named is
// no question.
func (b *builder) calculated(i *item, p *place) []*mapping {
	source, t := i.cell(b.survey, "calculation"), b.of[i]
	if source == "" && b.ownCalculation(i) {
		return b.ownCalculated(i, p)
	}
	if source == "" {
		b.constantly(i, t)
		return nil
	}
	n, err := xpath.Parse(source)
	if err != nil {
		b.notCalculated(i, source, err)
		return nil
	}
	m := &mapping{item: i}
	m.set("name", t.name)
	var v value
	if t.sort != isNothing {
		v, err = b.converter(i).number(n)
	}
	switch {
	case err != nil:
	case t.sort == isNothing && p.list:
		return b.inPlace(i, n, source)
	case t.sort == isNothing:
		var template string
		b.joined = 0
		if template, err = b.template(i, n, m); err == nil && template == "" {
			b.note(Look, i, "calculation", fault.New("xls_always_empty", "name", i.name))
			return nil
		}
		m.set("type", plainWord("calculated_text"))
		m.set("template", template)
	default:
		m.set("type", plainWord("calculate"))
		m.set("read_only", plainWord("true"))
		m.set("calculation", v.code)
		b.doubted(i, "calculation")
	}
	if err != nil {
		b.notCalculated(i, source, err)
		return nil
	}
	label := b.text(i, "label", m)
	if label == "" {
		label = strings.ReplaceAll(i.name, "_", " ")
	}
	m.set("label", label)
	if i.kind.word != aCalculated && i.kind.word != aHidden {
		b.note(Look, i, "calculation", fault.New("xls_worked_out", "type", i.kind.word))
	}
	if r := b.relevant(i, p); r != "" {
		m.set("relevant", r)
	}
	b.unused(i)
	b.ownKeys(i, m)
	return []*mapping{m}
}

func (b *builder) notCalculated(i *item, source string, err error) {
	b.note(Refused, i, "calculation", fault.New("xls_calculation", "name", i.name, "source", shortened(source), "why", saidWhy(b.say, source, err)))
}

// constantly tells what a field counts as that is neither asked nor worked out.
func (b *builder) constantly(i *item, t *target) {
	key, initial := "xls_hidden", shortened(i.cell(b.survey, "default"))
	switch {
	case t == nil:
		key = "xls_hidden_opened"
	case initial != "":
		key = "xls_hidden_value"
	}
	b.note(Look, i, "type", fault.New(key, "name", i.name, "value", initial))
}

// ownCalculation tells whether a row has a calculation that only our columns can say.
func (b *builder) ownCalculation(i *item) bool {
	return b.ownCell(i, "calculation") != "" || b.ownCell(i, "parts") != "" || b.ownCell(i, "template") != ""
}

// ownCalculated makes a figure, or a text, of what our columns say.
func (b *builder) ownCalculated(i *item, p *place) []*mapping {
	m := &mapping{item: i}
	m.set("name", b.of[i].name)
	m.set("type", plainWord("calculate"))
	b.worded(i, m)
	if r := b.relevant(i, p); r != "" {
		m.set("relevant", r)
	}
	b.ownKeys(i, m)
	return []*mapping{m}
}

// inPlace tells that a calculation of the rows is no question of its own, or why it can be none at all.
func (b *builder) inPlace(i *item, n xpath.Node, source string) []*mapping {
	if isPosition(n) {
		b.note(Ignored, i, "calculation", fault.New("xls_position", "name", i.name))
		return nil
	}
	if _, err := b.converter(i).value(n); err != nil {
		b.notCalculated(i, source, err)
		return nil
	}
	b.note(Look, i, "calculation", fault.New("xls_in_place", "name", i.name))
	return nil
}

// unbraced is a text in which nothing stands for a name.
func unbraced(s string) string { return strings.NewReplacer("{", "(", "}", ")").Replace(s) }

// template is a text with placeholders, of a calculation that joins texts or chooses between them.
func (b *builder) template(i *item, n xpath.Node, m *mapping) (string, error) {
	if b.joined++; b.joined > mostSteps {
		return "", fault.New("xls_long")
	}
	switch n := n.(type) {
	case xpath.Text:
		return unbraced(n.Value), nil
	case xpath.Number:
		return n.Text, nil
	case xpath.Ref:
		t, err := b.led(n, i)
		switch {
		case err != nil:
			return "", err
		case t == nil || t.item.list() != nil:
		case t.worked != nil:
			const deepest = 20
			if b.deep++; b.deep > deepest {
				return "", fault.New("xls_circle", "name", t.item.name)
			}
			defer func() { b.deep-- }()
			return b.template(t.item, t.worked, m)
		case t.sort != isNothing:
			return "{" + t.name + "}", nil
		}
	case xpath.Call:
		switch n.Name {
		case "concat", "string", "normalize-space":
			all := ""
			for _, a := range n.Arguments {
				part, err := b.template(i, a, m)
				if err != nil {
					return "", err
				}
				all += part
			}
			return all, nil
		case "jr:choice-name":
			if len(n.Arguments) > 0 {
				return b.template(i, n.Arguments[0], m)
			}
		}
	}
	return b.placed(i, n, m)
}

// placed is a placeholder for what an expression comes to, or that itself where it is known already.
func (b *builder) placed(i *item, n xpath.Node, m *mapping) (string, error) {
	v, err := b.converter(i).value(n)
	if err != nil {
		return "", err
	}
	if v.literal != nil {
		return unbraced(*v.literal), nil
	}
	if v.sort == isDay && v.counted {
		v = call("days", isNumber, firstDay, v)
	}
	if v.sort == isTruth {
		v = value{code: v.in(ranksChoice+1) + ` ? "1" : "0"`}
	}
	values, _ := m.get("values").(*mapping)
	if values == nil {
		values = &mapping{}
		m.set("values", values)
	}
	name := textOf(m.get("name")) + "_" + nth(len(values.pairs))
	values.set(name, v.code)
	b.doubted(i, "calculation")
	return "{" + name + "}", nil
}

// nth is a, b, c … z, 27, 28 …
func nth(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return strconv.Itoa(n + 1)
}
