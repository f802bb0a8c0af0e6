package form

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// types are the words that may stand after type:.
func types() (words []string) {
	for _, t := range slices.Sorted(maps.Keys(kinds)) {
		words = append(words, string(t))
	}
	return words
}

// shape checks a question by itself.
func (p *parsing) shape(q *Question, path []any) {
	if q.kind == nil {
		p.unknownType(q, path)
	}
	if q.Label == "" {
		p.Missing(path, "label", fault.New("no_label", "code", q.Code))
	}
	if q.Label != "" && strings.TrimSpace(q.Label) == "" {
		p.warn(append(path, "label"), fault.New("label_blank", "code", q.Code))
	}
	if q.Rows != nil && strings.TrimSpace(q.Rows.Noun) == "" {
		p.warn(append(path, "rows"), fault.New("rows_no_noun", "code", q.Code))
	}
	p.rowsOnlyInGroups(q, path)
	if q.Scan && q.Way() != ByFiles {
		p.Note(append(path, "scan"), fault.New("scan_no_file", "code", q.Code))
	}
	p.misplaced(q, path)
	if check := q.of().check; check != nil {
		check(p, q, path)
	}
	switch a := q.Aggregate; {
	case a == "" || q.kind == nil:
	case !q.of().adds:
		p.Note(append(path, "aggregate"), fault.New("key_without_meaning", "code", q.Code, "key", "aggregate", "type", q.Type))
	case a != Sum && a != Max && a != None:
		p.Note(append(path, "aggregate"), fault.New("aggregate_unknown", "code", q.Code).Meant(string(a), []string{string(Sum), string(Max), string(None)}))
	}
	if q.ChoicesFrom == "" {
		offering{p}.complete(q, path)
	}
}

// complete refuses choices without a name of their own, or without words.
func (p offering) complete(q *Question, path []any) {
	seen := map[string]int{}
	for i, c := range append(q.Choices[:len(q.Choices):len(q.Choices)], q.Special...) {
		at := p.optionPath(q, path, i)
		switch {
		case c.Name == "" || c.Label == "":
			p.Note(at, fault.New("choice_incomplete", "code", q.Code, "n", i+1))
		case !nameForm.MatchString(c.Name):
			p.Note(append(at, "name"), fault.New("choice_name", "code", q.Code, "n", i+1, "name", c.Name, "meant", nameFrom(c.Name)))
		case seen[c.Name] > 0:
			p.Note(append(at, "name"), fault.New("choice_name_twice", "code", q.Code, "n", i+1, "name", c.Name, "first", seen[c.Name]))
		default:
			seen[c.Name] = i + 1
		}
	}
}

