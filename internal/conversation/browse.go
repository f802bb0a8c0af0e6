package conversation

import (
	"strconv"
	"strings"

	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/viet"
)

// browse shows what is only read: contents, a section's questions, the report, what to prepare.
type browse struct {
	*Turn
	state *exchange.Over
}

func (t *Turn) browse() browse { return browse{t, &t.Focus.Over} }

// cover puts something to read over what is asked.
func (t browse) cover(what exchange.Pages, part, page int) {
	t.Focus.Over = exchange.Over{What: what, Part: part, Page: page}
}

// uncover goes back to what is asked.
func (t *Turn) uncover() {
	t.Focus.Over = exchange.Over{}
}

// typedOverlay takes words that belong to what is being read; false when they
// may be a command.
func (t browse) typedOverlay() bool {
	folded := strings.TrimRight(viet.Fold(viet.Line(t.Input.Text)), ".!?")
	switch what := t.Focus.Over.What; {
	case what == exchange.Contents && sectionWord.MatchString(folded):
		t.ways().toSection(folded)
	case what == exchange.Listing && bareCode.MatchString(folded):
		t.uncover()
		t.ways().toQuestion(folded, 0)
	case (what == exchange.Reading || what == exchange.Preparing) && bareNumber.MatchString(folded):
		t.turnPage(atoi(folded) - 1)
	default:
		return false
	}
	return true
}

// overOnly reports whether the command is about what is read and leaves alone
// what is asked.
func overOnly(c command.Command) bool {
	switch c.Name {
	case command.Section, command.HowFar, command.List, command.Page, command.Whole, command.Prepare, command.File:
		return true
	}
	return false
}

// reread shows again what lies over the question.
func (t browse) reread() {
	switch over := t.Focus.Over; over.What {
	case exchange.Contents:
		t.contents()
	case exchange.Listing:
		t.list(over.Part, over.Page)
	case exchange.Reading:
		t.readReport(over.Page)
	case exchange.Preparing:
		t.prepare(over.Page)
	}
}

// turnPage shows a page, counted from 0, of what is read; false when nothing
// with pages is.
func (t browse) turnPage(page int) bool {
	switch t.Focus.Over.What {
	case exchange.Listing:
		t.list(t.Focus.Over.Part, page)
	case exchange.Reading:
		t.readReport(page)
	case exchange.Preparing:
		t.prepare(page)
	default:
		return false
	}
	t.Replace()
	return true
}

// pageCommand is «trang sau», «trang trước», «trang 3».
func (t browse) pageCommand(arg string) bool {
	if group := t.Asked(); !t.Focus.Over.Open() && t.Focus.Mode == exchange.Growing && t.Buttons().Listing(group) {
		t.rows().turnPage(group, pageMeant(arg, t.Focus.Rows.Page))
		return true
	}
	return t.turnPage(pageMeant(arg, t.Focus.Over.Page))
}

// pageMeant is the page that is asked for while one is shown, from 0.
func pageMeant(arg string, shown int) int {
	switch arg {
	case "sau":
		return shown + 1
	case "truoc":
		return shown - 1
	}
	return atoi(arg) - 1
}

// pressed takes the buttons of what is read; they change no answer.
func (t browse) pressed(b button.Button) bool {
	was := t.Focus.Over.What
	switch {
	case b.Act == button.Contents:
		t.contents()
	case b.Act == button.Section:
		t.ways().toSection(b.Code)
	case b.Act == button.List:
		t.list(t.Outline.SectionByCode(b.Code), b.Number())
		t.replaceSame(was, b)
	case b.Act == button.Whole:
		t.readReport(b.Number())
		t.replaceSame(was, b)
	case b.Act == button.Prepare:
		t.prepare(b.Number())
		t.replaceSame(was, b)
	case b.Act == button.File && (b.Arg(0) == button.Whole || b.Arg(0) == button.Prepare):
		t.fileOf(b.Arg(0))
	default:
		return false
	}
	return true
}

// replaceSame turns the page in the message itself, if it was a page of the
// same thing; the button of another message opens it below.
func (t browse) replaceSame(was exchange.Pages, b button.Button) {
	if n := len(t.Out.Contents); n > 0 && was == t.Focus.Over.What && len(b.Args) > 0 {
		t.Out.Contents[n-1].Replace = t.Input.Message
	}
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // at most three digits
	return n
}
