package roster

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/fault"
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
	maxLevel = 9  // far more than any administration has
	maxCode  = 32 // bytes: a code travels in the data of buttons
)

// ParseUnits reads a list of units, CSV in UTF-8 with the header
// code,parent_code,level,type,name. A parent may stand behind its children, a
// byte order mark is accepted, names and types become NFC. A list with
// anything wrong gives no tree but *fault.Faults; the name of the file is used for nothing
// else.
func ParseUnits(r io.Reader, file string) (*Units, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading units from %s: %w", file, err)
	}
	p := &parser{table: newTable(file, data), at: map[string]int{}}
	p.read()
	p.link()
	if err := p.Err(); err != nil {
		return nil, err
	}
	us := plant(p.units, p.at, p.parent)
	us.doubts = p.doubts()
	return us, nil
}

type parser struct {
	table
	units  []Unit
	at     map[string]int // place in units of the first with the code
	where  []place        // of each unit's fields
	parent []int
	named  map[string][]int  // by names in small letters, once a fault asks
	codes  map[string]string // by names and labels in small letters, once a fault asks
	bare   map[string]string // codes by what they are without zeros before them, once a fault asks
}

// place is where a unit stands in the file; columns count bytes.
type place struct{ line, parent, level int }

// read takes every row that can be taken.
func (p *parser) read() {
	if p.rows(columns(), p.row); len(p.units) == 0 && p.Err() == nil {
		p.note(2, 1, fault.New("units_none"))
	}
}

