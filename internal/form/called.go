package form

import (
	"strings"

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
					p.fault(path, "for example called: [hộ dân]", "question %s is called by no words", q.Code)
					continue
				}
				key := string(q.Type) + " " + folded
				if other := first[key]; other != nil {
					p.warn(path, "questions %s and %s are both called «%s»; who asks for it is asked which", other.Code, q.Code, name)
				}
				first[key] = q
			}
		}
	}
}
