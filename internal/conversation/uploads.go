package conversation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// What /tep waits for beside the question in focus: files that answer no
// question. It ends with «Xong», or by itself when the person goes elsewhere.
const (
	awaitKind  = "ask"   // which kind it will be was asked
	awaitScan  = "scan"  // the signed report
	awaitOther = "other" // photos, documents
)

// removeWords is «xóa tệp 3», «remove file 3», folded.
var removeWords = regexp.MustCompile(`^/?(?:xoa|remove|delete) ?(?:tep|anh|file|photo) ?([0-9]{1,4})$`)

// uploads take files: those of a file question, and those that /tep waits for beside any question.
type uploads struct {
	*Turn
	state *exchange.Uploads
}

func (t *Turn) uploads() uploads { return uploads{t, &t.Focus.Uploads} }

func (t uploads) fileButton(act, label string, args ...string) chat.Choice {
	return t.ButtonAt(form.Place{}, act, label, args...)
}

// ask asks what is to be sent. Once the report is in, that can only be the signed one,
// of which nothing is said where the outline does not ask for it.
func (t uploads) ask() {
	switch signed := t.Outline.Scan != nil; {
	case t.Frozen && signed:
		t.await(awaitScan)
		return
	case t.Frozen:
		t.notHere()
		return
	case !signed:
		t.await(awaitOther)
		return
	}
	t.state.Open = awaitKind
	t.Bubble(t.Say.Say("upload_ask"), t.awaitButtons())
}

// await waits for files of one kind.
func (t uploads) await(kind string) {
	t.state.Open = kind
	sentence := t.Say.Say("upload_other", "mega", t.Say.Size(t.maxFile()))
	if kind == awaitScan {
		b := t.boxFor(answers.ForScan)
		sentence = t.Say.Say("upload_scan", "kinds", strings.ToUpper(strings.Join(b.accept, ", ")), "mega", t.Say.Size(t.maxFile()), "most", b.most)
	}
	t.Bubble(sentence, t.awaitButtons())
}

// boxFor takes files by /tep. The signed report fills its question as well, if
// the outline has one.
func (t uploads) boxFor(p answers.Purpose) *box {
	if p == answers.ForOther {
		return &box{beside: true, purpose: p, most: answers.MaxFiles}
	}
	b := &box{beside: true, purpose: answers.ForScan, accept: scanAccept(), most: mostScans}
	if q := t.Outline.Scan; q != nil {
		b.at, b.most = form.Place{Code: q.Code}, max(1, q.MaxFiles)
		if len(q.Accept) > 0 {
			b.accept = q.Accept
		}
		if c := t.Draft.Cell(q, 0); !t.Frozen && !c.Hidden {
			b.q = q
		}
	}
	return b
}

func (t uploads) awaitButtons() [][]chat.Choice {
	list := t.fileButton(button.FileList, t.Say.Say("button_file_list"))
	done := t.fileButton(button.UploadDone, t.Say.Say("button_done"))
	if t.state.Open == awaitKind {
		return button.Rows(t.fileButton(button.UploadScan, t.Say.Say("button_file_scan")), t.fileButton(button.UploadOther, t.Say.Say("button_file_other")), list, done)
	}
	return button.Rows(done, list)
}

// frozenFileButtons lead to what can still be sent and seen.
func (t uploads) frozenFileButtons() [][]chat.Choice {
	list := t.fileButton(button.FileList, t.Say.Say("button_file_list"))
	if t.Outline.Scan == nil {
		return button.Rows(list)
	}
	return button.Rows(t.fileButton(button.UploadScan, t.Say.Say("button_file_scan")), list)
}

// count acknowledges what /tep brought.
func (t uploads) count(p answers.Purpose, n int) {
	noun := t.InWords().FileNoun(t.live(form.Place{}, p))
	count := ""
	switch {
	case n == 0:
	case p == answers.ForScan:
		count = t.Say.Say("upload_scan_count", "n", n, "noun", noun) + " "
	default:
		count = t.Say.Say("upload_other_count", "n", n, "noun", noun) + " "
	}
	if t.state.Open == "" { // the last parts of an album, after «Xong»
		t.Tell(strings.TrimSpace(count))
		t.leave()
		return
	}
	t.Bubble(count+t.Say.Say("file_more"), t.awaitButtons())
}

// leave goes back to what was asked before.
func (t uploads) leave() {
	t.state.Open = ""
	if !t.Frozen {
		t.again()
		return
	}
	if files := t.live(form.Place{}, answers.ForScan); len(files) > 0 && len(t.Lead) == 0 {
		t.Tell(t.Say.Say("upload_scan_count", "n", len(files), "noun", t.InWords().FileNoun(files)))
	}
	t.Tell(t.Say.Say("upload_left"))
	t.Bubble("", nil)
}

// pressed takes the buttons that concern files; false if it is none.
func (t uploads) pressed(b button.Button) bool {
	switch b.Act {
	case button.Upload:
		t.ask()
	case button.UploadScan:
		t.await(awaitScan)
	case button.UploadOther:
		if t.Frozen {
			t.ask()
			break
		}
		t.await(awaitOther)
	case button.UploadDone:
		t.leave()
	case button.FileList:
		t.listFiles()
	case button.Remove:
		t.removeFile(b.Number())
	default:
		return false
	}
	return true
}

