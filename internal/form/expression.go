package form

import (
	"maps"
	"slices"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// An Expression is a compiled condition or value over a draft. Before it runs
// every question that it names is looked up: one that does not apply counts as
// zero, empty or no; one that is unanswered or skipped makes the whole
// expression unknown, and it is not run.
type Expression struct {
	Source string
	prog   *vm.Program
	Vars   []Variable
}

// Variable is a name that an expression uses.
type Variable struct {
	Name string
	Q    *Question // nil for today
	Kind variableKind
	// Fields are those of a group that the expression names.
	Fields []*Question
	// Part is which figure of a calculated question it is.
	Part int
	// Lenient counts as zero, empty or no while it is unanswered: the expression asks itself
	// whether it is.
	Lenient bool
	// Members are the figures of the units below that the expression names.
	Members []string
	// Was is the answer of the last report that is meant by TheLast; Last are all that may be
	// named there, in a scope.
	Was  *Variable
	Last map[string]Variable
}

type variableKind uint8

const (
	TheAnswer variableKind = iota
	TheRows
	IsClosed
	TheDay
	TheNumber // of the row, from 1, among its group's
	IsAnswered
	TheBelow // the reports of the units below; known only to a coordinator's own report
	TheLast  // the unit's report before this one
	TheWord  // of a choice that is tried: see Option.Of
)

// limits on what an outline may ask of us.
const (
	maxExpression = 2000 // characters
	maxNodes      = 300
)

// compileExpression checks source against the variables in scope and compiles it.
func compileExpression(source string, scope map[string]Variable, options ...expr.Option) (*Expression, error) {
	tree, err := parser.Parse(source)
	if err != nil {
		return nil, err
	}
	asks := &whether{names: map[string]bool{}, at: map[int]bool{}}
	ast.Walk(&tree.Node, asks)
	used := &namesUsed{asks: asks, scope: scope, seen: map[string]bool{}, members: map[string]bool{}, ofBelow: map[string]bool{}}
	ast.Walk(&tree.Node, used)
	env := make(map[string]any, len(scope))
	for name, v := range scope {
		if v.Last == nil {
			env[name] = v.Sample()
		}
	}
	for _, v := range used.vars {
		env[v.Name] = v.Sample()
	}
	for name := range asks.names {
		env[ofAnswered+name] = false
	}
	options = append([]expr.Option{
		expr.Env(env), expr.MaxNodes(maxNodes), expr.DisableBuiltin("now"), expr.DisableBuiltin("date"),
		decimals, expr.Patch(&renaming{scope[lastWord].Last}), expr.Patch(askingWhether{scope}), expr.Patch(&comparing{}),
	}, append(options, dayFunctions...)...)
	prog, err := expr.Compile(source, options...)
	if err != nil {
		return nil, err
	}
	used.fields()
	return &Expression{Source: source, prog: prog, Vars: used.vars}, nil
}

// namesUsed collects the variables of an expression.
type namesUsed struct {
	asks  *whether
	scope map[string]Variable
	seen  map[string]bool
	vars  []Variable
	// members are the names behind a dot, ofBelow those behind below's.
	members, ofBelow map[string]bool
}

// fields tells each group which of its fields are named: rows have many, and
// an expression looks at one or two.
func (n *namesUsed) fields() {
	for i, v := range n.vars {
		if v.Kind == TheBelow {
			n.vars[i].Members = n.below()
		}
		rows := &n.vars[i]
		if v.Kind == TheLast {
			was := *v.Was
			rows.Was = &was
			rows = &was
		}
		if rows.Kind != TheRows {
			continue
		}
		for j := range rows.Q.Questions {
			if f := &rows.Q.Questions[j]; n.members[f.Name] {
				rows.Fields = append(rows.Fields, f)
			}
		}
	}
}

// below are the figures that are named behind «below.» and «below.having.».
func (n *namesUsed) below() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(n.ofBelow)), func(name string) bool { return slices.Contains(belowWords, name) })
}

