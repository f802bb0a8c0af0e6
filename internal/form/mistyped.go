package form

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// A comparison is one of two sides in an expression, with the question on one of them and what is written on the other.
type comparison struct {
	at       int // of the operator
	operator string
	q        *Question
	value    ast.Node
}

// A comparer collects the comparisons of questions with what is written.
type comparer struct {
	scope map[string]Variable
	found []comparison
	nils  []int // where something is compared with nothing
	// counts are where a function of lists has no condition, by what it is called.
	counts map[int]string
}

// compares are the operators of comparisons, with that which asks whether one is among many.
var compares = []string{"==", "!=", "<", "<=", ">", ">=", "in"}

// comparisons are those of an expression that can be read.
func comparisons(source string, scope map[string]Variable) *comparer {
	c := &comparer{scope: scope, counts: map[int]string{}}
	if tree, err := parser.Parse(source); err == nil {
		ast.Walk(&tree.Node, c)
	}
	return c
}

// Visit is called by ast.Walk for every node.
func (c *comparer) Visit(node *ast.Node) {
	if call, ok := (*node).(*ast.BuiltinNode); ok && len(call.Arguments) == 1 {
		if id, ok := call.Arguments[0].(*ast.IdentifierNode); ok && call.Name != "len" && c.scope[id.Value].Kind == TheRows && c.scope[id.Value].Q != nil {
			c.counts[call.Location().From] = call.Name
		}
	}
	b, ok := (*node).(*ast.BinaryNode)
	if !ok || !slices.Contains(compares, b.Operator) {
		return
	}
	for _, side := range []ast.Node{b.Left, b.Right} {
		if _, ok := side.(*ast.NilNode); ok {
			c.nils = append(c.nils, b.Location().From)
		}
	}
	if q := c.answer(b.Left); q != nil {
		c.found = append(c.found, comparison{b.Location().From, b.Operator, q, b.Right})
	}
	if q := c.answer(b.Right); q != nil {
		c.found = append(c.found, comparison{b.Location().From, b.Operator, q, b.Left})
	}
}

// answer is the question whose answer a node is.
func (c *comparer) answer(node ast.Node) *Question {
	if id, ok := node.(*ast.IdentifierNode); ok && c.scope[id.Value].Kind == TheAnswer {
		return c.scope[id.Value].Q
	}
	return nil
}

var (
	// percentBeforeSign is a share that is followed by a sign, as 10% + a.
	percentBeforeSign = regexp.MustCompile(`\d+(?:\.\d+)?\s*%\s*[-+*/<>=!)]`)
	// thousandsWithin is a number as an office writes it.
	thousandsWithin = regexp.MustCompile(`\b[1-9]\d{0,2}\.\d{3}\b`)
)

// mistyped finds what does not go together in an expression that can be read and does not compile.
func (p conditions) mistyped(source, of string, key any, scope map[string]Variable) (at int, f fault.Fault, found bool) {
	for _, c := range comparisons(source, scope).found {
		word, quoted := c.value.(*ast.StringNode)
		_, whole := c.value.(*ast.IntegerNode)
		switch {
		case c.q.Type == YesNo && (quoted || whole):
			return c.at, fault.New("expression_yes_no", "of", of, "key", key, "name", c.q.Name), true
		case c.q.Type == SelectMultiple && quoted:
			return c.at, fault.New("expression_among", "of", of, "key", key, "name", c.q.Name, "written", word.Value), true
		case c.q.IsNumber() && quoted:
			_, err := strconv.ParseFloat(word.Value, 64)
			if other := scope[word.Value]; err == nil || other.Q != nil {
				return c.at, fault.New("expression_no_quotes", "of", of, "key", key, "name", c.q.Name, "written", word.Value), true
			}
		}
	}
	if masked, _ := unquoted(source); percentBeforeSign.MatchString(masked) {
		m := percentBeforeSign.FindStringIndex(masked)
		written, _, _ := strings.Cut(masked[m[0]:], "%")
		meant, _ := percent(p.parsing, written)
		return len([]rune(masked[:m[0]])), fault.New("expression_percent", "of", of, "key", key, "written", written+"%", "meant", meant), true
	}
	return 0, f, false
}

// doubtful warns of what an expression that was taken compares, and its author will not have meant.
func (p conditions) doubtful(source string, path []any, scope map[string]Variable, of string) {
	all := comparisons(source, scope)
	say := func(at int, f fault.Fault) { p.warnWithin(path, source, at, f) }
	key := path[len(path)-1]
	for _, at := range all.nils {
		say(at, fault.New("expression_nil", "of", of, "key", key))
	}
	for at, name := range all.counts {
		say(at, fault.New("expression_of_list", "of", of, "key", key, "name", name))
	}
	for _, c := range all.found {
		word, ok := c.value.(*ast.StringNode)
		if _, sum := c.value.(*ast.BinaryNode); !ok {
			if sum && c.q.Type == Date {
				say(c.at, fault.New("expression_day_quotes", "of", of, "key", key, "name", c.q.Name))
			}
			continue
		}
		switch {
		case word.Value == "" && c.q.Type == SelectOne:
			say(c.at, fault.New("expression_nil", "of", of, "key", key))
		case c.q.Type == Date && word.Value != "" && !isDay(word.Value):
			say(c.at, fault.New("expression_day", "of", of, "key", key, "written", word.Value))
		case (c.q.Type == SelectOne || c.q.Type == SelectMultiple) && word.Value != "" && len(c.q.Choices) > 0:
			if _, known := c.q.Option(word.Value); !known {
				say(c.at, choiceMeant(c.q, word.Value, fault.New("expression_no_choice", "of", of, "key", key, "name", c.q.Name, "written", word.Value)))
			}
		}
	}
	masked, _ := unquoted(source)
	for _, m := range thousandsWithin.FindAllStringIndex(masked, -1) {
		written := masked[m[0]:m[1]]
		n, _ := strconv.ParseFloat(written, 64)
		say(len([]rune(masked[:m[0]])), fault.New("expression_thousands", "of", of, "key", key, "written", written, "read", PlainNumber(n), "meant", strings.ReplaceAll(written, ".", "")))
	}
}

// choiceMeant adds to a fault the choice that was meant: by what stands on it, or the nearest name.
func choiceMeant(q *Question, written string, f fault.Fault) fault.Fault {
	var names []string
	for _, o := range q.Options() {
		if viet.Fold(viet.Line(o.Label)) == viet.Fold(viet.Line(written)) {
			f.Near = o.Name
			return f
		}
		names = append(names, o.Name)
	}
	return f.Meant(written, names)
}

// warnWithin warns of something at a place inside an expression.
func (p conditions) warnWithin(path []any, source string, at int, f fault.Fault) {
	p.o.Warnings = append(p.o.Warnings, p.within(path, source, at, f))
}
