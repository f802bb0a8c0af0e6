package form

import (
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"giaoban/internal/fault"
)

// A miswriting finds what somebody wrote as they would say it, where the compiler only tells that types do not go together.
type miswriting struct {
	scope map[string]Variable
	at    int
	found fault.Fault
	of    string
	key   any
}

// miswritten tells how an expression is written that can be read and does not compile; found is false where that is not known.
func miswritten(source, of string, key any, scope map[string]Variable) (at int, f fault.Fault, found bool) {
	tree, err := parser.Parse(source)
	if err != nil {
		return 0, f, false
	}
	m := &miswriting{scope: scope, of: of, key: key}
	ast.Walk(&tree.Node, m)
	return m.at, m.found, m.found.Key != ""
}

func (m *miswriting) note(n ast.Node, phrase string, pairs ...any) {
	if m.found.Key == "" {
		m.at, m.found = n.Location().From, fault.New(phrase, append([]any{"of", m.of, "key", m.key}, pairs...)...)
	}
}

// Visit is called by ast.Walk for every node, those below first.
func (m *miswriting) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.BinaryNode:
		if meant := m.meant(n); meant != "" {
			m.note(n, "expression_sign", "written", n.String(), "meant", meant)
		}
	case *ast.BuiltinNode:
		if places, ok := roundedTo(n); ok {
			m.note(n, "expression_sign", "written", n.String(), "meant", "round(("+n.Arguments[0].String()+") * "+places+") / "+places)
		}
	case *ast.CallNode:
		callee, ok := n.Callee.(*ast.IdentifierNode)
		if !ok {
			return
		}
		if example, known := examples[callee.Value]; known && strings.Count(example, ",") != len(n.Arguments)-1 {
			m.note(n, "expression_call", "name", callee.Value, "example", example)
		}
	}
}

// roundedTo is what a number is multiplied by that is to be rounded to so many places, round(a, 1) as in a spreadsheet.
func roundedTo(n *ast.BuiltinNode) (power string, ok bool) {
	const most = 6
	if n.Name != "round" || len(n.Arguments) != 2 {
		return "", false
	}
	places, ok := n.Arguments[1].(*ast.IntegerNode)
	if !ok || places.Value < 1 || places.Value > most {
		return "", false
	}
	return "1" + strings.Repeat("0", places.Value), true
}

// examples are calls of the functions that outlines have beside the library's.
var examples = map[string]string{answered: "answered(so_ho)", "days": "days(tu_ngay, den_ngay)", "years": "years(ngay_sinh, today)",
	"add_days": "add_days(ngay, 30)", "year": "year(ngay)", "month": "month(ngay)"}

// meant is how two sides are written that do not go together as they stand; "" where that is not known.
func (m *miswriting) meant(n *ast.BinaryNode) string {
	left, right := n.Left, n.Right
	switch n.Operator {
	case "or", "and", "||", "&&": // muc == "a" or "b"
		before, ok := left.(*ast.BinaryNode)
		for ok && (before.Operator == "or" || before.Operator == "and") {
			before, ok = before.Right.(*ast.BinaryNode)
		}
		if _, word := right.(*ast.StringNode); ok && word && slices.Contains(compares, before.Operator) {
			return left.String() + " " + n.Operator + " " + before.Left.String() + " " + before.Operator + " " + right.String()
		}
	case "-":
		if m.isDay(left) && m.isDay(right) {
			return "days(" + right.String() + ", " + left.String() + ")"
		}
	case "==", "!=", "<", "<=", ">", ">=":
		return m.compared(n, left, right)
	}
	return ""
}

// compared is how a comparison is written.
func (m *miswriting) compared(n *ast.BinaryNode, left, right ast.Node) string {
	if not, ok := left.(*ast.UnaryNode); ok && (not.Operator == "not" || not.Operator == "!") {
		return "not (" + not.Node.String() + " " + n.Operator + " " + right.String() + ")"
	}
	word, ok := right.(*ast.StringNode)
	if !ok {
		return ""
	}
	if id, ok := left.(*ast.IdentifierNode); ok && word.Value == "" && m.scope[id.Value].Q != nil {
		return map[string]string{"==": "not answered(" + id.Value + ")", "!=": "answered(" + id.Value + ")"}[n.Operator]
	}
	if call, ok := left.(*ast.CallNode); ok {
		if _, err := strconv.Atoi(word.Value); err == nil {
			return call.String() + " " + n.Operator + " " + word.Value
		}
	}
	return ""
}

// isDay tells whether a node is a day: that of an answer, or today.
func (m *miswriting) isDay(n ast.Node) bool {
	id, ok := n.(*ast.IdentifierNode)
	if !ok {
		return false
	}
	v := m.scope[id.Value]
	return v.Kind == TheDay || v.Q != nil && v.Q.Type == Date
}

// members notes what is named of the rows of a list that its rows are not asked.
func (p conditions) members(source string, path []any, scope map[string]Variable, of string) {
	tree, err := parser.Parse(source)
	if err != nil {
		return
	}
	all := &memberships{scope: scope}
	ast.Walk(&tree.Node, all)
	for _, m := range all.strange {
		names := m.list.fieldNames()
		f := fault.New("expression_no_member", "of", of, "key", path[len(path)-1], "list", m.list.Name, "name", m.name, "names", strings.Join(names, ", "))
		p.noteWithin(path, source, m.at, f.Meant(m.name, names))
	}
}

// memberships finds what stands behind a point in the condition on the rows of a list.
type memberships struct {
	scope   map[string]Variable
	strange []membership
}

type membership struct {
	list *Question
	name string
	at   int
}

// Visit is called by ast.Walk for every node.
func (m *memberships) Visit(node *ast.Node) {
	call, ok := (*node).(*ast.BuiltinNode)
	if !ok || len(call.Arguments) < 2 {
		return
	}
	list := m.listOf(call.Arguments[0])
	predicate, ok := call.Arguments[1].(*ast.PredicateNode)
	if list == nil || !ok {
		return
	}
	fields := &rowFields{}
	ast.Walk(&predicate.Node, fields)
	for i, name := range fields.names {
		if name != "stt" && !slices.Contains(list.fieldNames(), name) {
			m.strange = append(m.strange, membership{list, name, fields.at[i]})
		}
	}
}

// listOf is the list whose rows a node gives; nil if that is none, or worked out.
func (m *memberships) listOf(n ast.Node) *Question {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		if v := m.scope[n.Value]; v.Kind == TheRows {
			return v.Q
		}
	case *ast.BuiltinNode:
		if n.Name == "filter" && len(n.Arguments) == 2 {
			return m.listOf(n.Arguments[0])
		}
	}
	return nil
}

// rowFields are the names behind a point that stand for what the row has.
type rowFields struct {
	names []string
	at    []int
}

// Visit is called by ast.Walk for every node.
func (r *rowFields) Visit(node *ast.Node) {
	member, ok := (*node).(*ast.MemberNode)
	if !ok {
		return
	}
	if _, row := member.Node.(*ast.PointerNode); !row {
		return
	}
	if name, ok := member.Property.(*ast.StringNode); ok {
		r.names, r.at = append(r.names, name.Value), append(r.at, member.Location().From)
	}
}
