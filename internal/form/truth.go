package form

import (
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"giaoban/internal/fault"
)

// mostTried is how many combinations of answers an expression is tried with.
const mostTried = 1000

// A trial is an expression that only holds answers against what is written, so that few answers tell whether any makes it true.
type trial struct {
	scope map[string]Variable
	// answers are those to try, by the name of the question.
	answers map[string][]any
	// other marks an expression of another form, either one that has an «or».
	other, either bool
}

// always warns of a condition that no answer makes true, or that every one does.
func (p conditions) always(e *Expression, path []any, of string) {
	tree, err := parser.Parse(e.Source)
	if err != nil || len(e.Vars) > 3 {
		return
	}
	if v, known := e.Run(nil); len(e.Vars) == 0 {
		switch key := path[len(path)-1]; {
		case known && v == true:
			p.warn(path, fault.New("expression_constant", "of", of, "key", key))
		case known && v == false:
			p.warn(path, fault.New("expression_never", "of", of, "key", key))
		}
		return
	}
	t := &trial{scope: map[string]Variable{}, answers: map[string][]any{}}
	for _, v := range e.Vars {
		t.scope[v.Name] = v
	}
	t.condition(tree.Node)
	if t.other {
		return
	}
	var yes, no bool
	n := 1
	names := make([]string, 0, len(e.Vars))
	for _, v := range e.Vars {
		values := t.usual(v.Q)
		if n *= len(values); n == 0 || n > mostTried {
			return
		}
		t.answers[v.Name], names = values, append(names, v.Name)
	}
	env := map[string]any{}
	for i := range n {
		for _, name := range names {
			values := t.answers[name]
			env[name], i = values[i%len(values)], i/len(values)
		}
		v, known := e.Run(env)
		if !known {
			return
		}
		yes, no = yes || v == true, no || v == false
	}
	switch key := path[len(path)-1]; {
	case !yes:
		p.warn(path, fault.New("expression_never", "of", of, "key", key))
	case !no && t.either:
		p.warn(path, fault.New("expression_always", "of", of, "key", key))
	}
}

// condition notes what a condition compares.
func (t *trial) condition(node ast.Node) {
	switch n := node.(type) {
	case *ast.UnaryNode:
		if t.other = t.other || n.Operator != "not" && n.Operator != "!"; !t.other {
			t.condition(n.Node)
		}
	case *ast.IdentifierNode:
		t.other = t.other || t.scope[n.Value].Q == nil || t.scope[n.Value].Q.Type != YesNo
	case *ast.BinaryNode:
		switch {
		case slices.Contains([]string{"and", "&&", "or", "||"}, n.Operator):
			t.either = t.either || n.Operator == "or" || n.Operator == "||"
			t.condition(n.Left)
			t.condition(n.Right)
		case !slices.Contains(compares, n.Operator):
			t.other = true
		case !t.compared(n.Left, n.Right) && !t.compared(n.Right, n.Left):
			t.other = true
		}
	default:
		t.other = true
	}
}

// compared notes the values that an answer is held against.
func (t *trial) compared(answer, with ast.Node) bool {
	id, ok := answer.(*ast.IdentifierNode)
	if !ok {
		return false
	}
	v := t.scope[id.Value]
	if v.Kind != TheAnswer || v.Q == nil || v.Lenient {
		return false
	}
	values := []ast.Node{with}
	if list, ok := with.(*ast.ArrayNode); ok {
		values = list.Nodes
	}
	for _, value := range values {
		var literal any
		switch value := value.(type) {
		case *ast.IntegerNode:
			literal = float64(value.Value)
		case *ast.FloatNode:
			literal = value.Value
		case *ast.StringNode:
			literal = value.Value
		case *ast.BoolNode:
			literal = value.Value
		default:
			return false
		}
		t.answers[id.Value] = append(t.answers[id.Value], literal)
	}
	return true
}

// usual are answers of a question among which is one of each kind that the expression tells apart; none where that cannot be said.
func (t *trial) usual(q *Question) (values []any) {
	if len(q.Conditions) > 0 { // one that does not apply counts as nothing
		values = append(values, q.sample(0))
	}
	switch {
	case q.Type == YesNo:
		return append(values, true, false)
	case q.Type == SelectOne && len(q.Special) == 0:
		another := false
		for _, o := range q.Choices {
			if named := slices.Contains(t.answers[q.Name], any(o.Name)); named || !another {
				values, another = append(values, o.Name), another || !named
			}
		}
		return values
	case (q.Type == Integer || q.Type == Decimal) && len(q.Special) == 0 && len(q.Values) == 0:
		return append(values, t.numbers(q)...)
	}
	return nil
}

// numbers are those that an expression holds a question against, those beside them, and the ends of what the question takes.
func (t *trial) numbers(q *Question) (values []any) {
	lo, hasLo := Bound(q.Min)
	hi, hasHi := Bound(q.Max)
	step := 0.5
	if q.IsWhole() {
		step = 1
	}
	taken := func(n float64) bool {
		return (!hasLo || n >= lo) && (!hasHi || n <= hi) && (!q.IsWhole() || isWhole(n))
	}
	all := []float64{lo, hi}
	for _, v := range t.answers[q.Name] {
		n, ok := v.(float64)
		if !ok {
			return nil
		}
		all = append(all, n, n-step, n+step, float64(int64(n)), float64(int64(n))+1)
	}
	slices.Sort(all)
	for _, n := range slices.Compact(all) {
		if taken(n) {
			values = append(values, n)
		}
	}
	return values
}