// misplaced refuses keys that have no meaning for the type: they are mistakes.
func (p *parsing) misplaced(q *Question, path []any) {
	for _, k := range []struct {
		key   string
		there bool
	}{
		{"min", q.Min != ""},
		{"max", q.Max != ""},
		{"range", q.Range},
		{"min_length", q.MinLength != 0},
		{"max_length", q.MaxLength != 0},
		{"accept", q.Accept != nil},
		{"max_files", q.MaxFiles != 0},
		{"choices", q.Choices != nil && q.ChoicesFrom == ""},
		{"choices_from", q.ChoicesFrom != ""},
		{"choice_filter", q.ChoiceFilter != ""},
		{"search", q.Search},
		{"suggest", q.Suggest != nil},
		{"calculation", q.Calculation != ""},
		{"parts", q.Parts != nil},
		{"read_only", q.ReadOnly},
		{"skipped", q.Skipped != ""},
		{"within", q.Within != ""},
		{"default", q.Default != ""},
		{"template", q.Template != ""},
		{"step", q.Step != 0},
		{"low", q.Low != ""},
		{"high", q.High != ""},
		{"pattern", q.Pattern != ""},
		{"pattern_message", q.PatternMessage != ""},
	} {
		if k.there && q.kind != nil && !slices.Contains(q.kind.keys, k.key) {
			p.Note(append(path, k.key), withoutMeaning(q, k.key))
		}
	}
	if q.Carry && q.kind != nil && !q.Recalls() {
		p.Note(append(path, "carry"), fault.New("key_without_meaning", "code", q.Code, "key", "carry", "type", q.Type))
	}
	if q.Unit != "" && slices.Contains(worded, q.Type) {
		p.warn(append(path, "unit"), fault.New("unit_of_text", "code", q.Code, "type", q.Type, "unit", q.Unit))
	}
	askedTwice(p, q, path)
	exampleFits(p, q, path)
	choicesShort(p, q, path)
	if q.ConstraintMessage != "" && q.Constraint == "" {
		p.Missing(path, "constraint", fault.New("message_never_said", "code", q.Code))
	}
	switch q.VisibleTo {
	case "", VisibleToViewers:
	case "awards": // what it was called while the lists kept from others were those of awards
		q.VisibleTo = VisibleToViewers
	default:
		p.warn(append(path, "visible_to"), fault.New("visible_to_unknown", "code", q.Code, "word", q.VisibleTo).Meant(q.VisibleTo, []string{VisibleToViewers}))
	}
	if q.Forward != "" && q.Forward != "up" {
		p.Note(append(path, "forward"), fault.New("forward_unknown", "code", q.Code, "word", q.Forward))
	}
}

// withoutMeaning says of a key for which type it is.
func withoutMeaning(q *Question, key string) fault.Fault {
	var able []string
	for _, t := range types() {
		if slices.Contains(kinds[Type(t)].keys, key) {
			able = append(able, t)
		}
	}
	return fault.New("key_of_types", "code", q.Code, "key", key, "type", q.Type, "types", strings.Join(able, ", "))
}

// crossed notes bounds between which nothing lies.
func (p *parsing) crossed(q *Question, path []any) {
	p.Note(append(path, "min"), fault.New("min_above_max", "code", q.Code, "min", q.Min, "max", q.Max))
}

// noDefault refuses a default that would not be taken as an answer, for a reason with a
// phrase of its own.
func (p *parsing) noDefault(path []any, why fault.Fault) { p.Note(append(path, "default"), why) }

func (p *parsing) checks() {
	seen := map[string]bool{}
	for i := range p.o.Checks {
		c := &p.o.Checks[i]
		if c.Of != nil {
			c.follow()
			continue
		}
		path := []any{"checks", i}
		if c.ID == "" || seen[c.ID] {
			p.Note(append(path, "id"), fault.New("check_id", "id", c.ID))
		}
		seen[c.ID] = true
		if c.Level != Error && c.Level != Warning && c.Level != Note {
			p.Note(append(path, "level"), fault.New("check_level", "id", c.ID, "level", c.Level).Meant(string(c.Level), []string{string(Error), string(Warning), string(Note)}))
		}
		if c.Message == "" {
			p.Missing(path, "message", fault.New("check_no_message", "id", c.ID))
		}
		if c.Constraint == "" {
			p.Missing(path, "constraint", fault.New("check_no_constraint", "id", c.ID))
			continue
		}
		p.check(c, path)
	}
}

