package conversation

import (
	"regexp"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

var (
	sectionWord = regexp.MustCompile(`^(?:(?:phan\s+)?mo dau|opening(?: part)?|[a-z]{0,2}[0-9]{1,2})$`)
	bareCode    = regexp.MustCompile(`^[a-z]*[0-9]+(?:\.[0-9]+)+$`)
	bareNumber  = regexp.MustCompile(`^[0-9]{1,3}$`)
)

// contents is the table of contents: of each section what is done, what is open
// and what waits, with a button that leads there.
func (t browse) contents() {
	t.cover(exchange.Contents, 0, 0)
	var buttons []chat.Choice
	for i := range t.Outline.Sections {
		buttons = append(buttons, t.ButtonAt(form.Place{Code: t.Outline.Sections[i].Code}, button.Section, t.SectionName(i)))
	}
	t.Bubble(t.InWords().SectionLines(), append(threes(buttons), []chat.Choice{t.ResumeButton()}))
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
	words, list, page, pages := t.InWords().Questions(s, page)
	if len(list) == 0 {
		t.Refuse(t.Say.Say("section_not_now", "title", s.Title))
		t.contents()
		return
	}
	t.cover(exchange.Listing, section, page)
	var buttons []chat.Choice
	for _, q := range list {
		if !t.Frozen {
			buttons = append(buttons, t.Button(q, 0, button.Fix, t.Say.Say("button_fix", "code", q.Code)))
		}
	}
	ways := t.PageButtons(form.Place{Code: s.Code}, button.List, page, pages)
	ways = append(ways, t.ButtonAt(form.Place{}, button.Contents, t.Say.Say("button_contents")), t.ResumeButton())
	t.Bubble(words, append(button.Rows(buttons...), button.Rows(ways...)...))
}

// where says where the person is, and asks again.
func (t browse) where() {
	t.Share()
	t.Tell(t.InWords().Where(t.Asked(), t.Focus.Row))
	switch {
	case t.Frozen:
		t.SayFrozen()
	case !t.Focus.Over.Open() && t.Focus.Away():
		t.Bubble("", [][]chat.Choice{{t.ResumeButton(), t.ButtonAt(form.Place{}, button.Contents, t.Say.Say("button_contents"))}})
	default:
		t.again()
	}
}

// listOf shows the questions of a section, of the one in focus if none is named.
func (t browse) listOf(arg string) {
	i := t.Outline.SectionNumbered(arg)
	if q := t.Asked(); i < 0 && arg == "" && q != nil {
		i = q.Section
	}
	if i < 0 && arg != "" {
		t.Refuse(t.Say.Say("no_such_section"))
	}
	t.list(i, 0)
}
