package form

import (
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// called refuses names that are no words, and warns of two questions of one type that are
// called the same: who asks for it is asked which.
func (p *parsing) called() {
	first := map[string]*Question{}
	for i := range p.o.Sections {
		for j := range p.o.Sections[i].Questions {
			q := &p.o.Sections[i].Questions[j]
			for k, name := range q.Called {
				path := []any{"sections", i, "questions", j, "called", k}
				folded := viet.Fold(viet.Line(name))
				if strings.TrimSpace(folded) == "" {
					p.Note(path, fault.New("called_nothing", "code", q.Code))
					continue
				}
				key := string(q.Type) + " " + folded
				if other := first[key]; other != nil {
					p.warn(path, fault.New("called_twice", "first", other.Code, "code", q.Code, "name", name))
				}
				first[key] = q
			}
		}
	}
}
