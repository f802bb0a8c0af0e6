package form

import (
	"maps"
	"slices"
)

// types are the words that may stand after type:.
func types() (words []string) {
	for _, t := range slices.Sorted(maps.Keys(kinds)) {
		words = append(words, string(t))
	}
	return words
}

// shape checks a question by itself.
func (p *parsing) shape(q *Question, path []any) {
	if q.kind == nil {
		p.fault(append(path, "type"), meant(string(q.Type), types()), "question %s: there is no type %q", q.Code, q.Type)
	}
	if q.Label == "" {
		p.fault(path, "", "question %s has no label", q.Code)
	}
	if q.IsGroup() != (len(q.Questions) > 0 && q.Rows != nil) {
		p.fault(path, "", "question %s: a repeat, and only a repeat, has rows and questions", q.Code)
	}
	if q.Scan && q.Way() != ByFiles {
		p.fault(append(path, "scan"), "", "question %s: only a file can be the signed report", q.Code)
	}
	p.misplaced(q, path)
	if check := q.of().check; check != nil {
		check(p, q, path)
	}
	if a := q.Aggregate; a != "" && (!q.of().adds || a != Sum && a != Max && a != None) {
		p.fault(append(path, "aggregate"), meant(string(a), []string{string(Sum), string(Max), string(None)}),
			"question %s: a number comes together as sum, max or none", q.Code)
	}
	seen := map[string]bool{}
	for i, c := range append(q.Choices[:len(q.Choices):len(q.Choices)], q.Special...) {
		if !nameForm.MatchString(c.Name) || c.Label == "" || seen[c.Name] {
			p.fault(append(path, "choices", i), "", "question %s: choice %d needs a name of its own and a label", q.Code, i+1)
		}
		seen[c.Name] = true
	}
}

// misplaced refuses keys that have no meaning for the type: they are mistakes.
func (p *parsing) misplaced(q *Question, path []any) {
	for _, k := range []struct {
		key   string
		there bool
	}{
		{"min", q.Min != ""},
		{"max", q.Max != ""},
		{"min_length", q.MinLength != 0},
		{"max_length", q.MaxLength != 0},
		{"accept", q.Accept != nil},
		{"max_files", q.MaxFiles != 0},
		{"choices", q.Choices != nil},
		{"suggest", q.Suggest != nil},
		{"calculation", q.Calculation != ""},
		{"parts", q.Parts != nil},
		{"read_only", q.ReadOnly},
		{"skipped", q.Skipped != ""},
		{"within", q.Within != ""},
		{"default", q.Default != ""},
	} {
		if k.there && q.kind != nil && !slices.Contains(q.kind.keys, k.key) {
			p.fault(append(path, k.key), "", "question %s: %s says nothing for type %s", q.Code, k.key, q.Type)
		}
	}
	if q.ConstraintMessage != "" && q.Constraint == "" {
		p.fault(append(path, "constraint_message"), "", "question %s: a constraint_message without a constraint is never said", q.Code)
	}
	if q.Forward != "" && q.Forward != "up" {
		p.fault(append(path, "forward"), "up", "question %s: forward %q", q.Code, q.Forward)
	}
}

// crossed notes bounds between which nothing lies.
func (p *parsing) crossed(q *Question, path []any) {
	p.fault(append(path, "min"), "", "question %s: min %s is above max %s", q.Code, q.Min, q.Max)
}

// noDefault refuses a default that would not be taken as an answer.
func (p *parsing) noDefault(q *Question, path []any, hint string) {
	p.fault(append(path, "default"), hint, "question %s: default %q is no answer to it", q.Code, q.Default)
}
