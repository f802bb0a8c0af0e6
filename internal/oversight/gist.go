package oversight

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/content"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A gist is what the texts to one question say. The first message, a question's own and
// the documents are all made from it.
type gist struct {
	telling
	q *form.Question
	c *content.Corpus
	// all are what the texts speak of, themes those of which enough units do, to whom they
	// are addressed, copied the texts that several units share.
	all, themes, to []content.Spoken
	copied          []content.Copied
	// before are the texts of the campaign before; nil if there are none.
	before *content.Corpus
	was    map[string]int
}

// sharedBy is how many units must share a text before it is told.
const sharedBy = 3

// gists are what the reports say to the questions that are wanted and that somebody
// answered, in the outline's order.
func (t telling) gists(wanted func(*form.Question) bool) ([]gist, error) {
	texts, err := t.corpora(wanted)
	if err != nil {
		return nil, err
	}
	before, err := t.past(wanted)
	if err != nil {
		return nil, err
	}
	var all []gist
	for _, q := range t.o.Top {
		if c := texts[q]; c != nil && c.Texts() > 0 {
			all = append(all, t.gist(q, c, before[q]))
		}
	}
	return all, nil
}

// past are the texts of the same units in the campaign before, to questions of the same
// names; none where there was no such campaign.
func (t telling) past(wanted func(*form.Question) bool) (map[*form.Question]*content.Corpus, error) {
	if t.lib.Before == nil {
		return nil, nil
	}
	past := *t.reader
	past.lib.Open = t.lib.Before
	return telling{&past, t.head, t.o, t.reporters(t.head, t.in[0].Level)}.corpora(wanted)
}

func (t telling) gist(q *form.Question, c, before *content.Corpus) gist {
	g := gist{telling: t, q: q, c: c, all: c.Themes(q.Themes), copied: c.Copies(sharedBy), before: before, was: map[string]int{}}
	g.themes = slices.DeleteFunc(slices.Clone(g.all), func(s content.Spoken) bool { return s.Few })
	if q.Addressed {
		g.to = c.Addressed(t.o.Addressees)
		slices.SortStableFunc(g.to, func(a, b content.Spoken) int { return cmp.Compare(content.Units(b.All), content.Units(a.All)) })
		for i := range g.to {
			if g.to[i].Name == content.Unaddressed {
				g.to[i].Label = t.say.Say("content_unaddressed")
			}
		}
	}
	if before == nil {
		return g
	}
	for _, s := range before.Themes(q.Themes) {
		g.was[s.Name] = len(s.All)
	}
	if q.Addressed {
		for _, s := range before.Addressed(t.o.Addressees) {
			g.was[s.Name] = content.Units(s.All)
		}
	}
	return g
}

// change says how many units spoke of it in the campaign before; "" where there was none.
func (g gist) change(s content.Spoken) string {
	if g.before == nil {
		return ""
	}
	return g.say.Say("content_before", "n", g.was[s.Name], "of", g.before.Texts())
}

// line is a theme, or an addressee, with how many units speak of it, and where.
func (g gist) line(s content.Spoken) string {
	return g.say.Say("content_theme", "theme", s.Label, "where", g.where(s.All)+g.change(s))
}

// names are the first themes with how many units speak of each.
func (g gist) names(n int) string {
	var names []string
	for _, s := range g.themes[:min(len(g.themes), n)] {
		names = append(names, s.Label+" "+count(len(s.All))+g.change(s))
	}
	return strings.Join(names, "; ")
}

// addressed counts to whom proposals go; "" for a question whose texts are not addressed.
func (g gist) addressed() string {
	if !g.q.Addressed {
		return ""
	}
	var parts []string
	for _, s := range g.to {
		parts = append(parts, s.Label+" "+count(content.Units(s.All))+g.change(s))
	}
	return g.say.Say("content_addressed", "list", strings.Join(parts, "; "))
}

// quotes are the most typical sentences of a theme as they stand, each with its unit.
func (g gist) quotes(s content.Spoken, n, letters int) []string {
	return g.quoted(g.c.Typical(s, n), letters)
}

// typical are the most typical sentences of all texts.
func (g gist) typical(n, letters int) []string { return g.quoted(g.c.TypicalOfAll(n), letters) }

func (g gist) quoted(list []content.Said, letters int) []string {
	lines := make([]string, len(list))
	for i, s := range list {
		lines[i] = g.say.Say("content_quote", "text", label(viet.UpperFirst(s.Sentence), letters), "unit", g.place(s.Unit, g.head))
	}
	return lines
}

// mostPhrases is how many phrases that came up by themselves are told.
const mostPhrases = 4

