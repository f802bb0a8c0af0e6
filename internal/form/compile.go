package form

import (
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr"

	"giaoban/internal/fault"
)

// compile compiles every expression in the order of asking, so that a
// condition can name only what was asked before it.
func (p *parsing) compile() {
	p.o.last = p.o.lastNames()
	p.scope = map[string]Variable{"today": {Name: "today", Kind: TheDay}, "below": {Name: "below", Kind: TheBelow},
		lastWord: {Name: lastWord, Kind: TheLast, Last: p.o.last}}
	for i := range p.o.Sections {
		if s := &p.o.Sections[i]; s.Relevant != "" {
			s.Condition = p.expression(s.Relevant, []any{"sections", i, "relevant"}, p.scope, s.Code, expr.AsBool())
		}
		for j := range p.o.Sections[i].Questions {
			q := &p.o.Sections[i].Questions[j]
			path := p.pathOf(q)
			p.texts(q.Leads, p.scope)
			p.question(q, path, p.scope)
			if compile := q.of().compile; compile != nil {
				compile(p, q, path)
			} else {
				p.scope[q.Name] = Variable{Name: q.Name, Q: q}
			}
		}
		p.texts(p.o.Sections[i].Tail, p.scope)
	}
	p.abbreviations()
	p.vocabulary()
	p.called()
	p.reasons()
	p.constraints()
	p.checks()
	p.rest()
	p.contents()
	p.dependents()
	p.finishable()
	p.placeholders()
	meaning{p}.outline()
}

func (p *parsing) group(q *Question, path []any) {
	scope := map[string]Variable{}
	for k, v := range p.scope {
		scope[k] = v
	}
	for k := range q.Questions {
		f := &q.Questions[k]
		p.texts(f.Leads, scope)
		p.question(f, p.pathOf(f), scope)
		scope[f.Name] = Variable{Name: f.Name, Q: f}
		if f.Required && len(f.Conditions) == 0 {
			q.RequiredFields++
		}
	}
	p.texts(q.Tail, scope)
	if q.Rows == nil {
		p.names(q)
		return
	}
	p.bounds(q, path)
	if from := q.Rows.From; from != nil {
		p.source(q, from, append(path[:len(path):len(path)], "rows", "from"), scope)
	}
	if q.MinRows != nil && len(q.MinRows.Vars) > 0 && q.Rows.Reason == "" {
		p.o.Firm = append(p.o.Firm, q)
	}
	if q.Condition != nil {
		q.Gated = slices.ContainsFunc(q.Condition.Vars, func(v Variable) bool { return v.Q != nil && v.Q.Type == YesNo })
	}
	if f := p.o.ByName[q.Rows.Name]; (f == nil || f.Parent != q) && len(q.Questions) > 0 {
		p.Note(append(path, "rows", "name"), fault.New("rows_name", "code", q.Code, "name", q.Rows.Name).Meant(q.Rows.Name, q.fieldNames()))
	}
	p.names(q)
}

// names puts a list's names into scope.
func (p *parsing) names(q *Question) {
	p.scope[q.Name+"_closed"] = Variable{Name: q.Name + "_closed", Q: q, Kind: IsClosed}
	p.scope[q.Name] = Variable{Name: q.Name, Q: q, Kind: TheRows}
}

