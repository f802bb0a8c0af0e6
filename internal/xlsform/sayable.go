package xlsform

import (
	"errors"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"giaoban/internal/form"
)

// errUnsayable is what an XLSForm has no words for.
var errUnsayable = errors.New("an XLSForm cannot say this")

// A speaker says expressions of an outline in XPath.
type speaker struct {
	outline *form.Outline
	self    *form.Question  // called by a point
	rows    *form.Question  // the list on whose rows a condition is tried
	words   map[string]bool // of the choices that a filter tries
}

// A saying is a part of an XPath.
type saying struct {
	code string
	rank int
	of   *form.Question
	word bool // of a choice that a filter tries
	kind sort
}

// The ranks of XPath's operators.
const (
	saysOr = iota + 1
	saysAnd
	saysEqual
	saysLess
	saysPlus
	saysTimes
	saysMinus
	saysAtom
)

func (s saying) in(rank int) string {
	if s.rank < rank {
		return "(" + s.code + ")"
	}
	return s.code
}

// say gives an expression in XPath. A condition is one that is true or not.
func (s *speaker) say(source string, condition bool) (string, error) {
	tree, err := parser.Parse(source)
	if err != nil {
		return "", err
	}
	said, err := s.node(tree.Node)
	if err == nil && condition {
		said, err = truthSaid(said)
	}
	return said.code, err
}

// truthSaid makes a condition of a yes or no.
func truthSaid(s saying) (saying, error) {
	switch {
	case s.of != nil && s.kind == isTruth:
		return saying{code: s.code + " = 'yes'", rank: saysEqual, kind: isTruth}, nil
	case s.kind == isTruth:
		return s, nil
	}
	return s, errUnsayable
}

func (s *speaker) truth(n ast.Node) (saying, error) {
	said, err := s.node(n)
	if err != nil {
		return said, err
	}
	return truthSaid(said)
}

// kindSaid is what an expression sees of a question.
func kindSaid(q *form.Question) sort {
	switch q.Type {
	case form.Integer, form.Decimal, form.Year, "scale":
		return isNumber
	case form.YesNo:
		return isTruth
	case form.Date:
		return isDay
	case "time":
		return isHour
	case form.SelectOne:
		return isPick
	case form.SelectMultiple:
		return isPicks
	case form.ShortText, form.LongText, "telephone":
		return isWords
	case form.Repeat:
		return isRows
	case form.Calculate:
		if len(q.Parts) == 0 {
			return isNumber
		}
	}
	return isNothing
}

func (s *speaker) name(name string) (saying, error) {
	q := s.outline.ByName[name]
	switch {
	case name == "today":
		return saying{code: "today()", rank: saysAtom, kind: isDay}, nil
	case q == nil || kindSaid(q) == isNothing:
		return saying{}, errUnsayable
	case q == s.self:
		return saying{code: ".", rank: saysAtom, of: q, kind: kindSaid(q)}, nil
	}
	return saying{code: "${" + name + "}", rank: saysAtom, of: q, kind: kindSaid(q)}, nil
}

func (s *speaker) node(n ast.Node) (saying, error) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		if s.words[n.Value] {
			return saying{code: n.Value, rank: saysAtom, kind: isString, word: true}, nil
		}
		return s.name(n.Value)
	case *ast.IntegerNode:
		return saying{code: strconv.Itoa(n.Value), rank: saysAtom, kind: isNumber}, nil
	case *ast.FloatNode:
		return saying{code: strconv.FormatFloat(n.Value, 'f', -1, 64), rank: saysAtom, kind: isNumber}, nil
	case *ast.BoolNode:
		return saying{code: strconv.FormatBool(n.Value) + "()", rank: saysAtom, kind: isTruth}, nil
	case *ast.StringNode:
		return textSaid(n.Value)
	case *ast.UnaryNode:
		return s.unary(n)
	case *ast.BinaryNode:
		return s.binary(n)
	case *ast.ConditionalNode:
		return s.conditional(n)
	case *ast.MemberNode:
		return s.member(n)
	case *ast.BuiltinNode:
		return s.function(n.Name, n.Arguments)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return s.function(callee.Value, n.Arguments)
		}
	case *ast.PredicateNode:
		return s.node(n.Node)
	}
	return saying{}, errUnsayable
}

