package roster

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/viet"
)

// columns returns the header of a list of units, in this order.
func columns() []string { return []string{"code", "parent_code", "level", "type", "name"} }

const (
	columnCode = iota
	columnParent
	columnLevel
	columnType
	columnName
)

const (
	maxLevel  = 9  // far more than any administration has
	maxFaults = 50 // told at once; a file with more is of another kind
	maxCode   = 32 // bytes: a code travels in the data of buttons
)

// Fault is one thing wrong with a list of units.
type Fault struct {
	File         string
	Line, Column int // from 1; the column counts characters
	What         string
	Hint         string // what to do about it
}

func (f Fault) Error() string {
	text := fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.What)
	if f.Hint != "" {
		text += " (" + f.Hint + ")"
	}
	return text
}

// ParseUnits reads a list of units, CSV in UTF-8 with the header
// code,parent_code,level,type,name. A parent may stand behind its children, a
// byte order mark is accepted, names and types become NFC. A list with
// anything wrong gives no tree but an error that joins a Fault for each thing,
// in the order of the file; the name of the file is used for nothing else.
func ParseUnits(r io.Reader, file string) (*Units, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading units from %s: %w", file, err)
	}
	p := &parser{file: file, data: bytes.TrimPrefix(data, []byte("\ufeff")), at: map[string]int{}}
	p.read()
	p.link()
	if len(p.faults) > 0 {
		return nil, p.err()
	}
	return plant(p.units, p.at, p.parent), nil
}

type parser struct {
	file   string
	data   []byte
	units  []Unit
	at     map[string]int // place in units of the first with the code
	where  []place        // of each unit's fields
	parent []int
	faults []Fault
	starts []int // where each line begins, once a fault asks
}

// place is where a unit stands in the file; columns count bytes.
type place struct{ line, parent, level int }

// read takes every row that can be taken.
func (p *parser) read() {
	rows := csv.NewReader(bytes.NewReader(p.data))
	rows.FieldsPerRecord = -1 // counted here, with a hint
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil || !slices.Equal(header, columns()) {
		p.fault(1, 1, "no header of a list of units", "the first line must be "+strings.Join(columns(), ",")+
			", separated by commas, in UTF-8")
		return
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			p.fault(bad.Line, p.character(bad.Line, bad.Column), bad.Err.Error(),
				"put a field with quotes or commas between quotes and double the quotes inside")
			continue
		}
		p.row(row, rows.FieldPos)
	}
	if len(p.units) == 0 && len(p.faults) == 0 {
		p.fault(2, 1, "no units", "add one line for each unit")
	}
}

// row takes one unit; pos tells where a field begins.
func (p *parser) row(row []string, pos func(int) (line, column int)) {
	line, _ := pos(columnCode)
	if len(row) != len(columns()) {
		p.fault(line, 1, fmt.Sprintf("%d fields, want %d", len(row), len(columns())), strings.Join(columns(), ","))
		return
	}
	u := Unit{Code: row[columnCode], Parent: row[columnParent], Type: tidy(row[columnType]), Name: tidy(row[columnName])}
	ok := true
	say := func(field int, what, hint string) {
		l, c := pos(field)
		p.fault(l, p.character(l, c), what, hint)
		ok = false
	}
	for i, field := range row {
		checkField(i, field, func(what, hint string) { say(i, what, hint) })
	}
	var err error
	if u.Level, err = strconv.Atoi(row[columnLevel]); row[columnLevel] != "" && (err != nil || u.Level < 1 || u.Level > maxLevel) {
		say(columnLevel, fmt.Sprintf("level %q", row[columnLevel]), fmt.Sprintf("a number from 1, the top, to %d", maxLevel))
	}
	if first, taken := p.at[u.Code]; taken {
		say(columnCode, fmt.Sprintf("code %q again", u.Code), fmt.Sprintf("line %d has it already", p.where[first].line))
	} else if u.Code != "" {
		p.at[u.Code] = len(p.units)
	}
	if !ok {
		u.Level = 0 // takes no part in comparing levels
	}
	at := place{line: line}
	_, at.parent = pos(columnParent)
	_, at.level = pos(columnLevel)
	p.units, p.where = append(p.units, u), append(p.where, at)
}

// checkField looks at one field by itself.
func checkField(column int, field string, say func(what, hint string)) {
	name := columns()[column]
	switch {
	case !utf8.ValidString(field):
		say(name+" is not UTF-8", "save the file as UTF-8")
	case strings.ContainsFunc(field, unicode.IsControl):
		say(name+" has a control character", "one unit a line, without tabs or line breaks inside")
	case column == columnParent && field == "":
	case strings.TrimSpace(field) == "":
		say(name+" is missing", "only parent_code may be empty, for a unit at the top")
	case column <= columnLevel && strings.ContainsFunc(field, unicode.IsSpace):
		say(fmt.Sprintf("%s %q has a space", name, field), "leave it out")
	case column <= columnParent && (len(field) > maxCode || strings.Contains(field, "|")):
		say(fmt.Sprintf("%s %q", name, field), fmt.Sprintf("a code has at most %d bytes and no |", maxCode))
	}
}