func (p *parsing) question(q *Question, path []any, scope map[string]Variable) {
	p.above(q, scope)
	q.relevance = p.hangsOn(q)
	if q.Relevant != "" {
		q.Condition = p.expression(q.Relevant, append(path, "relevant"), scope, q.Code, expr.AsBool())
	}
	if q.Condition != nil {
		q.Conditions = append(q.Conditions, q.Condition)
	}
	if q.Constraint != "" {
		own := map[string]Variable{q.Name: {Name: q.Name, Q: q}}
		for k, v := range scope {
			own[k] = v
		}
		q.Limit = p.expression(q.Constraint, append(path, "constraint"), own, q.Code, expr.AsBool())
		if q.Limit != nil && !slices.ContainsFunc(q.Limit.Vars, func(v Variable) bool { return v.Q == q }) {
			p.warn(append(path, "constraint"), fault.New("constraint_not_own", "code", q.Code, "name", q.Name))
		}
	}
	q.ValueExpressions = map[string]*Expression{}
	for _, name := range slices.Sorted(maps.Keys(q.Values)) {
		if e := p.expression(q.Values[name], append(path, "values", name), scope, q.Code); e != nil {
			q.ValueExpressions[name] = e
		}
	}
	p.needed(q, scope)
	offering{p}.filter(q, path, scope)
	q.names = map[*Question]bool{}
	on := slices.Clone(q.Conditions)
	if q.Needed != nil {
		on = append(on, q.Needed)
	}
	if q.Filter != nil { // a question whose filter leaves nothing does not apply
		on = append(on, q.Filter)
	}
	for _, e := range on {
		for _, v := range e.Vars {
			p.o.ByLast = p.o.ByLast || v.Was != nil
			p.o.UsesToday = p.o.UsesToday || v.Kind == TheDay
			moves := v.Kind == TheDay || q.Parent == nil && (v.Kind == TheBelow || v.Was != nil)
			if moves && q.Way() != Unasked && !slices.Contains(p.o.BelowConditions, q) {
				p.o.BelowConditions = append(p.o.BelowConditions, q)
			}
			if v.Kind != TheWord {
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
			p.unknownQuestion(p.pathOf(q, "rows", "reason"), q.Rows.Reason, fault.New("rows_reason", "code", q.Code, "name", q.Rows.Reason))
			continue
		}
		r.ReasonFor = q
	}
}

// worded are the types whose answers cannot be added up.
var worded = []Type{ShortText, LongText, FileUpload, Telephone, Location, Date, TimeOfDay, UnitName}

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
		switch {
		case !nameForm.MatchString(f.Name) || f.Label == "":
			p.Note([]any{"figures", i}, fault.New("figure_incomplete", "name", f.Name))
		case seen[f.Name]:
			p.Note([]any{"figures", i, "name"}, fault.New("figure_twice", "name", f.Name))
		}
		seen[f.Name] = true
		if f.Per != "" && !slices.ContainsFunc(p.o.Figures, func(g Figure) bool { return g.Name == f.Per }) {
			p.Note([]any{"figures", i, "per"}, fault.New("figure_per", "name", f.Name, "per", f.Per).Meant(f.Per, p.figures()))
		}
		if q := p.o.ByName[f.Value]; f.Cumulative && q != nil && q.Together() != Sum {
			p.Note([]any{"figures", i, "cumulative"}, fault.New("figure_cumulative", "name", f.Name, "code", q.Code))
		}
		if q := p.o.ByName[f.Value]; q != nil && (slices.Contains(worded, q.Type) || q.Type == SelectOne || q.Type == SelectMultiple) {
			p.warn([]any{"figures", i, "value"}, fault.New("figure_text", "name", f.Name, "code", q.Code, "type", q.Type))
		}
		figureMeant(p, i)
		f.Expression = p.expression(f.Value, []any{"figures", i, "value"}, p.scope, "figures: "+f.Name)
		figureAdds(p, i)
	}
}

// figureAdds warns of a figure that adds nothing up: a list, what is the same everywhere, and one that has another's label.
func figureAdds(p *parsing, i int) {
	f := &p.o.Figures[i]
	q := p.o.ByName[f.Value]
	switch {
	case q != nil && q.IsGroup():
		p.warn([]any{"figures", i, "value"}, fault.New("figure_list", "name", f.Name, "value", f.Value))
	case f.Expression != nil && len(f.Expression.Vars) == 0:
		p.warn([]any{"figures", i, "value"}, fault.New("figure_constant", "name", f.Name, "value", f.Value))
	}
	for _, before := range p.o.Figures[:i] {
		if before.Label == f.Label && before.Name != f.Name && f.Label != "" {
			p.warn([]any{"figures", i, "label"}, fault.New("figure_label_twice", "name", f.Name, "label", f.Label, "other", before.Name))
		}
	}
}

// figureMeant warns of a figure that adds up what another one does, as a line that was copied, and of one that adds up shares.
func figureMeant(p *parsing, i int) {
	f := &p.o.Figures[i]
	path := []any{"figures", i, "value"}
	for _, before := range p.o.Figures[:i] {
		if plainSpaces(before.Value) == plainSpaces(f.Value) && before.Name != f.Name && before.Per == f.Per && before.Cumulative == f.Cumulative {
			p.warn(path, fault.New("figure_same", "name", f.Name, "other", before.Name, "value", f.Value))
			return
		}
	}
	if q := p.o.ByName[f.Value]; q != nil && q.IsNumber() && strings.Contains(q.Unit, "%") {
		p.warn(path, fault.New("figure_percent", "name", f.Name, "code", q.Code))
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
