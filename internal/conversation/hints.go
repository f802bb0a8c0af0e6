package conversation

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// expression compiles source, or notes what is wrong with it.
func (p *parsing) expression(source string, path []any, scope map[string]variable, of string, options ...expr.Option) *expression {
	if len(source) > maxExpression {
		p.fault(path, "", "%s: the condition is longer than %d characters", of, maxExpression)
		return nil
	}
	e, err := compileExpression(source, scope, options...)
	if err == nil {
		p.usesBelow(e, path, of)
		return e
	}
	if name := unknownName(source, scope); name != "" {
		p.fault(path, p.meantName(name), "%s: %s names %q, which is not asked before it", of, path[len(path)-1], name)
		return nil
	}
	message := err.Error()
	var fe *file.Error
	if errors.As(err, &fe) {
		message = fe.Message
	}
	p.fault(path, "", "%s: %s: %s", of, path[len(path)-1], message)
	return nil
}

// unknownName is the first name of the expression that is not in scope.
func unknownName(source string, scope map[string]variable) string {
	tree, err := parser.Parse(source)
	if err != nil {
		return ""
	}
	all := &identifiers{}
	ast.Walk(&tree.Node, all)
	for _, name := range all.names {
		if _, ok := scope[name]; !ok {
			return name
		}
	}
	return ""
}

type identifiers struct{ names []string }

// Visit is called by ast.Walk for every node.
func (n *identifiers) Visit(node *ast.Node) {
	if id, ok := (*node).(*ast.IdentifierNode); ok {
		n.names = append(n.names, id.Value)
	}
}

func (p *parsing) meantName(name string) string {
	return meant(name, slices.Sorted(maps.Keys(p.o.byName)))
}

// meant is a hint at the nearest of the words, if one is near.
func meant(word string, words []string) string {
	best, distance := "", max(2, len(word)/3)+1
	for _, w := range words {
		if d := editDistance(word, w); d < distance {
			best, distance = w, d
		}
	}
	if best == "" {
		return ""
	}
	return "did you mean \"" + best + "\"?"
}

// editDistance is Levenshtein's, over letters.
func editDistance(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(y)]
}