// phrases are what else is met often; "" if nothing is.
func (g gist) phrases() string {
	var found []string
	for _, f := range g.c.Phrases(mostPhrases, g.q.Themes, g.known(g.q)...) {
		found = append(found, g.say.Say("content_phrase", "words", f.Words, "n", f.Units, "noun", g.noun()))
	}
	if len(found) == 0 {
		return ""
	}
	return g.say.Say("content_phrases", "list", strings.Join(found, "; "))
}

// Limits of the first message, which a leader reads on a phone.
const (
	frontThemes  = 2
	frontQuote   = 70
	frontLetters = 900
	// frontShared is of how many texts one must be shared to be told.
	frontShared = 10
)

// topics are, for the first message, what the reports say to the questions with a topic
// that at least half of the units answer: the themes of which most speak and, as long as
// the message fits a phone, a sentence as it stands; and buttons to them.
func (t telling) topics(above []string) (lines []string, choices []chat.Choice, err error) {
	all, err := t.gists(func(q *form.Question) bool { return q.Topic != "" })
	if err != nil {
		return nil, nil, err
	}
	all = slices.DeleteFunc(all, func(g gist) bool { return g.c.Texts()*2 < len(t.in) })
	heads := make([]string, len(all))
	for i, g := range all {
		heads[i] = t.say.Say("content_topic", "code", g.q.Code, "topic", g.q.Topic, "n", g.c.Texts(), "noun", t.noun())
		if len(g.copied) > 0 && len(g.copied[0].Units)*frontShared >= g.c.Texts() {
			heads[i] += " " + t.sharedAs("content_topic_shared", "content_topic_example", g.q, g.copied[0])
		}
		for _, more := range []string{g.names(frontThemes), g.addressed()} {
			if more != "" {
				heads[i] += "\n- " + more
			}
		}
		choices = append(choices, t.at(t.head, g.q.Code, 0).Choice(label(g.q.Topic, 34)))
	}
	room := frontLetters - letters(above) - letters(heads)
	for i, g := range all {
		quote := g.first(frontQuote)
		if n := letters(quote) + len("  "); n <= room {
			room -= n
			heads[i] = strings.Join(append([]string{heads[i]}, quote...), "\n  ")
		}
	}
	if len(heads) == 0 {
		heads = []string{t.say.Say("content_nothing")}
	}
	return append([]string{""}, heads...), choices, nil
}

// first is the most typical sentence of the first theme; without a theme, of all texts.
func (g gist) first(letters int) []string {
	if len(g.themes) == 0 {
		return g.typical(1, letters)
	}
	return g.quotes(g.themes[0], 1, letters)
}

// letters are how many letters lines have.
func letters(lines []string) (n int) {
	for _, line := range lines {
		n += len([]rune(line)) + 1
	}
	return n
}

// Limits of what is told of one question.
const (
	mostThemes = 8
	wholeQuote = 160
	// mostQuoted themes have a sentence of their own.
	mostQuoted = 4
)

// whole is what all texts to a question say.
func (g gist) whole() []chat.Content {
	lines := []string{g.title(g.q), g.say.Say("content_given", "n", g.c.Texts()+g.c.LeftOut, "in", len(g.in), "unit", g.head.Label())}
	var choices []chat.Choice
	if len(g.themes) > 0 {
		lines = append(lines, g.say.Say("content_main"))
	}
	for i, s := range g.themes[:min(len(g.themes), mostThemes)] {
		lines = append(lines, "- "+g.line(s))
		if i < mostQuoted {
			lines = append(lines, indented(g.quotes(s, 1, wholeQuote))...)
		}
		choices = append(choices, g.inside(g.q, s.Name).Choice(label(s.Label, 28)+" ("+count(len(s.All))+")"))
	}
	if len(g.themes) == 0 {
		lines = append(append(lines, g.say.Say("content_typical")), indented(g.typical(3, wholeQuote))...)
	}
	for _, more := range []string{g.phrases(), g.addressed()} {
		if more != "" {
			lines = append(lines, more)
		}
	}
	for _, s := range g.to {
		choices = append(choices, g.inside(g.q, s.Name).Choice(g.say.Say("content_button_to", "whom", s.Label)))
	}
	if len(g.copied) > 0 {
		lines = append(lines, g.shared(g.q, g.copied[0]))
		choices = append(choices, g.inside(g.q, copiesPart).Choice(g.say.Say("content_button_shared")))
	}
	if g.c.LeftOut > 0 {
		lines = append(lines, g.say.Count("content_left_out", g.c.LeftOut))
	}
	rows := append(pairs(choices), []chat.Choice{g.at(g.head, g.q.Code, 1).Choice(g.say.Say("content_button_units")),
		g.at(g.head, "", 0).Choice(g.say.Say("sums_button_front"))})
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: rows}}
}

func indented(lines []string) []string {
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}
