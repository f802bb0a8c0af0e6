package conversation

import (
	"html"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// A preparation is what to gather before sitting down with the phone: figures
// with their units, years and dates, papers and pictures, and how many texts.
// It comes from the outline alone, whatever is answered already.
type preparation struct {
	w                             *Writer
	figures, dates, papers, texts int
	sections                      []toGather
}

type toGather struct {
	title string
	lines []string
}

func (w *Writer) preparation() *preparation {
	p := &preparation{w: w}
	for i := range w.Outline.Sections {
		s := &w.Outline.Sections[i]
		g := toGather{title: w.sectionLine(i) + ". " + s.Title}
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
func (p *preparation) add(g *toGather, q *Question) {
	if q.Type == Repeat {
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
	what := ""
	switch q.Type {
	case Integer, Decimal:
		p.figures++
		if what = p.w.fill(q.Unit, 0); what == "" {
			what = p.w.Say.Say("prepare_number")
		}
	case Year:
		p.dates++
		what = p.w.Say.Say("prepare_year")
	case Date:
		p.dates++
		what = p.w.Say.Say("prepare_date")
	case FileUpload:
		p.papers++
		what = p.w.Say.Say("prepare_paper")
	case LongText:
		p.texts++
		return
	default:
		return
	}
	label := shorten(strings.TrimRight(p.w.fill(q.Label, 0), "?. "), 110)
	g.lines = append(g.lines, p.w.Say.Say("prepare_line", "label", label, "what", what)+p.ifAny(q))
}

// ifAny marks what is asked only under a condition.
func (p *preparation) ifAny(q *Question) string {
	if q.relevant == nil && q.Required {
		return ""
	}
	return p.w.Say.Say("prepare_if_any")
}

func (p *preparation) title() string {
	return p.w.Say.Say("prepare_title", "figures", p.figures, "dates", p.dates, "papers", p.papers, "texts", p.texts)
}

// preparedLetters is about a screen and a half of a phone.
const preparedLetters = 1600

// pages puts the sections on pages for a phone; a section that goes on is
// headed again.
func (p *preparation) pages() (pages []string) {
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

// file is the list to print.
func (p *preparation) file() *chat.File {
	var b strings.Builder
	for _, g := range p.sections {
		b.WriteString("<h2>" + html.EscapeString(g.title) + "</h2>\n<ul>\n")
		for _, line := range g.lines {
			b.WriteString("<li>" + html.EscapeString(strings.TrimPrefix(line, "- ")) + "</li>\n")
		}
		b.WriteString("</ul>\n")
	}
	data := document(p.w.Say.Tag(), p.title(), b.String())
	return &chat.File{Name: "can-chuan-bi.html", Type: "text/html", Size: int64(len(data)), Data: data}
}

// prepare shows a page of what to gather.
func (t *Turn) prepare(page int) {
	p := t.preparation()
	pages := p.pages()
	if len(pages) == 0 {
		pages = []string{t.Say.Say("prepare_nothing")}
	}
	page = min(max(page, 0), len(pages)-1)
	t.cover(Preparing, 0, page)
	text := t.Say.Say("page_of", "n", page+1, "total", len(pages)) + "\n\n" + pages[page]
	if page == 0 {
		text = p.title() + "\n" + text
	}
	t.bubble(text, t.readingWays(actPrepare, page, len(pages)))
}
