package form

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"go.yaml.in/yaml/v4"

	"giaoban/internal/viet"
)

// expression compiles source, or notes what is wrong with it.
func (p *parsing) expression(source string, path []any, scope map[string]Variable, of string, options ...expr.Option) *Expression {
	if len(source) > maxExpression {
		p.fault(path, "", "%s: the condition is longer than %d characters", of, maxExpression)
		return nil
	}
	e, err := compileExpression(source, scope, options...)
	if err == nil {
		p.usesBelow(e, path, of)
		return e
	}
	if name, at := unknownName(source, scope); name != "" {
		hint := p.meantName(name)
		if p.o.ByName[name] != nil {
			hint = "it is asked later; a condition can name only what is asked before it"
		}
		p.faultWithin(path, source, at, hint, "%s: %s names %q, which is not asked before it", of, path[len(path)-1], name)
		return nil
	}
	message, at := err.Error(), 0
	var fe *file.Error
	if errors.As(err, &fe) {
		message, at = fe.Message, fe.From
	}
	p.faultWithin(path, source, at, "", "%s: %s: %s", of, path[len(path)-1], message)
	return nil
}

// faultWithin notes what is wrong at a place inside an expression, in letters
// from its beginning. Where the file breaks it into several lines, or writes it with
// escapes, the place is told in words.
func (p *parsing) faultWithin(path []any, source string, at int, hint, format string, args ...any) {
	before := len(p.faults)
	p.fault(path, hint, format, args...)
	letters := []rune(source)
	if at <= 0 || at > len(letters) {
		return
	}
	f := &p.faults[before]
	n := nodeAt(&p.root, path)
	switch {
	case n == nil || n.Kind != yaml.ScalarNode:
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0, n.Style&yaml.DoubleQuotedStyle != 0 && strings.ContainsAny(source, `"\\`):
		f.Message += " (at «" + excerpt(string(letters[at:])) + "»)"
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		f.Column += at + 1
	default:
		f.Column += at
	}
}

// excerpt is the beginning of what stands at a place.
func excerpt(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return viet.Shorten(s, 24)
}

// unknownName is the first name of the expression that is not in scope.
func unknownName(source string, scope map[string]Variable) (name string, at int) {
	tree, err := parser.Parse(source)
	if err != nil {
		return "", 0
	}
	all := &identifiers{}
	ast.Walk(&tree.Node, all)
	for i, name := range all.names {
		if _, ok := scope[name]; !ok {
			return name, all.at[i]
		}
	}
	return "", 0
}

type identifiers struct {
	names []string
	at    []int
}

// Visit is called by ast.Walk for every node.
func (n *identifiers) Visit(node *ast.Node) {
	if id, ok := (*node).(*ast.IdentifierNode); ok {
		n.names, n.at = append(n.names, id.Value), append(n.at, id.Location().From)
	}
}

func (p *parsing) meantName(name string) string {
	return meant(name, slices.Sorted(maps.Keys(p.o.ByName)))
}

// meant is a hint at the nearest of the words, if one is near.
func meant(word string, words []string) string {
	if near := Nearest(word, words); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	return ""
}

// Nearest returns the one of the words that a misspelt word is most like, or "".
func Nearest(word string, words []string) string {
	best, distance := "", max(2, len(word)/3)+1
	for _, w := range words {
		if d := editDistance(word, w); d < distance {
			best, distance = w, d
		}
	}
	return best
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
