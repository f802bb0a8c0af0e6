package paper

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A preparation is what to gather before sitting down with the phone: figures
// with their units, years and dates, papers and pictures, and how many texts.
// It comes from the outline alone, whatever is answered already.
type preparation struct {
	w                             *Writer
	Figures, Dates, Papers, texts int
	sections                      []toGather
}

type toGather struct {
	title string
	lines []string
}

// Preparation lists what to gather for the outline.
func (w *Writer) Preparation() *preparation {
	p := &preparation{w: w}
	for i := range w.Outline.Sections {
		s := &w.Outline.Sections[i]
		g := toGather{title: w.SectionTitle(i)}
		texts := p.texts
		for j := range s.Questions {
			p.add(&g, &s.Questions[j])
		}
		if n := p.texts - texts; n > 0 {
			g.lines = append(g.lines, w.Say.Count("prepare_texts", n))
		}
		if len(g.lines) > 0 {
			p.sections = append(p.sections, g)
		}
	}
	return p
}

// add notes what a question needs; of a list, what each of its rows needs.
func (p *preparation) add(g *toGather, q *form.Question) {
	if q.IsGroup() {
		each := toGather{}
		for i := range q.Questions {
			p.add(&each, &q.Questions[i])
		}
		if len(each.lines) > 0 {
			g.lines = append(g.lines, p.w.Say.Say("prepare_each", "noun", q.Rows.Noun, "if_any", p.ifAny(q)))
			g.lines = append(g.lines, each.lines...)
		}
		return
	}
	kind, what := q.Gathers(p.w.Speech())
	switch kind {
	case form.AFigure:
		p.Figures++
	case form.ADate:
		p.Dates++
	case form.APaper:
		p.Papers++
	case form.AText:
		p.texts++
		return
	default:
		return
	}
	label := viet.Shorten(strings.TrimRight(p.w.Fill(q.Label, 0), "?. "), 110)
	g.lines = append(g.lines, p.w.Say.Say("prepare_line", "label", label, "what", what)+p.ifAny(q))
}

// ifAny marks what is asked only under a condition.
func (p *preparation) ifAny(q *form.Question) string {
	if len(q.Conditions) == 0 && q.Required {
		return ""
	}
	return p.w.Say.Say("prepare_if_any")
}

// Title says how many figures, dates, papers and texts there are.
func (p *preparation) Title() string {
	return p.w.Say.Say("prepare_title", "figures", p.Figures, "dates", p.Dates, "papers", p.Papers, "texts", p.texts)
}

// preparedLetters is about a screen and a half of a phone.
const preparedLetters = 1600

// Pages puts the sections on pages for a phone; a section that goes on is
// headed again.
func (p *preparation) Pages() (pages []string) {
	page, letters := "", 0
	flush := func() {
		if page != "" {
			pages = append(pages, strings.TrimSpace(page))
		}
		page, letters = "", 0
	}
	for _, g := range p.sections {
		head := "\n\n" + g.title
		for _, line := range g.lines {
			if letters+viet.Letters(line) > preparedLetters {
				flush()
				head = "\n\n" + g.title
			}
			page += head + "\n" + line
			letters += viet.Letters(head) + viet.Letters(line)
			head = ""
		}
	}
	flush()
	return pages
}

// File returns the list to print.
func (p *preparation) File() *chat.File {
	paper := Printed{Lang: p.w.Say.Tag(), Title: p.Title()}
	for _, g := range p.sections {
		section := PrintedSection{Title: g.title}
		for _, line := range g.lines {
			section.Lines = append(section.Lines, strings.TrimPrefix(line, "- "))
		}
		paper.Sections = append(paper.Sections, section)
	}
	return paper.File(p.w.Say.Say("name_prepare") + ".html")
}
