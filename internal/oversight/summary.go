package oversight

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// levelPart is, before a level, the part that is the summary of that level's
// reports.
const levelPart = "cap"

// sums answers «tổng hợp nội dung»: what the reports say that are in, in all,
// by section, or question by question.
func (r *reader) sums(u roster.Unit) ([]chat.Content, error) {
	levels := r.levels(u)
	if len(levels) == 0 {
		return one(r.say.Say("digest_none_expected", "unit", u.Full())), nil
	}
	if levels[0] == u.Level && r.cmd.Part == command.WholeTable {
		return r.wholeReport(u)
	}
	if levels[0] == u.Level { // one report is not summed up
		r.cmd = command.Command{Name: command.View, Code: u.Code, Part: r.cmd.Part, Page: r.cmd.Page}
		return r.view(u)
	}
	level, section, question := r.meant(levels)
	o := r.lib.Outlines[level]
	units := r.reporters(u, level)
	in := handedIn(r, u, level)
	if len(in) == 0 {
		return one(r.say.Say("sums_none", "unit", u.Label(), "total", len(units))), nil
	}
	if err := r.learnWords(in); err != nil {
		return nil, err
	}
	t := telling{r, u, o, in}
	switch {
	case r.cmd.Part == command.WholeTable || strings.HasPrefix(r.cmd.Part, command.WholeTable+"-"):
		return t.documents(level, len(units))
	case question != nil && question.Way() == form.AtLength && question.Group() == nil && (r.cmd.Page == 0 || strings.Contains(r.cmd.Part, insideMark)):
		return t.question(question)
	case question != nil:
		return r.sumsQuestion(u, o, in, question)
	case section != "":
		return r.sumsSection(u, o, in, len(units), section)
	case strings.HasPrefix(r.cmd.Part, allSections):
		return r.sumsSections(u, o, level, basis(r, in, len(units))), nil
	}
	return r.sumsFront(t, len(units), levels, level)
}

// wholeReport is one report as a file, without what the person may not see.
func (r *reader) wholeReport(u roster.Unit) ([]chat.Content, error) {
	p, err := r.lib.Open(u.Code)
	if err != nil {
		return nil, err
	}
	if p.Draft == nil {
		return one(r.state(u) + "\n" + r.say.Say("read_nothing")), nil
	}
	v := r.paperView(u, p)
	text := r.say.Say("view_file", "unit", v.UnitLabel)
	if r.Status[u.Code].State.Waits() {
		text = r.say.Say("read_not_in") + "\n" + text
	}
	return []chat.Content{{Text: text, File: v.File()}}, nil
}

// meant is the level that the part is about, and the section or question. A
// part of no outline is the whole of the lowest level.
func (r *reader) meant(levels []int) (level int, section string, question *form.Question) {
	for _, level := range levels {
		o := r.lib.Outlines[level]
		if slices.Contains([]string{levelPart + count(level), command.WholeTable + "-" + count(level), allSections + count(level)}, r.cmd.Part) {
			return level, "", nil
		}
		if r.cmd.Part == "" {
			break
		}
		if section, ok := o.SectionTyped(r.cmd.Part); ok {
			return level, section, nil
		}
		part, _, _ := strings.Cut(r.cmd.Part, insideMark)
		if q := o.Named(part); q != nil {
			return level, "", q
		}
	}
	return levels[0], "", nil
}

// allSections is, before a level, the part that lists the sections.
const allSections = "muc"

// sumsFront is the first message: how many reports, the figures of digests, what the
// texts say, and buttons to the questions, the sections and the table.
func (r *reader) sumsFront(t telling, total int, levels []int, level int) ([]chat.Content, error) {
	u := t.head
	lines := append([]string{r.say.Say("sums_title", "unit", u.Label(), "from", basis(r, t.in, total))}, t.figures(level)...)
	for _, other := range levels {
		if other != level && r.Units.Beside(other) {
			units := r.reporters(u, other)
			lines = append(lines, r.say.Say("digest_upper", "noun", report.Noun(units), "in", len(r.in(units)), "total", len(units)))
		}
	}
	said, choices, err := t.topics(lines)
	if err != nil {
		return nil, err
	}
	c := chat.Content{Text: strings.Join(append(lines, said...), "\n"), Choices: pairs(choices)}
	c.Choices = append(c.Choices, []chat.Choice{r.at(u, allSections+count(level), 0).Choice(r.say.Say("read_button_sections")), button(command.Attention, u, r.say.Say("sums_button_look"))})
	table := command.WholeTable
	if level != levels[0] {
		table += "-" + count(level)
	}
	c.Choices = append(c.Choices, []chat.Choice{r.at(u, table, 0).Choice(r.say.Say("sums_button_table"))})
	for _, other := range levels {
		if other != level && other != u.Level {
			noun := r.reporters(u, other)[0].Type
			c.Choices = append(c.Choices, []chat.Choice{r.at(u, levelPart+count(other), 0).Choice(r.say.Say("sums_button_level", "noun", noun))})
		}
	}
	return []chat.Content{c}, nil
}