func textSaid(s string) (saying, error) {
	quote := "'"
	if strings.Contains(s, quote) {
		quote = `"`
	}
	if strings.Contains(s, quote) {
		return saying{}, errUnsayable
	}
	return saying{code: quote + s + quote, rank: saysAtom, kind: isString}, nil
}

func (s *speaker) unary(n *ast.UnaryNode) (saying, error) {
	if n.Operator == "-" {
		of, err := s.node(n.Node)
		if err != nil || of.kind != isNumber {
			return of, errUnsayable
		}
		return saying{code: "-" + of.in(saysMinus), rank: saysMinus, kind: isNumber}, nil
	}
	of, err := s.node(n.Node)
	switch {
	case err != nil || n.Operator == "+":
		return of, errUnsayable
	case of.of != nil && of.kind == isTruth && len(of.of.Conditions) > 0: // one that does not apply is no yes
		return saying{code: "not(" + of.code + " = 'yes')", rank: saysAtom, kind: isTruth}, nil
	case of.of != nil && of.kind == isTruth:
		return saying{code: of.code + " = 'no'", rank: saysEqual, kind: isTruth}, nil
	case of.kind != isTruth:
		return of, errUnsayable
	}
	return saying{code: "not(" + of.code + ")", rank: saysAtom, kind: isTruth}, nil
}

func (s *speaker) binary(n *ast.BinaryNode) (saying, error) {
	switch n.Operator {
	case "and", "&&", "or", "||":
		sign, rank := "and", saysAnd
		if n.Operator == "or" || n.Operator == "||" {
			sign, rank = "or", saysOr
		}
		l, err := s.truth(n.Left)
		if err != nil {
			return l, err
		}
		r, err := s.truth(n.Right)
		return saying{code: l.in(rank) + " " + sign + " " + r.in(rank+1), rank: rank, kind: isTruth}, err
	case "in":
		return s.among(n)
	case "??":
		return s.otherwise(n)
	}
	l, err := s.node(n.Left)
	if err != nil {
		return l, err
	}
	if _, none := n.Right.(*ast.NilNode); none && l.of != nil && (n.Operator == "!=" || n.Operator == "==") {
		return saying{code: l.code + map[string]string{"!=": " != ''", "==": " = ''"}[n.Operator], rank: saysEqual, kind: isTruth}, nil
	}
	r, err := s.node(n.Right)
	if err != nil {
		return r, err
	}
	if l.word && r.of != nil || r.word && l.of != nil { // a choice's word with the name that was picked
		l.of, l.kind, r.of, r.kind = nil, isString, nil, isString
	}
	if sign, ok := map[string]string{"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}[n.Operator]; ok {
		return comparedSaid(l, sign, r)
	}
	if l.kind != isNumber || r.kind != isNumber {
		return l, errUnsayable
	}
	switch n.Operator {
	case "+", "-":
		return saying{code: l.in(saysPlus) + " " + n.Operator + " " + r.in(saysPlus+1), rank: saysPlus, kind: isNumber}, nil
	case "*", "/", "%":
		sign := map[string]string{"*": "*", "/": "div", "%": "mod"}[n.Operator]
		return saying{code: l.in(saysTimes) + " " + sign + " " + r.in(saysTimes+1), rank: saysTimes, kind: isNumber}, nil
	case "**", "^":
		return saying{code: "pow(" + l.code + ", " + r.code + ")", rank: saysAtom, kind: isNumber}, nil
	}
	return l, errUnsayable
}

