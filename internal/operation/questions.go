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

// returning settles which questions are returned.
type returning struct{ *Engine }

const (
	mostCodes    = 30 // questions that one return names
	mostHeadings = 40 // buttons of one section
)

// which asks which questions are returned, until that is settled.
func (r returning) which() []chat.Content {
	s := r.State
	switch {
	case s.several():
		s.Codes, s.Chosen = nil, true
	case s.Part != "" && !s.Chosen:
		part := s.Part
		s.Part = ""
		if s.Words != "" { // «trả lại Nga An câu 5.04: sai số»
			part += ": " + s.Words
			s.Words = ""
		}
		return r.typed(part, viet.Fold(part))
	case s.Words != "" && !s.Parted:
		s.Parted = true
		if out, ok := r.remarked(s.Words); ok {
			return out
		}
		if r.mentioned(s.Words); !s.Chosen {
			if out, ok := r.called(s.Words); ok && !s.Chosen {
				return out
			}
		}
	}
	if s.Chosen {
		return nil
	}
	return r.ask("")
}

// questionCodes finds questions as people type them: «câu 5.01, 6.2».
var questionCodes = regexp.MustCompile(`[a-z]*[0-9]+(?:\.[0-9]+)+`)

// ask asks whether the whole report or which questions are returned.
func (r returning) ask(lead string) []chat.Content {
	s := r.State
	s.Asked = askQuestions
	text := r.Say.Say("decision_which_questions", "unit", r.unit().Label())
	if codes := r.examples(); codes != "" {
		text = r.Say.Say("decision_which_questions_codes", "unit", r.unit().Label(), "codes", codes)
	}
	if len(s.Codes) > 0 {
		text = r.Say.Say("decision_chosen_questions", "codes", strings.Join(s.Codes, ", ")) + "\n" + text
	}
	if lead != "" {
		text = lead + "\n\n" + text
	}
	rows := [][]chat.Choice{{r.button("all", "", r.Say.Say("decision_whole"))}}
	if len(s.Codes) > 0 {
		rows = [][]chat.Choice{{r.button("ok", "", r.Say.Say("button_done"))}}
	}
	for _, s := range r.sections() {
		rows = append(rows, []chat.Choice{r.button("sec", s.Code, s.Code+". "+s.Title)})
	}
	return []chat.Content{{Text: text, Choices: rows}}
}

