package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Write writes the workbook. All cells are texts: what begins with = is no formula. The first row of a sheet stands in bold and
// stays while one scrolls. The same book gives the same bytes.
func (b Book) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, part := range b.parts() {
		f, err := z.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := f.Write(part.content); err != nil {
			return err
		}
	}
	return z.Close()
}

type part struct {
	name    string
	content []byte
}

const (
	head      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	main      = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	office    = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	packaging = `http://schemas.openxmlformats.org/package/2006/`
	types     = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	styles    = head + `<styleSheet xmlns="` + main + `"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/>` +
		`<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>` +
		`</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="49" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">` +
		`<alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
		`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
)

// parts are the files of the archive, in their order.
func (b Book) parts() []part {
	var kinds, sheets, links bytes.Buffer
	all := []part{{}, {"_rels/.rels", []byte(head + `<Relationships xmlns="` + packaging + `relationships"><Relationship Id="rId1" Type="` + office +
		`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)}, {}, {}, {"xl/styles.xml", []byte(styles)}}
	for i, s := range b {
		n := i + 1
		fmt.Fprintf(&kinds, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, n, types)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(s.Name), n, n)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n, office, n)
		all = append(all, part{fmt.Sprintf("xl/worksheets/sheet%d.xml", n), s.xml()})
	}
	fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, len(b)+1, office)
	all[0] = part{"[Content_Types].xml", []byte(head + `<Types xmlns="` + packaging + `content-types"><Default Extension="rels" ContentType="application/` +
		`vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ` +
		`ContentType="` + types + `sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="` + types + `styles+xml"/>` + kinds.String() + `</Types>`)}
	all[2] = part{"xl/workbook.xml", []byte(head + `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets>` + sheets.String() + `</sheets></workbook>`)}
	all[3] = part{"xl/_rels/workbook.xml.rels", []byte(head + `<Relationships xmlns="` + packaging + `relationships">` + links.String() + `</Relationships>`)}
	return all
}

// The widths of columns, in digits.
const (
	leastWidth = 10
	mostWidth  = 50
)

func (s Sheet) xml() []byte {
	var out bytes.Buffer
	out.WriteString(head + `<worksheet xmlns="` + main + `"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
		`activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`)
	if widths := s.widths(); len(widths) > 0 {
		out.WriteString("<cols>")
		for i, width := range widths {
			fmt.Fprintf(&out, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
		}
		out.WriteString("</cols>")
	}
	out.WriteString("<sheetData>")
	for i, row := range s.Rows {
		fmt.Fprintf(&out, `<row r="%d">`, row.Number)
		style := ""
		if i == 0 {
			style = ` s="1"`
		}
		for j, c := range row.Cells {
			if c.Text != "" {
				fmt.Fprintf(&out, `<c r="%s%d"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, Column(j), row.Number, style, escaped(c.Text))
			}
		}
		out.WriteString("</row>")
	}
	out.WriteString("</sheetData></worksheet>")
	return out.Bytes()
}

func (s Sheet) widths() (widths []int) {
	for _, row := range s.Rows {
		for j, c := range row.Cells {
			for len(widths) <= j {
				widths = append(widths, leastWidth)
			}
			for line := range strings.Lines(c.Text) {
				widths[j] = max(widths[j], min(len([]rune(line))+2, mostWidth))
			}
		}
	}
	return widths
}

func escaped(s string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(s)) // a buffer takes all
	return out.String()
}
