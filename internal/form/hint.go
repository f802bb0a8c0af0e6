package form

import (
	"maps"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// excerpt is the beginning of what stands at a place.
func excerpt(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return viet.Shorten(s, 24)
}

// unknownType notes a type that is none. What names the question is not judged any more.
func (p *parsing) unknownType(q *Question, path []any) {
	p.failed[q.Name] = true
	if q.Type == "" {
		p.Missing(path, "type", fault.New("no_type", "code", q.Code, "types", strings.Join(types(), ", ")))
		return
	}
	if bare := visible(string(q.Type)); bare != string(q.Type) && kinds[Type(bare)] != nil {
		p.Note(append(path, "type"), fault.New("word_invisible", "code", q.Code, "key", "type", "meant", bare))
		return
	}
	f := typeMeant(fault.New("type_unknown", "code", q.Code, "type", q.Type), string(q.Type))
	if f.Near == "" {
		f = fault.New("type_none", "code", q.Code, "type", q.Type, "types", strings.Join(types(), ", "))
	}
	p.Note(append(path, "type"), f)
}

// visible is a word without what nobody sees of it.
func visible(word string) string {
	return strings.TrimSpace(strings.NewReplacer("\u00a0", " ", "\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "").Replace(word))
}

// noQuestionName says why a word cannot be a question's name.
func noQuestionName(q *Question) fault.Fault {
	if bare := visible(q.Name); bare != q.Name && nameForm.MatchString(bare) {
		return fault.New("word_invisible", "code", q.Code, "key", "name", "meant", bare)
	}
	return fault.New("question_name", "code", q.Code, "name", q.Name, "meant", nameFrom(q.Name))
}

// unknownQuestion notes a name that is no question's, unless that follows from a fault.
func (p *parsing) unknownQuestion(path []any, name string, f fault.Fault) {
	if !p.failed[name] && !p.Unread(name) {
		p.Note(path, f.Meant(name, slices.Sorted(maps.Keys(p.o.ByName))))
	}
}

// groups are the names of the lists.
func (p *parsing) groups() (names []string) {
	for _, q := range p.o.Top {
		if q.IsGroup() {
			names = append(names, q.Name)
		}
	}
	return names
}

// figures are the names of what is rolled up.
func (p *parsing) figures() (names []string) {
	for _, f := range p.o.Figures {
		names = append(names, f.Name)
	}
	return names
}

// fieldNames are the names of what is asked in each row.
func (q *Question) fieldNames() (names []string) {
	for i := range q.Questions {
		names = append(names, q.Questions[i].Name)
	}
	return names
}

// optionPath is where one of the question's choices stands, those of special behind the others.
func (p *parsing) optionPath(q *Question, path []any, i int) []any {
	path = path[:len(path):len(path)]
	if q.ChoicesFrom != "" && i < len(q.Choices) {
		if p.o.Lists[q.ChoicesFrom] == nil {
			return append(path, "choices_from")
		}
		return []any{"lists", q.ChoicesFrom, i}
	}
	if i < len(q.Choices) {
		return append(path, "choices", i)
	}
	return append(path, "special", i-len(q.Choices))
}

// rowsOnlyInGroups notes a list without what is asked in it, and rows of what is none.
func (p *parsing) rowsOnlyInGroups(q *Question, path []any) {
	only := fault.New("rows_only_in_groups", "code", q.Code)
	switch {
	case q.kind == nil:
	case !q.IsGroup() && q.Rows != nil:
		p.Note(path, fault.New("rows_not_repeat", "code", q.Code))
	case !q.IsGroup():
	case q.Rows == nil && len(q.Questions) > 0:
		p.Missing(path, "rows", fault.New("repeat_no_rows", "code", q.Code, "braces", "{noun: …, name: "+q.Questions[0].Name+"}"))
	case q.Rows == nil:
		p.Missing(path, "rows", only)
	case len(q.Questions) == 0:
		p.Missing(path, "questions", only)
	}
}