// row takes one unit; pos tells where a field begins.
func (p *parser) row(row []string, pos func(int) (line, column int)) {
	line, _ := pos(columnCode)
	u := Unit{Code: row[columnCode], Parent: row[columnParent], Type: tidy(row[columnType]), Name: tidy(row[columnName])}
	ok := true
	say := func(field int, f fault.Fault) {
		l, c := pos(field)
		p.note(l, c, f)
		ok = false
	}
	for i, field := range row {
		if f, wrong := checkField(i, field); wrong {
			say(i, f)
		}
	}
	var err error
	if u.Level, err = strconv.Atoi(row[columnLevel]); row[columnLevel] != "" && (err != nil || u.Level < 1 || u.Level > maxLevel) {
		say(columnLevel, levelMeant(row[columnLevel], row[columnType]))
	}
	if first, taken := p.at[u.Code]; taken {
		say(columnCode, fault.New("unit_code_twice", "code", u.Code, "line", p.where[first].line))
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

// aLevel is the number in what is written for a level.
var aLevel = regexp.MustCompile(`^\D*([1-9])(?:[.,]0+)?\D*$`)

// levelMeant says what is wrong with a level: it is written otherwise than as a number, or stands where the type does.
func levelMeant(level, kind string) fault.Fault {
	if _, err := strconv.Atoi(strings.TrimSpace(kind)); err == nil && !strings.ContainsFunc(level, unicode.IsDigit) {
		return fault.New("unit_level_type", "level", level, "type", kind)
	}
	f := fault.New("unit_level", "level", level, "most", maxLevel)
	if m := aLevel.FindStringSubmatch(level); m != nil {
		f.Near = m[1]
	}
	return f
}

// checkField looks at one field by itself.
func checkField(column int, field string) (f fault.Fault, wrong bool) {
	name := columns()[column]
	switch {
	case strings.ContainsFunc(field, unicode.IsControl):
		return fault.New("field_control", "field", name), true
	case column == columnParent && field == "":
	case column == columnParent && strings.TrimSpace(field) == field && strings.ContainsFunc(field, unicode.IsLetter): // a name, which no unit has for a code
	case strings.TrimSpace(field) == "":
		return fault.New("unit_field_missing", "field", name), true
	case column <= columnParent && strings.ContainsFunc(field, unicode.IsSpace):
		return fault.New("field_space", "field", name, "value", field), true
	case column <= columnParent && (len(field) > maxCode || strings.Contains(field, "|")):
		return fault.New("unit_code", "field", name, "code", field, "most", maxCode), true
	}
	return f, false
}

// link finds the unit above each, once all are known.
func (p *parser) link() {
	p.parent = make([]int, len(p.units))
	named := make(map[Unit]int, len(p.units))
	orphans := map[string][]int{} // by the code that no unit has
	low := map[int][]int{}        // by the unit above, whose level is not above theirs
	for i, u := range p.units {
		p.parent[i] = -1
		p.twin(named, i)
		if u.Parent == "" {
			continue
		}
		at := p.where[i]
		up, ok := p.at[u.Parent]
		if !ok {
			orphans[u.Parent] = append(orphans[u.Parent], i)
			continue
		}
		if up == i {
			p.note(at.line, at.parent, fault.New("unit_parent_itself", "code", u.Code))
			continue
		}
		if above := p.units[up].Level; u.Level != 0 && above != 0 && u.Level <= above {
			low[up] = append(low[up], i)
		}
		p.parent[i] = up
	}
	p.noParent(orphans)
	p.notAbove(low)
}

// notAbove tells of levels that are not below that of the unit above: once of that unit's where it has several below.
func (p *parser) notAbove(low map[int][]int) {
	for up, below := range low {
		above := p.units[up]
		if len(below) > 1 {
			at := p.where[up]
			p.note(at.line, at.level, fault.New("unit_level_of_above", "unit", above.Label(), "level", above.Level, "n", len(below), "below", p.units[below[0]].Label(), "theirs", p.units[below[0]].Level))
			continue
		}
		at := p.where[below[0]]
		p.note(at.line, at.level, fault.New("unit_level_above", "level", p.units[below[0]].Level, "above", above.Level, "unit", above.Label()))
	}
}

// noParent tells of each code that is missing once, however many units lie below it, and of the
// codes that a spreadsheet spoiled: the missing one may be among them.
func (p *parser) noParent(orphans map[string][]int) {
	if p.dragged(orphans) {
		return
	}
	for code, below := range orphans {
		first := p.where[below[0]]
		f := fault.New("unit_no_parent", "code", code)
		if len(below) > 1 {
			f = fault.New("unit_no_parent_of", "code", code, "n", len(below))
		}
		if f = f.Meant(code, p.zeros(code)); f.Near == "" {
			f.Near = cmp.Or(p.called(code), p.calledAbove(code, p.units[below[0]].Level))
		}
		p.note(first.line, first.parent, f)
	}
	for i, u := range p.units {
		if len(orphans) > 0 && scientific.MatchString(u.Code) {
			p.note(p.where[i].line, 1, fault.New("unit_code_spreadsheet", "code", u.Code))
		}
	}
}

// dragged tells once of codes of parents that count up from row to row, as a spreadsheet fills a column that is dragged.
func (p *parser) dragged(orphans map[string][]int) bool {
	if len(orphans) < 3 {
		return false
	}
	run := 1
	for i := 1; i < len(p.units); i++ {
		before, err := strconv.Atoi(p.units[i-1].Parent)
		now, err2 := strconv.Atoi(p.units[i].Parent)
		if err != nil || err2 != nil || now != before+1 {
			run = 1
			continue
		}
		if run++; run > len(orphans) {
			first := i - run + 1
			p.note(p.where[first+1].line, p.where[first+1].parent, fault.New("unit_parent_dragged", "n", run-1, "code", p.units[first].Parent))
			return true
		}
	}
	return false
}

// calledAbove is the code of the one unit of a higher level that is called so; "" if there is none, or several.
func (p *parser) calledAbove(name string, level int) (code string) {
	if p.named == nil {
		p.named = make(map[string][]int, len(p.units))
		for i, u := range p.units {
			p.named[strings.ToLower(u.Name)] = append(p.named[strings.ToLower(u.Name)], i)
		}
	}
	all := p.named[strings.ToLower(tidy(name))]
	for _, i := range all[:min(len(all), mostNamed)] {
		if u := p.units[i]; u.Level == 0 || u.Level >= level {
			continue
		}
		if code != "" {
			return ""
		}
		code = p.units[i].Code
	}
	return code
}

// mostNamed is how many units of one name are looked at.
const mostNamed = 20

// called is the code of the one unit that is called so, or has it with decimals; "" if there is none.
func (p *parser) called(name string) string {
	if p.codes == nil {
		p.codes = make(map[string]string, 2*len(p.units))
		for _, u := range p.units {
			for _, key := range []string{strings.ToLower(u.Name), strings.ToLower(u.Label()), u.Code + ".0"} {
				if code, taken := p.codes[key]; taken && code != u.Code {
					p.codes[key] = ""
				} else {
					p.codes[key] = u.Code
				}
			}
		}
	}
	return p.codes[strings.ToLower(tidy(name))]
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
		p.note(p.where[i].line, 1, fault.New("unit_twin", "unit", u.Label(), "line", p.where[first].line, "code", p.units[first].Code))
	}
}

// tidy makes a name NFC with single spaces.
func tidy(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }

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

// Only returns the tree of the units with these codes and of those above them.
func (us *Units) Only(codes []string) *Units {
	keep := map[int]bool{}
	for _, code := range codes {
		for i, ok := us.at[code]; ok && i >= 0 && !keep[i]; i = us.parent[i] {
			keep[i] = true
		}
	}
	var units []Unit
	var parent []int
	at, place := map[string]int{}, map[int]int{-1: -1}
	for i, u := range us.all {
		if keep[i] {
			place[i], at[u.Code] = len(units), len(units)
			units = append(units, u)
			parent = append(parent, us.parent[i])
		}
	}
	for i, up := range parent {
		parent[i] = place[up]
	}
	out := plant(units, at, parent)
	us.endedIn(out)
	return out
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
