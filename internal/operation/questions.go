package operation

import (
	"regexp"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/viet"
)

const (
	mostCodes    = 30 // questions that one return names
	mostHeadings = 40 // buttons of one section
)

// questions asks which questions are returned, until that is settled.
func (e *Engine) questions() []chat.Content {
	if e.State.Chosen {
		return nil
	}
	return e.askQuestions("")
}

// questionCodes finds questions as people type them: «câu 5.01, 6.2».
var questionCodes = regexp.MustCompile(`[a-z]*[0-9]+(?:\.[0-9]+)+`)

// askQuestions asks whether the whole report or which questions are returned.
func (e *Engine) askQuestions(lead string) []chat.Content {
	s := e.State
	s.Asked = askQuestions
	text := e.Say.Say("act_which_questions", "unit", e.unit().Label())
	if len(s.Codes) > 0 {
		text = e.Say.Say("act_chosen_questions", "codes", strings.Join(s.Codes, ", ")) + "\n" + text
	}
	if lead != "" {
		text = lead + "\n\n" + text
	}
	rows := [][]chat.Choice{{e.button("all", "", e.Say.Say("act_whole"))}}
	if len(s.Codes) > 0 {
		rows = [][]chat.Choice{{e.button("ok", "", e.Say.Say("button_done"))}}
	}
	for _, s := range e.sections() {
		rows = append(rows, []chat.Choice{e.button("sec", s.Code, s.Code+". "+s.Title)})
	}
	return []chat.Content{{Text: text, Choices: rows}}
}

// sections are those of the unit's outline that have something to return.
func (e *Engine) sections() []*form.Section {
	var out []*form.Section
	if e.folder.Outline == nil || e.folder.Draft == nil {
		return nil
	}
	for i := range e.folder.Outline.Sections {
		if s := &e.folder.Outline.Sections[i]; len(e.headings(s.Code)) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (e *Engine) headings(section string) []form.Heading {
	list := e.folder.Draft.Headings(e.folder.Outline, section, e.folder.Words)
	return list[:min(len(list), mostHeadings)]
}

// choosing lists a section's questions, or ticks one of them.
func (e *Engine) choosing(verb, arg string) []chat.Content {
	s := e.State
	out := e.next() // whether all of it may still be, and the unit's papers
	if e.err != nil || e.State == nil || e.folder.Outline == nil || e.folder.Draft == nil {
		return out
	}
	section := arg
	if verb == "q" {
		code, ok := e.folder.Outline.Find(arg)
		if !ok || !e.answerable(code) {
			return out
		}
		if i := slices.Index(s.Codes, code); i >= 0 {
			s.Codes = slices.Delete(slices.Clone(s.Codes), i, i+1)
		} else if len(s.Codes) < mostCodes {
			s.Codes = append(slices.Clone(s.Codes), code)
		}
		section = e.folder.Outline.SectionOf(code)
	}
	return e.section(section)
}

// section shows a section's questions as buttons.
func (e *Engine) section(code string) []chat.Content {
	list := e.headings(code)
	if len(list) == 0 {
		return e.askQuestions("")
	}
	text := e.Say.Say("act_section", "section", code)
	if len(e.State.Codes) > 0 {
		text = e.Say.Say("act_chosen_questions", "codes", strings.Join(e.State.Codes, ", ")) + "\n" + text
	}
	var rows [][]chat.Choice
	for _, h := range list {
		label := h.Code + ". " + h.Label
		if slices.Contains(e.State.Codes, h.Code) {
			label = e.Say.Say("choice_ticked", "label", label)
		}
		rows = append(rows, []chat.Choice{e.button("q", h.Code, label)})
	}
	if len(e.State.Codes) > 0 {
		rows = append(rows, []chat.Choice{e.button("ok", "", e.Say.Say("button_done"))})
	}
	return []chat.Content{{Text: text, Choices: append(rows, []chat.Choice{e.button("sec", "0", e.Say.Say("act_other_section"))})}}
}

// typedQuestions takes «câu 5.01, 6.2», a section, or the whole report.
func (e *Engine) typedQuestions(text, folded string) []chat.Content {
	s := e.State
	if out := e.next(); e.err != nil || e.State == nil {
		return out
	}
	switch {
	case slices.Contains([]string{"ca bao cao", "ca", "tat ca", "toan bo", "toan bo bao cao"}, folded):
		s.Codes, s.Chosen = nil, true
		return e.next()
	case (folded == "xong" || folded == "tiep" || folded == "tiep tuc") && len(s.Codes) > 0:
		s.Chosen = true
		return e.next()
	case e.folder.Outline == nil || e.folder.Draft == nil:
		return e.askQuestions("")
	}
	typed := questionCodes.FindAllString(viet.Fold(viet.Line(text)), mostCodes)
	if len(typed) == 0 {
		return e.typedSection(folded)
	}
	var found, unknown []string
	for _, t := range typed {
		code, ok := e.folder.Outline.Find(t)
		switch {
		case !ok || !e.answerable(code):
			unknown = append(unknown, strings.ToUpper(t))
		case !slices.Contains(found, code):
			found = append(found, code)
		}
	}
	if len(unknown) > 0 {
		return e.askQuestions(e.Say.Say("act_no_such_question", "codes", report.Echo(strings.Join(unknown, ", "))))
	}
	for _, code := range found {
		if !slices.Contains(s.Codes, code) && len(s.Codes) < mostCodes {
			s.Codes = append(slices.Clone(s.Codes), code)
		}
	}
	s.Chosen = true
	return e.next()
}

func (e *Engine) typedSection(folded string) []chat.Content {
	want := strings.TrimLeft(strings.TrimSpace(strings.TrimPrefix(folded, "phan")), "x")
	for _, s := range e.sections() {
		if strings.TrimLeft(strings.ToLower(s.Code), "abcdefghijklmnopqrstuvwxyz") == want {
			return e.section(s.Code)
		}
	}
	return e.askQuestions(e.Say.Say("act_questions_unclear"))
}

// answerable tells whether the report has the question at all.
func (e *Engine) answerable(code string) bool {
	return len(e.folder.Draft.Returnable(e.folder.Outline, code)) > 0
}

// labelled is how many questions a preview names with their words.
const labelled = 8

// questionLines name the questions that would be returned.
func (e *Engine) questionLines() []string {
	s := e.State
	lines := []string{e.Say.Say("act_chosen_questions", "codes", strings.Join(s.Codes, ", "))}
	if e.folder.Outline == nil || len(s.Codes) > labelled {
		return lines
	}
	for _, code := range s.Codes {
		lines = append(lines, e.Say.Say("missing_line", "code", code, "label", e.folder.Outline.LabelOf(code, e.folder.Words)))
	}
	return lines
}
