package form

import (
	"errors"
	"strings"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
)

// dayFunctions are what expressions work out of days, which are words as 2016-07-05. One that
// is none makes the whole expression unknown.
var dayFunctions = []expr.Option{
	expr.Function("days", func(args ...any) (any, error) {
		from, to, err := twoDays(args)
		return int(to.Sub(from).Hours() / 24), err
	}, new(func(string, string) int)),
	expr.Function("years", func(args ...any) (any, error) {
		from, to, err := twoDays(args)
		n := to.Year() - from.Year()
		if to.Month() < from.Month() || to.Month() == from.Month() && to.Day() < from.Day() {
			n--
		}
		return n, err
	}, new(func(string, string) int)),
	expr.Function("add_days", func(args ...any) (any, error) {
		day, err := time.Parse(time.DateOnly, args[0].(string))
		n := Number(args[1])
		if n != float64(int(n)) || n < -mostDays || n > mostDays {
			err = errors.Join(err, errors.New("no number of days"))
		}
		return day.AddDate(0, 0, int(n)).Format(time.DateOnly), err
	}, new(func(string, int) string), new(func(string, float64) string)),
	expr.Function("year", func(args ...any) (any, error) {
		day, err := time.Parse(time.DateOnly, args[0].(string))
		return day.Year(), err
	}, new(func(string) int)),
	expr.Function("month", func(args ...any) (any, error) {
		day, err := time.Parse(time.DateOnly, args[0].(string))
		return int(day.Month()), err
	}, new(func(string) int)),
}

// mostDays is how far a day may be put off: a century.
const mostDays = 36600

// ownFunctions are those that outlines have beside the library's.
var ownFunctions = []string{answered, "days", "years", "add_days", "year", "month"}

func twoDays(args []any) (from, to time.Time, err error) {
	from, err = time.Parse(time.DateOnly, args[0].(string))
	to, err2 := time.Parse(time.DateOnly, args[1].(string))
	return from, to, errors.Join(err, err2)
}

// answered asks whether a question has an answer.
const answered = "answered"

// ofAnswered begins the name of the variable that tells it. No question can have such a name.
const ofAnswered = "__answered_"

// askedWhether is the name in answered(name).
func askedWhether(node ast.Node) (name *ast.IdentifierNode, ok bool) {
	call, ok := node.(*ast.CallNode)
	if !ok || len(call.Arguments) != 1 {
		return nil, false
	}
	callee, ok := call.Callee.(*ast.IdentifierNode)
	if !ok || callee.Value != answered {
		return nil, false
	}
	name, ok = call.Arguments[0].(*ast.IdentifierNode)
	return name, ok
}

// askingWhether puts variables where an expression asks for answers. It knows only names in scope.
type askingWhether struct{ scope map[string]Variable }

// Visit is called for every node of an expression.
func (a askingWhether) Visit(node *ast.Node) {
	name, ok := askedWhether(*node)
	if !ok {
		return
	}
	_, last := a.scope[lastWord].Last[strings.TrimPrefix(name.Value, lastWord+".")]
	if a.scope[name.Value].Q != nil || last && strings.HasPrefix(name.Value, lastWord+".") { // which renaming has made one name
		ast.Patch(node, &ast.IdentifierNode{Value: ofAnswered + name.Value})
	}
}

// whether finds what an expression asks for.
type whether struct {
	names map[string]bool
	at    map[int]bool // where the names stand
}

// Visit is called by ast.Walk for every node.
func (w *whether) Visit(node *ast.Node) {
	if name, ok := askedWhether(*node); ok {
		w.names[name.Value], w.at[name.Location().From] = true, true
	}
	if call, ok := (*node).(*ast.CallNode); ok && len(call.Arguments) == 1 {
		callee, named := call.Callee.(*ast.IdentifierNode)
		name, ok := lastPart(call.Arguments[0])
		if ok && named && callee.Value == answered {
			w.names[lastWord+"."+name], w.at[call.Arguments[0].(*ast.MemberNode).Property.Location().From] = true, true
		}
	}
}
