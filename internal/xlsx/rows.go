package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"giaoban/internal/ooxml"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A reader reads sheets, with what they share.
type reader struct {
	prepared  bool
	strings   []string
	formats   []format // by the style of a cell
	since1904 bool
	letters   int // bytes of cells that may still be kept
	cells     int // that may still be kept
}

// tokens gives the tokens of a part to each, which returns an error to stop.
func tokens(content []byte, each func(xml.Token) error) error {
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ooxml.ErrDamaged, err)
		}
		if err := each(t); err != nil {
			return err
		}
	}
}

// readStrings reads the table of texts. What is written above the letters of another script is left out.
func (r *reader) readStrings(content []byte) error {
	var text strings.Builder
	inText, above := false, 0
	return tokens(content, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				text.Reset()
			case "t":
				inText = true
			case "rPh":
				above++
			}
		case xml.CharData:
			if inText && above == 0 {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "rPh":
				above--
			case "si":
				if len(r.strings) == maxStrings {
					return ooxml.ErrTooLarge
				}
				r.strings = append(r.strings, text.String())
			}
		}
		return nil
	})
}

// A cellBeing is the cell that is being read.
type cellBeing struct {
	column      int
	kind        string
	style       int
	value       strings.Builder
	formula, in bool
	above       int
}

// rows reads a sheet.
func (r *reader) rows(content []byte) (rows []Row, err error) {
	var row Row
	var c *cellBeing
	number := 0
	err = tokens(content, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				number++
				if n, err := strconv.Atoi(attribute(t, "r")); err == nil && n > 0 {
					number = n
				}
				row = Row{Number: number}
			case "c":
				c = begin(t, len(row.Cells))
			}
			c.opens(t.Name.Local)
		case xml.CharData:
			if c != nil && c.in && c.above == 0 {
				c.value.Write(t)
			}
		case xml.EndElement:
			c.closes(t.Name.Local)
			switch t.Name.Local {
			case "c":
				err := r.end(c, &row)
				c = nil
				return err
			case "row":
				if len(row.Cells) == 0 {
					return nil
				}
				if len(rows) == MaxRows {
					return ooxml.ErrTooLarge
				}
				rows = append(rows, row)
				row = Row{}
			}
		}
		return nil
	})
	return rows, err
}

// opens and closes note where its words stand. What is written above the letters of another script is left out.
func (c *cellBeing) opens(element string) {
	switch {
	case c == nil:
	case element == "v" || element == "t":
		c.in = true
	case element == "f":
		c.formula = true
	case element == "rPh":
		c.above++
	}
}

func (c *cellBeing) closes(element string) {
	switch {
	case c == nil:
	case element == "v" || element == "t":
		c.in = false
	case element == "rPh":
		c.above--
	}
}

// begin opens a cell. One without a place follows the one before it.
func begin(t xml.StartElement, next int) *cellBeing {
	c := &cellBeing{column: next, kind: attribute(t, "t"), style: -1}
	if column, ok := columnOf(attribute(t, "r")); ok {
		c.column = column
	}
	if style, err := strconv.Atoi(attribute(t, "s")); err == nil {
		c.style = style
	}
	return c
}

// end puts a cell into its row.
func (r *reader) end(c *cellBeing, row *Row) error {
	if c == nil {
		return nil
	}
	text := norm.NFC.String(strings.TrimSpace(unescape(r.shown(c))))
	if text == "" && !c.formula {
		return nil
	}
	if r.letters -= len(text); r.letters < 0 || c.column >= MaxColumns {
		return ooxml.ErrTooLarge
	}
	if r.cells -= c.column + 1 - len(row.Cells); r.cells < 0 {
		return ooxml.ErrTooLarge
	}
	for len(row.Cells) <= c.column {
		row.Cells = append(row.Cells, Cell{})
	}
	row.Cells[c.column] = Cell{Text: text, Formula: c.formula}
	return nil
}

// shown is what the program showed of a cell.
func (r *reader) shown(c *cellBeing) string {
	value := c.value.String()
	switch c.kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && i >= 0 && i < len(r.strings) {
			return r.strings[i]
		}
		return ""
	case "b":
		if strings.TrimSpace(value) == "1" {
			return "TRUE"
		}
		return "FALSE"
	case "inlineStr", "str", "e", "d":
		return value
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return value
	}
	if c.style >= 0 && c.style < len(r.formats) {
		if day, ok := r.formats[c.style].shown(n, r.since1904); ok {
			return day
		}
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// columnOf is the column of a cell's place, 1 of B7.
func columnOf(place string) (int, bool) {
	n := 0
	for i, c := range place {
		switch {
		case c >= 'A' && c <= 'Z' && i < 3:
			n = n*26 + int(c-'A') + 1
		case c >= '0' && c <= '9' && n > 0:
			return n - 1, true
		default:
			return 0, false
		}
	}
	return 0, false
}

// escapes are characters that XML cannot hold, as such programs write them: _x000D_.
var escapes = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescape puts characters in the place of their escapes, and one kind of line end.
func unescape(s string) string {
	if strings.Contains(s, "_x") {
		s = escapes.ReplaceAllStringFunc(s, func(e string) string {
			n, _ := strconv.ParseUint(e[2:6], 16, 16)
			return string(rune(n))
		})
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
