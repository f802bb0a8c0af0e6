package xlsx

import (
	"encoding/xml"
	"fmt"
	"path"
	"strings"
)

// relations are the parts that a part names, by id and by kind.
type relations struct{ byID, byKind map[string]string }

// related reads the relations of a part.
func (a *archive) related(part string) (relations, error) {
	folder, name := path.Split(part)
	content, err := a.part(folder + "_rels/" + name + ".rels")
	to := relations{map[string]string{}, map[string]string{}}
	if err != nil || content == nil {
		return to, err
	}
	var list struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := unmarshal(content, &list); err != nil {
		return to, err
	}
	for _, r := range list.All {
		if r.Mode == "External" {
			continue
		}
		target := path.Join(folder, r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = strings.TrimPrefix(path.Clean(r.Target), "/")
		}
		to.byID[r.ID], to.byKind[path.Base(r.Type)] = target, target
	}
	return to, nil
}

func unmarshal(content []byte, into any) error {
	if err := xml.Unmarshal(content, into); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
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

// book reads what the archive holds.
func (a *archive) book(wanted func(string) bool) (Book, error) {
	top, err := a.related("")
	if err != nil {
		return nil, err
	}
	name := top.byKind["officeDocument"]
	if name == "" {
		name = "xl/workbook.xml"
	}
	content, err := a.part(name)
	switch {
	case err != nil:
		return nil, err
	case content == nil && a.files["content.xml"] != nil:
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
		return nil, ErrTooLarge
	}
	parts, err := a.related(name)
	if err != nil {
		return nil, err
	}
	r := &reader{since1904: workbook.Properties.Date1904 == "1" || workbook.Properties.Date1904 == "true", letters: MaxLetters, cells: MaxCells}
	var book Book
	for _, s := range workbook.Sheets {
		sheet := Sheet{Name: s.Name, Read: wanted(s.Name)}
		if sheet.Read {
			if err := r.prepare(a, parts); err != nil {
				return nil, err
			}
			part, err := a.part(parts.byID[s.ID])
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
func (r *reader) prepare(a *archive, parts relations) error {
	if r.prepared {
		return nil
	}
	r.prepared = true
	shared, err := a.part(parts.byKind["sharedStrings"])
	if err == nil && shared != nil {
		err = r.readStrings(shared)
	}
	if err != nil {
		return err
	}
	styles, err := a.part(parts.byKind["styles"])
	if err == nil && styles != nil {
		err = r.readStyles(styles)
	}
	return err
}
