package form

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"

	"giaoban/internal/content"
	"giaoban/internal/fault"
)

// A Contradiction is what a text may say that a figure of the same report denies.
type Contradiction struct {
	// Name is its own, for messages about the file.
	Name string `yaml:"name"`
	// Words are those that claim it; «…» stands for up to six syllables, «<n>» for a
	// number. A sentence that has one of Unless claims something else.
	Words  []string `yaml:"words"`
	Unless []string `yaml:"unless,omitempty"`
	// In are the text questions in which it is looked for; none are all.
	In []string `yaml:"in,omitempty"`
	// When is the condition under which the claim cannot be true.
	When string `yaml:"when"`
	// Counts are what the number among the words may be; the claim is denied where it is
	// none of them. «{n}» of Ask is that number.
	Counts []string `yaml:"counts,omitempty"`
	// AtMost is what the number among the words may not exceed: a part of the whole that a
	// figure counts denies nothing.
	AtMost string `yaml:"at_most,omitempty"`
	// Ask is what is asked about it, with the placeholders of Values.
	Ask    string            `yaml:"ask"`
	Values map[string]string `yaml:"values,omitempty"`

	compiledContradiction `yaml:"-"`
}

type compiledContradiction struct {
	Condition        *Expression
	ValueExpressions map[string]*Expression
	CountExpressions []*Expression
	MostExpression   *Expression
	in               map[*Question]bool
}

// Looks reports whether the claim is looked for in the question's texts.
func (c *Contradiction) Looks(q *Question) bool { return len(c.in) == 0 || c.in[q] }

// Denied reports whether the claim cannot be true beside the figures; value gives those
// that are known. A number that cannot be read, or beside which no figure is known, denies
// nothing.
func (c *Contradiction) Denied(said string, value func(*Expression) (any, bool)) bool {
	if holds, known := value(c.Condition); !known || holds != true {
		return false
	}
	if len(c.CountExpressions) == 0 && c.MostExpression == nil {
		return true
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(said, ".", ""), ",", "."), 64)
	if err != nil {
		return false
	}
	if c.MostExpression != nil {
		most, known := value(c.MostExpression)
		return known && n > Number(most)
	}
	for _, e := range c.CountExpressions {
		if v, known := value(e); !known || Number(v) == n {
			return false
		}
	}
	return true
}

// Expressions are all that decide whether the claim is denied.
func (c *Contradiction) Expressions() []*Expression {
	all := append([]*Expression{c.Condition}, c.CountExpressions...)
	if c.MostExpression != nil {
		all = append(all, c.MostExpression)
	}
	return all
}

// Claim is the contradiction as a theme, to be found in sentences.
func (c *Contradiction) Claim() content.Theme {
	return content.Theme{Name: c.Name, Words: c.Words, Unless: c.Unless}
}

// contents checks and compiles what is said of texts.
func (p *parsing) contents() {
	p.themes(p.o.Addressees, []any{"addressees"}, "addressees")
	for _, q := range p.o.Top {
		if q.Topic == "" && (len(q.Themes) > 0 || q.Addressed) {
			p.Missing(p.pathOf(q), "topic", fault.New("topic_missing", "code", q.Code))
		}
		if q.Topic != "" && !q.IsText() && q.kind != nil {
			p.Note(p.pathOf(q, "topic"), fault.New("key_without_meaning", "code", q.Code, "key", "topic", "type", q.Type))
		}
		p.themes(q.Themes, p.pathOf(q, "themes"), q.Code)
		if q.Topic != "" {
			p.o.Topics = append(p.o.Topics, q)
		}
	}
	seen := map[string]bool{}
	for i := range p.o.Contradictions {
		c, path := &p.o.Contradictions[i], []any{"contradictions", i}
		if !nameForm.MatchString(c.Name) || seen[c.Name] || len(c.Words) == 0 || c.Ask == "" {
			p.Note(path, fault.New("contradiction_incomplete", "name", c.Name))
		}
		seen[c.Name] = true
		c.Condition = p.expression(c.When, append(path, "when"), p.scope, "contradictions: "+c.Name, expr.AsBool())
		c.ValueExpressions, c.in = map[string]*Expression{}, map[*Question]bool{}
		for _, name := range slices.Sorted(maps.Keys(c.Values)) {
			c.ValueExpressions[name] = p.expression(c.Values[name], append(path, "values", name), p.scope, "contradictions: "+c.Name)
		}
		for j, code := range c.Counts {
			c.CountExpressions = append(c.CountExpressions, p.expression(code, append(path, "counts", j), p.scope, "contradictions: "+c.Name))
		}
		if c.AtMost != "" {
			c.MostExpression = p.expression(c.AtMost, append(path, "at_most"), p.scope, "contradictions: "+c.Name)
		}
		for j, name := range c.In {
			q := p.o.ByName[name]
			if q == nil || !q.IsText() {
				p.unknownQuestion(append(path, "in", j), name, fault.New("contradiction_in", "contradiction", c.Name, "name", name))
				continue
			}
			c.in[q] = true
		}
	}
}

func (p *parsing) themes(list []content.Theme, path []any, of string) {
	seen := map[string]bool{}
	for i, t := range list {
		if !nameForm.MatchString(t.Name) || t.Label == "" || len(t.Words) == 0 || seen[t.Name] {
			p.Note(append(path[:len(path):len(path)], i), fault.New("theme_incomplete", "of", of, "name", t.Name))
		}
		seen[t.Name] = true
	}
}
