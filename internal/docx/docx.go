// Package docx reads the words of a report that was written in Word: its paragraphs with their heading levels and numbers as they stand on
// the page, and its tables by rows, all in NFC.
//
// It takes bytes and gives words. It runs no macro, follows no link, opens no other file, and never unpacks more than its limits, whatever
// the file says of itself. It knows no outline and says nothing to anybody: why a file could not be read is an error that the caller words.
package docx

import (
	"bytes"
	"cmp"
	"errors"
	"path"

	"giaoban/internal/ooxml"
)

// The reasons for which a file is not read, beside those of ooxml.
var (
	ErrPDF     = errors.New("a PDF")
	ErrNotWord = errors.New("no Word document")
)

// The limits, beside those of ooxml.
const (
	maxDepth  = 200
	maxBlocks = 50_000 // paragraphs and cells
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

// Read reads a .docx. Its error is one of those above or of ooxml, perhaps with more behind it.
func Read(data []byte) (*Document, error) {
	file, err := ooxml.Open(data)
	switch {
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return nil, ooxml.ErrOldFormat
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return nil, ErrPDF
	case errors.Is(err, ooxml.ErrNotPackage):
		return nil, ErrNotWord
	case err != nil:
		return nil, err
	}
	p, err := unpack(file)
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
func unpack(file *ooxml.Package) (p parts, err error) {
	top, err := file.Related("")
	if err != nil {
		return p, err
	}
	main := cmp.Or(top.ByKind["officeDocument"], "word/document.xml")
	folder := path.Dir(main)
	for name, part := range map[string]*[]byte{main: &p.document, path.Join(folder, "styles.xml"): &p.styles, path.Join(folder, "numbering.xml"): &p.numbering,
		path.Join(folder, "footnotes.xml"): &p.footnotes, path.Join(folder, "endnotes.xml"): &p.endnotes} {
		if *part, err = file.Part(name); err != nil {
			return p, err
		}
	}
	if p.document == nil {
		return p, ErrNotWord
	}
	return p, nil
}
