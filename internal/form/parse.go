package form

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"regexp"
	"slices"

	"github.com/expr-lang/expr"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"giaoban/internal/viet"
)

func Flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// index is what Parse works out beside the file's own words.
type index struct {
	Top    []*Question // the questions outside groups, in order
	ByCode map[string]*Question
	ByName map[string]*Question
	Scan   *Question // the question for the signed report; nil if there is none
	// Parts are the named figures of calculated questions.
	Parts map[string]Variable
	// Calculated are the calculated questions, in order.
	Calculated []*Question
	// BelowConditions are the questions that apply or not by what is below.
	BelowConditions []*Question
	below           []BelowUse
	usesBelow       bool
	shorts          *viet.Shorts // its own abbreviations
	// Firm are the lists whose floor comes from answers and has no way out.
	Firm []*Question
	// Warnings are what an outline may have, but will not show as its author
	// may think.
	Warnings Faults
}

// compiled is what Parse works out for a question.
type compiled struct {
	kind             *kind
	Pos              int // in top, or in the group's Questions
	Parent           *Question
	Section          int
	Condition        *Expression
	ValueExpressions map[string]*Expression
	// Limit may name the question itself.
	Limit   *Expression
	MinRows *Expression
	// Dependents are the later questions outside groups whose condition (or
	// whose rows' conditions) names this one, directly or through others.
	Dependents     []*Question
	names          map[*Question]bool // that relevant and the rows' conditions use
	Checks         []*Check           // that name this question and are not put off
	RequiredFields int                // of a group, without those under a condition
	ReasonFor      *Question          // the group whose missing rows this question explains
	Gated          bool               // a group that applies by a yes or no
	Figures        []figure           // of a calculated question
}

type compiledCheck struct {
	Holds            *Expression
	Parent           *Question // of Each
	ValueExpressions map[string]*Expression
	Fixes            []*Question
	Compares         bool // rows of Each with one another
	// Of is the question whose own constraint this is, nil for the outline's
	// checks: it is looked at again when what it names changes.
	Of *Question
}

type compiledLine struct{ Condition *Expression }

type compiledFigure struct{ Expression *Expression }

// DependsOn reports whether the condition of the question, or of its rows, names
// one of the questions that changed.
func (q *Question) DependsOn(changed map[*Question]bool) bool {
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
	scope  map[string]Variable
	faults Faults
}

