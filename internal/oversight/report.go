package oversight

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// ownReport is the part that means the report of a unit which also has units
// below that report.
const ownReport = "bc"

// view answers «xem»: the units below, the report's front page, or a page.
func (r *reader) view(u roster.Unit) ([]chat.Content, error) {
	levels := r.levels(u)
	switch {
	case len(levels) == 0:
		return one(r.say.Say("digest_none_expected", "unit", u.Full())), nil
	case r.cmd.Part == "" && r.cmd.Page == 0 && levels[0] != u.Level:
		return r.doors(u), nil
	case r.lib.Outlines[u.Level] == nil:
		return r.doors(u), nil
	}
	paper, err := r.lib.Open(u.Code)
	if err != nil {
		return nil, err
	}
	if paper.Draft == nil {
		return one(r.state(u) + "\n" + r.say.Say("read_nothing")), nil
	}
	v := r.paperView(u, paper)
	page, ok := r.cmd.Page-1, r.cmd.Page > 0 || r.cmd.Part == "" && r.cmd.Turned != 0
	if !ok && r.cmd.Part != "" && r.cmd.Part != ownReport {
		page, ok = r.pageOf(v, paper.Outline)
		if !ok {
			c, err := r.front(u, paper, v)
			c.Text = r.say.Say("read_no_part", "part", report.Echo(r.cmd.Part)) + "\n\n" + c.Text
			return []chat.Content{c}, err
		}
	}
	if !ok {
		c, err := r.front(u, paper, v)
		return []chat.Content{c}, err
	}
	return []chat.Content{r.page(u, v, page+r.cmd.Turned)}, nil
}

// paperView is the report as the person may see it.
func (r *reader) paperView(u roster.Unit, p Paper) paper.View {
	return paper.View{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: p.Outline, Draft: p.Draft},
			Say:       r.say,
			Words:     p.Words,
			Unit:      u.Code,
			UnitLabel: viet.LowerFirst(r.scope.Place(u)),
			Texts:     p.Texts,
		},
		Sees: func(right string) bool { return r.sees(u.Code, right) },
	}
}

// pageOf is the page of the part that was asked for.
func (r *reader) pageOf(v paper.View, o *form.Outline) (int, bool) {
	if section, ok := o.SectionTyped(r.cmd.Part); ok {
		return v.PageOf(section)
	}
	part, _, _ := strings.Cut(r.cmd.Part, insideMark)
	if q := o.Named(part); q != nil {
		return v.PageOfQuestion(q.Code)
	}
	return 0, false
}

// doors are the units below, and the unit's own report, as buttons.
func (r *reader) doors(u roster.Unit) []chat.Content {
	t := r.Tally(u.Code)
	c := chat.Content{Text: r.say.Say("read_doors", "unit", u.Label(), "in", t.In(), "total", t.Total)}
	if r.lib.Outlines[u.Level] != nil {
		c.Choices = append(c.Choices, []chat.Choice{r.at(u, ownReport, 0).Choice(r.say.Say("read_button_own", "unit", u.Label()))})
	}
	d := r.question
	d.cmd = command.Command{Name: command.View}
	c.Choices = append(c.Choices, d.drill(d.next(u.Code))...)
	return []chat.Content{c}
}

// state says where the report stands, in the words of the outline's own level.
func (r *reader) state(u roster.Unit) string {
	s := r.Overview
	if o := r.lib.Outlines[u.Level]; o != nil {
		_, s.Sections = o.SectionNumber(o.Sections[0].Code)
	}
	return report.UnitState(s, u.Code, r.scope.Roots, r.say)
}

// Limits of a front page.
const (
	maxKept     = 5
	maxNames    = 8
	keptLetters = 220
)