func (p *parsing) check(c *Check, path []any) {
	scope := p.scope
	if c.Each != "" {
		c.Parent = p.o.ByName[c.Each]
		if c.Parent == nil || !c.Parent.IsGroup() {
			p.Note(append(path, "each"), fault.New("check_each", "id", c.ID, "name", c.Each).Meant(c.Each, p.groups()))
			return
		}
		scope = map[string]Variable{}
		for k, v := range p.scope {
			scope[k] = v
		}
		for k := range c.Parent.Questions {
			f := &c.Parent.Questions[k]
			scope[f.Name] = Variable{Name: f.Name, Q: f}
		}
		scope["stt"] = Variable{Name: "stt", Q: c.Parent, Kind: TheNumber}
	}
	c.Holds = p.expression(c.Constraint, append(path, "constraint"), scope, c.ID, expr.AsBool())
	c.ValueExpressions = map[string]*Expression{}
	for name, source := range c.Values {
		c.ValueExpressions[name] = p.expression(source, append(path, "values", name), scope, c.ID)
	}
	for j, fix := range c.Fix {
		q := p.o.ByName[fix.Question]
		if q == nil {
			p.unknownQuestion(append(path, "fix", j, "question"), fix.Question, fault.New("check_fix", "id", c.ID, "name", fix.Question))
			continue
		}
		if q.Parent != nil && q.Parent != c.Parent {
			p.warn(append(path, "fix", j, "question"), fault.New("fix_in_list", "id", c.ID, "name", q.Name, "list", q.Parent.Name))
		}
		c.Fixes = append(c.Fixes, q)
	}
	if c.Holds != nil && !c.OnSubmit {
		c.follow()
	}
}

// follow tells the questions that the check names to try it.
func (c *Check) follow() {
	for _, v := range c.Holds.Vars {
		c.Compares = c.Compares || v.Kind == TheRows && v.Q == c.Parent
		if v.Q != nil && v.Kind != TheNumber && v.Q != c.Of {
			v.Q.Checks = append(v.Q.Checks, c)
			if v.Kind == TheRows {
				for k := range v.Q.Questions {
					v.Q.Questions[k].Checks = append(v.Q.Questions[k].Checks, c)
				}
			}
		}
	}
}

// VisibleToViewers is what visible_to has for an answer that only viewers see, beside the unit itself.
const VisibleToViewers = "viewers"

// askedTwice warns of a question in the words of another one of its type, as one that was copied. Texts may be asked for
// in the same words in every section.
func askedTwice(p *parsing, q *Question, path []any) {
	const shortest = 12 // letters; «Bao nhiêu?» says what it means by where it stands
	if q.Parent != nil || q.IsText() || q.kind == nil || utf8.RuneCountInString(q.Label) < shortest {
		return
	}
	for _, before := range p.o.Top {
		switch {
		case before == q:
			return
		case before.Type == q.Type && before.Relevant == q.Relevant && viet.Line(before.Label) == viet.Line(q.Label):
			p.warn(append(path, "label"), fault.New("label_twice", "code", q.Code, "other", before.Code))
			return
		}
	}
}

// plainExample is an example that is nothing but a number, with marks between thousands or without.
var plainExample = regexp.MustCompile(`^\d{1,3}(?:\.\d{3})+$|^\d+$`)

// exampleFits warns of an example that the question itself would refuse. Only a number alone, and what stands beside a pattern, are
// held against it: other examples are sentences.
func exampleFits(p *parsing, q *Question, path []any) {
	example := strings.TrimSpace(q.Example)
	if example == "" || strings.Contains(example, "{") || q.kind == nil {
		return
	}
	fits := true
	switch {
	case q.Pattern != "":
		form, err := regexp.Compile("^(?:" + q.Pattern + ")$")
		fits = err != nil || form.MatchString(example)
	case q.IsNumber() && plainExample.MatchString(example):
		n, _ := strconv.ParseFloat(strings.ReplaceAll(example, ".", ""), 64)
		low, isLow := Bound(q.Min)
		high, isHigh := Bound(q.Max)
		fits = (!isLow || n >= low) && (!isHigh || n <= high)
	}
	if !fits {
		p.warn(append(path, "example"), fault.New("example_no_fit", "code", q.Code, "example", example))
	}
}

// longestChoice is how many letters a button is read with, on two lines of a telephone and more.
const longestChoice = 120

// choicesShort warns of choices that no button shows.
func choicesShort(p *parsing, q *Question, path []any) {
	for i, o := range q.Options() {
		if n := utf8.RuneCountInString(o.Label); n > longestChoice && q.ChoicesFrom == "" {
			p.warn(append(p.optionPath(q, path, i), "label"), fault.New("choice_long", "code", q.Code, "n", n))
		}
	}
}