// isBelow tells whether the node is «below» or «below.having».
func isBelow(node ast.Node) bool {
	switch x := node.(type) {
	case *ast.IdentifierNode:
		return x.Value == "below"
	case *ast.MemberNode:
		name, ok := x.Property.(*ast.StringNode)
		return ok && name.Value == "having" && isBelow(x.Node)
	case *ast.ChainNode:
		return isBelow(x.Node)
	}
	return false
}

// Visit is called by ast.Walk for every node.
func (n *namesUsed) Visit(node *ast.Node) {
	if m, ok := (*node).(*ast.MemberNode); ok {
		if name, ok := m.Property.(*ast.StringNode); ok {
			n.members[name.Value] = true
			if isBelow(m.Node) {
				n.ofBelow[name.Value] = true
			}
		}
	}
	if name, ok := lastPart(*node); ok {
		v := n.scope[lastWord].Last[name]
		if n.asks.at[(*node).(*ast.MemberNode).Property.Location().From] {
			v.Name, v.Kind = ofAnswered+v.Name, IsAnswered
		} else {
			v.Lenient = n.asks.names[v.Name]
		}
		if v.Was != nil && !n.seen[v.Name] {
			n.seen[v.Name] = true
			n.vars = append(n.vars, v)
		}
		return
	}
	id, ok := (*node).(*ast.IdentifierNode)
	if !ok {
		return
	}
	name, v := id.Value, n.scope[id.Value]
	if v.Q != nil && n.asks.at[id.Location().From] {
		name, v.Kind = ofAnswered+name, IsAnswered
	} else {
		v.Lenient = n.asks.names[name]
	}
	if _, known := n.scope[id.Value]; known && v.Last == nil && !n.seen[name] {
		v.Name, n.seen[name] = name, true
		n.vars = append(n.vars, v)
	}
}

// Eval looks up each variable and runs the expression; known is false when one of
// them is not known, or the result cannot be computed (a division by zero).
func (e *Expression) Eval(look func(Variable) (value any, known bool)) (value any, known bool) {
	env := make(map[string]any, len(e.Vars))
	for _, v := range e.Vars {
		x, ok := look(v)
		if !ok && v.Lenient {
			x, ok = v.Sample(), true
		}
		if !ok {
			return nil, false
		}
		env[v.Name] = x
	}
	return e.Run(env)
}

// Trying looks up each variable but the words of choices, and gives what tries a choice. known is
// false when one of them is not known.
func (e *Expression) Trying(look func(Variable) (value any, known bool)) (try func(Option) bool, known bool) {
	env := make(map[string]any, len(e.Vars))
	var words []string
	for _, v := range e.Vars {
		if v.Kind == TheWord {
			words = append(words, v.Name)
			continue
		}
		x, ok := look(v)
		if !ok && v.Lenient {
			x, ok = v.Sample(), true
		}
		if !ok {
			return nil, false
		}
		env[v.Name] = x
	}
	return func(o Option) bool {
		for _, word := range words {
			env[word] = o.word(word)
		}
		yes, known := e.Run(env)
		return known && yes == true
	}, true
}

// Run evaluates the expression over values by name; known is false when the
// result cannot be computed.
func (e *Expression) Run(env map[string]any) (value any, known bool) {
	out, err := expr.Run(e.prog, env)
	return out, err == nil
}

// Sample is the value of a question that does not apply, and the type that
// expressions are checked against.
func (v Variable) Sample() any {
	switch v.Kind {
	case TheDay, TheWord:
		return ""
	case TheBelow:
		return (&Below{}).Value(v.Members)
	case TheLast:
		return v.Was.Sample()
	case TheRows:
		return []map[string]any{}
	case IsClosed, IsAnswered:
		return false
	case TheNumber:
		return 0
	}
	return v.Q.sample(v.Part)
}

func isNumber(v any) bool {
	switch v.(type) {
	case int, int64, float64:
		return true
	}
	return false
}

// Number reads a result as a number.
func Number(v any) float64 {
	switch n := v.(type) {
	case int:
		return float64(n)
	case int64:
		return float64(n)
	case float64:
		return n
	case bool:
		if n {
			return 1
		}
	}
	return 0
}