// front is what stands before a report's sections: its state, who filled it in
// and when, rounds, signature, kept warnings, files, and the sections.
func (r *reader) front(u roster.Unit, p Paper, v paper.View) (chat.Content, error) {
	status := r.Status[u.Code]
	lines := []string{r.state(u)}
	say := func(line string) { lines = append(lines, line) }
	if !status.State.In() {
		say(r.say.Say("read_not_in"))
	}
	if status.Round > 0 {
		say(r.say.Say("read_rounds", "n", status.Round))
	}
	if status.Note != "" && status.Round > 0 {
		say(r.say.Say("read_remark", "remark", label(status.Note, keptLetters)))
	}
	if status.Behalf {
		say(r.say.Say("read_behalf"))
	}
	if status.Signed != "" {
		say(r.say.Say("read_signed", "signed", status.Signed))
	}
	if status.Scan {
		say(r.say.Say("read_scan"))
	}
	lines = append(lines, r.keptLines(v)...)
	files, err := p.Files()
	if err != nil {
		return chat.Content{}, err
	}
	lines = append(lines, r.fileLines(files, v)...)
	say(r.say.Say("read_sections"))
	return chat.Content{Text: strings.Join(lines, "\n"), Choices: r.sectionChoices(u, p.Outline, v)}, nil
}

// keptLines are the warnings that the officers kept, with their reasons.
func (r *reader) keptLines(v paper.View) []string {
	kept := v.Kept()
	if len(kept) == 0 {
		return nil
	}
	lines := []string{r.say.Count("read_kept", len(kept))}
	for _, k := range kept[:min(len(kept), maxKept)] {
		line := "- " + label(k.Says, keptLetters)
		if k.Reason != "" {
			line += " " + r.say.Say("read_reason", "reason", label(k.Reason, keptLetters))
		}
		lines = append(lines, line)
	}
	if more := len(kept) - maxKept; more > 0 {
		lines = append(lines, r.say.Count("read_kept_more", more))
	}
	return lines
}

// fileLines name the files. Contents do not leave through a chat, and a file of
// what the person may not see has no name.
func (r *reader) fileLines(files []answers.Filed, v paper.View) []string {
	if len(files) == 0 {
		return nil
	}
	lines := []string{r.say.Count("read_files", len(files))}
	for _, f := range files[:min(len(files), maxNames)] {
		name := label(f.Name, 60)
		switch {
		case !v.MayName(f):
			name = r.say.Say("view_barred")
		case name == "":
			name = r.say.Say("read_file_unnamed")
		}
		lines = append(lines, "- "+name)
	}
	if more := len(files) - maxNames; more > 0 {
		lines = append(lines, r.say.Count("read_files_more", more))
	}
	return lines
}

// sectionChoices are buttons to the sections of which something is shown.
func (r *reader) sectionChoices(u roster.Unit, o *form.Outline, v paper.View) [][]chat.Choice {
	var choices []chat.Choice
	for _, s := range o.Sections {
		if _, ok := v.PageOf(s.Code); ok {
			choices = append(choices, r.at(u, s.Code, 0).Choice(r.sectionLabel(o, s)))
		}
	}
	return pairs(choices)
}

// sectionLabel is a section on a button, «5. Số liệu mô hình».
func (r *reader) sectionLabel(o *form.Outline, s form.Section) string {
	n, _ := o.SectionNumber(s.Code)
	if n == 0 {
		return label(s.Title, 34)
	}
	return label(count(n)+". "+s.Title, 34)
}

// page is one page of the report, with buttons to those beside it.
func (r *reader) page(u roster.Unit, v paper.View, n int) chat.Content {
	total := v.Pages()
	n = min(max(n, 0), total-1)
	text := v.Page(n)
	if !r.Status[u.Code].State.In() {
		text = r.say.Say("read_not_in") + "\n\n" + text
	}
	c := chat.Content{Text: text, Choices: r.turnPages(u, "", n+1, total)}
	c.Choices = append(c.Choices, []chat.Choice{r.at(u, ownReport, 0).Choice(r.say.Say("read_button_sections"))})
	return c
}