// figures are the figures of digests, added up; none for another level than theirs.
func (t telling) figures(level int) (lines []string) {
	if level != t.Level {
		return nil
	}
	for _, s := range t.Sums(t.head.Code) {
		if s.Known > 0 && s.Label != "" {
			value := t.say.Amount(s.Value)
			if since := s.Since.Words(s.Known, report.Noun(t.in), t.say); since != "" {
				value += " – " + since
			}
			lines = append(lines, t.say.Say("digest_figure", "label", s.Label, "value", value))
		}
	}
	return lines
}

// sumsSections are the sections as buttons.
func (r *reader) sumsSections(u roster.Unit, o *form.Outline, level int, from string) []chat.Content {
	var choices []chat.Choice
	for _, s := range o.Sections {
		choices = append(choices, r.at(u, s.Code, 0).Choice(r.sectionLabel(o, s)))
	}
	part := ""
	if level != r.Level {
		part = levelPart + count(level)
	}
	rows := append(pairs(choices), []chat.Choice{r.at(u, part, 0).Choice(r.say.Say("sums_button_front"))})
	return []chat.Content{{Text: r.say.Say("sums_sections", "unit", u.Label(), "from", from), Choices: rows}}
}

// sumsSection is a section's questions, a line each.
func (r *reader) sumsSection(u roster.Unit, o *form.Outline, in []roster.Unit, total int, code string) ([]chat.Content, error) {
	g, err := r.gather(o, in, func(q *form.Question) bool { return o.InSection(q, code) && !q.NamesUnit() })
	if err != nil {
		return nil, err
	}
	s, _ := o.Section(code)
	tallies := g.Tallies()
	lines := make([]string, len(tallies))
	for i, t := range tallies {
		lines[i] = r.tallyLine(u, o, t, len(in))
	}
	title := r.say.Say("sums_section", "unit", u.Label(), "section", r.sectionLabel(o, s), "from", basis(r, in, total))
	r.cmd.Part = code
	return r.list(u, title, lines, func(from, to int) [][]chat.Choice {
		var choices []chat.Choice
		for _, t := range tallies[from:to] {
			if t.Given > 0 && !t.Barred {
				choices = append(choices, r.at(u, t.Question.Code, 0).Choice(t.Question.Code))
			}
		}
		var rows [][]chat.Choice
		for four := range slices.Chunk(choices, 4) {
			rows = append(rows, slices.Clone(four))
		}
		return append(rows, []chat.Choice{r.at(u, allSections+count(in[0].Level), 0).Choice(r.say.Say("read_button_sections"))})
	}), nil
}

// tallyLine is what the reports say to one question, in a line.
func (r *reader) tallyLine(head roster.Unit, o *form.Outline, t *form.Tally, in int) string {
	q := t.Question
	name := q.Code + ". " + label(form.Fill(q.Label, r.words), 90)
	if q.IsGroup() {
		name = q.Code + ". " + q.Rows.Noun
	}
	if q.Group() != nil {
		name = "– " + name
	}
	return name + "\n  " + r.tallyWords(head, t, in)
}

// learnWords takes the words of a unit of the type that most have.
func (r *reader) learnWords(units []roster.Unit) error {
	noun := report.Noun(units)
	i := max(0, slices.IndexFunc(units, func(u roster.Unit) bool { return u.Type == noun }))
	p, err := r.lib.Open(units[i].Code)
	r.words = p.Words
	return err
}

// tallyWords say what came together.
func (r *reader) tallyWords(head roster.Unit, t *form.Tally, in int) string {
	q := t.Question
	given := r.say.Say("sums_given", "n", t.Given, "in", in)
	if q.Group() != nil {
		given = r.say.Say("sums_given_rows", "n", t.Given)
	}
	switch {
	case t.Given == 0:
		return r.say.Say("sums_nobody")
	case t.Barred && q.IsGroup():
		return r.say.Count("view_barred_rows", t.Rows)
	case t.Barred:
		return given + " " + r.say.Say("view_barred")
	case q.IsGroup():
		return r.say.Count("sums_rows", t.Rows) + ", " + given
	case q.IsText():
		return given
	case q.Way() == form.ByFiles:
		return r.say.Count("value_files", t.Files) + ", " + given
	case q.ComesTo() == form.YesAndNo:
		return r.say.Say("sums_yesno", "yes", t.Yes, "no", t.Given-t.Yes) + ", " + given
	case q.ComesTo() == form.Days:
		if t.First.Day == t.Last.Day {
			return r.say.Say("sums_day", "day", r.say.StoredDay(t.First.Day)) + ", " + given
		}
		return r.say.Say("sums_days", "first", r.say.StoredDay(t.First.Day), "last", r.say.StoredDay(t.Last.Day), "where", r.place(t.First.Unit, head), "where_last", r.place(t.Last.Unit, head)) + ", " + given
	case q.ComesTo() == form.Numbers || q.ComesTo() == form.Years:
		parts := []string{}
		if t.Least.Unit != "" {
			parts = append(parts, r.numberWords(head, t))
		}
		if c := r.choiceWords(t); c != "" {
			parts = append(parts, c)
		}
		return strings.Join(append(parts, given), ", ")
	case len(t.Counts) > 0:
		return r.choiceWords(t) + ", " + given
	}
	return given
}

