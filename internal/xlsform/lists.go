package xlsform

import (
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
	"giaoban/internal/xlsform/xpath"
)

// repeat makes a list of what is asked again and again.
func (b *builder) repeat(i *item, p *place) {
	t := b.of[i]
	m := &mapping{item: i}
	m.set("name", t.name)
	m.set("type", plainWord("repeat"))
	label := strings.ReplaceAll(b.text(i, "label", m), "\n", " ")
	if label == "" {
		label = strings.ReplaceAll(i.name, "_", " ")
	}
	noun := label
	if !b.ours() && !strings.Contains(label, "{") {
		noun, label = viet.LowerFirst(label), label+" {stt}"
	}
	m.set("label", label)
	if r := b.relevant(i, p); r != "" {
		m.set("relevant", r)
	}
	rows := &mapping{}
	rows.set("noun", strings.TrimSpace(strings.NewReplacer("{stt}", "").Replace(noun)))
	m.set("rows", rows)
	b.countOf(i, rows)
	b.looksOf(i)
	heading := b.pending
	b.pending = nil
	inner := &place{groups: 1, list: true}
	b.items(i.items, inner)
	name := rowName(inner.into)
	if name == "" {
		b.pending = append(heading, b.pending...)
		b.refuse(i, fault.New("xls_empty_list", "name", i.name))
		return
	}
	rows.pairs = append(rows.pairs[:1:1], append([]pair{{"name", name}}, rows.pairs[1:]...)...)
	m.heading = heading
	m.set("questions", inner.into)
	b.ownKeys(i, m)
	p.into = append(p.into, m)
}

// rowName is the question that names a row in lists: the first that is answered in words, else the first of all.
func rowName(questions []*mapping) string {
	for _, types := range [][]string{{"text"}, {"select_one"}, {"integer", "decimal", "date", "year", "yes_no", "select_multiple", "long_text", "time", "scale", "telephone"}} {
		for _, m := range questions {
			for _, t := range types {
				if m.get("type") == plainWord(t) {
					name, _ := m.get("name").(string)
					return name
				}
			}
		}
	}
	for _, m := range questions {
		if inner, ok := m.get("questions").([]*mapping); ok {
			if name := rowName(inner); name != "" {
				return name
			}
		}
	}
	return ""
}

// countOf sets how many rows there are.
func (b *builder) countOf(i *item, rows *mapping) {
	source := i.cell(b.survey, "repeat_count")
	if source == "" {
		return
	}
	n, err := xpath.Parse(source)
	var v value
	if err == nil {
		v, err = b.converter(i).number(n)
	}
	if err != nil {
		b.note(Refused, i, "repeat_count", fault.New("xls_expression", "source", shortened(source), "why", saidWhy(b.say, source, err)))
		return
	}
	rows.set("exactly", v.code)
}
