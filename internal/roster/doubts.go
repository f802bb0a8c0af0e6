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
	top := -1
	for i, u := range p.units {
		at := p.where[i]
		if scientific.MatchString(u.Code) {
			note(at.line, 1, fault.New("unit_code_spreadsheet", "code", u.Code))
		}
		switch {
		case u.Parent != "":
		case top < 0:
			top = i
		default:
			note(at.line, at.parent, fault.New("unit_second_root", "unit", u.Label(), "first", p.units[top].Label(), "line", p.where[top].line))
		}
	}
	p.shape(note)
	fault.Sort(found)
	return found
}

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
