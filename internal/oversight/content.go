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

// question answers what the texts to one question say, or what is meant of them.
func (t telling) question(q *form.Question) ([]chat.Content, error) {
	all, err := t.gists(func(x *form.Question) bool { return x == q })
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return t.sumsQuestion(t.head, t.o, t.in, q)
	}
	g := all[0]
	_, inside, _ := strings.Cut(t.cmd.Part, insideMark)
	if inside == "" {
		inside = t.named(q, t.cmd.Words)
	}
	if inside == copiesPart {
		return t.copies(g)
	}
	for _, s := range slices.Concat(g.all, g.to) {
		if inside != "" && s.Name == inside {
			return t.theme(g, s)
		}
	}
	return g.whole(), nil
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

func (t telling) title(q *form.Question) string {
	return q.Code + ". " + label(form.Fill(q.Label, t.words), 160)
}

// noun is what the units are called: xã.
func (t telling) noun() string { return report.Noun(t.in) }

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
func (t telling) theme(g gist, s content.Spoken) ([]chat.Content, error) {
	title := t.title(g.q) + "\n- " + g.line(s)
	lines := make([]string, len(s.All))
	for i, said := range s.All {
		lines[i] = t.say.Say("content_line", "unit", t.place(said.Unit, t.head), "text", label(viet.UpperFirst(said.Sentence), wholeQuote))
	}
	return t.list(t.head, title, lines, func(from, to int) [][]chat.Choice {
		units := make([]string, 0, to-from)
		for _, said := range s.All[from:to] {
			units = append(units, said.Unit)
		}
		return t.unitChoices(g.q, units)
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
	return t.sharedAs("content_shared", "content_shared_example", q, s)
}

// sharedAs is shared in the words of one phrase or, for the outline's example, another.
func (t telling) sharedAs(key, example string, q *form.Question, s content.Copied) string {
	if content.Alike(s.Words, form.Fill(q.Example, t.words)) {
		key = example
	}
	return t.say.Say(key, "n", len(s.Units), "noun", t.noun())
}

// copies lists the texts that several units share.
func (t telling) copies(g gist) ([]chat.Content, error) {
	shared := g.c.Copies(2)
	lines := make([]string, len(shared))
	for i, s := range shared {
		lines[i] = t.say.Say("content_copied", "shared", t.shared(g.q, s), "names", t.copiers(s), "text", label(viet.UpperFirst(s.Words), wholeQuote))
	}
	title := t.title(g.q) + "\n" + t.say.Count("content_copies", len(shared))
	return t.list(t.head, title, lines, func(from, to int) [][]chat.Choice {
		var units []string
		for _, s := range shared[from:to] {
			units = append(units, s.Units[0])
		}
		return t.unitChoices(g.q, units)
	}), nil
}

// copiers names the units of a shared text.
func (t telling) copiers(s content.Copied) string {
	names := make([]string, len(s.Units))
	for i, u := range s.Units {
		names[i] = t.place(u, t.head)
	}
	return t.say.List(names, mostCopied)
}

// mostCopied is how many units of a shared text are named.
const mostCopied = 30
