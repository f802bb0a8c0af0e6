package form

import (
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"giaoban/internal/fault"
)

// lastWord stands before the names of what the last report says: last.so_ho.
const lastWord = "last"

// lastNames are the questions, lists and figures of which an expression may name what the last
// report said, by name. Its order does not bind: the last report is whole.
func (o *Outline) lastNames() map[string]Variable {
	names := map[string]Variable{}
	for _, q := range o.Top {
		v := Variable{Name: q.Name, Q: q}
		switch way := q.Way(); {
		case q.kind == nil || way == ByFiles || way == OnSubmit || way == Unasked:
			continue
		case way == InRows:
			v.Kind = TheRows
		case way == ByFigures:
			first := Flag(q.Calculation != "")
			for i, part := range q.Parts {
				names[part.Name] = Variable{Name: part.Name, Q: q, Part: i + int(first)}
			}
			if first == 0 {
				continue
			}
		}
		names[q.Name] = v
	}
	for name, v := range names {
		names[name] = Variable{Name: lastWord + "." + name, Kind: TheLast, Was: &v}
	}
	return names
}

// lastPart returns the name of which a node asks for the last report's answer.
func lastPart(node ast.Node) (name string, ok bool) {
	m, ok := node.(*ast.MemberNode)
	if !ok {
		return "", false
	}
	id, ok := m.Node.(*ast.IdentifierNode)
	part, named := m.Property.(*ast.StringNode)
	if !ok || !named || id.Value != lastWord {
		return "", false
	}
	return part.Value, true
}

// renaming makes one name of last.so_ho, so that an expression is handed, and typed by, the
// answers that it names and no others.
type renaming struct{ last map[string]Variable }

// Visit is called for every node of an expression.
func (r *renaming) Visit(node *ast.Node) {
	if name, ok := lastPart(*node); ok && r.last[name].Was != nil {
		ast.Patch(node, &ast.IdentifierNode{Value: r.last[name].Name})
	}
}

// lastKnown are the names that may stand behind «last.», for who misspelt one.
func (p *parsing) lastKnown() []string { return slices.Sorted(maps.Keys(p.o.last)) }

// OfLast returns the answer of the last report that a placeholder names: {last.so_ho}.
func (o *Outline) OfLast(placeholder string) (Variable, bool) {
	name, ok := strings.CutPrefix(placeholder, lastWord+".")
	if !ok || o.last[name].Was == nil {
		return Variable{}, false
	}
	return *o.last[name].Was, true
}

// holdingLast notes a placeholder of the last report that is none; false if the name is no
// such placeholder.
func (p *parsing) holdingLast(placeholder string, path []any) bool {
	name, ok := strings.CutPrefix(placeholder, lastWord+".")
	if _, known := p.o.OfLast(placeholder); ok && !known && !p.failed[name] {
		p.Note(path, fault.New("placeholder_last", "name", name).Meant(name, p.lastKnown()))
	}
	return ok
}

// Recall takes what a question of the same name was answered in the last report, if it means the
// same: the kind may be another where nothing is lost by it, the unit of a number may not.
func Recall(q, old *Question, v Value) (Value, bool) {
	if old.GroupName() != q.GroupName() || plainSpaces(old.Unit) != plainSpaces(q.Unit) {
		return Value{}, false
	}
	v.Remark = "" // it was said of that time
	if !q.IsCalculated() {
		return q.Convert(old.Type, v)
	}
	if !old.IsCalculated() {
		return Value{}, false
	}
	figures := make([]Figured, len(q.Figures))
	for i := range q.Figures {
		figures[i].Unknown = true
		j := slices.IndexFunc(old.Figures, func(f figure) bool { return f.name == q.Figures[i].name && f.List == q.Figures[i].List })
		if j >= 0 && j < len(v.Figures) {
			figures[i] = v.Figures[j]
		}
	}
	v.Figures = figures
	return v, true
}

// Recalls reports whether the last report's answer is shown beside the question.
func (q *Question) Recalls() bool {
	return q.Way() != ByFiles && q.Way() != Unasked && !q.IsCalculated() && !q.Submits() && !q.Post
}
