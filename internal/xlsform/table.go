package xlsform

import (
	"slices"
	"strings"
	"unicode/utf8"

	"giaoban/internal/xlsx"
)

// The sheets.
const (
	surveySheet   = "survey"
	choicesSheet  = "choices"
	settingsSheet = "settings"
	ownSheet      = "giaoban"
)

// Wanted tells whether a sheet of the workbook is read.
func Wanted(sheet string) bool {
	sheet = strings.ToLower(strings.TrimSpace(sheet))
	return slices.Contains([]string{surveySheet, choicesSheet, settingsSheet, ownSheet}, sheet)
}

// A table is a sheet with its headings.
type table struct {
	name    string
	columns []column
	rows    []xlsx.Row
	width   int // of a file of choices
}

// A column has a key, and where its words are of a language that language.
type column struct {
	index                  int
	key, language, heading string
}

// aliases are the other names of columns.
var aliases = map[string]string{
	"relevance": "relevant", "constraint message": "constraint_message", "constraint_msg": "constraint_message", "jr:constraintmsg": "constraint_message",
	"required message": "required_message", "required_msg": "required_message", "jr:requiredmsg": "required_message", "calculate": "calculation",
	"read only": "read_only", "readonly": "read_only", "repeat count": "repeat_count", "jr:count": "repeat_count", "choice filter": "choice_filter",
	"list name": "list_name", "caption": "label", "guidance hint": "guidance_hint", "parameter": "parameters", "big-image": "image",
	"form title": "form_title", "title": "form_title", "form id": "form_id", "default language": "default_language", "id_string": "form_id",
}

// spoken are the columns that may stand once for each language.
var spoken = []string{"label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio", "video", "media"}

// tabled reads a sheet's headings; nil where there is no sheet or nothing on it.
func tabled(s *xlsx.Sheet) *table {
	if s == nil || len(s.Rows) == 0 {
		return nil
	}
	rows := cleaned(s.Rows)
	t := &table{name: strings.ToLower(strings.TrimSpace(s.Name)), rows: rows[1:]}
	for i, cell := range rows[0].Cells {
		if cell.Text != "" {
			t.columns = append(t.columns, headed(i, cell.Text))
		}
	}
	return t
}

// cleaned takes out of the cells what no text has.
func cleaned(rows []xlsx.Row) []xlsx.Row {
	bad := func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == utf8.RuneError
	}
	out := slices.Clone(rows)
	for i, row := range rows {
		for j, cell := range row.Cells {
			if strings.ContainsFunc(cell.Text, bad) {
				if &out[i].Cells[0] == &row.Cells[0] {
					out[i].Cells = slices.Clone(row.Cells)
				}
				out[i].Cells[j].Text = strings.TrimSpace(strings.Map(func(r rune) rune {
					if bad(r) {
						return -1
					}
					return r
				}, cell.Text))
			}
		}
	}
	return out
}

// headed reads a heading: «label», «label::Tiếng Việt (vi)», «label:English», «bind::relevant», «media::image::English».
func headed(index int, heading string) column {
	c := column{index: index, heading: heading}
	parts := strings.Split(heading, "::")
	if before, after, cut := strings.Cut(heading, ":"); len(parts) == 1 && cut && slices.Contains(append([]string{"bind", "control"}, spoken...), keyOf(before)) {
		parts = []string{before, after}
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if first := keyOf(parts[0]); len(parts) > 1 && slices.Contains([]string{"bind", "media", "control", "body"}, first) {
		parts = parts[1:]
		if first == "body" {
			parts[0] = "body::" + parts[0]
		}
	}
	c.key = keyOf(parts[0])
	if len(parts) > 1 {
		c.language = strings.Join(parts[1:], "::")
		if !slices.Contains(spoken, c.key) {
			c.key, c.language = strings.ToLower(strings.Join(parts, "::")), ""
		}
	}
	return c
}

func keyOf(word string) string {
	word = strings.ToLower(strings.TrimSpace(word))
	if other, ok := aliases[word]; ok {
		return other
	}
	return word
}

// column finds a column; that of the language, or the one for all.
func (t *table) column(key, language string) (column, bool) {
	var first *column
	for i, c := range t.columns {
		if c.key == key && c.language == language {
			return c, true
		}
		if c.key == key && first == nil {
			first = &t.columns[i]
		}
	}
	if first != nil {
		return *first, true
	}
	return column{}, false
}

// text is the cell of a row in the column with that key.
func (t *table) text(row xlsx.Row, key string) string {
	c, ok := t.column(key, "")
	if !ok {
		return ""
	}
	return row.Text(c.index)
}

// said is the cell in a language, else what there is in another.
func (t *table) said(row xlsx.Row, key, language string) string {
	c, ok := t.column(key, language)
	if !ok {
		return ""
	}
	if text := row.Text(c.index); text != "" {
		return text
	}
	for _, c := range t.columns {
		if c.key == key && row.Text(c.index) != "" {
			return row.Text(c.index)
		}
	}
	return ""
}

// every is the cell in each language.
func (t *table) every(row xlsx.Row, key string) (list []string) {
	for _, c := range t.columns {
		if c.key == key {
			list = append(list, row.Text(c.index))
		}
	}
	return list
}

// languages are those of the columns with words, in their order.
func (t *table) languages() (list []string) {
	for _, c := range t.columns {
		if slices.Contains(spoken, c.key) && c.language != "" && !slices.Contains(list, c.language) {
			list = append(list, c.language)
		}
	}
	return list
}
