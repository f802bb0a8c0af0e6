package form

import (
	"maps"
	"slices"

	"github.com/expr-lang/expr"
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
		{"range", q.Range},
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

func (p *parsing) checks() {
	seen := map[string]bool{}
	for i := range p.o.Checks {
		c := &p.o.Checks[i]
		if c.Of != nil {
			c.follow()
			continue
		}
		path := []any{"checks", i}
		if c.ID == "" || seen[c.ID] {
			p.fault(append(path, "id"), "", "check %q needs an id of its own", c.ID)
		}
		seen[c.ID] = true
		if c.Level != Error && c.Level != Warning && c.Level != Note {
			p.fault(append(path, "level"), "error, warning or note", "check %s: level %q", c.ID, c.Level)
		}
		if c.Message == "" {
			p.fault(path, "", "check %s has no message", c.ID)
		}
		if c.Constraint == "" {
			p.fault(path, "", "check %s has no constraint", c.ID)
			continue
		}
		p.check(c, path)
	}
}

func (p *parsing) check(c *Check, path []any) {
	scope := p.scope
	if c.Each != "" {
		c.Parent = p.o.ByName[c.Each]
		if c.Parent == nil || !c.Parent.IsGroup() {
			p.fault(append(path, "each"), "", "check %s: %q is not a repeat", c.ID, c.Each)
			return
		}
		scope = map[string]Variable{}
		for k, v := range p.scope {
			scope[k] = v
		}
		for k := range c.Parent.Questions {
			f := &c.Parent.Questions[k]
			scope[f.Name] = Variable{Name: f.Name, Q: f}
		}
		scope["stt"] = Variable{Name: "stt", Q: c.Parent, Kind: TheNumber}
	}
	c.Holds = p.expression(c.Constraint, append(path, "constraint"), scope, c.ID, expr.AsBool())
	c.ValueExpressions = map[string]*Expression{}
	for name, source := range c.Values {
		c.ValueExpressions[name] = p.expression(source, append(path, "values", name), scope, c.ID)
	}
	for j, fix := range c.Fix {
		q := p.o.ByName[fix.Question]
		if q == nil {
			p.fault(append(path, "fix", j, "question"), p.meantName(fix.Question), "check %s: there is no question %q", c.ID, fix.Question)
			continue
		}
		c.Fixes = append(c.Fixes, q)
	}
	if c.Holds != nil && !c.OnSubmit {
		c.follow()
	}
}

// follow tells the questions that the check names to try it.
func (c *Check) follow() {
	for _, v := range c.Holds.Vars {
		c.Compares = c.Compares || v.Kind == TheRows && v.Q == c.Parent
		if v.Q != nil && v.Kind != TheNumber && v.Q != c.Of {
			v.Q.Checks = append(v.Q.Checks, c)
			if v.Kind == TheRows {
				for k := range v.Q.Questions {
					v.Q.Questions[k].Checks = append(v.Q.Questions[k].Checks, c)
				}
			}
		}
	}
}
