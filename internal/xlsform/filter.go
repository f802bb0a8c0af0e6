package xlsform

import (
	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// A filter is which choices are offered, by columns of the choices.
type filter struct {
	keys    map[string]string  // of the outline, by the form's columns
	columns []string           // in the order in which they are named
	meant   map[string]*target // the question with whose choices a column is compared
}

// ownName is the key of a choice's own name, where a filter names it.
const ownName = "chon"

// filtered sets which choices of a question are offered; nil where all are.
func (b *builder) filtered(i *item, m *mapping) *filter {
	source := i.cell(b.survey, "choice_filter")
	if source == "" {
		return nil
	}
	f := &filter{keys: map[string]string{}, meant: map[string]*target{}}
	n, err := xpath.Parse(source)
	if err == nil {
		err = b.columnsIn(f, n)
	}
	var v value
	if err == nil {
		c := b.converter(i)
		c.self, c.columns = nil, f.keys
		v, err = c.truth(n)
	}
	if err != nil {
		b.note(Refused, i, "choice_filter", fault.New("xls_expression", "source", shortened(source), "why", saidWhy(b.say, source, err)))
		return nil
	}
	b.doubted(i, "choice_filter")
	m.set("choice_filter", v.code)
	return f
}

// columnsIn finds the columns that a filter names, and with the choices of which question each is compared.
func (b *builder) columnsIn(f *filter, n xpath.Node) error {
	switch n := n.(type) {
	case xpath.Child:
		return b.columnIn(f, n.Name)
	case xpath.Call:
		for _, a := range n.Arguments {
			if err := b.columnsIn(f, a); err != nil {
				return err
			}
		}
	case xpath.Binary:
		for _, pair := range [][2]xpath.Node{{n.Left, n.Right}, {n.Right, n.Left}} {
			column, isColumn := pair[0].(xpath.Child)
			ref, isRef := pair[1].(xpath.Ref)
			if isColumn && isRef {
				f.meant[column.Name] = b.targets[ref.Name]
			}
			if err := b.columnsIn(f, pair[0]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *builder) columnIn(f *filter, name string) error {
	if f.keys[name] != "" {
		return nil
	}
	key := outlineName(name, "cot")
	switch _, ok := b.choices.column(keyOf(name), ""); {
	case keyOf(name) == "name":
		key = ownName
	case !ok:
		return fault.New("xls_no_choice_column", "column", name)
	}
	for b.taken[key] || reserved[key] { // what is called as a question would stand for it
		key = "cot_" + key
	}
	f.keys[name], f.columns = key, append(f.columns, name)
	b.filters = append(b.filters, keyOf(name))
	return nil
}

// pairs are a choice's words in the columns that the filter names.
func (f *filter) pairs(b *builder, c choice) []pair {
	if f == nil {
		return nil
	}
	var of []pair
	for _, name := range f.columns {
		word := b.choices.text(c.row, keyOf(name))
		if keyOf(name) == "name" {
			word = c.outline
		} else if t := f.meant[name]; t != nil {
			if option, ok := t.option(word); ok {
				word = option
			}
		}
		if word != "" {
			of = append(of, pair{f.keys[name], word})
		}
	}
	if len(of) == 0 {
		return nil
	}
	return []pair{{"of", flow{of}}}
}