// comparedSaid compares. Days are compared as days, and a word with what was picked.
func comparedSaid(l saying, sign string, r saying) (saying, error) {
	rank := saysEqual
	if sign != "=" && sign != "!=" {
		rank = saysLess
	}
	for _, pair := range [][2]*saying{{&l, &r}, {&r, &l}} {
		if a, b := pair[0], pair[1]; a.kind == isDay && b.kind == isString {
			b.code, b.kind = "date("+b.code+")", isDay
		}
	}
	switch {
	case l.kind != r.kind && !(l.kind == isPick && r.kind == isString), l.kind == isPicks, l.kind == isWords, l.kind == isRows, l.kind == isTruth,
		rank == saysLess && l.kind != isNumber && l.kind != isDay:
		return l, errUnsayable
	}
	return saying{code: l.in(rank) + " " + sign + " " + r.in(rank+1), rank: rank, kind: isTruth}, nil
}

// among is «"a" in q», and «q in ["a", "b"]».
func (s *speaker) among(n *ast.BinaryNode) (saying, error) {
	if list, ok := n.Right.(*ast.ArrayNode); ok {
		l, err := s.node(n.Left)
		if err != nil || l.kind != isPick || len(list.Nodes) == 0 {
			return l, errUnsayable
		}
		var parts []string
		for _, word := range list.Nodes {
			text, ok := word.(*ast.StringNode)
			if !ok {
				return l, errUnsayable
			}
			parts = append(parts, l.code+" = '"+text.Value+"'")
		}
		return saying{code: strings.Join(parts, " or "), rank: saysOr, kind: isTruth}, nil
	}
	text, ok := n.Left.(*ast.StringNode)
	r, err := s.node(n.Right)
	if err != nil || !ok || r.kind != isPicks {
		return r, errUnsayable
	}
	return saying{code: "selected(" + r.code + ", '" + text.Value + "')", rank: saysAtom, kind: isTruth}, nil
}

// otherwise is «.field ?? 0» in a condition on rows: an XPath has no answer as nothing by itself.
func (s *speaker) otherwise(n *ast.BinaryNode) (saying, error) {
	if s.rows == nil {
		return saying{}, errUnsayable
	}
	switch zero := n.Right.(type) {
	case *ast.IntegerNode:
		if zero.Value != 0 {
			return saying{}, errUnsayable
		}
	case *ast.StringNode:
		if zero.Value != "" {
			return saying{}, errUnsayable
		}
	case *ast.BoolNode:
		if zero.Value {
			return saying{}, errUnsayable
		}
	default:
		return saying{}, errUnsayable
	}
	return s.node(n.Left)
}

func (s *speaker) conditional(n *ast.ConditionalNode) (saying, error) {
	c, err := s.truth(n.Cond)
	if err != nil {
		return c, err
	}
	a, err := s.node(n.Exp1)
	if err != nil {
		return a, err
	}
	b, err := s.node(n.Exp2)
	if err != nil || a.kind != b.kind || a.of != nil && a.kind != isNumber || b.of != nil && b.kind != isNumber {
		return b, errUnsayable
	}
	return saying{code: "if(" + c.code + ", " + a.code + ", " + b.code + ")", rank: saysAtom, kind: a.kind}, nil
}

// member is «.field» of a row, and «q.letters».
func (s *speaker) member(n *ast.MemberNode) (saying, error) {
	property, ok := n.Property.(*ast.StringNode)
	if !ok || n.Optional {
		return saying{}, errUnsayable
	}
	if _, row := n.Node.(*ast.PointerNode); row {
		q := s.outline.ByName[property.Value]
		if s.rows == nil || q == nil || q.Parent != s.rows || kindSaid(q) == isNothing {
			return saying{}, errUnsayable
		}
		return saying{code: q.Name, rank: saysAtom, of: q, kind: kindSaid(q)}, nil
	}
	of, err := s.node(n.Node)
	if err != nil || of.kind != isWords || property.Value != "letters" {
		return of, errUnsayable
	}
	return saying{code: "string-length(" + of.code + ")", rank: saysAtom, kind: isNumber}, nil
}