func (p *parsing) load(content []byte) {
	for _, into := range []any{&p.root, p.o} {
		err := yaml.Load(content, into, yaml.WithKnownFields())
		if err == nil {
			continue
		}
		found := LoadErrors(err)
		for _, e := range found {
			p.loadFault(e.Mark.Line, e.Mark.Column, e.Message)
		}
		if len(found) == 0 {
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
	o.ByCode, o.ByName, o.Parts = map[string]*Question{}, map[string]*Question{}, map[string]Variable{}
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
			q.Pos, q.Section, q.kind = len(o.Top), i, kinds[q.Type]
			o.Top = append(o.Top, q)
			for k := range q.Questions {
				field := &q.Questions[k]
				field.Pos, field.Section, field.Parent, field.kind = k, i, q, kinds[field.Type]
			}
			p.enter(q, path)
			for k := range q.Questions {
				field := &q.Questions[k]
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
	case o.ByCode[q.Code] != nil:
		p.fault(append(path, "code"), "", "code %s is used twice", q.Code)
	}
	switch {
	case !nameForm.MatchString(q.Name):
		p.fault(append(path, "name"), "a-z, 0-9 and _, beginning with a letter", "question %s: name %q is not a name", q.Code, q.Name)
	case o.ByName[q.Name] != nil:
		p.fault(append(path, "name"), "", "name %q is used twice", q.Name)
	}
	o.ByCode[q.Code], o.ByName[q.Name] = q, q
	if q.Scan {
		o.Scan = q
	}
	p.shape(q, path)
}

// compile compiles every expression in the order of asking, so that a
// condition can name only what was asked before it.
func (p *parsing) compile() {
	p.scope = map[string]Variable{"today": {Name: "today", Kind: TheDay}, "below": {Name: "below", Kind: TheBelow}}
	for i := range p.o.Sections {
		for j := range p.o.Sections[i].Questions {
			q := &p.o.Sections[i].Questions[j]
			path := []any{"sections", i, "questions", j}
			p.question(q, path, p.scope)
			if compile := q.of().compile; compile != nil {
				compile(p, q, path)
			} else {
				p.scope[q.Name] = Variable{Name: q.Name, Q: q}
			}
		}
	}
	p.abbreviations()
	p.reasons()
	p.constraints()
	p.checks()
	p.rest()
	p.dependents()
	p.finishable()
}

func (p *parsing) group(q *Question, path []any) {
	scope := map[string]Variable{}
	for k, v := range p.scope {
		scope[k] = v
	}
	for k := range q.Questions {
		f := &q.Questions[k]
		p.question(f, append(path[:4:4], "questions", k), scope)
		scope[f.Name] = Variable{Name: f.Name, Q: f}
		if f.Required && f.Condition == nil {
			q.RequiredFields++
		}
	}
	if q.Rows.Min != "" {
		q.MinRows = p.expression(q.Rows.Min, append(path, "rows", "min"), p.scope, q.Code)
	}
	if q.MinRows != nil && len(q.MinRows.Vars) > 0 && q.Rows.Reason == "" {
		p.o.Firm = append(p.o.Firm, q)
	}
	if q.Condition != nil {
		q.Gated = slices.ContainsFunc(q.Condition.Vars, func(v Variable) bool { return v.Q != nil && v.Q.Type == YesNo })
	}
	if f := p.o.ByName[q.Rows.Name]; f == nil || f.Parent != q {
		p.fault(append(path, "rows", "name"), "", "question %s: rows.name %q is not one of its fields", q.Code, q.Rows.Name)
	}
	p.scope[q.Name+"_closed"] = Variable{Name: q.Name + "_closed", Q: q, Kind: IsClosed}
	p.scope[q.Name] = Variable{Name: q.Name, Q: q, Kind: TheRows}
}

func (p *parsing) question(q *Question, path []any, scope map[string]Variable) {
	if q.Relevant != "" {
		q.Condition = p.expression(q.Relevant, append(path, "relevant"), scope, q.Code, expr.AsBool())
	}
	if q.Constraint != "" {
		own := map[string]Variable{q.Name: {Name: q.Name, Q: q}}
		for k, v := range scope {
			own[k] = v
		}
		q.Limit = p.expression(q.Constraint, append(path, "constraint"), own, q.Code, expr.AsBool())
	}
	q.ValueExpressions = map[string]*Expression{}
	for _, name := range slices.Sorted(maps.Keys(q.Values)) {
		if e := p.expression(q.Values[name], append(path, "values", name), scope, q.Code); e != nil {
			q.ValueExpressions[name] = e
		}
	}
	q.names = map[*Question]bool{}
	for _, e := range []*Expression{q.Condition} {
		if e != nil {
			for _, v := range e.Vars {
				if v.Kind == TheBelow && q.Parent == nil {
					p.o.BelowConditions = append(p.o.BelowConditions, q)
				}
				q.names[v.Q] = true
			}
		}
	}
	if q.Parent != nil {
		for n := range q.names {
			q.Parent.names[n] = true
		}
	}
}

// reasons ties the question that explains missing rows to its group.
func (p *parsing) reasons() {
	for _, q := range p.o.Top {
		if q.Rows == nil || q.Rows.Reason == "" {
			continue
		}
		r := p.o.ByName[q.Rows.Reason]
		if r == nil {
			p.fault(p.pathOf(q, "rows", "reason"), p.meantName(q.Rows.Reason), "question %s: rows.reason %q is not a question", q.Code, q.Rows.Reason)
			continue
		}
		r.ReasonFor = q
	}
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

// pathOf is where a question outside groups stands.
func (p *parsing) pathOf(q *Question, more ...any) []any {
	for j := range p.o.Sections[q.Section].Questions {
		if &p.o.Sections[q.Section].Questions[j] == q {
			return append([]any{"sections", q.Section, "questions", j}, more...)
		}
	}
	return nil
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

// rest compiles the summary and the figures.
func (p *parsing) rest() {
	for i := range p.o.Summary {
		if l := &p.o.Summary[i]; l.Relevant != "" {
			l.Condition = p.expression(l.Relevant, []any{"summary", i, "relevant"}, p.scope, "summary", expr.AsBool())
		}
	}
	seen := map[string]bool{}
	for i := range p.o.Figures {
		f := &p.o.Figures[i]
		if !nameForm.MatchString(f.Name) || seen[f.Name] || f.Label == "" {
			p.fault([]any{"figures", i}, "", "figure %q needs a name of its own and a label", f.Name)
		}
		seen[f.Name] = true
		f.Expression = p.expression(f.Value, []any{"figures", i, "value"}, p.scope, "figure "+f.Name)
	}
}

// dependents tells every question which later ones to re-check.
func (p *parsing) dependents() {
	for i, q := range p.o.Top {
		reached := map[*Question]bool{q: true}
		for _, later := range p.o.Top[i+1:] {
			if later.DependsOn(reached) {
				reached[later] = true
				q.Dependents = append(q.Dependents, later)
			}
		}
	}
}
