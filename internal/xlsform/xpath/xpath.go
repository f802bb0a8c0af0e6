// Package xpath reads the expressions of an XLSForm: XPath 1.0 with ${name} for a question and the functions of ODK.
//
// It makes a tree of an expression, and knows no question and no function: what a name means and what can be made of it is
// decided by whoever walks the tree.
package xpath

import (
	"errors"
	"slices"
	"strconv"
)

// The limits. No form that people wrote comes near them.
const (
	maxLetters = 20_000
	maxDepth   = 100
)

// A Node is a part of an expression.
type Node interface{ node() }

type (
	// Number is a number as it was written.
	Number struct{ Text string }
	// Text is what stood between quotes.
	Text struct{ Value string }
	// Ref is a question: ${name}, or a path that ends in its name, with the steps before that: «..», names of groups, and "" for
	// the top.
	Ref struct {
		Name string
		Path string
	}
	// Child is a bare name: in a condition on the rows of a list, a question of the row.
	Child struct{ Name string }
	// Self is the point: the question itself. Parent is «..», the group or the row that it stands in, with the steps before it.
	Self   struct{}
	Parent struct{ Path string }
	// Call is a function.
	Call struct {
		Name      string
		Arguments []Node
	}
	// Binary is an operator between two parts: or and = != < <= > >= + - * div mod |.
	Binary struct {
		Operator    string
		Left, Right Node
	}
	// Minus is the sign.
	Minus struct{ Of Node }
	// Filter is [condition] behind something, Step a name behind a slash.
	Filter struct{ Of, Condition Node }
	Step   struct {
		Of   Node
		Name string
	}
)

func (Number) node() {}
func (Text) node()   {}
func (Ref) node()    {}
func (Child) node()  {}
func (Self) node()   {}
func (Parent) node() {}
func (Call) node()   {}
func (Binary) node() {}
func (Minus) node()  {}
func (Filter) node() {}
func (Step) node()   {}

// What may be wrong with an expression.
var (
	ErrLong   = errors.New("longer or deeper than is read")
	ErrQuote  = errors.New("a quote is not closed")
	ErrEnd    = errors.New("ends too early")
	ErrSyntax = errors.New("no expression")
)

// An Error is what is wrong, and the words at which it was seen.
type Error struct {
	Why  error
	Near string
}

func (e *Error) Error() string { return e.Why.Error() + " near " + strconv.Quote(e.Near) }
func (e *Error) Unwrap() error { return e.Why }

// Parse reads an expression.
func Parse(source string) (Node, error) {
	if len(source) > maxLetters {
		return nil, &Error{Why: ErrLong}
	}
	tokens, err := lex(source)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens}
	n, err := p.binary(0)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != end {
		return nil, &Error{ErrSyntax, t.text}
	}
	return n, nil
}

type parser struct {
	tokens []token
	at     int
	depth  int
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) next() token {
	t := p.tokens[p.at]
	if t.kind != end {
		p.at++
	}
	return t
}

// is takes the sign if it stands next.
func (p *parser) is(sign string) bool {
	if t := p.peek(); t.kind == operator && t.text == sign {
		p.at++
		return true
	}
	return false
}

func (p *parser) wrong() error {
	if t := p.peek(); t.kind != end {
		return &Error{ErrSyntax, t.text}
	}
	return &Error{Why: ErrEnd}
}

// levels are the operators, those that bind least first.
var levels = [][]string{{"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"}}

func (p *parser) binary(level int) (Node, error) {
	if level == len(levels) {
		return p.unary()
	}
	if p.depth++; p.depth > maxDepth*len(levels) {
		return nil, &Error{Why: ErrLong}
	}
	defer func() { p.depth-- }()
	left, err := p.binary(level + 1)
	for err == nil {
		sign := p.peek()
		if sign.kind != operator || !slices.Contains(levels[level], sign.text) {
			return left, nil
		}
		p.at++
		var right Node
		if right, err = p.binary(level + 1); err == nil {
			left = Binary{sign.text, left, right}
		}
	}
	return nil, err
}

