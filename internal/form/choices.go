package form

import (
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// word is one of the words that filters pick by; a choice's own name is one of them.
func (o Option) word(name string) string {
	if word, ok := o.Of[name]; ok || name != "name" {
		return word
	}
	return o.Name
}

// An offering reads which choices questions have.
type offering struct{ *parsing }

// lists checks the lists that questions share, and reads the tables.
func (p offering) lists() {
	for _, name := range slices.Sorted(maps.Keys(p.o.Lists)) {
		path := []any{"lists", name}
		if len(p.o.Lists[name]) == 0 {
			p.Note(path, fault.New("list_empty", "list", name))
		}
		seen := map[string]int{}
		for i, c := range p.o.Lists[name] {
			switch {
			case c.Name == "" || c.Label == "":
				p.Note(append(path, i), fault.New("list_incomplete", "list", name, "n", i+1))
			case !nameForm.MatchString(c.Name):
				p.Note(append(path, i, "name"), fault.New("list_name", "list", name, "n", i+1, "name", c.Name, "meant", nameFrom(c.Name)))
			case seen[c.Name] > 0:
				p.Note(append(path, i, "name"), fault.New("list_name_twice", "list", name, "n", i+1, "name", c.Name, "first", seen[c.Name]))
			default:
				seen[c.Name] = i + 1
			}
		}
	}
	p.o.tables = map[string][]Option{}
	for _, name := range slices.Sorted(maps.Keys(p.o.Files)) {
		p.o.tables[name] = p.table(name, p.o.Files[name])
	}
}

// choicesOf gives a question the choices of the list that it names.
func (p offering) choicesOf(q *Question, path []any) {
	path = append(path[:len(path):len(path)], "choices_from")
	switch from := q.ChoicesFrom; {
	case from == "":
	case q.Choices != nil:
		p.Note(path, fault.New("choices_both", "code", q.Code))
	case p.o.Lists[from] != nil:
		q.Choices = p.o.Lists[from]
	case p.o.tables[from] != nil:
		q.Choices = p.o.tables[from]
	case isTable(from) && p.o.Files[from] != "": // what is wrong with it is told
	case isTable(from):
		p.Note(path, fault.New("choices_no_table", "code", q.Code, "file", from))
	case strings.HasSuffix(strings.ToLower(from), ".xlsx") || strings.HasSuffix(strings.ToLower(from), ".xls"):
		p.Note(path, fault.New("choices_spreadsheet", "code", q.Code, "file", from, "meant", from[:strings.LastIndex(from, ".")]+".csv"))
	case !p.Unread(from):
		known := append(slices.Sorted(maps.Keys(p.o.Lists)), slices.Sorted(maps.Keys(p.o.Files))...)
		f := fault.New("choices_no_list", "code", q.Code, "list", from).Meant(from, known)
		if f.Near == "" && !strings.Contains(from, ".") {
			f = fault.New("choices_no_ending", "code", q.Code, "list", from)
		}
		p.Note(path, f)
	}
	if q.ChoicesFrom != "" && q.Choices == nil {
		p.failed[q.Name] = true
	}
}

// filter compiles which choices are offered. The words of the choices stand for themselves,
// beside what was asked before.
func (p offering) filter(q *Question, path []any, scope map[string]Variable) {
	if q.ChoiceFilter == "" || p.failed[q.Name] {
		return
	}
	path = append(path[:len(path):len(path)], "choice_filter")
	own := maps.Clone(scope)
	words := map[string]bool{"name": true}
	for _, o := range q.Choices {
		for word := range o.Of {
			words[word] = true
		}
	}
	for _, word := range slices.Sorted(maps.Keys(words)) {
		if _, taken := scope[word]; taken || p.o.ByName[word] != nil {
			if word != "name" {
				p.Note(path, fault.New("choice_word_taken", "code", q.Code, "word", word))
				return
			}
			continue
		}
		own[word] = Variable{Name: word, Kind: TheWord}
	}
	if isTable(q.ChoicesFrom) || len(words) == 1 {
		for _, n := range namesIn(q.ChoiceFilter) {
			if _, known := own[n.name]; !known && !n.called && !n.last && p.o.ByName[n.name] == nil {
				f := fault.New("choice_no_column", "code", q.Code, "name", n.name, "file", q.ChoicesFrom, "columns", strings.Join(slices.Sorted(maps.Keys(words)), ", "))
				if !isTable(q.ChoicesFrom) {
					f = fault.New("choice_no_word", "code", q.Code, "name", n.name, "braces", "{"+n.name+": …}")
				}
				p.noteWithin(path, q.ChoiceFilter, n.at, f)
				return
			}
		}
	}
	q.Filter = p.expression(q.ChoiceFilter, path, own, q.Code, expr.AsBool())
	p.unmatched(q, path, own)
	if q.Filter != nil && !slices.ContainsFunc(q.Filter.Vars, func(v Variable) bool { return v.Kind == TheWord }) {
		p.warn(path, fault.New("choice_filter_no_word", "code", q.Code))
	}
}

// unmatched warns of words of choices that a filter holds against another question, which has no such choice.
func (p offering) unmatched(q *Question, path []any, scope map[string]Variable) {
	for _, c := range comparisons(q.ChoiceFilter, scope).found {
		word, ok := c.value.(*ast.IdentifierNode)
		if !ok || scope[word.Value].Kind != TheWord || c.q.Type != SelectOne || c.operator != "==" {
			continue
		}
		told := map[string]bool{}
		for _, o := range q.Choices {
			written := o.word(word.Value)
			if _, known := c.q.Option(written); known || told[written] {
				continue
			}
			told[written] = true
			f := fault.New("choice_filter_value", "code", q.Code, "list", q.ChoicesFrom, "column", word.Value, "written", written, "choice", o.Label, "name", c.q.Name)
			if len(told) <= mostUnmatched {
				p.warn(path, choiceMeant(c.q, written, f))
			}
		}
	}
}

// mostUnmatched is how many such words are told.
const mostUnmatched = 5

// fitting makes a check of a question's filter: a choice that was offered when it was picked
// may not fit any more.
func (p offering) fitting(q, list *Question) {
	if q.Filter == nil {
		return
	}
	c := Check{ID: "choices." + q.Name, Level: Error, Constraint: q.ChoiceFilter, Fix: []Fix{{Question: q.Name}}}
	c.Of, c.Parent, c.Holds, c.Filters, c.Fixes = q, list, q.Filter, true, []*Question{q}
	for _, other := range namedBeside(q, q.Filter) {
		if !other.IsGroup() {
			c.Fix, c.Fixes = append(c.Fix, Fix{Question: other.Name}), append(c.Fixes, other)
		}
	}
	p.o.Checks = append(p.o.Checks, c)
}

// Only returns the question with those of its choices that are kept.
func (q *Question) Only(keep func(Option) bool) *Question {
	one := *q
	one.Choices = nil
	for _, o := range q.Choices {
		if keep(o) {
			one.Choices = append(one.Choices, o)
		}
	}
	return &one
}

// MostTapped is how many choices are put as buttons; of more, those are that are looked for. A
// message has room for a hundred buttons and 10 KB of them.
const MostTapped = 50

// mostFound is how many choices are offered of those that were looked for.
const mostFound = 8

// LookedFor reports whether the choices are looked for by typing.
func (q *Question) LookedFor() bool {
	n := len(q.Choices)
	return n > MostTapped || q.Search && n > mostFound
}

// named are the choices that are called as was typed, in Vietnamese without marks too: by what
// stands on them, or by their name.
func named(q *Question, in Input, typed string) (list []Option) {
	typed = viet.Line(typed)
	for _, exact := range []func(string) string{strings.ToLower, viet.Fold} {
		for _, o := range q.Choices {
			if exact(viet.Line(in.Say.Fill(o.Label))) == exact(typed) || o.Name == typed {
				list = append(list, o)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// look finds the one choice that was typed, or those that are nearest to it.
func look(q *Question, in Input, typed string) (one string, near []string) {
	if list := named(q, in, typed); len(list) == 1 {
		return list[0].Name, nil
	} else if len(list) > 1 {
		return "", namesOf(list)
	}
	if len(in.Offered) > 0 {
		offered := q.Only(func(o Option) bool { return slices.Contains(in.Offered, o.Name) })
		if i, unclear := in.Reader.Choice(typed, offered.asked(in), labels(offered, in.Say)); unclear == nil {
			return offered.Choices[i.Value].Name, nil
		}
	}
	return "", namesOf(nearest(q, in, typed))
}

// nearest are the choices that are like what was typed: those with all its words, or their
// beginnings, then those that stand in it whole, then the one or two that are a letter away.
func nearest(q *Question, in Input, typed string) []Option {
	words := strings.Fields(viet.Fold(viet.Line(typed)))
	if len(words) == 0 {
		return nil
	}
	whole := strings.Join(words, " ")
	var ranks [4][]Option
	byFold := map[string]Option{}
	var all []string
	for _, o := range q.Choices {
		label := viet.Fold(viet.Line(in.Say.Fill(o.Label)))
		byFold[label], all = o, append(all, label)
		switch {
		case strings.HasPrefix(label, whole):
			ranks[0] = append(ranks[0], o)
		case strings.Contains(" "+label, " "+whole):
			ranks[1] = append(ranks[1], o)
		case begun(strings.Fields(label), words):
			ranks[2] = append(ranks[2], o)
		case strings.Contains(" "+whole+" ", " "+label+" "):
			ranks[3] = append(ranks[3], o)
		}
	}
	found := slices.Concat(ranks[:]...)
	if like := fault.Nearest(whole, all); len(found) == 0 && like != "" {
		found = append(found, byFold[like])
	}
	return found[:min(len(found), mostFound)]
}

// begun reports whether each of the typed words begins one of the label's.
func begun(label, typed []string) bool {
	return !slices.ContainsFunc(typed, func(word string) bool {
		return !slices.ContainsFunc(label, func(of string) bool { return strings.HasPrefix(of, word) })
	})
}

func namesOf(list []Option) (names []string) {
	for _, o := range list[:min(len(list), mostFound)] {
		names = append(names, o.Name)
	}
	return names
}

// lookChoice reads one choice of many, or offers those that are nearest.
func lookChoice(q *Question, in Input) (Value, *Problem) {
	one, near := look(q, in, in.Text)
	if one != "" {
		return Value{Name: one}, nil
	}
	return Value{}, notFound(in.Text, near)
}

// lookChoices reads several, parted by commas: what was ticked stays beside them.
func lookChoices(q *Question, in Input) (Value, *Problem) {
	if one, _ := look(q, in, in.Text); one != "" {
		return Value{Names: []string{one}}, nil
	}
	var names []string
	for _, part := range strings.FieldsFunc(in.Text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		one, near := look(q, in, part)
		if one == "" {
			return Value{}, notFound(viet.Line(part), near)
		}
		if !slices.Contains(names, one) {
			names = append(names, one)
		}
	}
	if names = q.InOrder(names); len(names) == 0 {
		return Value{}, notFound(in.Text, nil)
	}
	return Value{Names: names}, alone(q, names)
}

func notFound(typed string, near []string) *Problem {
	if len(near) == 0 {
		return problem("choice_not_found", "input", Typed(typed))
	}
	p := problemCount("choice_found", len(near), "input", Typed(typed))
	p.Offers = near
	return p
}
