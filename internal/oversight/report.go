package oversight

import (
	"slices"
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

// view answers «xem»: the units below, the report's front page, or a page.
func (r *reader) view(u roster.Unit) ([]chat.Content, error) {
	if r.cmd.Part == command.NextToReview {
		return r.nextToReview(u)
	}
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
	if r.cmd.Part == command.FilesPart || r.cmd.Part == command.AllFilesPart {
		return front{r, u, paper, v}.attached()
	}
	page, ok := r.cmd.Page-1, r.cmd.Page > 0 || (r.cmd.Part == "" || r.cmd.Part == command.OwnReport) && r.cmd.Moves != ""
	if !ok && r.cmd.Part != "" && r.cmd.Part != command.OwnReport {
		page, ok = r.pageOf(v, paper.Outline)
		if !ok {
			c, err := front{r, u, paper, v}.content()
			c.Text = r.say.Say("read_no_part", "part", report.Echo(r.cmd.Part)) + "\n\n" + c.Text
			return []chat.Content{c}, err
		}
	}
	if !ok {
		c, err := front{r, u, paper, v}.content()
		return []chat.Content{c}, err
	}
	return []chat.Content{r.page(u, v, r.moved(v, page))}, nil
}

// moved is the page to which the steps lead from one.
func (r *reader) moved(v paper.View, page int) int {
	last := v.Pages() - 1
	for _, step := range r.cmd.Moves {
		switch step {
		case command.MovePage:
			page++
		case command.MovePageBack:
			page--
		case command.MoveSection, command.MoveSectionBack:
			page = sectionFrom(v, page, step == command.MoveSection)
		}
		page = min(max(page, 0), last)
	}
	return page
}

// sectionFrom is the first page of the section behind the one of a page, or before it; of
// the front page's, the first there is.
func sectionFrom(v paper.View, page int, on bool) int {
	if page < 0 {
		return 0
	}
	at := v.SectionAt(page)
	if on {
		for page < v.Pages()-1 && v.SectionAt(page) == at {
			page++
		}
		return page
	}
	for page > 0 && v.SectionAt(page) == at {
		page--
	}
	first, _ := v.PageOf(v.SectionAt(page))
	return first
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
			Files:     p.filed,
		},
		Sees: func(right string) bool { return r.sees(u.Code, right) },
	}
}

// filed are the files of the report, none if they cannot be read: whoever opens them is told.
func (p Paper) filed() (list []answers.Filed) {
	if p.Files == nil {
		return nil
	}
	files, err := p.Files()
	if err != nil {
		return nil
	}
	for _, a := range files {
		a.At, _ = p.Outline.Placed(a.At)
		list = append(list, a.Filed)
	}
	return list
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
		c.Choices = append(c.Choices, []chat.Choice{r.at(u, command.OwnReport, 0).Choice(r.say.Say("read_button_own", "unit", u.Label()))})
	}
	if waiting := r.toReview(); len(waiting) > 0 {
		first := waiting[0]
		c.Choices = append(c.Choices, []chat.Choice{r.at(first, command.OwnReport, 0).Choice(r.say.Say("review_button_all", "n", len(waiting)))})
		below := slices.DeleteFunc(waiting, func(w roster.Unit) bool { return w.Code == u.Code || !r.Units.Contains(u.Code, w.Code) })
		if n := len(below); n > 1 {
			c.Choices = append(c.Choices, []chat.Choice{command.Button(command.AcceptAll, u.Code, r.say.Say("review_button_accept_all", "n", n))})
		}
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
		_, s.Sections = o.Number(0)
	}
	return report.UnitState(s, u.Code, r.scope.Roots, r.say)
}

// sectionLabel is a section on a button, «5. Số liệu mô hình».
func (r *reader) sectionLabel(o *form.Outline, s form.Section) string {
	n, _, _ := o.SectionNumber(s.Code)
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
	if r.Status[u.Code].State.Waits() {
		text = r.say.Say("read_not_in") + "\n\n" + text
	}
	c := chat.Content{Text: text, Choices: r.turnPages(u, "", n+1, total)}
	c.Choices = append(c.Choices, []chat.Choice{r.at(u, command.OwnReport, 0).Choice(r.say.Say("read_button_sections"))})
	c.Choices = append(c.Choices, r.reviewing(u, v.SectionAt(n))...)
	return c
}
