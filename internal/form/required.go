package form

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// The words of YAML for a question that must be answered, and for one that need not be.
var (
	always = []string{"true", "yes", "on", "y"}
	never  = []string{"", "false", "no", "off", "n"}
)

// required reads whether the question must be answered: always, never, or on a condition, which
// is compiled with the others.
func required(q *Question) {
	word := strings.ToLower(q.RequiredIf)
	q.Required = slices.Contains(always, word)
	q.conditional = !q.Required && !slices.Contains(never, word)
}

// needed compiles the condition on which the question must be answered.
func (p *parsing) needed(q *Question, scope map[string]Variable) {
	if !q.conditional {
		return
	}
	path := p.pathOf(q, "required")
	word := q.RequiredIf
	truth, ok := truths[viet.Fold(word)]
	if more := map[string]string{"x": "true", "bat buoc": "true", "1": "true", "0": "false", "khong bat buoc": "false", "required": "true", "optional": "false"}[viet.Fold(word)]; more != "" {
		truth, ok = more, true
	}
	if _, known := scope[word]; ok && !known {
		f := fault.New("yaml_not_true", "value", word)
		f.Near = truth
		p.Note(path, f)
		return
	}
	if _, known := scope[word]; !known && nameForm.MatchString(strings.ToLower(word)) && fault.Nearest(word, []string{"true", "false"}) != "" {
		p.Note(path, fault.New("yaml_not_true", "value", word).Meant(word, []string{"true", "false"}))
		return
	}
	q.Needed = p.expression(word, path, scope, q.Code, expr.AsBool())
}

// First reports whether the question is asked before the optional ones: it must be answered,
// or may have to be.
func (q *Question) First() bool { return q.Required || q.Needed != nil }
