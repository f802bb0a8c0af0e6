// Package docxtest makes Word reports of several shapes for tests, from lines that are easy to write and read.
package docxtest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A shape is how the headings of a report are marked.
type shape struct {
	style  bool // by Word's heading styles
	bold   bool // by bold letters
	caps   bool // the highest in capitals
	auto   bool // numbered by Word
	nfd    bool // letters taken apart
	frame  bool // all within one table
	box    bool // the first heading in a text box
	note   bool // with a footnote behind each paragraph
	split  bool // each word a run of its own
	plain  bool // nothing but numbers
	column bool // two columns
}

func shapeOf(words string) (s shape) {
	for w := range strings.FieldsSeq(words) {
		switch w {
		case "style":
			s.style = true
		case "bold":
			s.bold = true
		case "caps":
			s.caps = true
		case "auto":
			s.auto = true
		case "nfd":
			s.nfd = true
		case "frame":
			s.frame = true
		case "box":
			s.box = true
		case "note":
			s.note = true
		case "split":
			s.split = true
		case "plain":
			s.plain = true
		case "column":
			s.column = true
		default:
			panic("no such shape: " + w)
		}
	}
	return s
}

// Make writes a report. Its first line names the shape; the others are
//
//	# I. a heading          ## 1. one below it          ### a) one below that
//	| cell | cell           a row of a table
//	anything else           a paragraph
//
// A line that begins with «=» is what a test expects and no part of the report, and so
// is what stands behind « @».
func Make(report string) []byte {
	first, rest, _ := strings.Cut(report, "\n")
	w := &writer{shape: shapeOf(strings.TrimPrefix(first, "shape:"))}
	for line := range strings.Lines(rest) {
		line = strings.TrimSpace(line)
		line, _, _ = strings.Cut(line, " @")
		if strings.HasPrefix(line, "=") || line == "" {
			w.endTable()
			continue
		}
		w.line(line)
	}
	w.endTable()
	return w.file()
}

type writer struct {
	shape
	body  strings.Builder
	rows  [][]string
	boxed bool
}

func (w *writer) line(line string) {
	if cells, ok := strings.CutPrefix(line, "|"); ok {
		var row []string
		for cell := range strings.SplitSeq(cells, "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		w.rows = append(w.rows, row)
		return
	}
	w.endTable()
	level := 0
	for strings.HasPrefix(line, "#") {
		line, level = line[1:], level+1
	}
	line = strings.TrimSpace(line)
	if level == 0 {
		w.paragraph("", line, false)
		return
	}
	properties := ""
	if w.style {
		properties += `<w:pStyle w:val="Heading` + strconv.Itoa(level) + `"/>`
	}
	if w.auto {
		_, line, _ = strings.Cut(line, " ")
		properties += `<w:numPr><w:ilvl w:val="` + strconv.Itoa(level-1) + `"/><w:numId w:val="1"/></w:numPr>`
	}
	if w.caps && level == 1 {
		line = strings.ToUpper(line)
	}
	if w.box && !w.boxed {
		w.boxed = true
		var inner writer
		inner.shape = w.shape
		inner.paragraph(properties, line, w.bold)
		w.body.WriteString(`<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + inner.body.String() + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` +
			inner.body.String() + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`)
		return
	}
	w.paragraph(properties, line, w.bold && level < 3 || w.bold && !w.plain)
}

func (w *writer) paragraph(properties, text string, bold bool) {
	w.body.WriteString("<w:p><w:pPr>" + properties + "</w:pPr>")
	runs := []string{text}
	if w.split {
		runs = strings.SplitAfter(text, " ")
	}
	for _, r := range runs {
		w.body.WriteString("<w:r>")
		if bold {
			w.body.WriteString("<w:rPr><w:b/></w:rPr>")
		}
		w.body.WriteString(`<w:t xml:space="preserve">` + w.escaped(r) + "</w:t></w:r>")
	}
	if w.note {
		w.body.WriteString(`<w:r><w:footnoteReference w:id="2"/></w:r>`)
	}
	w.body.WriteString("</w:p>")
}

func (w *writer) escaped(s string) string {
	if w.nfd {
		s = norm.NFD.String(s)
	}
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// endTable writes the rows so far. A cell of «<» widens the one before it.
func (w *writer) endTable() {
	if len(w.rows) == 0 {
		return
	}
	w.body.WriteString("<w:tbl><w:tblPr/>")
	for _, row := range w.rows {
		w.body.WriteString("<w:tr>")
		for i := 0; i < len(row); i++ {
			wide := 1
			for i+wide < len(row) && row[i+wide] == "<" {
				wide++
			}
			w.body.WriteString(`<w:tc><w:tcPr><w:gridSpan w:val="` + strconv.Itoa(wide) + `"/></w:tcPr>`)
			for line := range strings.SplitSeq(row[i], `\n`) {
				w.body.WriteString(`<w:p><w:r><w:t xml:space="preserve">` + w.escaped(line) + `</w:t></w:r></w:p>`)
			}
			w.body.WriteString("</w:tc>")
			i += wide - 1
		}
		w.body.WriteString("</w:tr>")
	}
	w.body.WriteString("</w:tbl>")
	w.rows = nil
}

const (
	head      = `<?xml version="1.0" encoding="UTF-8"?><w:X xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">`
	styles    = `<w:style w:type="paragraph" w:styleId="Heading%d"><w:name w:val="heading %d"/><w:rPr><w:b/></w:rPr></w:style>`
	numbering = `<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>`
)

func (w *writer) file() []byte {
	body := w.body.String()
	if w.frame {
		body = "<w:tbl><w:tr><w:tc>" + body + "</w:tc></w:tr></w:tbl>"
	}
	if w.column {
		body += `<w:sectPr><w:cols w:num="2"/></w:sectPr>`
	}
	var all strings.Builder
	for i := 1; i <= 3; i++ {
		fmt.Fprintf(&all, styles, i, i)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{{"word/document.xml", "<w:body>" + body + "</w:body>"}, {"word/styles.xml", all.String()},
		{"word/numbering.xml", numbering}, {"word/footnotes.xml", `<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Số liệu của Công an xã: 999 hộ</w:t></w:r></w:p></w:footnote>`}} {
		f, _ := z.Create(part[0])
		_, _ = f.Write([]byte(head + part[1] + "</w:X>"))
	}
	_ = z.Close()
	return b.Bytes()
}
