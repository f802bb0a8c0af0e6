package desk

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

const (
	mostCodes    = 30 // questions that one return names
	mostHeadings = 40 // buttons of one section
)

// askQuestions asks whether the whole report or which questions are returned.
func (b *Bench) askQuestions(lead string) []chat.Content {
	p := b.Pending
	p.Asked = askQuestions
	u, _ := b.Units.Get(p.Unit)
	text := b.Say.Say("act_which_questions", "unit", u.Label())
	if len(p.Codes) > 0 {
		text = b.Say.Say("act_chosen_questions", "codes", strings.Join(p.Codes, ", ")) + "\n" + text
	}
	if lead != "" {
		text = lead + "\n\n" + text
	}
	rows := [][]chat.Choice{{b.button("all", "", b.Say.Say("act_whole"))}}
	if len(p.Codes) > 0 {
		rows = [][]chat.Choice{{b.button("ok", "", b.Say.Say("button_done"))}}
	}
	for _, s := range b.sections() {
		rows = append(rows, []chat.Choice{b.button("sec", s.Code, s.Code+". "+s.Title)})
	}
	return []chat.Content{{Text: text, Choices: rows}}
}

// sections are those of the unit's outline that have something to return.
func (b *Bench) sections() []*form.Section {
	var out []*form.Section
	if b.card.Outline == nil || b.card.Draft == nil {
		return nil
	}
	for i := range b.card.Outline.Sections {
		if s := &b.card.Outline.Sections[i]; len(b.headings(s.Code)) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (b *Bench) headings(section string) []form.Heading {
	list := b.card.Draft.Headings(b.card.Outline, section, b.card.Words)
	return list[:min(len(list), mostHeadings)]
}

// choosing lists a section's questions, or ticks one of them.
func (b *Bench) choosing(verb, arg string) ([]chat.Content, *Order, error) {
	p := b.Pending
	out := b.next() // whether all of it may still be, and the unit's papers
	if b.err != nil || b.Pending == nil || b.card.Outline == nil || b.card.Draft == nil {
		return out, nil, b.err
	}
	section := arg
	if verb == "q" {
		code, ok := b.card.Outline.Find(arg)
		if !ok || !b.answerable(code) {
			return out, nil, nil
		}
		if i := slices.Index(p.Codes, code); i >= 0 {
			p.Codes = slices.Delete(slices.Clone(p.Codes), i, i+1)
		} else if len(p.Codes) < mostCodes {
			p.Codes = append(slices.Clone(p.Codes), code)
		}
		section = b.card.Outline.SectionOf(code)
	}
	return b.section(section), nil, nil
}

// section shows a section's questions as buttons.
func (b *Bench) section(code string) []chat.Content {
	list := b.headings(code)
	if len(list) == 0 {
		return b.askQuestions("")
	}
	text := b.Say.Say("act_section", "section", code)
	if len(b.Pending.Codes) > 0 {
		text = b.Say.Say("act_chosen_questions", "codes", strings.Join(b.Pending.Codes, ", ")) + "\n" + text
	}
	var rows [][]chat.Choice
	for _, h := range list {
		label := h.Code + ". " + h.Label
		if slices.Contains(b.Pending.Codes, h.Code) {
			label = b.Say.Say("choice_ticked", "label", label)
		}
		rows = append(rows, []chat.Choice{b.button("q", h.Code, label)})
	}
	if len(b.Pending.Codes) > 0 {
		rows = append(rows, []chat.Choice{b.button("ok", "", b.Say.Say("button_done"))})
	}
	return []chat.Content{{Text: text, Choices: append(rows, []chat.Choice{b.button("sec", "0", b.Say.Say("act_other_section"))})}}
}

// typedQuestions takes «câu 5.01, 6.2», a section, or the whole report.
func (b *Bench) typedQuestions(text, folded string) []chat.Content {
	p := b.Pending
	if out := b.next(); b.err != nil || b.Pending == nil {
		return out
	}
	switch {
	case slices.Contains([]string{"ca bao cao", "ca", "tat ca", "toan bo", "toan bo bao cao"}, folded):
		p.Codes, p.Chosen = nil, true
		return b.next()
	case (folded == "xong" || folded == "tiep" || folded == "tiep tuc") && len(p.Codes) > 0:
		p.Chosen = true
		return b.next()
	case b.card.Outline == nil || b.card.Draft == nil:
		return b.askQuestions("")
	}
	typed := codes.FindAllString(viet.Fold(viet.Line(text)), mostCodes)
	if len(typed) == 0 {
		return b.typedSection(folded)
	}
	var found, unknown []string
	for _, t := range typed {
		code, ok := b.card.Outline.Find(t)
		switch {
		case !ok || !b.answerable(code):
			unknown = append(unknown, strings.ToUpper(t))
		case !slices.Contains(found, code):
			found = append(found, code)
		}
	}
	if len(unknown) > 0 {
		return b.askQuestions(b.Say.Say("act_no_such_question", "codes", echo(strings.Join(unknown, ", "))))
	}
	for _, code := range found {
		if !slices.Contains(p.Codes, code) && len(p.Codes) < mostCodes {
			p.Codes = append(slices.Clone(p.Codes), code)
		}
	}
	p.Chosen = true
	return b.next()
}

func (b *Bench) typedSection(folded string) []chat.Content {
	want := strings.TrimLeft(strings.TrimSpace(strings.TrimPrefix(folded, "phan")), "x")
	for _, s := range b.sections() {
		if strings.TrimLeft(strings.ToLower(s.Code), "abcdefghijklmnopqrstuvwxyz") == want {
			return b.section(s.Code)
		}
	}
	return b.askQuestions(b.Say.Say("act_questions_unclear"))
}

// answerable tells whether the report has the question at all.
func (b *Bench) answerable(code string) bool {
	return len(b.card.Draft.Returnable(b.card.Outline, code)) > 0
}
