package xlsx

import (
	"encoding/xml"
	"fmt"

	"giaoban/internal/ooxml"
)

func unmarshal(content []byte, into any) error {
	if err := xml.Unmarshal(content, into); err != nil {
		return fmt.Errorf("%w: %w", ooxml.ErrDamaged, err)
	}
	return nil
}

// A bookPart is the part that names the sheets.
type bookPart struct {
	XMLName    xml.Name
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name string `xml:"name,attr"`
		ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	} `xml:"sheets>sheet"`
}

// read reads the sheets of a file.
func read(file *ooxml.Package, wanted func(string) bool) (Book, error) {
	top, err := file.Related("")
	if err != nil {
		return nil, err
	}
	name := top.ByKind["officeDocument"]
	if name == "" {
		name = "xl/workbook.xml"
	}
	content, err := file.Part(name)
	switch {
	case err != nil:
		return nil, err
	case content == nil && file.Has("content.xml"):
		return nil, ErrOpenFormat
	case content == nil:
		return nil, ErrNotWorkbook
	}
	var workbook bookPart
	if err := unmarshal(content, &workbook); err != nil {
		return nil, err
	}
	switch {
	case workbook.XMLName.Local != "workbook":
		return nil, ErrNotWorkbook
	case len(workbook.Sheets) > maxSheets:
		return nil, ooxml.ErrTooLarge
	}
	parts, err := file.Related(name)
	if err != nil {
		return nil, err
	}
	r := &reader{since1904: workbook.Properties.Date1904 == "1" || workbook.Properties.Date1904 == "true", letters: MaxLetters, cells: MaxCells}
	var book Book
	for _, s := range workbook.Sheets {
		sheet := Sheet{Name: s.Name, Read: wanted(s.Name)}
		if sheet.Read {
			if err := r.prepare(file, parts); err != nil {
				return nil, err
			}
			part, err := file.Part(parts.ByID[s.ID])
			if err != nil {
				return nil, err
			}
			if sheet.Rows, err = r.rows(part); err != nil {
				return nil, err
			}
		}
		book = append(book, sheet)
	}
	return book, nil
}

// prepare reads what all sheets share, once.
func (r *reader) prepare(file *ooxml.Package, parts ooxml.Relations) error {
	if r.prepared {
		return nil
	}
	r.prepared = true
	shared, err := file.Part(parts.ByKind["sharedStrings"])
	if err == nil && shared != nil {
		err = r.readStrings(shared)
	}
	if err != nil {
		return err
	}
	styles, err := file.Part(parts.ByKind["styles"])
	if err == nil && styles != nil {
		err = r.readStyles(styles)
	}
	return err
}
