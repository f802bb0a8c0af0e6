package seed

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"giaoban/internal/roster"
)

// compiled are the expressions of a script.
type compiled struct {
	names      []string // of the figures, in order
	figures    []*vm.Program
	conditions map[string]*vm.Program
}

// compile reads the expressions. What a name stands for is known when it is reckoned.
func (s *Script) compile() error {
	s.conditions = map[string]*vm.Program{}
	read := func(name, code string) (*vm.Program, error) {
		p, err := expr.Compile(code, expr.AllowUndefinedVariables())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return p, nil
	}
	for _, figure := range s.Figures {
		for name, code := range figure {
			p, err := read(name, code)
			if err != nil {
				return err
			}
			s.names, s.figures = append(s.names, name), append(s.figures, p)
		}
	}
	condition := func(of, code string) (err error) {
		if code != "" && s.conditions[code] == nil {
			s.conditions[code], err = read(of, code)
		}
		return err
	}
	for _, c := range s.Contradictions {
		if err := condition(c.Name, c.When); err != nil {
			return err
		}
	}
	for name, w := range s.Texts {
		for _, e := range w.Say {
			if err := condition(name, e.When); err != nil {
				return err
			}
		}
	}
	return nil
}

// A lot is what is drawn for one unit: its figures, and chance itself.
type lot struct {
	*Script
	random  *rand.Rand
	ground  []string
	figures map[string]any
}

// draw draws a unit's figures. They depend on its code and the number only.
func (s *Script) draw(number, code uint64, u roster.Unit, above []roster.Unit) (*lot, error) {
	l := &lot{Script: s, random: rand.New(rand.NewPCG(number+1, code))}
	for _, at := range append([]roster.Unit{u}, above...) {
		if l.ground = s.Ground[at.Code]; l.ground != nil {
			break
		}
	}
	l.figures = map[string]any{"code": u.Code, "kind": u.Type, "ground": l.ground,
		"between": l.between, "chance": l.chance, "pick": l.pick, "some": l.some, "shared": shared, "portions": l.portions,
		"models": l.models, "run": repeated, "chain": chain, "head": head}
	for i, p := range s.compiled.figures {
		v, err := expr.Run(p, l.figures)
		if err != nil {
			return nil, fmt.Errorf("%s: figure %s: %w", u.Code, s.names[i], err)
		}
		if f, ok := v.(float64); ok && f == float64(int(f)) {
			v = int(f)
		}
		l.figures[s.names[i]] = v
	}
	return l, nil
}

// holds reports whether a condition does.
func (l *lot) holds(code string) bool {
	if code == "" {
		return true
	}
	v, err := expr.Run(l.conditions[code], l.figures)
	return err == nil && v == true
}

// whole is what a number of an expression is, without its fraction.
func whole(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case float64:
		return int(v)
	}
	return 0
}

func (l *lot) between(least, most any) int {
	a, b := whole(least), whole(most)
	return a + l.random.IntN(max(0, b-a)+1)
}

func (l *lot) chance(p float64) bool { return l.random.Float64() < p }

func (l *lot) pick(list []any) any { return list[l.random.IntN(len(list))] }

func (l *lot) some(list []any, n any) []any {
	taken := l.random.Perm(len(list))[:max(0, min(whole(n), len(list)))]
	slices.Sort(taken)
	var out []any
	for _, i := range taken {
		out = append(out, list[i])
	}
	return out
}

// shared is a total in whole numbers in these proportions; the last gets the rest.
func shared(total any, parts ...any) []any {
	sum, left := 0, whole(total)
	for _, p := range parts {
		sum += whole(p)
	}
	out := make([]any, len(parts))
	for i, p := range parts {
		n := whole(total) * whole(p) / max(1, sum)
		if i == len(parts)-1 {
			n = left
		}
		out[i] = n
		left -= n
	}
	return out
}

// portions are n falling whole numbers of 1 or more with this sum.
func (l *lot) portions(total, n any) []any {
	numbers := make([]int, max(0, whole(n)))
	for i := range numbers {
		numbers[i] = 1
	}
	for range max(0, whole(total)-len(numbers)) {
		if len(numbers) > 0 {
			numbers[l.random.IntN(len(numbers))]++
		}
	}
	slices.Sort(numbers)
	slices.Reverse(numbers)
	var out []any
	for _, n := range numbers {
		out = append(out, n)
	}
	return out
}

// models are n names that fit the ground.
func (l *lot) models(n any) []any {
	on := func(list []string) bool {
		return slices.ContainsFunc(list, func(g string) bool { return slices.Contains(l.ground, g) })
	}
	turn := map[string]float64{} // the earlier the smaller
	var fit []any
	for _, m := range l.Models {
		if (m.Only == nil || on(m.Only)) && !on(m.Not) {
			fit = append(fit, m)
			turn[m.Name] = l.random.ExpFloat64() / max(1, m.Share)
		}
	}
	slices.SortFunc(fit, func(a, b any) int { return cmp.Compare(turn[a.(Model).Name], turn[b.(Model).Name]) })
	return head(fit, n)
}

func repeated(pairs ...any) (out []any) {
	for i := 0; i+1 < len(pairs); i += 2 {
		for range whole(pairs[i+1]) {
			out = append(out, pairs[i])
		}
	}
	return out
}

func chain(lists ...[]any) []any { return slices.Concat(lists...) }

func head(list []any, n any) []any { return list[:max(0, min(whole(n), len(list)))] }

// answers are the figures as they are typed, by the question's name.
func (l *lot) answers() map[string][]string {
	out := map[string][]string{}
	for _, name := range l.names {
		list, many := l.figures[name].([]any)
		if !many {
			list = []any{l.figures[name]}
		}
		for _, v := range list {
			out[name] = append(out[name], typed(v))
		}
	}
	maps.DeleteFunc(out, func(_ string, list []string) bool { return len(list) == 0 })
	return out
}

// typed is how an officer types a value; "" skips the question.
func typed(v any) string {
	switch v := v.(type) {
	case bool:
		if v {
			return "Có"
		}
		return "Không"
	case int:
		return strconv.Itoa(v)
	case float64:
		return strings.ReplaceAll(strconv.FormatFloat(v, 'f', 1, 64), ".", ",")
	case string:
		return v
	}
	return ""
}
