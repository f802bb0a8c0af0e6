package conversation

import (
	"regexp"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
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
	var buttons []chat.Choice
	for i := range t.Outline.Sections {
		buttons = append(buttons, t.buttonAt(form.Place{Code: t.Outline.Sections[i].Code}, button.Section, t.SectionName(i)))
	}
	t.bubble(t.inWords().SectionLines(), append(threes(buttons), []chat.Choice{t.resumeButton()}))
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
	words, list, page, pages := t.inWords().Questions(s, page)
	if len(list) == 0 {
		t.refuse(t.Say.Say("section_not_now", "title", s.Title))
		t.contents()
		return
	}
	t.cover(Listing, section, page)
	var buttons []chat.Choice
	for _, q := range list {
		if !t.Frozen {
			buttons = append(buttons, t.button(q, 0, button.Fix, t.Say.Say("button_fix", "code", q.Code)))
		}
	}
	ways := t.pageButtons(form.Place{Code: s.Code}, button.List, page, pages)
	ways = append(ways, t.buttonAt(form.Place{}, button.Contents, t.Say.Say("button_contents")), t.resumeButton())
	t.bubble(words, append(button.Rows(buttons...), button.Rows(ways...)...))
}

// where says where the person is, and asks again.
func (t browse) where() {
	t.share()
	t.tell(t.inWords().Where(t.asked(), t.Focus.Row))
	switch {
	case t.Frozen:
		t.frozen()
	case !t.Focus.Over.open() && t.Focus.away():
		t.bubble("", [][]chat.Choice{{t.resumeButton(), t.buttonAt(form.Place{}, button.Contents, t.Say.Say("button_contents"))}})
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
