// Package docx reads the words of a report that was written in Word: its paragraphs with their heading levels and numbers as they stand on
// the page, and its tables by rows, all in NFC.
//
// It takes bytes and gives words. It runs no macro, follows no link, opens no other file, and never unpacks more than its limits, whatever
// the file says of itself. It knows no outline and says nothing to anybody: why a file could not be read is an error that the caller words.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
)

// The reasons for which a file is not read.
var (
	ErrOldFormat = errors.New("an old binary format, as .doc is")
	ErrPassword  = errors.New("locked by a password")
	ErrPDF       = errors.New("a PDF")
	ErrNotWord   = errors.New("no Word document")
	ErrDamaged   = errors.New("damaged")
	ErrTooLarge  = errors.New("larger or deeper than is read")
)

// The limits.
const (
	MaxUnpacked = 50 << 20 // bytes of all parts together, unpacked
	MaxEntries  = 2000
	maxDepth    = 200
	maxBlocks   = 50_000 // paragraphs and cells
)

// A Document is what was read, in the order of the page.
type Document struct {
	Blocks []Block
	// Pictures counts the pictures, which are not read.
	Pictures int
}

// A Block is a paragraph, or a table if it has rows.
type Block struct {
	// Text is the paragraph's words, Number what its list puts before them: «I.», «2.1», «a)». A typed number is part of Text.
	Text, Number string
	// Level is the heading's level from 1, by its style or its outline level; 0 for running text.
	Level int
	// Bold marks a paragraph whose every letter is bold.
	Bold bool
	// Rows are a table's cells. A merged cell stands in its first place, and the others are empty.
	Rows [][]string
	// Notes are the footnotes and endnotes that it refers to, in their order.
	Notes []string
}

// IsTable reports whether the block is a table.
func (b Block) IsTable() bool { return b.Rows != nil }

var (
	compound = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") // .doc, and a .docx under a password
	locked   = utf16Bytes("EncryptedPackage")
)

// Read reads a .docx. Its error is one of those above, perhaps with more behind it.
func Read(data []byte) (*Document, error) {
	switch {
	case bytes.HasPrefix(data, compound) && bytes.Contains(data, locked):
		return nil, ErrPassword
	case bytes.HasPrefix(data, compound), bytes.HasPrefix(data, []byte(`{\rtf`)):
		return nil, ErrOldFormat
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return nil, ErrPDF
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, ErrNotWord
	}
	p, err := unpack(data)
	if err != nil {
		return nil, err
	}
	r := reader{}
	if err := r.readStyles(p.styles); err != nil {
		return nil, err
	}
	if err := r.readNumbering(p.numbering); err != nil {
		return nil, err
	}
	for kind, part := range map[string][]byte{"footnote": p.footnotes, "endnote": p.endnotes} {
		if err := r.readNotes(kind, part); err != nil {
			return nil, err
		}
	}
	if err := r.readBody(p.document); err != nil {
		return nil, err
	}
	d := &Document{Blocks: r.blocks, Pictures: r.pictures}
	d.settle()
	return d, nil
}

// parts are the parts of the file that are read.
type parts struct{ document, styles, numbering, footnotes, endnotes []byte }

// unpack takes out the parts that have words, and what numbers and levels them.
func unpack(data []byte) (p parts, err error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return p, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if len(archive.File) > MaxEntries {
		return p, ErrTooLarge
	}
	files, said := map[string]*zip.File{}, uint64(0)
	for _, f := range archive.File {
		if said += f.UncompressedSize64; said > MaxUnpacked || f.UncompressedSize64 > MaxUnpacked {
			return p, ErrTooLarge
		}
		if _, twice := files[f.Name]; !twice {
			files[f.Name] = f
		}
	}
	left := int64(MaxUnpacked)
	open := func(name string) []byte {
		f := files[name]
		if f == nil || err != nil {
			return nil
		}
		var content []byte
		content, err = unpackOne(f, left)
		left -= int64(len(content))
		return content
	}
	main := "word/document.xml"
	if target := target(open("_rels/.rels"), "/officeDocument"); target != "" {
		main = strings.TrimPrefix(path.Clean("/"+target), "/")
	}
	folder := path.Dir(main)
	p = parts{document: open(main), styles: open(path.Join(folder, "styles.xml")), numbering: open(path.Join(folder, "numbering.xml")),
		footnotes: open(path.Join(folder, "footnotes.xml")), endnotes: open(path.Join(folder, "endnotes.xml"))}
	if err == nil && p.document == nil {
		err = ErrNotWord
	}
	return p, err
}

// unpackOne unpacks a part, however large it says that it is.
func unpackOne(f *zip.File, most int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, ErrPassword
	}
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	case int64(len(content)) > most:
		return nil, ErrTooLarge
	}
	return content, nil
}

// target is the part inside the file that the relation of a kind names; "" if none does.
func target(relations []byte, kind string) string {
	var list struct {
		All []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if xml.Unmarshal(relations, &list) != nil {
		return ""
	}
	for _, r := range list.All {
		if strings.HasSuffix(r.Type, kind) && r.Mode != "External" {
			return r.Target
		}
	}
	return ""
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}
