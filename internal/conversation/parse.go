package conversation

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"regexp"
	"slices"

	"github.com/expr-lang/expr"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// index is what Parse works out beside the file's own words.
type index struct {
	top    []*Question // the questions outside groups, in order
	byCode map[string]*Question
	byName map[string]*Question
	scan   *Question // the question for the signed report; nil if there is none
	// parts are the named figures of calculated questions.
	parts map[string]variable
	// calculated are the calculated questions, in order.
	calculated []*Question
	// belowConditions are the questions that apply or not by what is below.
	belowConditions []*Question
	below           []BelowUse
	usesBelow       bool
}

// compiled is what Parse works out for a question.
type compiled struct {
	pos      int // in top, or in the group's Questions
	group    *Question
	section  int
	relevant *expression
	values   map[string]*expression
	// constraint may name the question itself.
	constraint *expression
	minRows    *expression
	// dependents are the later questions outside groups whose condition (or
	// whose rows' conditions) names this one, directly or through others.
	dependents     []*Question
	names          map[*Question]bool // that relevant and the rows' conditions use
	checks         []*Check           // that name this question and are not put off
	requiredFields int                // of a group, without those under a condition
	reasonFor      *Question          // the group whose missing rows this question explains
	figures        []figure           // of a calculated question
}

type compiledCheck struct {
	constraint *expression
	group      *Question // of Each
	values     map[string]*expression
	fixes      []*Question
	compares   bool // rows of Each with one another
}

type compiledLine struct{ relevant *expression }

type compiledFigure struct{ value *expression }

func (q *Question) dependsOn(changed map[*Question]bool) bool {
	for n := range q.names {
		if changed[n] {
			return true
		}
	}
	return false
}

// Parse reads an outline. Its error is Faults: all of them at once.
func Parse(file string, content []byte) (*Outline, error) {
	content = norm.NFC.Bytes(content)
	o := &Outline{}
	p := &parsing{file: file, o: o}
	p.load(content)
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	sum := sha256.Sum256(content)
	o.Hash = hex.EncodeToString(sum[:])[:12]
	p.index()
	if len(p.faults) == 0 {
		p.compile()
	}
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	return o, nil
}

type parsing struct {
	file   string
	root   yaml.Node
	o      *Outline
	scope  map[string]variable
	faults Faults
}

func (p *parsing) load(content []byte) {
	for _, into := range []any{&p.root, p.o} {
		err := yaml.Load(content, into, yaml.WithKnownFields())
		if err == nil {
			continue
		}
		var many *yaml.LoadErrors
		var one *yaml.LoadError
		switch {
		case errors.As(err, &many):
			for _, e := range many.Errors {
				p.loadFault(e.Mark.Line, e.Mark.Column, e.Message)
			}
		case errors.As(err, &one):
			p.loadFault(one.Mark.Line, one.Mark.Column, one.Message)
		default:
			p.faults = append(p.faults, Fault{File: p.file, Line: 1, Column: 1, Message: err.Error()})
		}
		return
	}
}

var (
	nameForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	codeForm = regexp.MustCompile(`^[A-Z]+[0-9]+(\.[0-9]+)*$`)
)

// index gives every question its place and refuses names used twice.
func (p *parsing) index() {
	o := p.o
	o.byCode, o.byName, o.parts = map[string]*Question{}, map[string]*Question{}, map[string]variable{}
	if len(o.Sections) == 0 {
		p.fault(nil, "", "the outline has no sections")
	}
	if len(o.Sections) > 64 {
		p.fault([]any{"sections"}, "", "an outline has at most 64 sections")
	}
	for i := range o.Sections {
		s := &o.Sections[i]
		if s.Code == "" || s.Title == "" {
			p.fault([]any{"sections", i}, "", "a section needs code and title")
		}
		for j := range s.Questions {
			q := &s.Questions[j]
			path := []any{"sections", i, "questions", j}
			q.pos, q.section = len(o.top), i
			o.top = append(o.top, q)
			p.enter(q, path)
			for k := range q.Questions {
				field := &q.Questions[k]
				field.pos, field.section, field.group = k, i, q
				p.enter(field, append(path[:4:4], "questions", k))
			}
		}
	}
}

