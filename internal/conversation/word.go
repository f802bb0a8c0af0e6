package conversation

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/reading"
	"giaoban/internal/viet"
)

// written are the endings of reports as officers write them. Only the first is read.
var written = []string{"docx", "docm", "doc", "rtf", "odt", "pdf"}

// word takes the report that somebody has written already: it is kept, offered to be
// read, and what was found in it comes back later as an input of its own.
type word struct{ *Turn }

func (t *Turn) word() word { return word{t} }

// kept keeps reports that came where no file was asked for; false if others came.
func (t word) kept() bool {
	if t.Frozen || len(t.Input.Files) == 0 || slices.ContainsFunc(t.Input.Files, func(f chat.File) bool {
		return f.Kind != chat.Document || !slices.Contains(written, answers.Ending(f))
	}) {
		return false
	}
	b := t.uploads().boxFor(answers.ForOther)
	for _, f := range t.Input.Files {
		if problem := t.uploads().refusal(b, f); problem != "" {
			t.again(problem)
			continue
		}
		id := t.nextFile()
		t.uploads().putIn(b, f)
		t.offer(id, t.Out.Files[len(t.Out.Files)-1].Filed)
	}
	return true
}

// nextFile is the number that the next file gets.
func (t word) nextFile() int {
	n := len(t.Out.Files) + 1
	if t.LastFile != nil {
		return t.LastFile() + n
	}
	for _, f := range t.AllFiles() {
		n = max(n, f.ID+len(t.Out.Files)+1)
	}
	return n
}

// offer says that a report is kept and asks whether it is to be read, or says why it is
// only kept.
func (t word) offer(id int, f answers.Filed) {
	switch answers.Ending(chat.File{Name: f.Name, Type: f.Type}) {
	case "docx", "docm":
		t.Focus.Found.Offer = id
		t.Bubble(t.Say.Say("word_offer", "label", t.FileLabel(f), "id", id), t.offerButtons(id))
	case "pdf":
		t.again(t.Say.Say("word_kept_pdf", "label", t.FileLabel(f), "id", id))
	default:
		t.again(t.Say.Say("word_kept_old", "label", t.FileLabel(f), "id", id))
	}
}

func (t word) offerButtons(id int) [][]chat.Choice {
	n := strconv.Itoa(id)
	return button.Rows(t.ButtonAt(form.Place{}, button.ReadFile, t.Say.Say("button_word_read"), n),
		t.ButtonAt(form.Place{}, button.KeepFile, t.Say.Say("button_word_keep"), n),
		t.ButtonAt(form.Place{}, button.Remove, t.Say.Say("button_word_drop"), n))
}

// pressed takes the buttons about a written report.
func (t word) pressed(b button.Button) bool {
	switch b.Act {
	case button.ReadFile:
		t.read(b.Number())
	case button.KeepFile, button.NotNow:
		t.again(t.Say.Say("word_later", "command", t.command(b.Number())))
	case button.Show:
		t.show(b.Number())
	default:
		return false
	}
	return true
}

// wanted goes on with what was found in a file, then with what was left out of it, or
// orders it to be read.
func (t word) wanted(id int) {
	t.uncover()
	f := t.record(id)
	if f != nil && !t.Frozen && !t.found().waits(f) && f.Restore() {
		t.Out.Found, t.Out.FoundIn = f, id
	}
	if id == 0 || f != nil && f.Waiting() {
		t.show(id)
		return
	}
	t.read(id)
}

// command is what to type to come back to what was found in a file.
func (t word) command(id int) string {
	if id == 0 {
		return t.Say.Say("word_read_paste")
	}
	return t.Say.Say("word_read_file", "id", id)
}

// typed takes the words of the buttons that stand right above.
func (t word) typed(was exchange.Placing) bool {
	return was.Offer > 0 && t.matchesLabel(t.offerButtons(was.Offer)) || was.Ready > 0 && t.matchesLabel(t.arrivedButtons(was.Ready-1))
}

// record is what was found in a file; nil if nothing was.
func (t word) record(id int) *answers.Found {
	if t.opened != nil && t.openedIn == id {
		return t.opened
	}
	if t.Found == nil {
		return nil
	}
	t.opened, t.openedIn = t.Found(id), id
	if t.opened != nil && id == 0 && strings.Trim(t.opened.Label, "«»“”") == "" {
		t.opened.Label = t.Say.Say("word_paste")
	}
	return t.opened
}

