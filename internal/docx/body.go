package docx

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/effort"
	"giaoban/internal/ooxml"
)

// A reader walks the parts of one document.
type reader struct {
	styles   map[string]style
	lists    lists
	blocks   []Block
	counted  int // paragraphs and cells so far
	pictures int
	notes    map[string]string // by kind and id
	named    []string          // the notes of what is read now
}

// A walk goes through the elements of one part.
type walk struct {
	*xml.Decoder
	depth int
}

func walkOf(part []byte) *walk { return &walk{Decoder: xml.NewDecoder(bytes.NewReader(part))} }

// each calls the function for every element inside the one that was opened last. The function reads its element to its end.
func (w *walk) each(do func(xml.StartElement) error) error {
	if w.depth++; w.depth > maxDepth {
		return ooxml.ErrTooLarge
	}
	defer func() { w.depth-- }()
	for {
		token, err := w.Token()
		if err != nil {
			if errors.Is(err, io.EOF) && w.depth == 1 {
				return nil
			}
			return fmt.Errorf("%w: %w", ooxml.ErrDamaged, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if err := do(e); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// skip leaves out the element that was opened last.
func (w *walk) skip() error { return w.each(func(xml.StartElement) error { return w.skip() }) }

// words are the characters of the element that was opened last.
func (w *walk) words() (string, error) {
	var b strings.Builder
	for {
		token, err := w.Token()
		if err != nil {
			return "", fmt.Errorf("%w: %w", ooxml.ErrDamaged, err)
		}
		switch e := token.(type) {
		case xml.CharData:
			b.Write(e)
		case xml.StartElement:
			if err := w.skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

// longestAttr is more bytes than a style, a font or a list is called by. A thousand paragraphs may name the same one.
const longestAttr = 255

// attr is an attribute's value; «val» of most.
func attr(e xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	value := e.Attr[i].Value
	if len(value) > longestAttr {
		return strings.ToValidUTF8(value[:longestAttr], "")
	}
	return value
}

// fontOf is the font that Western letters are written in.
func fontOf(e xml.StartElement) string { return cmp.Or(attr(e, "ascii"), attr(e, "hAnsi")) }

// on reports whether a switch such as <w:b/> is on.
func on(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// readBody reads the document's paragraphs and tables.
func (r *reader) readBody(part []byte) error {
	w := walkOf(part)
	return w.each(func(e xml.StartElement) error { return r.block(w, e) })
}

// block reads a paragraph or a table, and looks for them inside all else but what was replaced or deleted.
func (r *reader) block(w *walk, e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		inner, b, err := r.paragraph(w)
		if err != nil {
			return err
		}
		if b.Text != "" || b.Number != "" {
			r.blocks = append(r.blocks, b)
		}
		r.blocks = append(r.blocks, inner...)
		return nil
	case "tbl":
		outside := r.named
		r.named = nil
		rows, err := r.table(w)
		if len(rows) > 0 {
			r.blocks = append(r.blocks, Block{Rows: rows, Notes: r.named})
		}
		r.named = outside
		return err
	case "Fallback", "del", "moveFrom", "sectPr":
		return w.skip()
	}
	return w.each(func(e xml.StartElement) error { return r.block(w, e) })
}

// count notes one more paragraph or cell.
func (r *reader) count() error {
	if r.counted++; r.counted > maxBlocks {
		return ooxml.ErrTooLarge
	}
	return nil
}

// A para is a paragraph while it is read.
type para struct {
	text   strings.Builder
	coded  strings.Builder // what was read last of one font's letters, not yet in text
	as     Letters
	style  string
	level  int // of its own; 0 if it says none
	list   listed
	letter bool // a letter was read
	plain  bool // one of them is not bold
}

// paragraph reads one, and the blocks of text boxes that stand in it.
func (r *reader) paragraph(w *walk) (inner []Block, b Block, err error) {
	if err := r.count(); err != nil {
		return nil, b, err
	}
	var p para
	outside, named := r.blocks, r.named
	r.blocks, r.named = nil, nil
	err = w.each(func(e xml.StartElement) error { return r.inParagraph(w, e, &p) })
	inner, r.blocks = r.blocks, outside
	p.write("", Unicode)
	s := r.styles[p.style]
	b = Block{Text: clean(p.text.String()), Level: s.level, Bold: p.letter && !p.plain, Notes: r.named}
	r.named = named
	if p.level > 0 {
		b.Level = p.level
	}
	if b.Level > 9 {
		b.Level = 0 // «body text», in Word's words
	}
	if list := p.list.or(s.list); b.Text != "" {
		b.Number = r.lists.next(list)
	}
	return inner, b, err
}

func (r *reader) inParagraph(w *walk, e xml.StartElement, p *para) error {
	switch e.Name.Local {
	case "pPr":
		return w.each(func(e xml.StartElement) error { return p.property(w, e) })
	case "r":
		run := r.styles[p.style]
		return w.each(func(e xml.StartElement) error { return r.inRun(w, e, p, &run) })
	case "Fallback", "del", "moveFrom", "instrText":
		return w.skip()
	}
	return w.each(func(e xml.StartElement) error { return r.inParagraph(w, e, p) })
}

func (p *para) property(w *walk, e xml.StartElement) error {
	switch e.Name.Local {
	case "pStyle":
		p.style = attr(e, "val")
	case "outlineLvl":
		p.level = level(attr(e, "val"))
	case "numPr":
		var err error
		p.list, err = w.listed()
		return err
	}
	return w.skip()
}

// write adds words. A letter of an old font may lie in two runs, so those of one font are read together.
func (p *para) write(words string, as Letters) {
	if as != p.as {
		p.text.WriteString(p.as.Read(p.coded.String()))
		p.coded.Reset()
		p.as = as
	}
	if as == Unicode {
		p.text.WriteString(words)
	} else {
		p.coded.WriteString(words)
	}
}

func (r *reader) inRun(w *walk, e xml.StartElement, p *para, run *style) error {
	switch e.Name.Local {
	case "rPr":
		return w.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "b":
				run.bold = on(e)
			case "rStyle":
				if named := r.styles[attr(e, "val")]; named.font != "" {
					run.font = named.font
				}
			case "rFonts":
				run.font = cmp.Or(fontOf(e), run.font)
			}
			return w.skip()
		})
	case "t":
		words, err := w.words()
		p.write(words, lettersOf(run.font))
		if strings.TrimSpace(words) != "" {
			p.letter, p.plain = true, p.plain || !run.bold
		}
		return err
	case "tab":
		p.write(" ", lettersOf(run.font))
	case "br", "cr":
		p.write("\n", lettersOf(run.font))
	case "noBreakHyphen":
		p.write("-", lettersOf(run.font))
	case "softHyphen":
		p.write("\u00ad", lettersOf(run.font))
	case "p", "tbl": // of a text box
		return r.block(w, e)
	case "Fallback", "instrText", "delText":
	case "footnoteReference", "endnoteReference":
		id := strings.TrimSuffix(e.Name.Local, "Reference") + attr(e, "id")
		if note := r.notes[id]; note != "" {
			r.named = append(r.named, note)
			delete(r.notes, id) // a document names it once; one that does so again would have it read again
		}
	case "blip", "imagedata":
		r.pictures++
	default:
		return w.each(func(e xml.StartElement) error { return r.inRun(w, e, p, run) })
	}
	return w.skip()
}

// table reads a table's cells.
func (r *reader) table(w *walk) (rows [][]string, err error) {
	var cells func(e xml.StartElement) error
	cells = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			rows = append(rows, nil)
		case "tc":
			if len(rows) == 0 {
				return ooxml.ErrDamaged
			}
			text, wide, err := r.cell(w)
			row := &rows[len(rows)-1]
			*row = append(*row, text)
			for range wide - 1 {
				*row = append(*row, "")
			}
			return err
		case "Fallback", "del", "tblPr", "tblGrid", "trPr":
			return w.skip()
		}
		return w.each(cells)
	}
	err = w.each(cells)
	return rows, err
}

// readNotes reads the notes of a kind. Those that only draw a line have no words.
func (r *reader) readNotes(kind string, part []byte) error {
	if r.notes == nil {
		r.notes = map[string]string{}
	}
	if len(part) == 0 {
		return nil
	}
	w := walkOf(part)
	return w.each(func(xml.StartElement) error { // footnotes
		return w.each(func(e xml.StartElement) error {
			text, _, err := r.cell(w)
			if words := strings.Join(strings.Fields(text), " "); e.Name.Local == kind && words != "" {
				r.notes[kind+attr(e, "id")] = words
			}
			return err
		})
	})
}

// widest is how many columns one cell may take.
const widest = 64

// cell reads a cell's words, those of tables inside it with them, and how many columns it takes.
func (r *reader) cell(w *walk) (text string, wide int, err error) {
	if err := r.count(); err != nil {
		return "", 1, err
	}
	wide = 1
	outside := r.blocks
	r.blocks = nil
	err = w.each(func(e xml.StartElement) error {
		if e.Name.Local != "tcPr" {
			return r.block(w, e)
		}
		return w.each(func(e xml.StartElement) error {
			if e.Name.Local == "gridSpan" {
				n, _ := strconv.Atoi(attr(e, "val"))
				wide = min(max(1, n), widest)
			}
			return w.skip()
		})
	})
	var lines []string
	for _, b := range r.blocks {
		r.named = append(r.named, b.Notes...)
		if !b.IsTable() {
			lines = append(lines, strings.TrimSpace(b.Number+" "+b.Text))
		}
		for _, row := range b.Rows {
			lines = append(lines, strings.Join(row, " "))
		}
	}
	r.blocks = outside
	return strings.Join(lines, "\n"), wide, err
}

// clean makes words NFC and their spaces plain; a line break that was typed stays.
func clean(s string) string {
	effort.Add(len(s))
	lines := strings.Split(norm.NFC.String(s), "\n")
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
