package xlsform

import (
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// settle finds which calculations are numbers that the outline can work out, and which stand for themselves wherever they are
// named: texts, and what is worked out in the rows of a list.
func (b *builder) settle(items []*item) {
	for _, i := range items {
		t := b.of[i]
		if source := i.cell(b.survey, "calculation"); source != "" && t != nil && t.worked == nil && i.kind.word != aNote && i.kind.word != aList {
			n, err := xpath.Parse(source)
			switch {
			case err != nil:
				b.lost[i.name] = true
				delete(b.targets, i.name)
			case i.list() != nil:
				t.worked, t.sort = n, isNothing
			default:
				if v, err := b.converter(i).value(n); err != nil || v.sort != isNumber && v.sort != isTruth {
					t.worked, t.sort = n, isNothing
				} else if v.sort == isTruth {
					t.worked, t.sort = n, isNothing
				}
			}
		} else if (i.kind.word == aHidden || i.kind.word == aCalculated) && source == "" && t != nil && !b.ownCalculation(i) {
			b.lost[i.name] = true
			delete(b.targets, i.name)
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
		b.note(Look, i, "type", fault.New("xls_hidden", "name", i.name))
		return nil
	}
	n, err := xpath.Parse(source)
	m := &mapping{item: i}
	m.set("name", t.name)
	var v value
	if err == nil && t.sort != isNothing {
		v, err = b.converter(i).number(n)
	}
	switch {
	case err != nil:
		b.note(Refused, i, "calculation", fault.New("xls_calculation", "name", i.name, "source", shortened(source), "why", faultOf(err).Say(b.say)))
		return nil
	case t.sort == isNothing && p.list:
		return b.inPlace(i, n, source)
	case t.sort == isNothing:
		template, err := b.template(i, n, m)
		if err != nil {
			b.note(Refused, i, "calculation", fault.New("xls_calculation", "name", i.name, "source", shortened(source), "why", faultOf(err).Say(b.say)))
			return nil
		}
		m.set("type", plainWord("calculated_text"))
		m.set("template", template)
	default:
		m.set("type", plainWord("calculate"))
		m.set("read_only", plainWord("true"))
		m.set("calculation", v.code)
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
		b.note(Refused, i, "calculation", fault.New("xls_calculation", "name", i.name, "source", shortened(source), "why", faultOf(err).Say(b.say)))
		return nil
	}
	b.note(Look, i, "calculation", fault.New("xls_in_place", "name", i.name))
	return nil
}

// template is a text with placeholders, of a calculation that joins texts or chooses between them.
func (b *builder) template(i *item, n xpath.Node, m *mapping) (string, error) {
	switch n := n.(type) {
	case xpath.Text:
		return strings.NewReplacer("{", "(", "}", ")").Replace(n.Value), nil
	case xpath.Number:
		return n.Text, nil
	case xpath.Ref:
		if t := b.targets[n.Name]; t != nil && t.worked == nil && t.sort != isNothing && t.item.list() == nil {
			return "{" + t.name + "}", nil
		} else if t != nil && t.worked != nil && t.item.list() == nil {
			return b.template(i, t.worked, m)
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
	v, err := b.converter(i).value(n)
	if err != nil {
		return "", err
	}
	if v.sort == isTruth {
		v = value{code: v.in(ranksChoice+1) + ` ? "1" : "0"`}
	}
	values, _ := m.get("values").(*mapping)
	if values == nil {
		values = &mapping{}
		m.set("values", values)
	}
	name := m.get("name").(string) + "_" + string(rune('a'+min(len(values.pairs), 25)))
	values.set(name, v.code)
	return "{" + name + "}", nil
}
