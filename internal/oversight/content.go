package oversight

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/content"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// insideMark stands in a part between a question and what is meant of its texts: a
// theme, an addressee, copiesPart.
const insideMark = "/"

// copiesPart is what of a question are the texts that several units share.
const copiesPart = "chung"

// A telling is what the texts of the reports that are in say, of one level under a unit.
type telling struct {
	*reader
	head roster.Unit
	o    *form.Outline
	in   []roster.Unit
}

// corpora read the texts of the questions that are wanted, once, and only those that the
// person may see: what is barred has no texts in a tally.
func (t telling) corpora(wanted func(*form.Question) bool) (map[*form.Question]*content.Corpus, error) {
	texts := map[*form.Question][]content.Text{}
	err := t.gathered(t.o, t.in, wanted, func(p Paper, g *form.Tally, a form.Told) {
		if g.Question.IsText() && !a.Text.None {
			texts[g.Question] = append(texts[g.Question], content.Text{Unit: a.Unit, Words: t.textOf(p, g.Question, a)})
		}
	})
	all := map[*form.Question]*content.Corpus{}
	for q, list := range texts {
		all[q] = content.NewCorpus(list)
	}
	return all, err
}

// textOf is a text as it was written, in a report of any version of the outline.
func (t telling) textOf(p Paper, q *form.Question, a form.Told) string {
	place := form.Place{Code: q.Code, Row: a.Row}
	if p.Outline != t.o {
		was, ok := p.Outline.Placed(t.o.Filed(place))
		if !ok {
			return ""
		}
		place = was
	}
	return viet.JoinPieces(p.Texts(place))
}

// Limits of the first message, which fits a phone.
const (
	frontThemes = 3
	frontQuote  = 90
)

// topics are, for the first message, what the reports say to the questions with a topic
// that at least half of the units answer: the themes that most speak of, and a sentence as
// it stands; and buttons to them.
func (t telling) topics() (lines []string, choices []chat.Choice, err error) {
	all, err := t.corpora(func(q *form.Question) bool { return q.Topic != "" })
	if err != nil {
		return nil, nil, err
	}
	for _, q := range t.o.Topics {
		c := all[q]
		if c == nil || c.Texts()*2 < len(t.in) {
			continue
		}
		head := t.say.Say("content_topic", "code", q.Code, "topic", q.Topic, "n", c.Texts(), "noun", t.noun())
		if shared := c.Copies(sharedBy); len(shared) > 0 {
			head += ", " + t.shared(q, shared[0])
		}
		lines = append(lines, "", head)
		themes := spoken(c.Themes(q.Themes))
		var names []string
		for _, s := range themes[:min(len(themes), frontThemes)] {
			names = append(names, s.Label+" "+t.say.Amount(float64(len(s.All))))
		}
		if len(names) > 0 {
			lines = append(lines, "- "+strings.Join(names, "; "))
		}
		if to := t.addressedLine(q, c); to != "" {
			lines = append(lines, "- "+to)
		}
		lines = append(lines, t.quotes(c, themes[:min(len(themes), 1)], 1, frontQuote)...)
		choices = append(choices, t.at(t.head, q.Code, 0).Choice(label(q.Topic, 34)))
	}
	if lines == nil {
		lines = []string{"", t.say.Say("content_nothing")}
	}
	return lines, choices, nil
}

// sharedBy is how many units must share a text before it is told.
const sharedBy = 3

// spoken are the themes of which enough units speak.
func spoken(all []content.Spoken) []content.Spoken {
	return slices.DeleteFunc(all, func(s content.Spoken) bool { return s.Few })
}

// quotes are the most typical sentences of the themes, each with its unit; without a
// theme those of all texts.
func (t telling) quotes(c *content.Corpus, themes []content.Spoken, n, letters int) (lines []string) {
	typical := func(list []content.Said) {
		for _, s := range list {
			lines = append(lines, t.quote(s, letters))
		}
	}
	for _, s := range themes {
		typical(c.Typical(s, n))
	}
	if len(themes) == 0 {
		typical(c.TypicalOfAll(n))
	}
	return lines
}

func (t telling) quote(s content.Said, letters int) string {
	return "  " + t.say.Say("content_quote", "text", label(viet.UpperFirst(s.Sentence), letters), "unit", t.place(s.Unit, t.head))
}

// noun is what the units are called: xã.
func (t telling) noun() string { return report.Noun(t.in) }

