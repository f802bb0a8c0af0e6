package roster

import (
	"slices"
	"strings"

	"giaoban/internal/fault"
)

// usual are kinds of units that nobody has for a name.
var usual = []string{"xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "commune", "ward", "district", "province"}

// shape notes of units what a slip makes of them: the name in the column of the type, and a level below the one that all others
// of its type have.
func (p *parser) shape(note func(line, column int, f fault.Fault)) {
	levels := map[string]map[int]int{} // how many of a type are of each level
	for _, u := range p.units {
		if levels[u.Type] == nil {
			levels[u.Type] = map[int]int{}
		}
		levels[u.Type][u.Level]++
	}
	for i, u := range p.units {
		at := p.where[i]
		name := strings.ToLower(u.Name)
		if _, kind := levels[name]; !strings.EqualFold(u.Type, u.Name) && (slices.Contains(usual, name) || kind && levels[u.Type][u.Level] == 1) {
			note(at.line, 1, fault.New("unit_swapped", "code", u.Code, "type", u.Type, "name", u.Name))
		}
		up := p.parent[i]
		if up < 0 || u.Level <= p.units[up].Level+1 {
			continue
		}
		if next := p.units[up].Level + 1; levels[u.Type][next] > 0 {
			note(at.line, at.level, fault.New("unit_level_jump", "unit", u.Label(), "level", u.Level, "type", u.Type, "usual", next))
		}
	}
	found := p.odd
	for _, f := range found {
		note(f.Line, f.Column, f)
	}
}

// PeopleDoubts are what a list of people has and its author will not have meant. reports tells whether units of a level report.
func PeopleDoubts(content []byte, file string, units *Units, reports func(level int) bool) (found []fault.Fault) {
	t := newTable(file, content)
	t.rows(peopleColumns(), func(row []string, pos func(int) (line, column int)) {
		u, known := units.Get(row[0])
		if known && Role(row[1]) == Officer && !reports(u.Level) {
			line, column := pos(1)
			found = append(found, fault.New("person_no_report", "unit", u.Label(), "level", u.Level).At(file, line, t.character(line, column)))
		}
	})
	for _, f := range t.odd {
		found = append(found, f.At(file, f.Line, t.character(f.Line, f.Column)))
	}
	return found
}
