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
		p.holding(nil, s.Intro, nil, append(path, "intro"))
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
			p.holding(nil, c.Message, c.Values, []any{"checks", i, "message"})
			p.holding(nil, c.Success, c.Values, []any{"checks", i, "success"})
		}
	}
	for i, l := range p.o.Summary {
		p.holding(nil, l.Text, nil, []any{"summary", i, "text"})
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
		p.holding(q, t.text, q.Values, append(path[:len(path):len(path)], t.key))
	}
	for i, o := range q.Options() {
		p.holding(q, o.Label, q.Values, append(p.optionPath(q, path, i), "label"))
	}
	for i, part := range q.Parts {
		p.holding(q, part.Label, nil, append(path[:len(path):len(path)], "parts", i, "label"))
	}
	if q.Rows != nil {
		p.holding(q, q.Rows.Ask, nil, append(path[:len(path):len(path)], "rows", "ask"))
	}
}

// ofRows are the placeholders that every outline has.
var ofRows = []string{"can", "so_muc", "stt", "n"}

// holding notes the placeholders of one text, which may have values of its own, and belongs to a question or to none.
func (p *parsing) holding(of *Question, text string, values map[string]string, path []any) {
	FillWith(text, func(name string) (string, bool) {
		_, valued := values[name]
		_, part := p.o.Parts[name]
		_, seen := p.o.placeholders[name]
		if !valued && p.holdingLast(name, path) {
			return "", true
		}
		if q := p.o.ByName[name]; !valued && !seen && q != nil {
			outOfPlace(p, of, q, path)
		}
		if !valued && !part && !seen && p.o.ByName[name] == nil && p.o.Written[name] == nil && !slices.Contains(ofRows, name) {
			p.o.placeholders[name] = p.Placed(path, fault.Fault{Near: placeholderMeant(p, name)})
		}
		return "", true
	})
	if strings.LastIndex(text, "{") > strings.LastIndex(text, "}") {
		p.warn(path, fault.New("placeholder_open"))
	}
	if m := elsewhereMarked.FindStringSubmatch(text); m != nil && (m[3] == "" || p.o.ByName[m[3]] != nil) {
		p.warn(path, fault.New("placeholder_marks", "written", m[0], "meant", "{"+m[1]+m[2]+m[3]+"}"))
	}
}

// elsewhereMarked are placeholders as XLSForm and programs for letters have them: ${so_ho}, {{so_ho}}, [so_ho].
var elsewhereMarked = regexp.MustCompile(`\$\{\s*(\w+)\s*\}|\{\{\s*(\w+)\s*\}\}|\[([a-z][a-z0-9_]*)\]`)

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

// outOfPlace tells of a placeholder for an answer that cannot be there: of a question that comes later, or of the rows of a list,
// outside it. That is left to the campaign's words, of which one may be called so.
func outOfPlace(p *parsing, of, named *Question, path []any) {
	name := "{" + named.Name + "}"
	if list := named.Parent; list != nil {
		if of == nil || of != list && of.Parent != list {
			p.o.placeholders[named.Name] = p.Placed(path, fault.New("placeholder_in_list", "name", name, "bare", named.Name, "list", list.Name))
		}
		return
	}
	if of == nil || of == named || named.IsCalculated() || named.Way() == Unasked {
		return
	}
	top := of
	if of.Parent != nil {
		top = of.Parent
	}
	if key := path[len(path)-1]; (key == "label" || key == "hint") && named.Pos > top.Pos {
		p.warn(path, fault.New("placeholder_later", "name", name))
	}
}