func (p *parsing) enter(q *Question, path []any) {
	o := p.o
	switch {
	case !codeForm.MatchString(q.Code):
		p.fault(append(path, "code"), "for example X5.01", "code %q is not a code", q.Code)
	case o.byCode[q.Code] != nil:
		p.fault(append(path, "code"), "", "code %s is used twice", q.Code)
	}
	switch {
	case !nameForm.MatchString(q.Name):
		p.fault(append(path, "name"), "a-z, 0-9 and _, beginning with a letter", "question %s: name %q is not a name", q.Code, q.Name)
	case o.byName[q.Name] != nil:
		p.fault(append(path, "name"), "", "name %q is used twice", q.Name)
	}
	o.byCode[q.Code], o.byName[q.Name] = q, q
	if q.Scan {
		o.scan = q
	}
	p.shape(q, path)
}

// compile compiles every expression in the order of asking, so that a
// condition can name only what was asked before it.
func (p *parsing) compile() {
	p.scope = map[string]variable{"today": {name: "today", kind: theDay}, "below": {name: "below", kind: theBelow}}
	for i := range p.o.Sections {
		for j := range p.o.Sections[i].Questions {
			q := &p.o.Sections[i].Questions[j]
			path := []any{"sections", i, "questions", j}
			p.question(q, path, p.scope)
			if q.Type == Repeat {
				p.group(q, path)
				p.scope[q.Name+"_closed"] = variable{name: q.Name + "_closed", q: q, kind: isClosed}
				p.scope[q.Name] = variable{name: q.Name, q: q, kind: theRows}
			} else if q.Type == Calculate {
				p.calculated(q, path)
			} else {
				p.scope[q.Name] = variable{name: q.Name, q: q}
			}
		}
	}
	p.reasons()
	p.checks()
	p.rest()
	p.dependents()
}

func (p *parsing) group(q *Question, path []any) {
	scope := map[string]variable{}
	for k, v := range p.scope {
		scope[k] = v
	}
	for k := range q.Questions {
		f := &q.Questions[k]
		p.question(f, append(path[:4:4], "questions", k), scope)
		scope[f.Name] = variable{name: f.Name, q: f}
		if f.Required && f.relevant == nil {
			q.requiredFields++
		}
	}
	if q.Rows.Min != "" {
		q.minRows = p.expression(q.Rows.Min, append(path, "rows", "min"), p.scope, q.Code)
	}
	if f := p.o.byName[q.Rows.Name]; f == nil || f.group != q {
		p.fault(append(path, "rows", "name"), "", "question %s: rows.name %q is not one of its fields", q.Code, q.Rows.Name)
	}
}

func (p *parsing) question(q *Question, path []any, scope map[string]variable) {
	if q.Relevant != "" {
		q.relevant = p.expression(q.Relevant, append(path, "relevant"), scope, q.Code, expr.AsBool())
	}
	if q.Constraint != "" {
		own := map[string]variable{q.Name: {name: q.Name, q: q}}
		for k, v := range scope {
			own[k] = v
		}
		q.constraint = p.expression(q.Constraint, append(path, "constraint"), own, q.Code, expr.AsBool())
	}
	q.values = map[string]*expression{}
	for _, name := range slices.Sorted(maps.Keys(q.Values)) {
		if e := p.expression(q.Values[name], append(path, "values", name), scope, q.Code); e != nil {
			q.values[name] = e
		}
	}
	q.names = map[*Question]bool{}
	for _, e := range []*expression{q.relevant} {
		if e != nil {
			for _, v := range e.vars {
				if v.kind == theBelow && q.group == nil {
					p.o.belowConditions = append(p.o.belowConditions, q)
				}
				q.names[v.q] = true
			}
		}
	}
	if q.group != nil {
		for n := range q.names {
			q.group.names[n] = true
		}
	}
}

