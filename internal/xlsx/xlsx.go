// Package xlsx reads the cells of a workbook as text, and writes a workbook of texts.
//
// It takes bytes and gives words, in NFC. It works out no formula, runs no macro, follows no link, opens no other file, and never
// unpacks more than its limits, whatever the file says of itself. It knows no form and says nothing to anybody: why a file could
// not be read is an error that the caller words.
package xlsx

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"giaoban/internal/ooxml"
)

// The reasons for which a file is not read, beside those of ooxml.
var (
	ErrText        = errors.New("plain text, as .csv is")
	ErrOpenFormat  = errors.New("an OpenDocument, as .ods is")
	ErrNotWorkbook = errors.New("no workbook")
)

// The limits, beside those of ooxml.
const (
	MaxRows    = 20_000 // of a sheet, that have words
	MaxColumns = 500
	MaxCells   = 500_000  // of all sheets together
	MaxLetters = 20 << 20 // bytes of all cells together
	maxSheets  = 200
	maxStrings = 1_000_000
)

// A Book is a workbook: its sheets in order.
type Book []Sheet

// A Sheet is a table of texts. Rows without words are left out.
type Sheet struct {
	Name string
	Rows []Row
	// Read tells whether its rows were read at all.
	Read bool
}

// A Row has its cells by column, up to the last one with words.
type Row struct {
	Number int // as the program shows it, from 1
	Cells  []Cell
}

// A Cell is what its program showed. A day is written 2006-01-02, an hour 15:04:05, a truth TRUE or FALSE.
type Cell struct {
	Text string
	// Formula marks a text that was worked out when the file was saved.
	Formula bool
}

// Text is the text in a column of the row, "" where there is none.
func (r Row) Text(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column].Text
}

// Column names a column as the program does: A, Z, AA.
func Column(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// Sheet finds a sheet by its name, whatever the case; nil if there is none.
func (b Book) Sheet(name string) *Sheet {
	for i := range b {
		if strings.EqualFold(strings.TrimSpace(b[i].Name), name) {
			return &b[i]
		}
	}
	return nil
}

// Read reads a workbook, and of its sheets the rows of those that are wanted. Its error is one of those above or of ooxml,
// perhaps with more behind it.
func Read(data []byte, wanted func(sheet string) bool) (Book, error) {
	file, err := ooxml.Open(data)
	switch {
	case bytes.HasPrefix(data, []byte("\x09\x08")): // Excel 2 to 4
		return nil, ooxml.ErrOldFormat
	case errors.Is(err, ooxml.ErrNotPackage) && isText(data):
		return nil, ErrText
	case errors.Is(err, ooxml.ErrNotPackage):
		return nil, ErrNotWorkbook
	case err != nil:
		return nil, err
	}
	return read(file, wanted)
}

func isText(data []byte) bool {
	return len(data) > 0 && utf8.Valid(data) && !bytes.ContainsRune(data, 0) && !bytes.HasPrefix(data, []byte("%PDF"))
}