// addressedLine counts to whom proposals go; "" for a question whose texts are not
// addressed.
func (t telling) addressedLine(q *form.Question, c *content.Corpus) string {
	if !q.Addressed {
		return ""
	}
	var parts []string
	for _, s := range c.Addressed(t.o.Addressees) {
		parts = append(parts, t.addressee(s)+" "+t.say.Amount(float64(content.Units(s.All))))
	}
	return t.say.Say("content_addressed", "list", strings.Join(parts, "; "))
}

func (t telling) addressee(s content.Spoken) string {
	if s.Name == content.Unaddressed {
		return t.say.Say("content_unaddressed")
	}
	return s.Label
}

// question answers what the texts to one question say, or what is meant of them.
func (t telling) question(q *form.Question) ([]chat.Content, error) {
	all, err := t.corpora(func(x *form.Question) bool { return x == q })
	if err != nil {
		return nil, err
	}
	c := all[q]
	if c == nil || c.Texts() == 0 {
		return t.sumsQuestion(t.head, t.o, t.in, q)
	}
	_, inside, _ := strings.Cut(t.cmd.Part, insideMark)
	if inside == "" {
		inside = t.named(q, t.cmd.Words)
	}
	if inside == copiesPart {
		return t.copies(q, c)
	}
	for _, s := range slices.Concat(c.Themes(q.Themes), t.addressed(q, c)) {
		if inside != "" && s.Name == inside {
			return t.theme(q, c, s)
		}
	}
	return t.whole(q, c)
}

// named is the theme, or the addressee, that words name; "" if they name none.
func (t telling) named(q *form.Question, words string) string {
	themes := q.Themes
	if q.Addressed {
		themes = slices.Concat(t.o.Addressees, themes)
	}
	for _, claim := range content.NewFinder(themes).Find(words) {
		return themes[claim.Theme].Name
	}
	return ""
}

func (t telling) addressed(q *form.Question, c *content.Corpus) []content.Spoken {
	if !q.Addressed {
		return nil
	}
	return c.Addressed(t.o.Addressees)
}

// Limits of what is told of one question.
const (
	mostThemes  = 8
	mostPhrases = 4
	wholeQuote  = 160
	// mostQuoted themes have a sentence of their own.
	mostQuoted = 4
)

// whole is what all texts to a question say.
func (t telling) whole(q *form.Question, c *content.Corpus) ([]chat.Content, error) {
	lines := []string{t.title(q), t.say.Say("content_given", "n", c.Texts()+c.LeftOut, "in", len(t.in), "unit", t.head.Label())}
	themes := spoken(c.Themes(q.Themes))
	themes = themes[:min(len(themes), mostThemes)]
	var choices []chat.Choice
	if len(themes) > 0 {
		lines = append(lines, t.say.Say("content_main"))
	}
	for i, s := range themes {
		lines = append(lines, t.say.Say("content_theme", "theme", s.Label, "where", t.where(s.All)))
		if i < mostQuoted {
			lines = append(lines, t.quotes(c, []content.Spoken{s}, 1, wholeQuote)...)
		}
		choices = append(choices, t.inside(q, s.Name).Choice(label(s.Label, 28)+" ("+count(len(s.All))+")"))
	}
	if len(themes) == 0 {
		lines = append(lines, t.say.Say("content_typical"))
		lines = append(lines, t.quotes(c, nil, 3, wholeQuote)...)
	}
	var found []string
	for _, f := range c.Phrases(mostPhrases, q.Themes, t.known(q)...) {
		found = append(found, t.say.Say("content_phrase", "words", f.Words, "n", f.Units, "noun", t.noun()))
	}
	if len(found) > 0 {
		lines = append(lines, t.say.Say("content_phrases", "list", strings.Join(found, "; ")))
	}
	if to := t.addressedLine(q, c); to != "" {
		lines = append(lines, to)
		for _, s := range t.addressed(q, c) {
			choices = append(choices, t.inside(q, s.Name).Choice(t.say.Say("content_button_to", "whom", t.addressee(s))))
		}
	}
	if shared := c.Copies(sharedBy); len(shared) > 0 {
		lines = append(lines, t.shared(q, shared[0]))
		choices = append(choices, t.inside(q, copiesPart).Choice(t.say.Say("content_button_shared")))
	}
	if c.LeftOut > 0 {
		lines = append(lines, t.say.Count("content_left_out", c.LeftOut))
	}
	rows := append(pairs(choices), []chat.Choice{t.at(t.head, q.Code, 1).Choice(t.say.Say("content_button_units")),
		t.at(t.head, "", 0).Choice(t.say.Say("sums_button_front"))})
	return []chat.Content{{Text: strings.Join(lines, "\n"), Choices: rows}}, nil
}