// typed takes words that concern files: always «xóa tệp 3», and while files
// are being sent the words of the buttons. False leaves them to the question.
func (t uploads) typed() bool {
	line := viet.Fold(viet.Line(t.Input.Text))
	if m := removeWords.FindStringSubmatch(line); m != nil {
		id, _ := strconv.Atoi(m[1])
		t.removeFile(id)
		return true
	}
	if t.state.Open == "" {
		return false
	}
	if cmd, ok := t.Ordered(); ok {
		switch cmd.Name {
		case command.Done, command.Cancel, command.Back, command.Continue:
			t.leave()
			return true
		}
		t.state.Open = ""
		return false
	}
	buttons := t.awaitButtons()
	if b, ok := button.Chosen(buttons, t.Input.Text, t.Reader()); ok {
		return t.pressed(b)
	}
	t.Bubble(t.Say.Say("upload_words"), buttons)
	return true
}

// listFiles shows what was sent, and how one's own is taken out.
func (t uploads) listFiles() {
	all := t.AllFiles()
	text := t.InWords().FileList(all)
	if own := ownFiles(all); len(own) > 0 && !t.Frozen {
		text += "\n\n" + t.Say.Say("files_remove", "id", own[len(own)-1].ID)
	}
	t.Bubble(text, t.listButtons(all))
}

func ownFiles(all []answers.Filed) (own []answers.Filed) {
	for _, f := range all {
		if f.Own {
			own = append(own, f)
		}
	}
	return own
}

// listButtons remove the newest files of one's own, and lead on.
func (t uploads) listButtons(all []answers.Filed) [][]chat.Choice {
	var out []chat.Choice
	if !t.Frozen {
		own := ownFiles(all)
		for _, f := range own[max(0, len(own)-paper.Listed):] {
			out = append(out, t.fileButton(button.Remove, t.Say.Say("button_file_remove", "id", f.ID), strconv.Itoa(f.ID)))
		}
	}
	if !t.Frozen || t.Outline.Scan != nil {
		out = append(out, t.fileButton(button.Upload, t.Say.Say("button_file_send")))
	}
	if !t.Frozen {
		out = append(out, t.fileButton(button.UploadDone, t.Say.Say("button_resume")))
	}
	return button.Rows(out...)
}

// removeFile takes out a file of one's own, while the report is not in.
func (t uploads) removeFile(id int) {
	if t.Frozen {
		t.Bubble(t.Say.Say("file_keep_frozen", "contact", t.Contact), t.frozenFileButtons())
		return
	}
	all := t.AllFiles()
	switch i := slices.IndexFunc(all, func(f answers.Filed) bool { return f.ID == id }); {
	case i < 0:
		t.Refuse(t.Say.Say("file_unknown", "id", id))
	case !all[i].Own:
		t.Refuse(t.Say.Say("file_not_own", "id", id))
	default:
		t.Out.Files = append(t.Out.Files, answers.FileChange{Filed: all[i], Removed: true})
		t.uncount(all[i])
		t.Tell(t.Say.Say("file_removed", "id", id, "label", t.FileLabel(all[i])))
	}
	if t.state.Open != "" {
		t.Bubble(t.Say.Say("file_more"), t.awaitButtons())
		return
	}
	t.again()
}

// uncount takes a removed file out of the answer that it was part of.
func (t uploads) uncount(f answers.Filed) {
	q := t.Outline.ByCode[f.At.Code]
	if q == nil || !t.Known(f.At) || t.Draft.Cell(q, f.At.Row).State != answers.Answered {
		return
	}
	if n := len(t.live(f.At, f.Purpose)); n > 0 {
		t.Store(q, f.At.Row, form.Value{Files: n}, "", 0)
		return
	}
	c := t.Draft.Cell(q, f.At.Row)
	c.State, c.Value = answers.Open, form.Value{}
	t.Draft.Refresh(t.Outline, q, f.At.Row)
}

// wanted tells who types where files are wanted how to go on.
func (t uploads) wanted(q *form.Question, row int) string {
	if len(t.live(q.At(row), answers.ForAnswer)) > 0 {
		return t.Say.Say("file_wanted_more")
	}
	if t.Draft.Cell(q, row).Must(q) {
		return t.Say.Say("file_wanted_must")
	}
	return t.Say.Say("file_wanted")
}

// live are the files at a place for a purpose that have come or may still come,
// those of this turn with them.
func (t uploads) live(at form.Place, purpose answers.Purpose) []answers.Filed {
	all := slices.Clone(t.AllFiles())
	for _, c := range t.Out.Files {
		if c.Removed {
			all = slices.DeleteFunc(all, func(f answers.Filed) bool { return f.ID == c.ID })
			continue
		}
		all = append(all, c.Filed)
	}
	return slices.DeleteFunc(all, func(f answers.Filed) bool {
		return f.State == answers.FileLost || f.Purpose != purpose || purpose == answers.ForAnswer && f.At != at
	})
}

// fileNotHere says what the question in focus needs instead of a file.
func (t uploads) fileNotHere(q *form.Question) string {
	if q == nil || t.Focus.Mode != exchange.Asking {
		return t.Say.Say("file_not_here")
	}
	key := q.NotAFile()
	return t.Say.Say(key)
}