// read orders a file to be read.
func (t word) read(id int) {
	all := t.AllFiles()
	i := slices.IndexFunc(all, func(f answers.Filed) bool { return f.ID == id })
	switch {
	case t.Frozen:
		t.SayFrozen()
	case i < 0 || all[i].State == answers.FileLost:
		t.decline(t.Say.Say("file_unknown", "id", id))
	default:
		t.Out.Read = id
		t.Bubble(t.Say.Say("word_reading", "label", t.FileLabel(all[i])), nil)
	}
}

// problems are why a file was not read: phrases by what the record says.
var problems = map[string]string{
	"old": "word_bad_old", "password": "word_bad_password", "pdf": "word_bad_pdf", "other": "word_bad_other",
	"damaged": "word_bad_damaged", "large": "word_bad_large", "empty": "word_bad_empty",
}

// arrived says what was found in a file. What was asked stays in focus.
func (t word) arrived(id int) {
	f := t.record(id)
	switch {
	case f == nil:
	case t.Frozen:
		t.Bubble(t.Say.Say("found_frozen", "label", f.Label), nil)
	case f.Problem != "":
		key, ok := problems[f.Problem]
		if !ok {
			key = "word_bad_damaged"
		}
		t.Bubble(t.WithContact(t.Say.Say(key, "label", f.Label, "id", id)), nil)
	case len(f.List) == 0 && id == 0:
		t.Bubble(t.Say.Say("found_nothing_pasted"), nil)
	case len(f.List) == 0:
		t.Bubble(t.Say.Say("found_nothing", "label", f.Label, "id", id), nil)
	default:
		t.Focus.Found.Ready = id + 1
		t.Bubble(t.summed(f)+" "+t.Say.Say("found_not_yet"), t.arrivedButtons(id))
	}
}

// summed says how much was found.
func (t word) summed(f *answers.Found) string {
	texts, figures, rows := 0, 0, 0
	for _, item := range f.List {
		switch q := t.Outline.ByName[item.Name]; {
		case q == nil:
		case q.IsGroup():
			rows++
		case q.IsText():
			texts++
		default:
			figures++
		}
	}
	text := t.Say.Say("found_done", "label", f.Label, "texts", texts, "figures", figures)
	if rows > 0 {
		text += " " + t.Say.Count("found_rows", rows)
	}
	if n := len(f.Left) + f.More; n > 0 {
		text += " " + t.Say.Count("found_left_count", n)
	}
	if f.Pictures > 0 {
		text += " " + t.Say.Count("found_pictures", f.Pictures)
	}
	return text
}

func (t word) arrivedButtons(id int) [][]chat.Choice {
	n := strconv.Itoa(id)
	return button.Rows(t.ButtonAt(form.Place{}, button.Show, t.Say.Say("button_found_show"), n),
		t.ButtonAt(form.Place{}, button.NotNow, t.Say.Say("button_found_later"), n))
}

// show begins the walk through what was found.
func (t word) show(id int) {
	f := t.record(id)
	switch {
	case t.Frozen:
		t.SayFrozen()
	case f == nil || !f.Waiting():
		t.again(t.Say.Say("found_over"))
	default:
		t.Focus.Begin(exchange.Finding)
		t.Focus.Found.File = id
		t.found().put()
	}
}

// wholeReport is what a pasted report is called while it is not decided what it is.
const wholeReport = "report"

// How long a paste must be, and of how many sections, to look like a whole report.
const (
	reportLetters  = 500
	reportLines    = 6
	reportSections = 2
)

// pasted holds a message that seems to be a whole report, and asks whether it is to be
// read as one.
func (t word) pasted(q *form.Question, row int) bool {
	text := viet.Clean(t.Input.Text)
	lines := 0
	for _, r := range text {
		if r == '\n' {
			lines++
		}
	}
	if t.Focus.Undecided != nil || q == nil || lines < reportLines || viet.Letters(text) < reportLetters || reading.Headed(t.Outline, text) < reportSections {
		return false
	}
	h := &exchange.Undecided{Meant: wholeReport}
	h.Add(&t.Facts, text)
	t.undecided().hold(q, row, exchange.Doubtful, h)
	return true
}

// readPaste orders a report that was pasted to be read.
func (t word) readPaste(texts []string) {
	t.Out.Paste = viet.JoinPieces(texts)
	t.Bubble(t.Say.Say("word_reading", "label", t.Say.Say("word_paste")), nil)
}