func (t telling) title(q *form.Question) string {
	return q.Code + ". " + label(form.Fill(q.Label, t.words), 160)
}

// inside leads to what is meant of a question's texts.
func (t telling) inside(q *form.Question, name string) command.Command {
	return t.at(t.head, q.Code+insideMark+name, 0)
}

// known are the words that are the outline's own, and so no phrase of the units.
func (t telling) known(q *form.Question) []string {
	all := []string{q.Label, q.Hint, q.Example, q.Topic, t.o.Title}
	for _, s := range t.o.Sections {
		all = append(all, s.Title)
	}
	for i := range all {
		all[i] = form.Fill(all[i], t.words)
	}
	return all
}

// where counts the units that say something, and in which of the units above them, the
// most first.
func (t telling) where(all []content.Said) string {
	of, n := map[string]int{}, 0
	last := ""
	for _, s := range all {
		if s.Unit == last {
			continue
		}
		last, n = s.Unit, n+1
		if up, ok := t.Units.Parent(s.Unit); ok && up.Code != t.head.Code {
			of[up.Code]++
		}
	}
	total := t.say.Amount(float64(n)) + " " + t.noun()
	if len(of) == 0 {
		return total
	}
	ups := slices.Sorted(maps.Keys(of))
	slices.SortStableFunc(ups, func(a, b string) int { return cmp.Compare(of[b], of[a]) })
	var names []string
	for _, up := range ups[:min(len(ups), mostPlaces)] {
		u, _ := t.Units.Get(up)
		names = append(names, u.Name+" "+count(of[up]))
	}
	if more := len(ups) - len(names); more > 0 {
		names = append(names, t.say.Say("content_more_places", "n", more))
	}
	return total + " (" + strings.Join(names, ", ") + ")"
}

// mostPlaces is how many of the units above are named.
const mostPlaces = 3

// theme lists the units that speak of a theme, or propose something to somebody, each
// with its sentence.
func (t telling) theme(q *form.Question, c *content.Corpus, s content.Spoken) ([]chat.Content, error) {
	if s.Name == content.Unaddressed {
		s.Label = t.say.Say("content_unaddressed")
	}
	title := t.title(q) + "\n" + t.say.Say("content_theme", "theme", s.Label, "where", t.where(s.All))
	lines := make([]string, len(s.All))
	for i, said := range s.All {
		lines[i] = t.say.Say("content_line", "unit", t.place(said.Unit, t.head), "text", label(viet.UpperFirst(said.Sentence), wholeQuote))
	}
	return t.list(t.head, title, lines, func(from, to int) [][]chat.Choice {
		units := make([]string, 0, to-from)
		for _, said := range s.All[from:to] {
			units = append(units, said.Unit)
		}
		return t.unitChoices(q, units)
	}), nil
}

// unitChoices lead to the answers of units, and back to the question.
func (t telling) unitChoices(q *form.Question, units []string) [][]chat.Choice {
	var choices []chat.Choice
	for _, code := range slices.Compact(units) {
		unit, _ := t.Units.Get(code)
		choices = append(choices, command.Command{Name: command.View, Code: code, Part: q.Code}.Choice(unit.Label()))
	}
	return append(pairs(choices), []chat.Choice{t.at(t.head, q.Code, 0).Choice(t.say.Say("content_button_question", "code", q.Code))})
}

// shared says how many units share a text, and whether it is the outline's own example.
func (t telling) shared(q *form.Question, s content.Copied) string {
	key := "content_shared"
	if content.Alike(s.Words, form.Fill(q.Example, t.words)) {
		key = "content_shared_example"
	}
	return t.say.Say(key, "n", len(s.Units), "noun", t.noun())
}

// copies lists the texts that several units share.
func (t telling) copies(q *form.Question, c *content.Corpus) ([]chat.Content, error) {
	shared := c.Copies(2)
	lines := make([]string, len(shared))
	for i, s := range shared {
		names := make([]string, len(s.Units))
		for j, u := range s.Units {
			names[j] = t.place(u, t.head)
		}
		lines[i] = t.say.Say("content_copied", "shared", t.shared(q, s), "names", t.say.List(names, mostCopied), "text", label(viet.UpperFirst(s.Words), wholeQuote))
	}
	title := t.title(q) + "\n" + t.say.Count("content_copies", len(shared))
	return t.list(t.head, title, lines, func(from, to int) [][]chat.Choice {
		var units []string
		for _, s := range shared[from:to] {
			units = append(units, s.Units[0])
		}
		return t.unitChoices(q, units)
	}), nil
}

// mostCopied is how many units of a shared text are named.
const mostCopied = 30
