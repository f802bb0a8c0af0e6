package oversight

import (
	"slices"
	"strings"

	"giaoban/internal/asked"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// answer says what was asked of the thing.
func (f *figured) answer() ([]chat.Content, error) {
	switch {
	case f.thing.Kind() == asked.Told:
		f.cmd.Name, f.cmd.Part = command.Summary, f.thing.Q.Code
		return f.sums(f.unit)
	case f.barred:
		return one(f.barredWords()), nil
	case f.lone():
		return f.own()
	case len(f.given) == 0 && (len(f.idle) == 0 || f.cmd.Name != command.Lacking):
		return f.with(f.lines(f.head("figure_nobody"))), nil
	}
	switch f.cmd.Name {
	case command.Most, command.Least:
		if f.thing.Kind() != asked.Marked || f.group > 0 || f.thing.Q.Group() != nil {
			return f.ranking(), nil
		}
		f.cmd.Name = map[bool]command.Name{true: command.Lacking, false: command.Having}[f.cmd.Name == command.Least]
		return f.whoHas(), nil
	case command.Having, command.Lacking:
		return f.whoHas(), nil
	case command.Far:
		return f.far(), nil
	}
	return f.together()
}

// lines puts the lines that are not empty below each other.
func (f *figured) lines(lines ...string) string {
	return strings.Join(slices.DeleteFunc(append(lines, f.of(), f.basis()), func(s string) bool { return s == "" }), "\n")
}

// basis says from how many reports the answer is made, and who is not in it.
func (f *figured) basis() string {
	former := f.Overview.Former(f.unit.Code, f.level)
	parts := []string{f.say.Say("figure_basis", "in", len(f.reports)-len(former), "total", len(f.expected), "noun", f.noun())}
	if n := len(former); n > 0 {
		parts = append(parts, f.say.Count("figure_former", n))
	}
	if n := len(f.given); n > 0 && n < len(f.reports) {
		parts = append(parts, f.say.Count("figure_given", n, "noun", f.noun()))
	}
	if n := len(f.idle); n > 0 {
		parts = append(parts, f.say.Count("figure_idle", n, "noun", f.noun()))
	}
	if n := len(f.silent); n > 0 {
		parts = append(parts, f.say.Count("figure_silent", n, "noun", f.noun()))
	}
	return strings.Join(parts, "; ") + "."
}

// amount is a value with its unit of measure.
func (f *figured) amount(m measure) string {
	s := f.say.Amount(m.n)
	if m.to != m.n {
		s = f.say.Say("value_span", "from", s, "to", f.say.Amount(m.to))
	}
	if noun := f.measured(); noun != "" {
		s += " " + noun
	}
	return s
}

// measured is the word after a number.
func (f *figured) measured() string {
	q := f.thing.Q
	switch {
	case q == nil:
		return ""
	case q.IsGroup():
		return q.Rows.Noun
	case q.Group() != nil && f.thing.Kind() == asked.Marked:
		return q.Group().Rows.Noun
	}
	return form.Fill(q.Unit, f.words)
}

// barredWords say how many there are of what the reader may not see.
func (f *figured) barredWords() string {
	n := f.say.Amount(float64(f.barredGiven))
	switch {
	case f.thing.Kind() == asked.Listed:
		n = f.say.Amount(float64(f.barredRows)) + " " + f.measured()
	case f.thing.Kind() == asked.Worked:
		sum, to := total(f.given)
		n = f.amount(measure{n: sum, to: to})
	}
	return f.lines(f.head("figure_value", "value", n) + " " + f.say.Say("view_barred"))
}

// own is what one unit's report says.
func (f *figured) own() ([]chat.Content, error) {
	text := f.head("figure_own_silent")
	switch {
	case len(f.idle) > 0:
		text = f.head("figure_own_idle")
	case len(f.given) > 0:
		shown, err := f.shown(f.given[0])
		if err != nil {
			return nil, err
		}
		text = f.head("figure_value", "value", shown)
	}
	if of := f.of(); of != "" {
		text += "\n" + of
	}
	c := chat.Content{Text: text}
	view := command.Command{Name: command.View, Code: f.unit.Code}
	if f.thing.Q != nil {
		view.Part = f.thing.Q.Code
	}
	c.Choices = [][]chat.Choice{{view.Choice(f.say.Say("read_button_view"))}}
	return []chat.Content{c}, nil
}

// shown is a unit's value as its report has it.
func (f *figured) shown(m measure) (string, error) {
	q := f.thing.Q
	if f.thing.Kind() == asked.Marked && q.Group() == nil {
		if has(m) {
			return f.say.Say("yes"), nil
		}
		return f.say.Say("no"), nil
	}
	if q == nil || q.Group() != nil || q.IsGroup() || q.IsCalculated() || len(m.told) != 1 {
		return f.amount(m), nil
	}
	p, err := f.lib.Open(m.unit.Code)
	if err != nil {
		return "", err
	}
	v := f.paperView(m.unit, p)
	return v.Shown(q, m.told[0].Value), nil
}

// together is what all reports say: a sum, how many have it, the average.
func (f *figured) together() ([]chat.Content, error) {
	sum, to := total(f.given)
	all := measure{n: sum, to: to}
	lines := []string{f.head("figure_value", "value", f.amount(all))}
	switch {
	case f.thing.Kind() == asked.Marked && f.thing.Q.Group() == nil:
		lines[0] = f.head("figure_marked", "n", f.say.Amount(sum), "given", len(f.given), "percent", percent(int(sum), len(f.given)))
	case !f.adds():
		lines[0] = f.head("figure_apart", "spread", f.spread())
	case f.cmd.Name == command.Average:
		lines = append([]string{f.head("figure_average", "value", f.average(all))}, lines...)
	}
	if f.doubles() {
		most := ranked(f.given, false)[0]
		lines = append(lines, f.say.Say("figure_between", "noun", f.noun(), "from", f.say.Amount(most.n), "to", f.amount(all)))
	}
	if f.numbers() && len(f.given) > 1 {
		if f.adds() && f.cmd.Name != command.Average {
			lines = append(lines, f.head("figure_average", "value", f.average(all)))
		}
		if f.adds() {
			lines = append(lines, f.spread())
		}
	}
	since, err := f.since()
	if err != nil {
		return nil, err
	}
	text := f.lines(append(lines, since)...)
	for _, other := range f.beside {
		sum, to := total(other.given)
		text += "\n" + f.say.Say("figure_beside", "noun", f.noun(), "other", other.noun(), "value", other.amount(measure{n: sum, to: to}), "in", len(other.reports), "total", len(other.expected))
	}
	return f.with(text), nil
}

// numbers reports whether units have it in numbers, not only have it or not.
func (f *figured) numbers() bool {
	return f.thing.Kind() == asked.Amount || f.thing.Kind() == asked.Listed
}

// average is the middle of what the units that have the figure have, to two places.
func (f *figured) average(all measure) string {
	n := float64(len(f.given))
	places := func(x float64) float64 { return form.Rounded(float64(int64(x/n*100+0.5)) / 100) }
	return f.amount(measure{n: places(all.n), to: places(all.to)})
}

// spread is the most and the least, with who has it.
func (f *figured) spread() string {
	list := ranked(f.given, false)
	most, least := list[0], ranked(f.given, true)[0]
	return f.say.Say("figure_spread", "most", f.amount(most), "where_most", f.located(most.unit, f.unit), "least", f.amount(least), "where", f.located(least.unit, f.unit))
}

// with adds the ways to what stands behind an answer.
func (f *figured) with(text string) []chat.Content {
	ask := func(name command.Name, group int, label string) chat.Choice {
		return command.Command{Name: name, Code: f.unit.Code, Part: f.key(group)}.Choice(label)
	}
	c := chat.Content{Text: text}
	if len(f.given) == 0 {
		return []chat.Content{c}
	}
	choices := []chat.Choice{ask(command.Having, 0, f.head("figure_button_having")), ask(command.Lacking, 0, f.head("figure_button_lacking"))}
	if f.numbers() {
		choices = append([]chat.Choice{ask(command.Most, 0, f.say.Say("figure_button_most")), ask(command.Least, 0, f.say.Say("figure_button_least"))}, choices...)
	}
	for _, level := range f.between() {
		if f.adds() {
			choices = append(choices, ask(command.Most, level, f.say.Say("figure_button_group", "noun", f.nounOf(level))))
		}
	}
	if f.thing.Q != nil {
		each := command.Command{Name: command.Summary, Code: f.unit.Code, Part: f.thing.Q.Code}
		choices = append(choices, each.Choice(f.say.Say("figure_button_each", "noun", f.noun())))
	}
	c.Choices = pairs(choices)
	return []chat.Content{c}
}

// nounOf is what the units of a level are called.
func (f *figured) nounOf(level int) string { return report.Noun(f.reporters(f.unit, level)) }

// percent is a share, rounded.
func percent(n, of int) int {
	if of == 0 {
		return 0
	}
	return (n*100 + of/2) / of
}

// ranksPerPage is how many stand on a page of a ranking.
const ranksPerPage = 10

// ranking lists the units by what they have, ten to a page.
func (f *figured) ranking() []chat.Content {
	list, noun, silent := f.given, f.noun(), []roster.Unit(nil)
	if f.group > 0 {
		list, silent = f.grouped()
		noun = f.nounOf(f.group)
	}
	list = ranked(list, f.cmd.Name == command.Least)
	pages := (len(list) + ranksPerPage - 1) / ranksPerPage
	title := f.head("figure_most", "noun", noun)
	if f.cmd.Name == command.Least {
		title = f.head("figure_least", "noun", noun)
	}
	title, n := f.numbered(title, pages)
	lines, rank := []string{title}, 0
	var choices []chat.Choice
	for i, m := range list {
		if i == 0 || m.middle() != list[i-1].middle() {
			rank = i + 1
		}
		if i/ranksPerPage != n-1 {
			continue
		}
		line := f.say.Say("figure_rank", "n", rank, "unit", f.located(m.unit, f.unit), "value", f.amount(m))
		if f.group > 0 {
			line += " " + f.say.Say("figure_rank_of", "n", m.from, "of", m.of, "noun", f.noun())
		}
		lines = append(lines, line)
		choices = append(choices, f.behind(m.unit).Choice(m.unit.Label()))
	}
	if len(silent) > 0 {
		lines = append(lines, f.say.Count("figure_rank_silent", len(silent), "noun", noun))
	}
	if f.group > 0 && f.doubles() {
		lines = append(lines, f.say.Say("figure_rank_doubles", "noun", f.noun()))
	}
	c := chat.Content{Text: f.lines(lines...), Choices: pairs(choices)}
	c.Choices = append(c.Choices, f.turnPages(f.unit, f.key(f.group), n, pages)...)
	return []chat.Content{c}
}

// behind leads to what stands behind one unit's value: its report, or the same question
// about the units below it.
func (f *figured) behind(u roster.Unit) command.Command {
	if u.Level != f.level {
		return command.Command{Name: command.Most, Code: u.Code, Part: f.thing.Key()}
	}
	c := command.Command{Name: command.View, Code: u.Code}
	if f.thing.Q != nil {
		c.Part = f.thing.Q.Code
	}
	return c
}

// whoHas lists the units that have any of the thing, or none.
func (f *figured) whoHas() []chat.Content {
	lack := f.cmd.Name == command.Lacking
	var list []measure
	for _, m := range f.given {
		if has(m) != lack {
			list = append(list, m)
		}
	}
	note := ""
	if lack {
		for _, u := range f.idle {
			list = append(list, measure{unit: u})
		}
		if n := len(f.idle); n > 0 && n < len(list) {
			note = f.say.Count("figure_lacking_idle", n, "noun", f.noun())
		}
	}
	lines := make([]string, len(list))
	for i, m := range list {
		lines[i] = "- " + f.located(m.unit, f.unit)
		if !lack && (f.numbers() || f.thing.Q != nil && f.thing.Q.Group() != nil) {
			lines[i] += ": " + f.amount(m)
		}
	}
	title := f.lines(f.hasHead(lack, len(list)), note)
	if len(list) == 0 {
		return one(title)
	}
	return f.list(f.unit, title, lines, func(from, to int) [][]chat.Choice {
		var choices []chat.Choice
		for _, m := range list[from:to] {
			choices = append(choices, f.behind(m.unit).Choice(m.unit.Label()))
		}
		return pairs(choices)
	})
}

// hasHead says how many units have any of the thing, or none.
func (f *figured) hasHead(lack bool, n int) string {
	switch chosen := f.thing.Choice != ""; {
	case lack && chosen:
		return f.head("figure_lacking_choice", "n", n)
	case chosen:
		return f.head("figure_having_choice", "n", n)
	case lack:
		return f.head("figure_lacking", "n", n)
	}
	return f.head("figure_having", "n", n)
}

// far lists the units whose figure is far from their neighbours'.
func (f *figured) far() []chat.Content {
	compared, of := make([]report.Compared, len(f.given)), map[string]measure{}
	for i, m := range f.given {
		compared[i], of[m.unit.Code] = report.Compared{Unit: m.unit, Value: m.middle(), Per: 1}, m
	}
	list, ok := report.Far(compared)
	switch {
	case !ok:
		return f.with(f.lines(f.head("figure_few")))
	case len(list) == 0:
		return f.with(f.lines(f.head("figure_none_far")))
	}
	lines := make([]string, len(list))
	for i, o := range list {
		lines[i] = "- " + f.located(o.Unit, f.unit) + ": " + f.amount(of[o.Unit.Code]) + " " + f.say.Say("figure_usual", "usual", f.say.Amount(o.Usual))
	}
	return f.list(f.unit, f.lines(f.head("figure_far", "n", len(list))), lines, func(from, to int) [][]chat.Choice {
		var choices []chat.Choice
		for _, o := range list[from:to] {
			choices = append(choices, f.behind(o.Unit).Choice(o.Unit.Label()))
		}
		return pairs(choices)
	})
}
