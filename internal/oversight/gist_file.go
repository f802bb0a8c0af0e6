package oversight

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/content"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// Limits of what a document quotes.
const (
	printedQuotes = 2
	// printedProposals are quoted of what goes to one addressee.
	printedProposals = 8
	printedQuote     = 300
)

// rows are what the texts say in a table, a row for each theme, addressee and shared text.
func (g gist) rows(row func(...string)) {
	one := func(what string, n int, remarks string) {
		row(g.q.Code, strings.TrimSpace(form.Fill(g.q.Label, g.words)), what, count(n), count(g.c.Texts()+g.c.LeftOut), "", "", "", "", remarks)
	}
	quotes := func(s content.Spoken) string { return strings.Join(g.quotes(s, printedQuotes, printedQuote), " | ") }
	for _, s := range g.themes {
		one(g.say.Say("sums_what_theme", "theme", s.Label)+g.change(s), len(s.All), quotes(s))
	}
	for _, s := range g.to {
		one(g.say.Say("sums_what_to", "whom", s.Label)+g.change(s), content.Units(s.All), quotes(s))
	}
	for _, s := range g.copied {
		one(g.say.Say("sums_what_shared"), len(s.Units), g.copiers(s))
	}
}

// asked are the units whose texts and figures contradict each other or are far from their
// neighbours', with the questions to ask them.
func (t telling) asked() (all []worth, err error) {
	d := t.doubting()
	for _, u := range t.in {
		lines, err := d.all(u)
		if err != nil {
			return nil, err
		}
		if len(lines) > 0 {
			all = append(all, worth{unit: u, lines: lines})
		}
	}
	return all, nil
}

// printed is what the texts say, to read or to print.
func (t telling) printed(level, total int, gists []gist, asked []worth) chat.Content {
	title := t.say.Say("content_file_title", "unit", t.head.Label(), "from", basis(t.reader, t.in, total), "day", t.say.Day(t.Now))
	doc := paper.Printed{Lang: t.say.Tag(), Title: title}
	if lines := t.figures(level); len(lines) > 0 {
		for i := range lines {
			lines[i] = strings.TrimPrefix(lines[i], "- ")
		}
		doc.Sections = append(doc.Sections, paper.PrintedSection{Title: t.say.Say("content_figures"), Lines: lines})
	}
	for _, g := range gists {
		doc.Sections = append(doc.Sections, g.section())
	}
	if len(asked) > 0 {
		section := paper.PrintedSection{Title: t.say.Say("content_asked")}
		for _, w := range asked {
			section.Answers = append(section.Answers, paper.PrintedAnswer{Label: t.located(w.unit, t.head), Value: strings.Join(w.lines, "\n")})
		}
		doc.Sections = append(doc.Sections, section)
	}
	name := t.say.Say("name_contents") + "-" + t.head.Code + "-" + t.Now.In(t.Zone).Format(time.DateOnly) + ".html"
	return chat.Content{Text: t.say.Say("content_file", "unit", t.head.Label()), File: doc.File(name)}
}

// section is what the texts to one question say: each theme, addressee and shared text with
// its units and sentences.
func (g gist) section() paper.PrintedSection {
	s := paper.PrintedSection{Title: g.q.Code + ". " + g.q.Topic}
	add := func(name string, lines ...string) {
		s.Answers = append(s.Answers, paper.PrintedAnswer{Label: name, Value: strings.Join(lines, "\n")})
	}
	add(g.say.Say("content_given", "n", g.c.Texts()+g.c.LeftOut, "in", len(g.in), "unit", g.head.Label()))
	for _, theme := range g.themes {
		add(viet.UpperFirst(g.line(theme)), g.quotes(theme, printedQuotes, printedQuote)...)
	}
	if len(g.themes) == 0 {
		add(g.say.Say("content_typical"), g.typical(printedQuotes*2, printedQuote)...)
	}
	if more := g.phrases(); more != "" {
		add(more)
	}
	for _, to := range g.to {
		add(g.say.Say("content_button_to", "whom", g.line(to)), g.quotes(to, printedProposals, printedQuote)...)
	}
	for _, one := range g.copied {
		add(viet.UpperFirst(g.shared(g.q, one)), g.copiers(one), g.say.Quote(viet.Shorten(viet.Line(one.Words), printedQuote)))
	}
	if g.c.LeftOut > 0 {
		add(g.say.Count("content_left_out", g.c.LeftOut))
	}
	return s
}
