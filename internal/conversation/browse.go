package conversation

import (
	"strconv"
	"strings"

	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// Over is what a person only reads. It lies over what was put to them, which it
// leaves as it is, a text under way too.
type Over struct {
	What Pages `json:"w,omitempty"`
	// Part is the section whose questions are shown, Page the page, from 0.
	Part int `json:"s,omitempty"`
	Page int `json:"g,omitempty"`
}

// Pages names what is read.
type Pages string

// What can be read. Their words are stored.
const (
	Contents  Pages = "toc"  // the sections
	Listing   Pages = "list" // the questions of one section
	Reading   Pages = "read" // the whole report
	Preparing Pages = "prep" // what to gather before the start
)

func (o Over) open() bool { return o.What != "" }

// browse shows what is only read: contents, a section's questions, the report, what to prepare.
type browse struct {
	*Turn
	state *Over
}

func (t *Turn) browse() browse { return browse{t, &t.Focus.Over} }

// inWords words what lies in the report.
func (t *Facts) inWords() paper.Contents { return paper.Contents{Writer: &t.Writer} }

// cover puts something to read over what is asked.
func (t browse) cover(what Pages, part, page int) { t.Focus.Over = Over{what, part, page} }

// uncover goes back to what is asked.
func (t *Turn) uncover() {
	t.Focus.Over = Over{}
}

// typedOverlay takes words that belong to what is being read; false when they
// may be a command.
func (t browse) typedOverlay() bool {
	folded := strings.TrimRight(viet.Fold(viet.Line(t.Input.Text)), ".!?")
	switch what := t.Focus.Over.What; {
	case what == Contents && sectionWord.MatchString(folded):
		t.ways().toSection(folded)
	case what == Listing && bareCode.MatchString(folded):
		t.uncover()
		t.ways().toQuestion(folded, 0)
	case (what == Reading || what == Preparing) && bareNumber.MatchString(folded):
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
	case Contents:
		t.contents()
	case Listing:
		t.list(over.Part, over.Page)
	case Reading:
		t.readReport(over.Page)
	case Preparing:
		t.prepare(over.Page)
	}
}

// turnPage shows a page, counted from 0, of what is read; false when nothing
// with pages is.
func (t browse) turnPage(page int) bool {
	switch t.Focus.Over.What {
	case Listing:
		t.list(t.Focus.Over.Part, page)
	case Reading:
		t.readReport(page)
	case Preparing:
		t.prepare(page)
	default:
		return false
	}
	t.replace()
	return true
}

// pageCommand is «trang sau», «trang trước», «trang 3».
func (t browse) pageCommand(arg string) bool {
	if group := t.asked(); !t.Focus.Over.open() && t.Focus.Mode == Growing && t.buttons().listing(group) {
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
func (t browse) replaceSame(was Pages, b button.Button) {
	if n := len(t.out.Contents); n > 0 && was == t.Focus.Over.What && len(b.Args) > 0 {
		t.out.Contents[n-1].Replace = t.Input.Message
	}
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // at most three digits
	return n
}
