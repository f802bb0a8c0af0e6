package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
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
			t.note(bad.Line, bad.Column, t.quotes(bad.Line))
			continue
		}
		if blank(row) { // which spreadsheets leave behind the last
			continue
		}
		if total(row) {
			line, _ := rows.FieldPos(0)
			t.note(line, 1, fault.New("table_total"))
			continue
		}
		for i, cell := range row {
			if f, odd := oddCell(strings.TrimSpace(cell)); odd {
				line, column := rows.FieldPos(i)
				t.odd = append(t.odd, f.At(t.file, line, column))
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
	if len(bytes.TrimSpace(t.data)) == 0 {
		return fault.New("table_empty_file", "header", want)
	}
	if bytes.ContainsRune(t.data, '\r') && !bytes.ContainsRune(t.data, '\n') {
		return fault.New("table_macintosh")
	}
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
	if n := t.lineOf(want); n > 1 {
		return fault.New("table_title_above", "line", n, "header", want)
	}
	if named := slices.IndexFunc(first, func(name string) bool { return strings.TrimSpace(name) == "" }); named >= len(header) && slices.Equal(first[:len(header)], header) {
		return fault.New("table_empty_column", "n", named+1)
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

// lineOf is the line among the first few that is the header; 0 where none is.
func (t *table) lineOf(header string) int {
	n := 0
	for line := range bytes.Lines(t.data) {
		if n++; strings.TrimRight(string(line), "\r\n,") == header {
			return n
		}
		if n == mostTitles {
			break
		}
	}
	return 0
}

// mostTitles is how many lines a title over the header may have.
const mostTitles = 8

// quotes says what is wrong with the quotation marks of a line.
func (t *table) quotes(line int) fault.Fault {
	n := 0
	for text := range bytes.Lines(t.data) {
		if n++; n == line && bytes.Contains(text, []byte(`="`)) {
			return fault.New("table_formula")
		}
	}
	return fault.New("table_quotes")
}

// totals are the words with which a spreadsheet's last row begins, without marks.
var totals = regexp.MustCompile(`^(tong( cong| so)?|cong|total|sum)\b`)

// total reports whether a row adds up those above it and is none of the list's.
func total(row []string) bool {
	empty, named := 0, false
	for _, cell := range row {
		if cell = strings.TrimSpace(cell); cell == "" {
			empty++
		}
		named = named || totals.MatchString(viet.Fold(cell))
	}
	return named && empty*2 >= len(row)-1
}

var (
	// lostLetters is a text in which an encoding left question marks for letters.
	lostLetters = regexp.MustCompile(`\pL\?\pL|\pL\?\s|(^|\s)\?\pL`)
	// twiceEncoded is what UTF-8 looks like that was read as another encoding.
	twiceEncoded = regexp.MustCompile(`Ã[\x{80}-\x{BF}¡-¿ƒ]|á[º»]|Ä[‘\x{90}\x{91}]|Æ[°\x{A0}]`)
	// dayOfSpreadsheet is what a spreadsheet makes of a code or a name that looks like a day: 3-2.
	dayOfSpreadsheet = regexp.MustCompile(`^(\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Thg ?\d{1,2})(-\d{2,4})?|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$`)
	// oldFont is a letter of a typeface of before Unicode, between others.
	oldFont = regexp.MustCompile(`\pL[®§µ¶¸¹·¬©¨]|[®§µ¶¸¹·¬©¨]\S|\pL[«»]\pL`)
)

// oddCell says of a cell that is taken as it is why that will not have been meant.
func oddCell(cell string) (f fault.Fault, odd bool) {
	switch {
	case fault.CellError.MatchString(cell):
		return fault.New("text_cell", "text", cell), true
	case strings.HasPrefix(cell, "'"):
		return fault.New("cell_apostrophe", "text", cell), true
	case dayOfSpreadsheet.MatchString(cell):
		return fault.New("cell_day", "text", cell), true
	case lostLetters.MatchString(cell):
		return fault.New("cell_lost", "text", cell), true
	case twiceEncoded.MatchString(cell), oldFont.MatchString(cell):
		return fault.New("cell_encoding", "text", cell), true
	}
	return f, false
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
