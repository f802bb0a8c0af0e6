package xlsform

import (
	"regexp"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsx"
)

// An item is a row of the survey, a group or list with what stands in it.
type item struct {
	row   xlsx.Row
	kind  kindOf
	name  string // as it is written
	above *item
	items []*item
	order int  // among all rows
	bound bool // to a condition
}

// unsure tells whether the item may not apply where another does.
func (i *item) unsure(where *item) bool {
	for a := i; a != nil; a = a.above {
		if a.bound && !a.holds(where) {
			return true
		}
	}
	return false
}

// holds tells whether another item stands in the item.
func (i *item) holds(other *item) bool {
	for a := other; a != nil; a = a.above {
		if a == i {
			return true
		}
	}
	return false
}

// stands tells whether the item stands in those groups, one in the other, in another item; nil is the form itself.
func (i *item) stands(groups []string, in *item) bool {
	a := i.above
	for n := len(groups) - 1; n >= 0; n-- {
		if a == nil || a.name != groups[n] {
			return false
		}
		a = a.above
	}
	return a == in || in == nil && a != nil && a.above == nil
}

// list is the repeated list in which the item stands; nil outside lists.
func (i *item) list() *item {
	for a := i.above; a != nil; a = a.above {
		if a.kind.word == aList {
			return a
		}
	}
	return nil
}

// inside names what stands in a group or list.
func (i *item) inside() string {
	var names []string
	for _, in := range i.items {
		names = append(names, in.name)
		if more := in.inside(); more != "" {
			names = append(names, more)
		}
	}
	return strings.Join(names, ", ")
}

// cell is the item's own words in a column.
func (i *item) cell(f *survey, key string) string { return f.text(i.row, key) }

// A survey is what is read of the workbook before anything is made of it.
type survey struct {
	*table
	choices  *table
	settings map[string]string
	own      *table
	top      *item
	lists    map[string][]choice
	files    map[string]*table      // that have choices
	faulty   map[string]fault.Fault // and what is wrong with others
	language string
	remarks  []Remark
	told     []string // the lists of which it was told that the names of their choices are changed
}

// remark notes what was not taken as it stands.
func (f *survey) remark(weight Weight, i *item, key string, why fault.Fault) Remark {
	r := f.at(weight, i.row.Number, key, why)
	f.remarks = append(f.remarks, r)
	return r
}

// bareEnd is what a form's end is called, the time at which a phone closed it, and what somebody wrote for the end of a group.
var bareEnd = regexp.MustCompile(`(?i)^\s*end\s*$`)

// rowsOf reads the rows of the survey into groups and lists. What is bounded wrongly is a fault of the file.
func (f *survey) rowsOf() error {
	f.top = &item{}
	into := f.top
	var bare *item // the last end in a group that does not say of what
	for _, row := range f.rows {
		cell := f.text(row, "type")
		if cell == "" || strings.HasPrefix(cell, "#") {
			if f.text(row, "name") != "" || f.said(row, "label", f.language) != "" {
				f.remarks = append(f.remarks, f.at(Refused, row.Number, "type", fault.New("xls_no_type")))
			}
			continue
		}
		i := &item{row: row, kind: typed(cell), name: f.text(row, "name"), above: into, order: row.Number, bound: f.text(row, "relevant") != ""}
		switch {
		case i.kind.end:
			if into != f.top && into.kind.word != i.kind.word {
				return f.at(Refused, row.Number, "type", fault.New("xls_end_other", "type", cell, "open", f.text(into.row, "type"), "name", into.name, "row", into.row.Number)).Err()
			}
			if into == f.top {
				return f.at(Refused, row.Number, "type", fault.New("xls_end", "type", cell)).Err()
			}
			into = into.above
		case i.kind.begin:
			into.items = append(into.items, i)
			into = i
		default:
			into.items = append(into.items, i)
			if into != f.top && i.name == "" && bareEnd.MatchString(cell) {
				bare = i
			}
		}
	}
	if into != f.top && bare != nil && into.holds(bare) {
		return f.at(Refused, bare.row.Number, "type", fault.New("xls_end_bare", "type", f.text(bare.row, "type"))).Err()
	}
	if into != f.top {
		return f.at(Refused, into.row.Number, "type", fault.New("xls_not_ended", "type", f.text(into.row, "type"), "name", into.name)).Err()
	}
	return nil
}

// A Failure is a remark because of which nothing is made of the workbook.
type Failure struct {
	Remark
	// Before are those about single rows, where no row could be taken.
	Before []Remark
}

func (f *Failure) Error() string { return f.Place + " " + f.Fault.Error() }

// Err is the remark as an error.
func (r Remark) Err() error { return &Failure{Remark: r} }