// link finds the unit above each, once all are known.
func (p *parser) link() {
	p.parent = make([]int, len(p.units))
	named := make(map[Unit]int, len(p.units))
	for i, u := range p.units {
		p.parent[i] = -1
		p.twin(named, i)
		if u.Parent == "" {
			continue
		}
		at := p.where[i]
		up, ok := p.at[u.Parent]
		if !ok {
			p.fault(at.line, p.character(at.line, at.parent), fmt.Sprintf("no unit has the code %q", u.Parent),
				"add the unit above, or leave parent_code empty; zeros in front belong to a code")
			continue
		}
		if above := p.units[up].Level; u.Level != 0 && above != 0 && u.Level <= above {
			p.fault(at.line, p.character(at.line, at.level),
				fmt.Sprintf("level %d is not below level %d of %s", u.Level, above, p.units[up].Label()),
				"levels count downwards from 1 at the top")
		}
		p.parent[i] = up
	}
}

// twin refuses two units that nobody could tell apart: of one parent, one type
// and one name.
func (p *parser) twin(named map[Unit]int, i int) {
	u := p.units[i]
	who := Unit{Parent: u.Parent, Type: u.Type, Name: u.Name}
	first, again := named[who]
	if !again {
		named[who] = i
		return
	}
	if p.units[first].Code != u.Code { // else that is told already
		p.fault(p.where[i].line, 1, fmt.Sprintf("%s again, under the same unit", u.Label()),
			fmt.Sprintf("line %d has it as %s: take one out, or tell their names apart", p.where[first].line, p.units[first].Code))
	}
}

// tidy makes a name NFC with single spaces.
func tidy(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }

func (p *parser) fault(line, column int, what, hint string) {
	p.faults = append(p.faults, Fault{File: p.file, Line: line, Column: column, What: what, Hint: hint})
}

// character makes a column in bytes one in characters.
func (p *parser) character(line, column int) int {
	if p.starts == nil {
		p.starts = []int{0}
		for i, c := range p.data {
			if c == '\n' {
				p.starts = append(p.starts, i+1)
			}
		}
	}
	if line > len(p.starts) {
		return column
	}
	rest := p.data[p.starts[line-1]:]
	return utf8.RuneCount(rest[:min(max(column-1, 0), len(rest))]) + 1
}

// err joins the faults in the order of the file.
func (p *parser) err() error {
	slices.SortStableFunc(p.faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	var errs []error
	for _, f := range p.faults[:min(len(p.faults), maxFaults)] {
		errs = append(errs, f)
	}
	if more := len(p.faults) - maxFaults; more > 0 {
		errs = append(errs, fmt.Errorf("%s: %d more faults", p.file, more))
	}
	return errors.Join(errs...)
}

// plant makes the tree of units that are known to be right.
func plant(units []Unit, at map[string]int, parent []int) *Units {
	us := &Units{
		all: units, at: at, parent: parent, kids: make([][]int, len(units)), rank: ranks(units),
		line: make([]int, 0, len(units)), from: make([]int, len(units)), to: make([]int, len(units)),
	}
	for i, up := range parent {
		if up >= 0 {
			us.kids[up] = append(us.kids[up], i)
		}
	}
	for _, siblings := range us.kids {
		slices.SortFunc(siblings, us.byName)
	}
	for i, up := range parent {
		if up < 0 {
			us.walk(i)
		}
	}
	us.index = newIndex(units)
	return us
}

// walk puts a unit and all below it in line. Levels grow downwards, so it is
// never deeper than maxLevel.
func (us *Units) walk(i int) {
	us.from[i] = len(us.line)
	us.line = append(us.line, i)
	for _, kid := range us.kids[i] {
		us.walk(kid)
	}
	us.to[i] = len(us.line)
}

// byName orders two units by name, then by the name of the unit above, then by
// code.
func (us *Units) byName(a, b int) int {
	above := func(i int) int {
		if us.parent[i] < 0 {
			return -1
		}
		return us.rank[us.parent[i]]
	}
	return cmp.Or(cmp.Compare(us.rank[a], us.rank[b]), cmp.Compare(above(a), above(b)),
		strings.Compare(us.all[a].Code, us.all[b].Code))
}

// ranks gives each unit the place of its name in the collation, so that names
// are collated once and never again.
func ranks(units []Unit) []int {
	seen := make(map[string]int, len(units))
	var names []string
	for _, u := range units {
		if _, ok := seen[u.Name]; !ok {
			seen[u.Name] = 0
			names = append(names, u.Name)
		}
	}
	viet.SortNames(names)
	for place, name := range names {
		seen[name] = place
	}
	out := make([]int, len(units))
	for i, u := range units {
		out[i] = seen[u.Name]
	}
	return out
}