// sections are those of the unit's outline that have something to return.
func (r returning) sections() []*form.Section {
	var out []*form.Section
	if r.folder.Outline == nil || r.folder.Draft == nil {
		return nil
	}
	for i := range r.folder.Outline.Sections {
		if s := &r.folder.Outline.Sections[i]; len(r.headings(s.Code)) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (r returning) headings(section string) []form.Heading {
	list := r.folder.Draft.Headings(r.folder.Outline, section, r.folder.Words)
	return list[:min(len(list), mostHeadings)]
}

// pressed lists a section's questions, or ticks one of them.
func (r returning) pressed(verb, arg string) []chat.Content {
	s := r.State
	out := r.next() // whether all of it may still be, and the unit's papers
	if r.err != nil || r.State == nil || r.folder.Outline == nil || r.folder.Draft == nil {
		return out
	}
	section := arg
	if verb == "q" {
		code, ok := r.folder.Outline.Find(arg)
		if !ok || !r.answerable(code) {
			return out
		}
		s.Codes = ticked(s.Codes, code, mostCodes)
		section = r.folder.Outline.SectionOf(code)
	}
	return r.section(section)
}

// section shows a section's questions as buttons.
func (r returning) section(code string) []chat.Content {
	list := r.headings(code)
	if len(list) == 0 {
		return r.ask("")
	}
	text := r.Say.Say("decision_section", "section", code)
	if len(r.State.Codes) > 0 {
		text = r.Say.Say("decision_chosen_questions", "codes", strings.Join(r.State.Codes, ", ")) + "\n" + text
	}
	var rows [][]chat.Choice
	for _, h := range list {
		label := h.Code + ". " + h.Label
		if slices.Contains(r.State.Codes, h.Code) {
			label = r.Say.Say("choice_ticked", "label", label)
		}
		rows = append(rows, []chat.Choice{r.button("q", h.Code, label)})
	}
	if len(r.State.Codes) > 0 {
		rows = append(rows, []chat.Choice{r.button("ok", "", r.Say.Say("button_done"))})
	}
	return []chat.Content{{Text: text, Choices: append(rows, []chat.Choice{r.button("sec", "0", r.Say.Say("decision_other_section"))})}}
}

// typed takes «câu 5.01, 6.2», a section, or the whole report.
func (r returning) typed(text, folded string) []chat.Content {
	s := r.State
	if out := r.next(); r.err != nil || r.State == nil {
		return out
	}
	switch {
	case r.says(folded, "spelled_whole_report"):
		s.Codes, s.Chosen = nil, true
		return r.next()
	case r.says(folded, "spelled_done_choosing") && len(s.Codes) > 0:
		s.Chosen = true
		return r.next()
	case r.folder.Outline == nil || r.folder.Draft == nil:
		return r.ask("")
	}
	if s.Piece != "" { // for a number that no question has
		if typed := questionCodes.FindString(viet.Fold(viet.Line(text))); typed != "" && len(strings.Fields(text)) <= 2 {
			text = strings.Replace(s.Said, s.Piece, typed, 1)
		}
		s.Said, s.Piece = "", ""
	}
	if out, ok := r.remarked(text); ok {
		return out
	}
	typed := questionCodes.FindAllString(viet.Fold(viet.Line(text)), mostCodes)
	if len(typed) == 0 {
		return r.typedSection(text, folded)
	}
	var unknown []string
	for _, t := range typed {
		if code, ok := r.known(t); ok {
			r.add(code)
		} else {
			unknown = append(unknown, strings.ToUpper(t))
		}
	}
	if !r.only(folded) { // the words are the remark
		s.Words = r.words(text)
	}
	if len(unknown) > 0 {
		return r.ask(r.Say.Say("decision_no_such_question", "codes", report.Echo(strings.Join(unknown, ", "))))
	}
	s.Chosen = true
	return r.next()
}

func (r returning) typedSection(text, folded string) []chat.Content {
	want := strings.TrimLeft(strings.TrimSpace(strings.TrimPrefix(folded, "phan")), "x")
	for _, s := range r.sections() {
		if strings.TrimLeft(strings.ToLower(s.Code), "abcdefghijklmnopqrstuvwxyz") == want {
			return r.section(s.Code)
		}
	}
	if out, ok := r.called(text); ok {
		return out
	}
	return r.ask(r.Say.Say("decision_questions_unclear"))
}

// answerable reports whether the report has the question at all.
func (r returning) answerable(code string) bool {
	return len(r.folder.Draft.Returnable(r.folder.Outline, code)) > 0
}

// known finds a question of the report by its number as it was typed.
func (r returning) known(typed string) (code string, ok bool) {
	code, ok = r.folder.Outline.Find(typed)
	return code, ok && r.answerable(code)
}

// add chooses one more question.
func (r returning) add(code string) {
	s := r.State
	if !slices.Contains(s.Codes, code) && len(s.Codes) < mostCodes {
		s.Codes = append(slices.Clone(s.Codes), code)
	}
}

// labelled is how many questions a preview names with their words.
const labelled = 8

// lines name the questions that would be returned.
func (r returning) lines() []string {
	s := r.State
	lines := []string{r.Say.Say("decision_chosen_questions", "codes", strings.Join(s.Codes, ", "))}
	if r.folder.Outline == nil || len(s.Codes) > labelled && len(s.Remarks) == 0 {
		return lines
	}
	for _, code := range s.Codes {
		line := r.Say.Say("missing_line", "code", code, "label", r.folder.Outline.LabelOf(code, r.folder.Words))
		if remark := s.Remarks[code]; remark != "" {
			line += " – " + r.Say.Say("decision_remark_of", "remark", remark)
		}
		lines = append(lines, line)
	}
	return lines
}
