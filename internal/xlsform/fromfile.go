package xlsform

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/xlsx"
)

// mostFiled is how many choices of a file are read to know their names.
const mostFiled = 50_000

// tables reads the files that have choices, each once, as lists by their names. What is wrong with one is told where a question
// takes from it.
func (f *survey) tables(read func(string) ([]byte, error)) {
	f.files = map[string]*table{}
	f.faulty = map[string]fault.Fault{}
	for _, row := range f.rows {
		name := typed(f.text(row, "type")).file
		if name == "" || f.files[name] != nil || f.faulty[name].Key != "" {
			continue
		}
		if t, err := readTable(name, read); err != nil {
			f.faulty[name] = faultOf(err)
		} else if list, err := t.choices(); err != nil {
			f.faulty[name] = faultOf(err)
		} else {
			f.files[name], f.lists[name] = t, list
		}
	}
}

func readTable(name string, read func(string) ([]byte, error)) (*table, error) {
	if read == nil || strings.ContainsAny(name, `/\`) {
		return nil, fault.New("xls_no_file", "file", name)
	}
	content, err := read(name)
	if err != nil {
		return nil, fault.New("xls_no_file", "file", name)
	}
	if bad, is := fault.NoText(content); is {
		return nil, bad
	}
	rows := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	rows.FieldsPerRecord = -1
	s := xlsx.Sheet{Name: name}
	for {
		record, err := rows.Read()
		if err != nil || len(s.Rows) > mostFiled {
			break
		}
		line, _ := rows.FieldPos(0)
		row := xlsx.Row{Number: line}
		for _, cell := range record {
			row.Cells = append(row.Cells, xlsx.Cell{Text: strings.TrimSpace(cell)})
		}
		s.Rows = append(s.Rows, row)
	}
	t := tabled(&s)
	if t == nil {
		return nil, fault.New("xls_file_head", "file", name)
	}
	t.name, t.width = name, len(s.Rows[0].Cells)
	for _, key := range []string{"name", "label"} {
		if _, ok := t.column(key, ""); !ok {
			return nil, fault.New("xls_file_head", "file", name)
		}
	}
	return t, nil
}

// choices are the rows of such a file. Their names stand as they are, since the outline takes the same file.
func (t *table) choices() (list []choice, err error) {
	seen := map[string]bool{}
	for _, row := range t.rows {
		name, label := t.text(row, "name"), t.text(row, "label")
		if !goodName.MatchString(name) || label == "" || seen[name] || len(row.Cells) != t.width {
			return nil, fault.New("xls_file_row", "file", t.name, "line", row.Number, "name", name)
		}
		seen[name] = true
		list = append(list, choice{row: row, name: name, outline: name, label: label, labels: t.every(row, "label")})
	}
	if len(list) == 0 {
		return nil, fault.New("xls_file_head", "file", t.name)
	}
	return list, nil
}

// A filing takes choices from files.
type filing struct{ *builder }

// fromFile takes the choices of a question from a file.
func (b filing) fromFile(i *item, m *mapping) {
	name := i.kind.file
	f, bad := b.faulty[name]
	if given := strings.ToLower(i.cell(b.survey, "parameters")); !bad && (strings.Contains(given, "value=") || strings.Contains(given, "label=")) {
		f, bad = fault.New("xls_file_head", "file", name), true
	}
	if bad {
		b.refuse(i, fault.New("xls_question_not_taken", "name", i.name, "why", f.Say(b.say)))
		m.drop("type")
		return
	}
	m.set("choices_from", name)
	b.filteredFrom(i, m)
	b.note(Look, i, "type", fault.New("xls_from_file", "file", name))
}

// filteredFrom sets which rows of a file are offered. Its columns are named there as in the filter.
func (b filing) filteredFrom(i *item, m *mapping) {
	choices := b.choices
	defer func() { b.choices = choices }()
	b.choices = b.files[i.kind.file]
	f := b.filtered(i, m)
	if f == nil {
		return
	}
	for _, column := range f.columns {
		t := f.meant[column]
		if f.keys[column] != column || t != nil && slices.ContainsFunc(t.choices, func(c choice) bool { return c.outline != c.name }) {
			m.drop("choice_filter")
			b.note(Refused, i, "choice_filter", fault.New("xls_file_filter", "column", column, "file", i.kind.file))
			return
		}
	}
}

// wholeOf is the outline with the files that its choices stand in.
func wholeOf(source []byte, read func(string) ([]byte, error)) ([]byte, error) {
	if read == nil {
		read = func(string) ([]byte, error) { return nil, errors.ErrUnsupported }
	}
	return form.Whole("outline", source, read)
}
