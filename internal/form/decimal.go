package form

import (
	"math"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
)

// decimalPlaces is how exact figures are: a millionth, as calculations are kept.
const decimalPlaces = 1e6

// exactBelow is up to where a float64 has room for that many places.
const exactBelow = 1e9

// Rounded takes off what binary fractions leave behind: 0.1 + 0.2 is 0.3.
func Rounded(n float64) float64 {
	if math.Abs(n) >= exactBelow {
		return n
	}
	return math.Round(n*decimalPlaces) / decimalPlaces
}

// asDecimal is the name of the function that stands around what is compared. No
// question can have it.
const asDecimal = "__decimal"

var decimals = expr.Function(asDecimal, func(args ...any) (any, error) {
	if n, ok := args[0].(float64); ok {
		return Rounded(n), nil
	}
	return args[0], nil
})

// comparing lets sums be compared as the decimals that people wrote.
type comparing struct{}

// Visit is called for every node of an expression.
func (*comparing) Visit(node *ast.Node) {
	b, ok := (*node).(*ast.BinaryNode)
	if !ok {
		return
	}
	switch b.Operator {
	case "==", "!=", "<", "<=", ">", ">=":
	default:
		return
	}
	if !worked(b.Left) && !worked(b.Right) {
		return
	}
	for _, side := range []*ast.Node{&b.Left, &b.Right} {
		*side = &ast.CallNode{Callee: &ast.IdentifierNode{Value: asDecimal}, Arguments: []ast.Node{*side}}
	}
}

// worked tells whether a number comes out of arithmetic.
func worked(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.BinaryNode:
		switch n.Operator {
		case "+", "-", "*", "/", "**", "^", "%":
			return true
		}
	case *ast.UnaryNode:
		return worked(n.Node)
	case *ast.ConditionalNode:
		return worked(n.Exp1) || worked(n.Exp2)
	case *ast.BuiltinNode:
		return n.Name == "sum" || n.Name == "mean" || n.Name == "reduce"
	}
	return false
}
