package xlsform

import (
	"cmp"
	"slices"
	"strconv"

	"giaoban/internal/fault"
	"giaoban/internal/xlsx"
)

// A Weight tells what follows from a remark.
type Weight uint8

// The weights.
const (
	Ignored Weight = iota // has no meaning here, or is done without
	Look                  // was taken otherwise than it stands there
	Refused               // could not be taken
)

// A Remark is what was not taken as it stands in the workbook.
type Remark struct {
	Weight Weight
	Sheet  string
	Row    int    // as the program shows it; 0 is the whole sheet
	Column string // its heading; "" is the whole row
	Place  string // F12
	Fault  fault.Fault
}

// Say is the remark with its place, as one line.
func (r Remark) Say(say fault.Sayer, file string) string {
	text := r.Fault.Say(say)
	switch {
	case r.Sheet == "":
		return say.Say("xls_at_file", "file", file, "text", text)
	case r.Row == 0:
		return say.Say("xls_at_sheet", "file", file, "sheet", r.Sheet, "text", text)
	case r.Column == "":
		return say.Say("xls_at_row", "file", file, "sheet", r.Sheet, "row", strconv.Itoa(r.Row), "text", text)
	}
	return say.Say("xls_at_cell", "file", file, "sheet", r.Sheet, "row", strconv.Itoa(r.Row), "column", r.Column, "cell", r.Place, "text", text)
}

// comment is the remark as it stands in the outline.
func (r Remark) comment(say fault.Sayer) string {
	text := r.Fault.Say(say)
	if r.Column == "" {
		return say.Say("xls_comment_row", "sheet", r.Sheet, "row", strconv.Itoa(r.Row), "text", text)
	}
	return say.Say("xls_comment", "sheet", r.Sheet, "cell", r.Place, "column", r.Column, "text", text)
}

// sorted puts remarks into the order of the workbook.
func sorted(list []Remark) []Remark {
	order := map[string]int{"": -1, surveySheet: 0, choicesSheet: 1, settingsSheet: 2}
	slices.SortStableFunc(list, func(a, b Remark) int {
		return cmp.Or(cmp.Compare(order[a.Sheet], order[b.Sheet]), cmp.Compare(a.Row, b.Row))
	})
	return list
}

// at is a remark about a cell; without a column about the row.
func (t *table) at(weight Weight, row int, key string, f fault.Fault) Remark {
	r := Remark{Weight: weight, Sheet: t.name, Row: row, Fault: f}
	if c, ok := t.column(key, ""); ok {
		r.Column, r.Place = c.heading, xlsx.Column(c.index)+strconv.Itoa(row)
	}
	return r
}
