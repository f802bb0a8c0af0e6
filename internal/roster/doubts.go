package roster

import (
	"regexp"
	"strings"

	"giaoban/internal/fault"
)

// Doubts are what the list has and its author will not have meant.
func (us *Units) Doubts() []fault.Fault { return us.doubts }

// scientific is a code as a spreadsheet writes a long number.
var scientific = regexp.MustCompile(`^\d([.,]\d+)?E[+-]?\d+$`)

// doubts looks for them in a list that is taken.
func (p *parser) doubts() (found []fault.Fault) {
	note := func(line, column int, f fault.Fault) {
		found = append(found, f.At(p.file, line, p.character(line, column)))
	}
	var tops []int
	for i, u := range p.units {
		at := p.where[i]
		if scientific.MatchString(u.Code) {
			note(at.line, 1, fault.New("unit_code_spreadsheet", "code", u.Code))
		}
		if u.Parent == "" {
			tops = append(tops, i)
		}
	}
	switch first := tops[0]; {
	case len(tops) > mostRoots:
		note(p.where[tops[1]].line, p.where[tops[1]].parent, fault.New("unit_many_roots", "n", len(tops), "unit", p.units[first].Label()))
	default:
		for _, i := range tops[1:] {
			note(p.where[i].line, p.where[i].parent, fault.New("unit_second_root", "unit", p.units[i].Label(), "first", p.units[first].Label(), "line", p.where[first].line))
		}
	}
	p.shape(note)
	fault.Sort(found)
	return fault.Alike(found, mostAlike)
}

// mostRoots is how many units without one above are told one by one.
const mostRoots = 3

// zeros is the code that differs from a missing one in the zeros before it, which
// spreadsheets drop; none if there is none.
func (p *parser) zeros(code string) []string {
	if p.bare == nil {
		p.bare = make(map[string]string, len(p.units))
		for _, u := range p.units {
			p.bare[strings.TrimLeft(u.Code, "0")] = u.Code
		}
	}
	if meant, ok := p.bare[strings.TrimLeft(code, "0")]; ok {
		return []string{meant}
	}
	return nil
}
