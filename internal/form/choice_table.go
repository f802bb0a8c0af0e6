package form

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

// isTable tells whether choices_from names a table in CSV.
func isTable(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".csv") }

// Whole returns an outline with the tables that it takes choices from, as it is parsed, hashed
// and kept. read gives a file beside it. An outline that has tables already is whole.
func Whole(file string, source []byte, read func(name string) ([]byte, error)) ([]byte, error) {
	var root yaml.Node
	if err := yaml.Load(source, &root, yaml.WithUniqueKeys(false)); err != nil || len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		return source, nil // Parse tells what is wrong
	}
	top := root.Content[0]
	var named []*yaml.Node
	tablesIn(top, &named)
	if len(named) == 0 || slices.ContainsFunc(top.Content, func(n *yaml.Node) bool { return n.Value == "files" && n.Column == top.Column }) {
		return source, nil
	}
	pad := strings.Repeat(" ", max(0, top.Column-1))
	whole := bytes.NewBuffer(append(bytes.TrimRight(source, "\n"), "\n"+pad+"files:\n"...))
	seen := map[string]bool{}
	var faults fault.Faults
	for _, n := range named {
		if seen[n.Value] {
			continue
		}
		seen[n.Value] = true
		content, err := read(n.Value)
		if err != nil {
			faults.Add(fault.New("choices_table_unread", "file", n.Value).At(file, n.Line, n.Column))
			continue
		}
		if bad, is := fault.NoText(content); is {
			faults.Add(bad.At(n.Value, bad.Line, bad.Column))
			continue
		}
		content = bytes.ReplaceAll(bytes.TrimPrefix(content, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
		key, _ := yaml.Dump(n.Value)
		whole.WriteString(pad + "  " + strings.TrimSpace(string(key)) + ": |2\n")
		for line := range strings.Lines(string(content)) {
			whole.WriteString(pad + "    " + strings.TrimRight(line, "\n") + "\n")
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return whole.Bytes(), nil
}

// tablesIn are the tables that choices_from names.
func tablesIn(n *yaml.Node, named *[]*yaml.Node) {
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 1 && n.Content[i-1].Value == "choices_from" && child.Kind == yaml.ScalarNode && isTable(child.Value) {
			*named = append(*named, child)
		}
		tablesIn(child, named)
	}
}

// table reads the choices of a table: the columns name and label, where the outline has several
// languages one for each as label::en, and others that filters pick by. nil where it is faulty.
func (p offering) table(name, content string) (list []Option) {
	bad := func(line, column int, f fault.Fault) { p.Add(f.At(name, line, column)) }
	rows := csv.NewReader(strings.NewReader(content))
	rows.FieldsPerRecord = -1 // counted here
	head, err := rows.Read()
	column := func(key string) int { return slices.Index(head, key) }
	label := max(column("label"), column("label::"+p.tag))
	if err != nil || column("name") < 0 || label < 0 {
		bad(1, 1, headless(content))
		return nil
	}
	whole, seen, alike := true, map[string]int{}, map[string]int{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var quotes *csv.ParseError
		if errors.As(err, &quotes) {
			bad(quotes.Line, quotes.Column, fault.New("table_quotes"))
			return nil
		}
		line, _ := rows.FieldPos(0)
		if strings.Trim(strings.Join(row, ""), " \u00a0\t") == "" { // which spreadsheets leave behind
			continue
		}
		if len(row) != len(head) {
			bad(line, 1, fault.New("table_fields", "n", len(row), "want", len(head), "header", strings.Join(head, ",")))
			whole = false
			continue
		}
		o := Option{Name: strings.TrimSpace(row[column("name")]), Label: strings.TrimSpace(row[label]), Of: map[string]string{}}
		if f, wrong := wrongRow(o, seen[o.Name]); wrong {
			bad(line, 1, f)
			whole = false
		}
		seen[o.Name] = line
		same := strings.ToLower(o.Label)
		for i, key := range head {
			if nameForm.MatchString(key) && key != "name" && key != "label" {
				o.Of[key] = strings.TrimSpace(row[i])
				same += "|" + o.Of[key]
			}
		}
		if first := alike[same]; first > 0 {
			p.o.Warnings = append(p.o.Warnings, fault.New("choice_table_label", "label", o.Label, "first", first).At(name, line, 1))
		}
		alike[same] = line
		list = append(list, o)
	}
	switch {
	case !whole:
		return nil
	case len(list) == 0:
		bad(1, 1, fault.New("choice_table_empty"))
	}
	return list
}

// wrongRow says why a row is no choice; before is the line of one with its name.
func wrongRow(o Option, before int) (fault.Fault, bool) {
	switch {
	case o.Label == "":
		return fault.New("choice_table_no_label", "name", o.Name), true
	case !nameForm.MatchString(o.Name):
		return fault.New("choice_table_name", "name", o.Name, "label", o.Label, "meant", nameFrom(o.Label)), true
	case before > 0:
		return fault.New("choice_table_twice", "name", o.Name, "first", before), true
	}
	return fault.Fault{}, false
}

// headless says what is wrong with the first line of a table.
func headless(content string) fault.Fault {
	line, _, _ := strings.Cut(content, "\n")
	for _, mark := range []string{";", "\t", "|"} {
		if head := strings.Split(line, mark); slices.Contains(head, "name") && slices.Contains(head, "label") {
			return fault.New("table_separator", "mark", strings.ReplaceAll(mark, "\t", "Tab"), "header", strings.Join(head, ","))
		}
	}
	return fault.New("choice_table_head")
}
