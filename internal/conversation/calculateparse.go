package conversation

// calculated compiles the figures of a calculated question.
func (p *parsing) calculated(q *Question, path []any) {
	if q.Calculation == "" && len(q.Parts) == 0 {
		p.fault(path, "", "question %s: a calculated question needs a calculation or parts", q.Code)
		return
	}
	scope := map[string]variable{}
	for k, v := range p.scope {
		scope[k] = v
	}
	add := func(f figure, source string, path []any) {
		if f.value = p.expression(source, path, scope, q.Code); f.value == nil {
			return
		}
		for _, v := range f.value.vars {
			f.derived = f.derived || v.q == q
		}
		f.list = f.value.sampleIsList()
		v := variable{name: f.name, q: q, part: len(q.figures)}
		q.figures = append(q.figures, f)
		scope[f.name], p.scope[f.name] = v, v
	}
	if q.Calculation != "" {
		add(figure{name: q.Name}, q.Calculation, append(path, "calculation"))
	}
	lists := 0
	for i, part := range q.Parts {
		at := append(path[:len(path):len(path)], "parts", i)
		switch {
		case !nameForm.MatchString(part.Name):
			p.fault(append(at, "name"), "a-z, 0-9 and _, beginning with a letter", "question %s: part name %q is not a name", q.Code, part.Name)
			continue
		case p.o.byName[part.Name] != nil || p.o.parts[part.Name].q != nil:
			p.fault(append(at, "name"), "", "name %q is used twice", part.Name)
			continue
		case part.Label == "":
			p.fault(at, "", "question %s: part %q has no label", q.Code, part.Name)
		}
		before := len(q.figures)
		add(figure{name: part.Name, label: part.Label}, part.Calculation, append(at, "calculation"))
		if len(q.figures) == before {
			continue
		}
		if q.figures[before].list {
			lists++
		}
		p.o.parts[part.Name] = variable{name: part.Name, q: q, part: before}
	}
	if lists > 1 {
		p.fault(append(path, "parts"), "", "question %s: only one part may be a list of names", q.Code)
	}
	p.o.calculated = append(p.o.calculated, q)
}

// sampleIsList runs the expression where nothing is answered and nobody has
// reported, and tells whether a list comes of it.
func (e *expression) sampleIsList() bool {
	env := make(map[string]any, len(e.vars))
	for _, v := range e.vars {
		env[v.name] = v.sample()
	}
	v, _ := e.run(env)
	switch v.(type) {
	case []string, []any:
		return true
	}
	return false
}

// usesBelow notes which figures of the units below an expression names.
func (p *parsing) usesBelow(e *expression, path []any, of string) {
	for _, v := range e.vars {
		if v.kind != theBelow {
			continue
		}
		p.o.usesBelow = true
		for _, name := range v.members {
			line, column := Position(&p.root, path)
			p.o.below = append(p.o.below, BelowUse{name, Fault{File: p.file, Line: line, Column: column,
				Message: of + ": the reports below have no figure \"" + name + "\""}})
		}
	}
}