func (p *parser) unary() (Node, error) {
	minus := false
	for p.is("-") {
		minus = !minus
	}
	n, err := p.union()
	if err == nil && minus {
		n = Minus{n}
	}
	return n, err
}

func (p *parser) union() (Node, error) {
	left, err := p.path()
	for err == nil && p.is("|") {
		var right Node
		if right, err = p.path(); err == nil {
			left = Binary{"|", left, right}
		}
	}
	return left, err
}

// path reads something with what stands behind it: conditions in brackets and names behind slashes. A path from the top, the
// row or the question itself leads to the question whose name it ends in.
func (p *parser) path() (Node, error) {
	first := p.peek()
	n, err := p.primary()
	leads := first.kind == operator && first.text == "/" || leading(n)
	for err == nil {
		switch {
		case p.is("["):
			var condition Node
			if condition, err = p.binary(0); err != nil {
				return nil, err
			}
			if !p.is("]") {
				return nil, p.wrong()
			}
			n, leads = Filter{n, condition}, false
		case p.is("/"):
			n, err = p.step(n, leads)
		default:
			return n, nil
		}
	}
	return nil, err
}

// leading tells whether a path may begin so.
func leading(n Node) bool {
	switch n := n.(type) {
	case Self, Parent:
		return true
	case Call:
		return n.Name == "current" && len(n.Arguments) == 0
	}
	return false
}

// step reads what stands behind a slash.
func (p *parser) step(of Node, leads bool) (Node, error) {
	t := p.peek()
	var n Node
	switch {
	case t.kind == word && leads:
		n = Ref{Name: t.text, Path: pathTo(of)}
	case t.kind == word:
		n = Step{of, t.text}
	case t.kind == question:
		n = Ref{Name: t.text}
	case t.kind == operator && t.text == "..":
		n = Parent{pathTo(of)}
	case t.kind == operator && t.text == "." && of != nil:
		n = of
	default:
		return nil, p.wrong()
	}
	p.at++
	return n, nil
}

// pathTo is the steps that lead to what stands behind a node: «../g/» behind ../g, «/» behind the top.
func pathTo(of Node) string {
	switch of := of.(type) {
	case nil:
		return "/"
	case Ref:
		return of.Path + of.Name + "/"
	case Parent:
		return of.Path + "../"
	}
	return ""
}

// primary reads what has no operator.
func (p *parser) primary() (Node, error) {
	if p.depth++; p.depth > maxDepth*len(levels) {
		return nil, &Error{Why: ErrLong}
	}
	defer func() { p.depth-- }()
	t := p.next()
	switch {
	case t.kind == number:
		return Number{t.text}, nil
	case t.kind == text:
		return Text{t.text}, nil
	case t.kind == question:
		return Ref{Name: t.text}, nil
	case t.kind == word && p.is("("):
		arguments, err := p.arguments()
		return Call{t.text, arguments}, err
	case t.kind == word:
		return Child{t.text}, nil
	case t.kind == operator && t.text == ".":
		return Self{}, nil
	case t.kind == operator && t.text == "..":
		return Parent{""}, nil
	case t.kind == operator && t.text == "/": // from the top
		return p.step(nil, true)
	case t.kind == operator && t.text == "(":
		n, err := p.binary(0)
		if err == nil && !p.is(")") {
			err = p.wrong()
		}
		return n, err
	}
	if t.kind != end {
		p.at--
	}
	return nil, p.wrong()
}

// arguments reads those of a function, behind its bracket.
func (p *parser) arguments() (list []Node, err error) {
	if p.is(")") {
		return nil, nil
	}
	for {
		n, err := p.binary(0)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
		switch {
		case p.is(")"):
			return list, nil
		case !p.is(","):
			return nil, p.wrong()
		}
	}
}
