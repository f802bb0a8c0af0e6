package conversation

import (
	"regexp"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

var (
	sectionWord = regexp.MustCompile(`^(?:(?:phan\s+)?mo dau|[a-z]{0,2}[0-9]{1,2})$`)
	bareCode    = regexp.MustCompile(`^[a-z]*[0-9]+(?:\.[0-9]+)+$`)
	bareNumber  = regexp.MustCompile(`^[0-9]{1,3}$`)
)

// contents is the table of contents: of each section what is done, what is open
// and what waits, with a button that leads there.
func (t browse) contents() {
	t.cover(Contents, 0, 0)
	lines := []string{t.Say.Say("contents_title")}
	var buttons []chat.Choice
	for i := range t.Outline.Sections {
		s := &t.Outline.Sections[i]
		done, total, later := t.SectionProgress(s)
		line := t.Say.Say("contents_line", "mark", paper.Mark(done, total), "code", s.Code, "title", s.Title, "done", done, "total", total)
		if t.Entry(s) == nil {
			line = t.Say.Say("contents_nothing", "code", s.Code, "title", s.Title)
		}
		if later > 0 {
			line += t.Say.Count("contents_later", later)
		}
		lines = append(lines, line)
		buttons = append(buttons, t.buttonAt(form.Place{Code: s.Code}, actSection, t.SectionName(i)))
	}
	if n := t.SetAside(); n > 0 {
		lines = append(lines, t.Say.Count("answers_aside", n))
	}
	lines = append(lines, "", t.Say.Say("contents_how"))
	t.bubble(strings.Join(lines, "\n"), append(threes(buttons), []chat.Choice{t.resumeButton()}))
}

// threes puts buttons three to a row.
func threes(buttons []chat.Choice) (out [][]chat.Choice) {
	for some := range slices.Chunk(buttons, 3) {
		out = append(out, some)
	}
	return out
}

// list shows the questions of a section, each with its state and its answer in
// short, and a way to it.
func (t browse) list(section, page int) {
	if section < 0 || section >= len(t.Outline.Sections) {
		t.contents()
		return
	}
	s := &t.Outline.Sections[section]
	var list []*form.Question
	for i := range s.Questions {
		if q := &s.Questions[i]; !t.Draft.Cells[q.Pos].Hidden && !q.Submits() {
			list = append(list, q)
		}
	}
	if len(list) == 0 {
		t.refuse(t.Say.Say("section_not_now", "title", s.Title))
		t.contents()
		return
	}
	page, pages := paper.ClampPage(page, len(list), paper.QuestionsOnPage)
	t.cover(Listing, section, page)
	lines := []string{t.Say.Say("list_title", "code", s.Code, "title", s.Title)}
	if pages > 1 {
		lines[0] += " " + t.Say.Say("page_of", "n", page+1, "total", pages)
	}
	var buttons []chat.Choice
	for _, q := range list[page*paper.QuestionsOnPage : min(len(list), (page+1)*paper.QuestionsOnPage)] {
		lines = append(lines, t.ListLine(q))
		if !t.Frozen {
			buttons = append(buttons, t.button(q, 0, actFix, t.Say.Say("button_fix", "code", q.Code)))
		}
	}
	lines = append(lines, "", t.Say.Say("list_how", "code", list[0].Code))
	ways := t.pageButtons(form.Place{Code: s.Code}, actList, page, pages)
	ways = append(ways, t.buttonAt(form.Place{}, actContents, t.Say.Say("button_contents")), t.resumeButton())
	t.bubble(strings.Join(lines, "\n"), append(ButtonRows(buttons...), ButtonRows(ways...)...))
}

// where says where the person is, and asks again.
func (t browse) where() {
	t.tell(t.inWords().Where(t.asked(), t.Focus.Row))
	switch {
	case t.Frozen:
		t.frozen()
	case !t.Focus.Over.open() && t.Focus.away():
		t.bubble("", [][]chat.Choice{{t.resumeButton(), t.buttonAt(form.Place{}, actContents, t.Say.Say("button_contents"))}})
	default:
		t.again()
	}
}

// listOf shows the questions of a section, of the one in focus if none is named.
func (t browse) listOf(arg string) {
	i := t.Outline.SectionNumbered(arg)
	if q := t.asked(); i < 0 && arg == "" && q != nil {
		i = q.Section
	}
	if i < 0 && arg != "" {
		t.refuse(t.Say.Say("no_such_section"))
	}
	t.list(i, 0)
}
