package form

import (
	"regexp"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

const (
	longestMinutes  = 180  // of a section
	longestFloor    = 1000 // letters that a text must have at least, where that is meant
	shortestCeiling = 20   // and at most, of a long one
)

// A meaning looks at an outline as its author meant it.
type meaning struct{ *parsing }

// outline warns of what an outline may have as a whole, and its author will not have meant.
func (p meaning) outline() {
	codes, titles := map[string]*Question{}, map[string]string{}
	for i := range p.o.Sections {
		s := &p.o.Sections[i]
		if title := viet.Fold(viet.Line(s.Title)); title != "" {
			if first := titles[title]; first != "" {
				p.warn([]any{"sections", i, "title"}, fault.New("section_title_twice", "code", s.Code, "first", first, "title", s.Title))
			}
			titles[title] = s.Code
		}
		if s.Minutes < 0 || s.Minutes > longestMinutes {
			p.warn([]any{"sections", i, "minutes"}, fault.New("section_minutes", "code", s.Code, "n", s.Minutes))
		}
		for j := range s.Questions {
			q := &s.Questions[j]
			p.question(q, codes)
			for k := range q.Questions {
				p.question(&q.Questions[k], codes)
			}
		}
	}
	for i := range p.o.Figures {
		p.figure(i)
	}
}

// none is what stands on a choice that says that no other applies.
var none = regexp.MustCompile(`^(khong|khong co|khong co gi|khong dieu nao|none|none of these|nothing)$`)

// reserved are words of expressions that a name of a question hides.
var reserved = append([]string{"stt", "if", "today", lastWord, "below", "true", "false", "nil", "not", "and", "or", "in", "let", "matches", "contains"}, functions...)

func (p meaning) question(q *Question, codes map[string]*Question) {
	if first := codes[Canonical(q.Code)]; first != nil && first.Code != q.Code {
		p.warn(p.pathOf(q, "code"), fault.New("code_alike", "code", q.Code, "first", first.Code))
	}
	codes[Canonical(q.Code)] = q
	if slices.Contains(reserved, q.Name) {
		p.warn(p.pathOf(q, "name"), fault.New("name_reserved", "code", q.Code, "name", q.Name))
	}
	if q.Type == SelectMultiple && q.ChoicesFrom == "" {
		for k, o := range q.Choices {
			if none.MatchString(viet.Fold(viet.Line(o.Label))) && !o.Alone {
				p.warn(p.pathOf(q, "choices", k), fault.New("choice_not_alone", "code", q.Code, "label", o.Label))
			}
		}
	}
	if strings.ContainsAny(q.Unit, "0123456789()[]") {
		p.warn(p.pathOf(q, "unit"), fault.New("unit_marks", "code", q.Code, "unit", q.Unit))
	}
	if q.Hint != "" && viet.Fold(viet.Line(q.Hint)) == viet.Fold(viet.Line(q.Label)) {
		p.warn(p.pathOf(q, "hint"), fault.New("hint_label", "code", q.Code))
	}
	if q.MinLength > longestFloor || q.MaxLength > 0 && q.MaxLength < shortestCeiling && q.Type == LongText {
		p.warn(q.path, fault.New("length_odd", "code", q.Code, "min", q.MinLength, "max", q.MaxLength))
	}
	if q.Rows != nil {
		for key, n := range map[string]string{"exactly": q.Rows.Exactly, "max": q.Rows.Max} {
			if strings.TrimSpace(n) == "0" {
				p.warn(p.pathOf(q, "rows", key), fault.New("rows_zero", "code", q.Code, "key", key))
			}
		}
	}
}

// figure warns of a figure that is called as one question and adds up another.
func (p meaning) figure(i int) {
	f := &p.o.Figures[i]
	q, own := p.o.ByName[strings.TrimSpace(f.Value)], p.o.ByName[f.Name]
	path := []any{"figures", i, "value"}
	switch {
	case f.Per != "" && f.Per == f.Name:
		p.warn([]any{"figures", i, "per"}, fault.New("figure_per_itself", "name", f.Name))
	case q == nil:
	case own != nil && own != q && own.IsNumber() && q.IsNumber():
		p.warn(path, fault.New("figure_other", "name", f.Name, "value", q.Name, "code", q.Code))
	}
}
