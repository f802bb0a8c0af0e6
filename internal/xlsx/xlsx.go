// Package xlsx reads the cells of a workbook as text, and writes a workbook of texts.
//
// It takes bytes and gives words, in NFC. It works out no formula, runs no macro, follows no link, opens no other file, and never
// unpacks more than its limits, whatever the file says of itself. It knows no form and says nothing to anybody: why a file could
// not be read is an error that the caller words.
package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The reasons for which a file is not read.
var (
	ErrOldFormat   = errors.New("an old binary format, as .xls is")
	ErrPassword    = errors.New("locked by a password")
	ErrText        = errors.New("plain text, as .csv is")
	ErrOpenFormat  = errors.New("an OpenDocument, as .ods is")
	ErrNotWorkbook = errors.New("no workbook")
	ErrDamaged     = errors.New("damaged")
	ErrTooLarge    = errors.New("larger than is read")
)

// The limits.
const (
	MaxUnpacked = 50 << 20 // bytes of all parts together, unpacked
	MaxEntries  = 2000     // files in the archive
	MaxRows     = 20_000   // of a sheet, that have words
	MaxColumns  = 500
	MaxCells    = 500_000  // of all sheets together
	MaxLetters  = 20 << 20 // bytes of all cells together
	maxSheets   = 200
	maxStrings  = 1_000_000
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

var (
	compound = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") // .xls, and a .xlsx under a password
	locked   = utf16Bytes("EncryptedPackage")
)

// Read reads a workbook, and of its sheets the rows of those that are wanted. Its error is one of those above, perhaps with
// more behind it.
func Read(data []byte, wanted func(sheet string) bool) (Book, error) {
	switch {
	case bytes.HasPrefix(data, compound) && bytes.Contains(data, locked):
		return nil, ErrPassword
	case bytes.HasPrefix(data, compound), bytes.HasPrefix(data, []byte("\x09\x08")):
		return nil, ErrOldFormat
	case !bytes.HasPrefix(data, []byte("PK")):
		if len(data) > 0 && utf8.Valid(data) && !bytes.ContainsRune(data, 0) && !bytes.HasPrefix(data, []byte("%PDF")) {
			return nil, ErrText
		}
		return nil, ErrNotWorkbook
	}
	a, err := open(data)
	if err != nil {
		return nil, err
	}
	return a.book(wanted)
}

// An archive is the unpacked file, as far as it is asked for.
type archive struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

func open(data []byte) (*archive, error) {
	zipped, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if len(zipped.File) > MaxEntries {
		return nil, ErrTooLarge
	}
	a := &archive{files: map[string]*zip.File{}, left: MaxUnpacked}
	for _, f := range zipped.File {
		name := strings.ToLower(strings.TrimPrefix(path.Clean("/"+f.Name), "/"))
		if _, twice := a.files[name]; !twice {
			a.files[name] = f
		}
	}
	return a, nil
}

// part unpacks a part, however large it says that it is; nil if there is none of that name.
func (a *archive) part(name string) ([]byte, error) {
	f := a.files[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, ErrPassword
	}
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, a.left+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	case int64(len(content)) > a.left:
		return nil, ErrTooLarge
	}
	a.left -= int64(len(content))
	return content, nil
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}
