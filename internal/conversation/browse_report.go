package conversation

import (
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// view is the report as its own officers read it.
func (t browse) view() paper.View {
	return paper.View{Writer: t.Writer}
}

// readReport shows a page of the whole report. It works on a submitted one too.
func (t browse) readReport(page int) {
	v := t.view()
	n := v.Pages()
	page = min(max(page, 0), n-1)
	t.cover(exchange.Reading, 0, page)
	t.Bubble(v.Page(page), t.readingWays(button.Whole, page, n))
}

// readSection shows the report from a section on; false when nothing of it is
// shown.
func (t browse) readSection(section string) bool {
	page, ok := t.view().PageOf(section)
	if ok {
		t.readReport(page)
	}
	return ok
}

// readingWays turn the pages, give the file, and lead back.
func (t browse) readingWays(act string, page, pages int) [][]chat.Choice {
	turn := t.PageButtons(form.Place{}, act, page, pages)
	out := [][]chat.Choice{{t.ButtonAt(form.Place{}, button.File, t.Say.Say("button_file"), act)}}
	if !t.Frozen {
		out[0] = append(out[0], t.ResumeButton())
	}
	if len(turn) == 0 {
		return out
	}
	return append([][]chat.Choice{turn}, out...)
}

// fileOf gives what is read as a file. The report's texts are more than one
// transaction may read, so its file is made after it.
func (t browse) fileOf(act string) {
	if act == button.Prepare {
		t.Out.Contents = append(t.Out.Contents, chat.Content{Text: t.Say.Say("prepare_file"), File: t.Preparation().File(), Choices: t.fileWays()})
		return
	}
	t.Out.Export = true
	t.Bubble(t.Say.Say("view_file_comes"), t.fileWays())
}

// typedFile is «tải tệp» for what is being read; false when nothing is.
func (t browse) typedFile() bool {
	switch t.Focus.Over.What {
	case exchange.Preparing:
		t.fileOf(button.Prepare)
	case exchange.Reading:
		t.fileOf(button.Whole)
	default:
		return false
	}
	return true
}

func (t browse) fileWays() [][]chat.Choice {
	if t.Frozen {
		return [][]chat.Choice{{t.WholeButton()}}
	}
	return [][]chat.Choice{{t.ResumeButton()}}
}

// prepare shows a page of what to gather.
func (t browse) prepare(page int) {
	p := t.Preparation()
	pages := p.Pages()
	if len(pages) == 0 {
		pages = []string{t.Say.Say("prepare_nothing")}
	}
	page = min(max(page, 0), len(pages)-1)
	t.cover(exchange.Preparing, 0, page)
	text := t.Say.Say("page_of", "n", page+1, "total", len(pages)) + "\n\n" + pages[page]
	if page == 0 {
		text = p.Title() + "\n" + text
	}
	t.Bubble(text, t.readingWays(button.Prepare, page, len(pages)))
}
