package form

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

// byZero is a division by nothing, of which nothing comes.
var byZero = regexp.MustCompile(`[/%]\s*0+(\.0*)?\s*($|[^\s.\d])`)

// expression compiles source, or notes what is wrong with it. What names a question that is
// faulty itself is not judged: it would be told twice.
func (p *parsing) expression(source string, path []any, scope map[string]Variable, of string, options ...expr.Option) *Expression {
	if len(source) > maxExpression {
		p.Note(path, fault.New("expression_long", "of", of, "most", maxExpression))
		return nil
	}
	names := namesIn(source)
	for _, n := range names {
		if p.failed[n.name] || p.Unread(n.name) {
			return nil
		}
	}
	e, err := compileExpression(source, scope, options...)
	if err == nil {
		if byZero.MatchString(source) {
			p.warn(path, fault.New("expression_zero", "of", of, "key", path[len(path)-1]))
		}
		p.usesBelow(e, path, of)
		conditions{p}.doubtful(source, path, scope, of)
		conditions{p}.members(source, path, scope, of)
		conditions{p}.always(e, path, of)
		return e
	}
	key := path[len(path)-1]
	if _, unreadable := parser.Parse(source); unreadable != nil {
		if at, f, found := (conditions{p}).slipIn(source, of, key); found {
			p.noteWithin(path, source, at, f)
			return nil
		}
	}
	if (conditions{p}).misnamed(names, source, path, scope, of) {
		return nil
	}
	if at, f, found := (conditions{p}).mistyped(source, of, key, scope); found {
		p.noteWithin(path, source, at, f)
		return nil
	}
	if at, f, found := miswritten(source, of, key, scope); found {
		p.noteWithin(path, source, at, f)
		return nil
	}
	message, at := err.Error(), 0
	var fe *file.Error
	if errors.As(err, &fe) {
		message, at = fe.Message, fe.From
	}
	p.noteWithin(path, source, at, judged(of, key, message))
	return nil
}

// misnamed notes the first name of an expression that stands for nothing in its scope.
func (p conditions) misnamed(names []nameAt, source string, path []any, scope map[string]Variable, of string) bool {
	key := path[len(path)-1]
	for _, n := range names {
		if n.last {
			if last := scope[lastWord].Last; last[n.name].Was == nil {
				p.noteWithin(path, source, n.at, fault.New("expression_last", "of", of, "key", key, "name", n.name).Meant(n.name, p.lastKnown()))
				return true
			}
			continue
		}
		if v, ok := scope[n.name]; ok && v.Last == nil || n.called && slices.Contains(ownFunctions, n.name) {
			continue
		}
		f := fault.New("expression_name", "of", of, "key", key, "name", n.name)
		switch q := p.o.ByName[n.name]; {
		case q != nil && owns(q, path):
			f = fault.New("expression_itself", "of", of, "key", key, "name", n.name)
		case q != nil && q.Parent != nil:
			f = fault.New("expression_in_list", "of", of, "key", key, "name", n.name, "list", q.Parent.Name)
		case q != nil:
			f = fault.New("expression_later", "of", of, "key", key, "name", n.name)
		case n.called:
			var known bool
			if f, known = elsewhere(n.name, of, key); !known {
				f = fault.New("expression_function", "of", of, "key", key, "name", n.name).Meant(n.name, functions)
			}
		default:
			p.unknownIn(path, source, n, f)
			return true
		}
		p.noteWithin(path, source, n.at, f)
		return true
	}
	return false
}

// owns reports whether a path leads to something of the question's.
func owns(q *Question, path []any) bool {
	return len(path) > len(q.path) && slices.Equal(path[:len(q.path)], q.path)
}

// unknownIn notes a name that is no question's.
func (p conditions) unknownIn(path []any, source string, n nameAt, f fault.Fault) {
	if other, ok := p.literal(n.name, f); ok {
		p.noteWithin(path, source, n.at, other)
		return
	}
	known := slices.Sorted(maps.Keys(p.o.ByName))
	known = append(known, slices.Sorted(maps.Keys(p.o.Parts))...)
	p.noteWithin(path, source, n.at, f.Meant(n.name, known))
}

// functions are those that an outline usually calls.
var functions = []string{"sum", "len", "count", "min", "max", "all", "any", "none", "one", "filter", "map", "abs", "round", "floor", "ceil", "mean",
	"answered", "days", "years", "add_days", "year", "month"}

// noteWithin notes what is wrong at a place inside an expression, in letters from its
// beginning. Where the file breaks it into several lines, or writes it with escapes, the
// place is told in words.
func (p *parsing) noteWithin(path []any, source string, at int, f fault.Fault) {
	if n := p.Node(path); at <= 0 || n == nil || n.Kind != yaml.ScalarNode {
		p.Note(path, f)
		return
	}
	p.Add(p.within(path, source, at, f))
}

// within is a fault at a place inside an expression.
func (p *parsing) within(path []any, source string, at int, f fault.Fault) fault.Fault {
	letters := []rune(source)
	n, within := p.Node(path), p.Placed(path, f)
	if at <= 0 || at > len(letters) || n == nil || n.Kind != yaml.ScalarNode {
		return within
	}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0, n.Style&yaml.DoubleQuotedStyle != 0 && strings.ContainsAny(source, `"\\`):
		within.Excerpt = excerpt(string(letters[at:]))
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		within.Column += at + 1
	default:
		within.Column += at
	}
	return within
}

// nameAt is a name in an expression, and where.
type nameAt struct {
	name   string
	at     int
	called bool // as a function
	last   bool // behind «last.»
}

// namesIn are the names of an expression, in its order.
func namesIn(source string) []nameAt {
	tree, err := parser.Parse(source)
	if err != nil {
		return nil
	}
	all := &identifiers{}
	ast.Walk(&tree.Node, all)
	return all.names
}

type identifiers struct{ names []nameAt }

// Visit is called by ast.Walk for every node, those below first.
func (n *identifiers) Visit(node *ast.Node) {
	switch x := (*node).(type) {
	case *ast.IdentifierNode:
		n.names = append(n.names, nameAt{name: x.Value, at: x.Location().From})
	case *ast.MemberNode:
		if name, ok := lastPart(x); ok { // «last» alone was the name before it
			n.names[len(n.names)-1] = nameAt{name: name, at: x.Property.Location().From, last: true}
		}
	case *ast.CallNode:
		for i := range n.names {
			if callee, ok := x.Callee.(*ast.IdentifierNode); ok && n.names[i].at == callee.Location().From {
				n.names[i].called = true
			}
		}
	}
}
