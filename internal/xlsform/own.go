package xlsform

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

// ownPrefix begins the heading of a column that other programs leave alone: giaoban_unit has the outline's key unit, as YAML.
const ownPrefix = "giaoban_"

// ownCell is what a row has of ours.
func (f *survey) ownCell(i *item, key string) string { return f.text(i.row, ownPrefix+key) }

// ownCells tells whether a row has anything of ours.
func ownCells(f *survey, i *item) bool {
	return slices.ContainsFunc(f.columns, func(c column) bool { return strings.HasPrefix(c.key, ownPrefix) && i.row.Text(c.index) != "" })
}

// The settings in which an export says what stands in columns and on a sheet of ours.
const (
	keptColumns = ownPrefix + "columns"
	keptSheet   = ownPrefix + "sheet"
)

// ours tells whether the form was made of an outline.
func (f *survey) ours() bool {
	return f.own != nil || f.settings[keptColumns] != "" || f.settings[keptSheet] != ""
}

// lostOwn tells which columns of ours, and whether our sheet, were deleted since the export: what stood there is lost.
func (f *survey) lostOwn() {
	var gone []string
	for _, key := range strings.Fields(f.settings[keptColumns]) {
		if _, ok := f.column(ownPrefix+key, ""); !ok {
			gone = append(gone, key)
		}
	}
	if len(gone) > 0 {
		f.remarks = append(f.remarks, Remark{Weight: Refused, Sheet: surveySheet, Fault: fault.New("xls_own_columns_gone", "keys", strings.Join(gone, ", "))})
	}
	if keys := f.settings[keptSheet]; keys != "" && f.own == nil {
		f.remarks = append(f.remarks, Remark{Weight: Refused, Fault: fault.New("xls_own_sheet_gone", "keys", strings.Join(strings.Fields(keys), ", "))})
	}
}

// ownFigure tells whether a note is a figure whose calculation only our columns can say.
func (f *survey) ownFigure(i *item) bool {
	return i.kind.word == aNote && (f.ownCell(i, "calculation") != "" || f.ownCell(i, "parts") != "")
}

// ownKeys sets the keys that have columns of ours.
func (b *builder) ownKeys(i *item, m *mapping) {
	for _, c := range b.columns {
		key, ours := strings.CutPrefix(c.key, ownPrefix)
		cell := i.row.Text(c.index)
		if !ours || cell == "" {
			continue
		}
		n, ok := ownValue(cell)
		if !ok {
			b.note(Refused, i, c.key, fault.New("xls_own_yaml", "cell", shortened(cell)))
			continue
		}
		if n, ok = b.unchanged(i, key, n); !ok {
			b.note(Look, i, c.key, fault.New("xls_own_old", "key", key, "column", saidIn(key)))
			continue
		}
		if n.Tag == "!!null" {
			m.drop(key)
			continue
		}
		m.set(key, n)
	}
}

// unchanged is the value that a cell of ours keeps; ok is false where somebody changed what the form says in its place since.
func (b *builder) unchanged(i *item, key string, n *yaml.Node) (value *yaml.Node, ok bool) {
	column := saidIn(key)
	if column == "" {
		return n, true
	}
	now := b.said(i.row, column, b.language)
	if said, as := keyed(n, "said"), keyed(n, "as"); n.Kind == yaml.MappingNode && said != nil && as != nil {
		return as, said.Value == now
	}
	return n, now == ""
}

// ownValue reads the YAML of a cell.
func ownValue(cell string) (*yaml.Node, bool) {
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(cell), &n); err != nil || len(n.Content) != 1 {
		return nil, false
	}
	return n.Content[0], acyclic(n.Content[0], 0)
}

// acyclic tells whether a value is made of nothing but values: no name for another place, and not deep.
func acyclic(n *yaml.Node, depth int) bool {
	const deepest = 20
	return n.Kind != yaml.AliasNode && n.Anchor == "" && depth < deepest &&
		!slices.ContainsFunc(n.Content, func(c *yaml.Node) bool { return !acyclic(c, depth+1) })
}

// ownRest sets what our own sheet has: a key in the first column, and a value, or one of its values, in the second.
func (b *builder) ownRest(m *mapping) {
	if b.own == nil {
		return
	}
	for _, row := range b.own.rows {
		key, cell := row.Text(0), row.Text(1)
		n, ok := ownValue(cell)
		if key == "" || !ok {
			b.remarks = append(b.remarks, Remark{Weight: Refused, Sheet: ownSheet, Row: row.Number, Fault: fault.New("xls_own_yaml", "cell", shortened(cell))})
			continue
		}
		before, _ := m.get(key).(*yaml.Node)
		if before != nil && before.Kind == yaml.SequenceNode {
			before.Content = append(before.Content, n)
			continue
		}
		if key, list := strings.CutSuffix(key, "[]"); list {
			if before, _ := m.get(key).(*yaml.Node); before != nil {
				before.Content = append(before.Content, n)
				continue
			}
			m.set(key, &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Content: []*yaml.Node{n}})
			continue
		}
		m.set(key, n)
	}
}

// ownPairs are the keys of a choice that have columns of ours.
func (b *builder) ownPairs(c choice) (pairs []pair) {
	for _, column := range b.choices.columns {
		key, ours := strings.CutPrefix(column.key, ownPrefix)
		cell := c.row.Text(column.index)
		if !ours || cell == "" {
			continue
		}
		n, ok := ownValue(cell)
		if !ok {
			b.remarks = append(b.remarks, b.choices.at(Refused, c.row.Number, column.key, fault.New("xls_own_yaml", "cell", shortened(cell))))
			continue
		}
		pairs = append(pairs, pair{key, n})
	}
	return pairs
}