// numberWords add numbers up where that says something.
func (r *reader) numberWords(head roster.Unit, t *form.Tally) string {
	q := t.Question
	unit := ""
	if q.Unit != "" {
		unit = " " + form.Fill(q.Unit, r.words)
	}
	show := r.say.Amount
	if q.ComesTo() == form.Years {
		show = r.say.Ungrouped
	}
	spread := ""
	if t.Least.Value != t.Most.Value {
		spread = r.say.Say("sums_spread", "least", show(t.Least.Value), "where", r.place(t.Least.Unit, head),
			"most", show(t.Most.Value), "where_most", r.place(t.Most.Unit, head))
	}
	switch q.Together() {
	case form.Sum:
		return strings.TrimSpace(r.say.Say("sums_sum", "sum", r.sum(t, r.say.Amount), "unit", unit) + spread)
	case form.Max:
		return strings.TrimSpace(r.say.Say("sums_between", "most", r.say.Amount(t.Most.Value), "sum", r.sum(t, r.say.Amount), "unit", unit) + spread)
	}
	if spread == "" {
		return r.say.Say("sums_all_same", "value", show(t.Least.Value)+unit)
	}
	return strings.TrimSpace(spread)
}

func (r *reader) place(unit string, head roster.Unit) string {
	u, _ := r.Units.Get(unit)
	return r.located(u, head)
}

// choiceWords count the choices, in the outline's order.
func (r *reader) choiceWords(t *form.Tally) string {
	var parts []string
	known := map[string]bool{}
	for _, c := range t.Question.Options() {
		known[c.Name] = true
		if n := t.Counts[c.Name]; n > 0 {
			parts = append(parts, form.Fill(c.Label, r.words)+": "+count(n))
		}
	}
	other := 0
	for name, n := range t.Counts {
		if !known[name] {
			other += n
		}
	}
	if other > 0 {
		parts = append(parts, r.say.Say("sums_other_choice")+": "+count(other))
	}
	return strings.Join(parts, "; ")
}

// sumsQuestion lists one question's answers by unit: a text by its beginning
// and length, with a button to read it whole.
func (r *reader) sumsQuestion(u roster.Unit, o *form.Outline, in []roster.Unit, q *form.Question) ([]chat.Content, error) {
	g, err := r.gather(o, in, func(x *form.Question) bool { return x == q })
	if err != nil {
		return nil, err
	}
	t := g.Of(q)
	title := r.say.Say("sums_question", "unit", u.Label(), "code", q.Code, "label", label(form.Fill(q.Label, r.words), 160))
	title += "\n" + r.tallyWords(u, t, len(in))
	if t.Barred || len(t.All) == 0 {
		return one(title), nil
	}
	given := t.All
	if q.IsNumber() {
		given = slices.Clone(given)
		slices.SortStableFunc(given, func(a, b form.Told) int {
			return cmp.Compare(b.Number, a.Number)
		})
	}
	return r.listAnswers(u, o, q, title, given)
}

// answersPerPage keeps the texts that are read for one page few.
const answersPerPage = 16

func (r *reader) listAnswers(u roster.Unit, o *form.Outline, q *form.Question, title string, answers []form.Told) ([]chat.Content, error) {
	pages := (len(answers) + answersPerPage - 1) / answersPerPage
	title, n := r.numbered(title, pages)
	lines, choices := []string{title}, []chat.Choice(nil)
	seen := map[string]bool{}
	for _, a := range answers[(n-1)*answersPerPage : min(len(answers), n*answersPerPage)] {
		line, err := r.answerLine(u, o, q, a)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
		if unit, _ := r.Units.Get(a.Unit); !seen[a.Unit] {
			seen[a.Unit] = true
			choices = append(choices, command.Command{Name: command.View, Code: a.Unit, Part: q.Code}.Choice(unit.Label()))
		}
	}
	c := chat.Content{Text: strings.Join(lines, "\n"), Choices: pairs(choices)}
	c.Choices = append(c.Choices, r.turnPages(u, q.Code, n, pages)...)
	return []chat.Content{c}, nil
}

// beginning is how many letters of a text stand in a list.
const beginning = 70

func (r *reader) answerLine(head roster.Unit, o *form.Outline, q *form.Question, a form.Told) (string, error) {
	name := r.place(a.Unit, head)
	if q.IsGroup() {
		return "- " + name + ": " + label(a.Name, 80), nil
	}
	p, err := r.lib.Open(a.Unit)
	if err != nil {
		return "", err
	}
	unit, _ := r.Units.Get(a.Unit)
	v := r.paperView(unit, p)
	shown := v.Shown(q, a.Value)
	if q.IsText() && !a.Text.None {
		code := q.Code
		if p.Outline != o {
			if was, ok := p.Outline.Placed(o.Filed(form.Place{Code: q.Code})); ok {
				code = was.Code
			}
		}
		return "- " + name + ": " + v.Beginning(code, a.Row, beginning), nil
	}
	return "- " + name + ": " + shown, nil
}
