package form

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"giaoban/internal/fault"
)

// Placeholders are those that the outline leaves to the campaign's words, each where it stands
// first.
func (o *Outline) Placeholders() map[string]fault.Fault { return o.placeholders }

// placeholders notes which of them the outline does not fill itself.
func (p *parsing) placeholders() {
	p.o.placeholders = map[string]fault.Fault{}
	for i := range p.o.Sections {
		s, path := &p.o.Sections[i], []any{"sections", i}
		p.holding(s.Intro, nil, append(path, "intro"))
		for j := range s.Questions {
			q := &s.Questions[j]
			p.holdingQuestion(q)
			for k := range q.Questions {
				p.holdingQuestion(&q.Questions[k])
			}
			p.holdingTexts(q.Tail)
		}
		p.holdingTexts(s.Tail)
	}
	for i := range p.o.Checks {
		if c := &p.o.Checks[i]; c.Of == nil {
			p.holding(c.Message, c.Values, []any{"checks", i, "message"})
			p.holding(c.Success, c.Values, []any{"checks", i, "success"})
		}
	}
	for i, l := range p.o.Summary {
		p.holding(l.Text, nil, []any{"summary", i, "text"})
	}
}

func (p *parsing) holdingTexts(list []*Question) {
	for _, q := range list {
		p.holdingQuestion(q)
	}
}

func (p *parsing) holdingQuestion(q *Question) {
	p.holdingTexts(q.Leads)
	path := p.pathOf(q)
	for _, t := range []struct{ key, text string }{
		{"label", q.Label}, {"short", q.Short}, {"hint", q.Hint}, {"example", q.Example}, {"unit", q.Unit}, {"constraint_message", q.ConstraintMessage},
		{"template", q.Template}, {"low", q.Low}, {"high", q.High}, {"pattern_message", q.PatternMessage},
	} {
		p.holding(t.text, q.Values, append(path[:len(path):len(path)], t.key))
	}
	for i, o := range q.Options() {
		p.holding(o.Label, q.Values, append(p.optionPath(q, path, i), "label"))
	}
	for i, part := range q.Parts {
		p.holding(part.Label, nil, append(path[:len(path):len(path)], "parts", i, "label"))
	}
	if q.Rows != nil {
		p.holding(q.Rows.Ask, nil, append(path[:len(path):len(path)], "rows", "ask"))
	}
}

// ofRows are the placeholders that every outline has.
var ofRows = []string{"can", "so_muc", "stt", "n"}

// holding notes the placeholders of one text, which may have values of its own.
func (p *parsing) holding(text string, values map[string]string, path []any) {
	FillWith(text, func(name string) (string, bool) {
		_, valued := values[name]
		_, part := p.o.Parts[name]
		_, seen := p.o.placeholders[name]
		if !valued && p.holdingLast(name, path) {
			return "", true
		}
		if !valued && !part && !seen && p.o.ByName[name] == nil && p.o.Written[name] == nil && !slices.Contains(ofRows, name) {
			p.o.placeholders[name] = p.Placed(path, fault.Fault{Near: placeholderMeant(p, name)})
		}
		return "", true
	})
	if strings.LastIndex(text, "{") > strings.LastIndex(text, "}") {
		p.warn(path, fault.New("placeholder_open"))
	}
	if m := elsewhereMarked.FindStringSubmatch(text); m != nil {
		p.warn(path, fault.New("placeholder_marks", "written", m[0], "meant", "{"+m[1]+m[2]+"}"))
	}
}

// elsewhereMarked are placeholders as XLSForm and programs for letters have them: ${so_ho}, {{so_ho}}.
var elsewhereMarked = regexp.MustCompile(`\$\{\s*(\w+)\s*\}|\{\{\s*(\w+)\s*\}\}`)

// placeholderMeant is the question that a placeholder names by its code, or by a name that is nearly its own.
func placeholderMeant(p *parsing, name string) string {
	for code, q := range p.o.ByCode {
		if strings.EqualFold(code, name) {
			return "{" + q.Name + "}"
		}
	}
	if near := fault.Nearest(name, slices.Sorted(maps.Keys(p.o.ByName))); near != "" {
		return "{" + near + "}"
	}
	return ""
}
