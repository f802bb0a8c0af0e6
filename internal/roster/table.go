package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"giaoban/internal/fault"
)

// A table is a list in CSV as it is read: what is wrong with it, and where.
type table struct {
	fault.Faults
	file   string
	data   []byte
	starts []int         // where each line begins, once a fault asks
	odd    []fault.Fault // of cells that are taken; columns count bytes
}

func newTable(file string, data []byte) table {
	return table{file: file, data: bytes.TrimPrefix(data, []byte("\ufeff"))}
}

// note notes what is wrong at a place; the column counts bytes.
func (t *table) note(line, column int, f fault.Fault) {
	t.Add(f.At(t.file, line, t.character(line, column)))
}

// rows gives each row that has as many fields as the header; pos tells where a field begins.
// What spoils the whole file, such as another encoding, is told once, and no row is given.
func (t *table) rows(header []string, each func(row []string, pos func(int) (line, column int))) {
	if f, bad := fault.NoText(t.data); bad {
		t.Add(f.At(t.file, f.Line, f.Column))
		return
	}
	rows := csv.NewReader(bytes.NewReader(t.data))
	rows.FieldsPerRecord = -1 // counted here
	rows.ReuseRecord = true
	first, err := rows.Read()
	if err != nil || !slices.Equal(first, header) {
		t.note(1, 1, t.otherHeader(first, header))
		return
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			t.note(bad.Line, bad.Column, fault.New("table_quotes"))
			continue
		}
		if blank(row) { // which spreadsheets leave behind the last
			continue
		}
		for i, cell := range row {
			if cell = strings.TrimSpace(cell); fault.CellError.MatchString(cell) {
				line, column := rows.FieldPos(i)
				t.odd = append(t.odd, fault.New("text_cell", "text", cell).At(t.file, line, column))
			}
		}
		if len(row) != len(header) {
			line, _ := rows.FieldPos(0)
			t.note(line, 1, fault.New("table_fields", "n", len(row), "want", len(header), "header", strings.Join(header, ",")))
			continue
		}
		each(row, rows.FieldPos)
	}
}

// otherHeader says what is wrong with the first line.
func (t *table) otherHeader(first, header []string) fault.Fault {
	want := strings.Join(header, ",")
	if f, other := OtherTable(first, want); other {
		return f
	}
	line, _, _ := strings.Cut(string(t.data), "\n")
	line = strings.TrimRight(line, "\r")
	for _, mark := range []string{";", "\t", "|"} {
		if slices.Equal(strings.Split(line, mark), header) {
			return fault.New("table_separator", "mark", strings.ReplaceAll(mark, "\t", "Tab"), "header", want)
		}
	}
	for i, name := range header {
		if len(first) == len(header) && first[i] != name {
			return fault.New("table_column", "n", i+1, "column", first[i], "want", name, "header", want)
		}
	}
	named := 0
	for _, name := range first {
		if slices.Contains(header, name) {
			named++
		}
	}
	for i, name := range header {
		if named >= len(header)/2 && !slices.Contains(first, name) {
			return fault.New("table_no_column", "want", name, "n", i+1, "header", want)
		}
	}
	for i, name := range first {
		if named == len(header) && !slices.Contains(header, name) {
			return fault.New("table_more", "column", name, "n", i+1, "header", want)
		}
	}
	return fault.New("table_header", "header", want)
}

// blank reports whether nothing stands in a row.
func blank(row []string) bool {
	return !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// character makes a column in bytes one in characters.
func (t *table) character(line, column int) int {
	if t.starts == nil {
		t.starts = []int{0}
		for i, c := range t.data {
			if c == '\n' {
				t.starts = append(t.starts, i+1)
			}
		}
	}
	if line > len(t.starts) {
		return column
	}
	rest := t.data[t.starts[line-1]:]
	return utf8.RuneCount(rest[:min(max(column-1, 0), len(rest))]) + 1
}
