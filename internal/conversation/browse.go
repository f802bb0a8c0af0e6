package conversation

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// What is read lies over what is asked: the table of contents, the questions of
// a section, the report in full, the list of what to prepare. Focus keeps what
// was asked underneath, with a text under way, and goes back to it.
const (
	Contents  Mode = "toc"  // the sections
	Listing   Mode = "list" // the questions of one section
	Reading   Mode = "read" // the whole report
	Preparing Mode = "prep" // what to gather before the start
)

func (p Mode) overlay() bool {
	return p == Contents || p == Listing || p == Reading || p == Preparing
}

// browse shows what is only read: contents, a section's questions, the report, what to prepare.
type browse struct{ *Turn }

func (t *Turn) browse() browse { return browse{t} }

// cover puts something to read over what is asked.
func (t browse) cover(mode Mode, part, page int) {
	if !t.Focus.Mode.overlay() {
		t.Focus.Under = t.Focus.Mode
	}
	t.Focus.Mode, t.Focus.Part, t.Focus.Page = mode, part, page
}

// uncover goes back to what is asked.
func (t *Turn) uncover() {
	if t.Focus.Mode.overlay() {
		t.Focus.Mode, t.Focus.Under, t.Focus.Part, t.Focus.Page = t.Focus.Under, Idle, 0, 0
	}
}

// typedOverlay takes words that belong to what is being read; false when they
// may be a command.
func (t browse) typedOverlay() bool {
	folded := strings.TrimRight(viet.Fold(viet.Line(t.Input.Text)), ".!?")
	switch mode := t.Focus.Mode; {
	case mode == Contents && sectionWord.MatchString(folded):
		t.toSection(folded)
	case mode == Listing && bareCode.MatchString(folded):
		t.uncover()
		t.toQuestion(folded, 0)
	case (mode == Reading || mode == Preparing) && bareNumber.MatchString(folded):
		t.turnPage(atoi(folded) - 1)
	default:
		return false
	}
	return true
}

// overOnly tells whether the command is about what is read and leaves alone
// what is asked.
func (c command) overOnly() bool {
	switch c.name {
	case cmdSection, cmdProgress, cmdList, cmdPage, cmdWhole, cmdPrepare, cmdFile:
		return true
	}
	return false
}

// reread shows again what lies over the question.
func (t browse) reread() {
	switch t.Focus.Mode {
	case Contents:
		t.contents()
	case Listing:
		t.list(t.Focus.Part, t.Focus.Page)
	case Reading:
		t.readReport(t.Focus.Page)
	case Preparing:
		t.prepare(t.Focus.Page)
	}
}

// turnPage shows a page, counted from 0, of what is read; false when nothing
// with pages is.
func (t browse) turnPage(page int) bool {
	switch t.Focus.Mode {
	case Listing:
		t.list(t.Focus.Part, page)
	case Reading:
		t.readReport(page)
	case Preparing:
		t.prepare(page)
	case Growing:
		group := t.asked()
		if !t.rows().listing(group) {
			return false
		}
		t.rows().turnRows(group, page)
		return true
	default:
		return false
	}
	t.replace()
	return true
}

// pageCommand is «trang sau», «trang trước», «trang 3».
func (t browse) pageCommand(arg string) bool {
	switch arg {
	case "sau":
		return t.turnPage(t.Focus.Page + 1)
	case "truoc":
		return t.turnPage(t.Focus.Page - 1)
	}
	return t.turnPage(atoi(arg) - 1)
}

// pressedOverlay takes the buttons of what is read; they change no answer.
func (t browse) pressedOverlay(b Button) bool {
	was := t.Focus.Mode
	switch {
	case b.act == actContents:
		t.contents()
	case b.act == actSection:
		t.toSection(b.Code)
	case b.act == actList:
		t.list(t.Outline.SectionByCode(b.Code), b.number())
		t.replaceSame(was, b)
	case b.act == actWhole:
		t.readReport(b.number())
		t.replaceSame(was, b)
	case b.act == actPrepare:
		t.prepare(b.number())
		t.replaceSame(was, b)
	case b.act == actFile && (b.arg(0) == actWhole || b.arg(0) == actPrepare):
		t.fileOf(b.arg(0))
	default:
		return false
	}
	return true
}

// replaceSame turns the page in the message itself, if it was a page of the
// same thing; the button of another message opens it below.
func (t browse) replaceSame(was Mode, b Button) {
	if n := len(t.out.Contents); n > 0 && was == t.Focus.Mode && len(b.args) > 0 {
		t.out.Contents[n-1].Replace = t.Input.Message
	}
}

// resumeButton goes back to what is asked.
func (t *Turn) resumeButton() chat.Choice {
	if t.Frozen {
		return t.wholeButton()
	}
	if t.Untouched() {
		return StartButton(t.Report, t.Say.Say("button_start"))
	}
	return StartButton(t.Report, t.Say.Say("button_resume"))
}
