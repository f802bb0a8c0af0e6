package xlsform

import (
	"maps"
	"slices"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/form"
)

// filter puts the filter of a question's choices into its column, and reports whether an XLSForm can say it.
func (e *exporter) filter(l line, n *yaml.Node) bool {
	q, source := e.outline.ByName[wordOf(n, "name")], wordOf(n, "choice_filter")
	if q == nil || source == "" {
		return false
	}
	words := map[string]bool{"name": true}
	for _, c := range q.Choices {
		for word := range c.Of {
			words[word] = true
		}
	}
	said, err := (&speaker{outline: e.outline, words: words}).say(source, true)
	if err != nil {
		e.unsaid(l, "choice_filter", source)
		return false
	}
	l.cells["choice_filter"] = said
	return true
}

// columns are the words of a choice that a filter picks by, each in a column.
func (e *exporter) columns(row line, q *form.Question, name string) {
	if q == nil {
		return
	}
	if o, ok := q.Option(name); ok {
		for word, value := range o.Of {
			row.cells[word] = value
			e.filters[word] = true
		}
	}
}

// tabled adds the choices that a question takes from a table.
func (e *exporter) tabled(list string, filters bool) {
	q := e.outline.ByName[list]
	if q == nil {
		return
	}
	for i, c := range q.Choices {
		row := line{nil, map[string]string{"list_name": list, "name": c.Name}}
		if len(e.outline.Languages) == 0 {
			row.cells["label"] = e.text(c.Label, nil)
		}
		for _, tag := range e.outline.Languages {
			row.cells["label::"+called(tag)] = e.text(e.outline.In(tag).ByName[list].Choices[i].Label, nil)
		}
		if filters {
			e.columns(row, q, c.Name)
		}
		e.choices = append(e.choices, row)
	}
}

// choicesColumns are those of the second sheet.
func (e *exporter) choicesColumns() []string {
	return append(slices.Clone(choicesHeads), slices.Sorted(maps.Keys(e.filters))...)
}
