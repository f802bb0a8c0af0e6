package xlsform

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/form"
)

// called is what a form calls a language.
func called(tag string) string {
	switch tag {
	case "vi":
		return "Tiếng Việt (vi)"
	case "en":
		return "English (en)"
	}
	return tag + " (" + tag + ")"
}

// spoken puts a text into its column, or each of its languages into the column of that.
func (e *exporter) spoken(cells map[string]string, column string, n *yaml.Node, list *form.Question) {
	if n == nil {
		return
	}
	if len(e.outline.Languages) == 0 {
		cells[column] = e.text(n.Value, list)
		return
	}
	for _, tag := range e.outline.Languages {
		words := n
		if n.Kind == yaml.MappingNode {
			words = keyed(n, tag)
		}
		if words != nil {
			cells[column+"::"+called(tag)] = e.text(words.Value, list)
		}
	}
}

// heads are columns, those with texts once for each language.
func (e *exporter) heads(columns []string) (list []string) {
	for _, c := range columns {
		if len(e.outline.Languages) == 0 || !slices.Contains(spoken, c) {
			list = append(list, c)
			continue
		}
		for _, tag := range e.outline.Languages {
			list = append(list, c+"::"+called(tag))
		}
	}
	return list
}

// first is a text in the first of its languages.
func (e *exporter) first(n *yaml.Node) string {
	if n != nil && n.Kind == yaml.MappingNode && len(e.outline.Languages) > 0 {
		n = keyed(n, e.outline.Languages[0])
	}
	if n == nil {
		return ""
	}
	return n.Value
}

func flowingOf(n *yaml.Node, key string) string {
	if v := keyed(n, key); v != nil {
		return flowing(v)
	}
	return ""
}