// reasons ties the question that explains missing rows to its group.
func (p *parsing) reasons() {
	for _, q := range p.o.top {
		if q.Rows == nil || q.Rows.Reason == "" {
			continue
		}
		r := p.o.byName[q.Rows.Reason]
		if r == nil {
			p.fault(p.pathOf(q, "rows", "reason"), p.meantName(q.Rows.Reason), "question %s: rows.reason %q is not a question", q.Code, q.Rows.Reason)
			continue
		}
		r.reasonFor = q
	}
}

func (p *parsing) checks() {
	seen := map[string]bool{}
	for i := range p.o.Checks {
		c := &p.o.Checks[i]
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

// pathOf is where a question outside groups stands.
func (p *parsing) pathOf(q *Question, more ...any) []any {
	for j := range p.o.Sections[q.section].Questions {
		if &p.o.Sections[q.section].Questions[j] == q {
			return append([]any{"sections", q.section, "questions", j}, more...)
		}
	}
	return nil
}

func (p *parsing) check(c *Check, path []any) {
	scope := p.scope
	if c.Each != "" {
		c.group = p.o.byName[c.Each]
		if c.group == nil || c.group.Type != Repeat {
			p.fault(append(path, "each"), "", "check %s: %q is not a repeat", c.ID, c.Each)
			return
		}
		scope = map[string]variable{}
		for k, v := range p.scope {
			scope[k] = v
		}
		for k := range c.group.Questions {
			f := &c.group.Questions[k]
			scope[f.Name] = variable{name: f.Name, q: f}
		}
		scope["stt"] = variable{name: "stt", q: c.group, kind: theNumber}
	}
	c.constraint = p.expression(c.Constraint, append(path, "constraint"), scope, c.ID, expr.AsBool())
	c.values = map[string]*expression{}
	for name, source := range c.Values {
		c.values[name] = p.expression(source, append(path, "values", name), scope, c.ID)
	}
	for j, fix := range c.Fix {
		q := p.o.byName[fix.Question]
		if q == nil {
			p.fault(append(path, "fix", j, "question"), p.meantName(fix.Question), "check %s: there is no question %q", c.ID, fix.Question)
			continue
		}
		c.fixes = append(c.fixes, q)
	}
	if c.constraint == nil || c.OnSubmit {
		return
	}
	for _, v := range c.constraint.vars {
		c.compares = c.compares || v.kind == theRows && v.q == c.group
		if v.q != nil && v.kind != theNumber {
			v.q.checks = append(v.q.checks, c)
			if v.kind == theRows {
				for k := range v.q.Questions {
					v.q.Questions[k].checks = append(v.q.Questions[k].checks, c)
				}
			}
		}
	}
}

// rest compiles the summary and the figures.
func (p *parsing) rest() {
	for i := range p.o.Summary {
		if l := &p.o.Summary[i]; l.Relevant != "" {
			l.relevant = p.expression(l.Relevant, []any{"summary", i, "relevant"}, p.scope, "summary", expr.AsBool())
		}
	}
	seen := map[string]bool{}
	for i := range p.o.Figures {
		f := &p.o.Figures[i]
		if !nameForm.MatchString(f.Name) || seen[f.Name] || f.Label == "" {
			p.fault([]any{"figures", i}, "", "figure %q needs a name of its own and a label", f.Name)
		}
		seen[f.Name] = true
		f.value = p.expression(f.Value, []any{"figures", i, "value"}, p.scope, "figure "+f.Name)
	}
}

// dependents tells every question which later ones to re-check.
func (p *parsing) dependents() {
	for i, q := range p.o.top {
		reached := map[*Question]bool{q: true}
		for _, later := range p.o.top[i+1:] {
			if later.dependsOn(reached) {
				reached[later] = true
				q.dependents = append(q.dependents, later)
			}
		}
	}
}
