package conversation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// The tray is what /tep opens beside the question in focus: files that answer no
// question. It closes with «Xong», or by itself when the person goes elsewhere.
const (
	trayAsk   = "ask"   // which kind it will be was asked
	trayScan  = "scan"  // the signed report
	trayOther = "other" // photos, documents
)

// What the tray's buttons do. A number follows actRemove.
const (
	actTray      = "tep"
	actTrayScan  = "tscan"
	actTrayOther = "tother"
	actTrayDone  = "tdone"
	actFileList  = "tlist"
	actRemove    = "trm"
)

// removeWords is «xóa tệp 3», folded.
var removeWords = regexp.MustCompile(`^/?xoa ?(?:tep|anh) ?([0-9]{1,4})$`)

// uploads take files: those of a file question, and those that /tep waits for beside any question.
type uploads struct {
	*Turn
	state *Uploads
}

func (t *Turn) uploads() uploads { return uploads{t, &t.Focus.Uploads} }

// Uploads are files that come beside the question in focus.
type Uploads struct {
	// Open is what /tep waits for; "" if that is over.
	Open string `json:"o,omitempty"`
	// Album is the album whose parts came last.
	Album *Album `json:"al,omitempty"`
}

func (t uploads) trayButton(act, label string, args ...string) chat.Choice {
	return t.buttonAt(form.Place{}, act, label, args...)
}

// openTray asks what is to be sent. Once the report is in, that can only be the
// signed one.
func (t uploads) openTray() {
	if t.Frozen {
		t.trayFor(trayScan)
		return
	}
	t.state.Open = trayAsk
	t.bubble(t.Say.Say("tray_ask"), t.trayButtons())
}

// trayFor waits for files of one kind.
func (t uploads) trayFor(kind string) {
	t.state.Open = kind
	sentence := t.Say.Say("tray_other", "mega", t.Say.Size(t.maxFile()))
	if kind == trayScan {
		b := t.trayBox(answers.ForScan)
		sentence = t.Say.Say("tray_scan", "kinds", strings.ToUpper(strings.Join(b.accept, ", ")), "mega", t.Say.Size(t.maxFile()), "most", b.most)
	}
	t.bubble(sentence, t.trayButtons())
}

// trayBox takes files by /tep. The signed report fills its question as well, if
// the outline has one.
func (t uploads) trayBox(p answers.Purpose) *box {
	if p == answers.ForOther {
		return &box{tray: true, purpose: p, most: answers.MaxFiles}
	}
	b := &box{tray: true, purpose: answers.ForScan, accept: scanAccept(), most: mostScans}
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

func (t uploads) trayButtons() [][]chat.Choice {
	list := t.trayButton(actFileList, t.Say.Say("button_file_list"))
	done := t.trayButton(actTrayDone, t.Say.Say("button_done"))
	if t.state.Open == trayAsk {
		return ButtonRows(t.trayButton(actTrayScan, t.Say.Say("button_file_scan")), t.trayButton(actTrayOther, t.Say.Say("button_file_other")), list, done)
	}
	return ButtonRows(done, list)
}

// frozenFileButtons lead to what can still be sent and seen.
func (t uploads) frozenFileButtons() [][]chat.Choice {
	return ButtonRows(t.trayButton(actTrayScan, t.Say.Say("button_file_scan")), t.trayButton(actFileList, t.Say.Say("button_file_list")))
}

// trayCount acknowledges what /tep brought.
func (t uploads) trayCount(p answers.Purpose, n int) {
	noun := t.FileNoun(t.live(form.Place{}, p))
	count := ""
	switch {
	case n == 0:
	case p == answers.ForScan:
		count = t.Say.Say("tray_scan_count", "n", n, "noun", noun) + " "
	default:
		count = t.Say.Say("tray_other_count", "n", n, "noun", noun) + " "
	}
	if t.state.Open == "" { // the last parts of an album, after «Xong»
		t.tell(strings.TrimSpace(count))
		t.leaveTray()
		return
	}
	t.bubble(count+t.Say.Say("file_more"), t.trayButtons())
}

// leaveTray goes back to what was asked before.
func (t uploads) leaveTray() {
	t.state.Open = ""
	if !t.Frozen {
		t.again()
		return
	}
	if n := len(t.live(form.Place{}, answers.ForScan)); n > 0 && len(t.lead) == 0 {
		t.tell(t.Say.Say("tray_scan_count", "n", n, "noun", t.FileNoun(t.live(form.Place{}, answers.ForScan))))
	}
	t.tell(t.Say.Say("tray_left"))
	t.bubble("", nil)
}

// pressed takes the buttons that concern files; false if it is none.
func (t uploads) pressed(b Button) bool {
	switch b.act {
	case actTray:
		t.openTray()
	case actTrayScan:
		t.trayFor(trayScan)
	case actTrayOther:
		if t.Frozen {
			t.openTray()
			break
		}
		t.trayFor(trayOther)
	case actTrayDone:
		t.leaveTray()
	case actFileList:
		t.listFiles()
	case actRemove:
		t.removeFile(b.number())
	default:
		return false
	}
	return true
}

// typedTray takes words that concern files: always «xóa tệp 3», and while files
// are being sent the words of the buttons. False leaves them to the question.
func (t uploads) typedTray() bool {
	line := viet.Fold(viet.Line(t.Input.Text))
	if m := removeWords.FindStringSubmatch(line); m != nil {
		id, _ := strconv.Atoi(m[1])
		t.removeFile(id)
		return true
	}
	if t.state.Open == "" {
		return false
	}
	if cmd, ok := t.ordered(false); ok {
		switch cmd.Name {
		case command.Done, command.Cancel, command.Back, command.Continue:
			t.leaveTray()
			return true
		}
		t.state.Open = ""
		return false
	}
	buttons := t.trayButtons()
	flat := slices.Concat(buttons...)
	if i, unclear := viet.ReadChoice(t.Input.Text, labels(flat)); unclear == nil {
		b, _ := ParseButton(flat[i].Data)
		return t.pressed(b)
	}
	t.bubble(t.Say.Say("tray_words"), buttons)
	return true
}

// listFiles shows what was sent, and how one's own is taken out.
func (t uploads) listFiles() {
	all := t.AllFiles()
	text := t.inWords().FileList(all)
	if own := ownFiles(all); len(own) > 0 && !t.Frozen {
		text += "\n\n" + t.Say.Say("files_remove", "id", own[len(own)-1].ID)
	}
	t.bubble(text, t.listButtons(all))
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
			out = append(out, t.trayButton(actRemove, t.Say.Say("button_file_remove", "id", f.ID), strconv.Itoa(f.ID)))
		}
	}
	out = append(out, t.trayButton(actTray, t.Say.Say("button_file_send")))
	if !t.Frozen {
		out = append(out, t.trayButton(actTrayDone, t.Say.Say("button_resume")))
	}
	return ButtonRows(out...)
}

// removeFile takes out a file of one's own, while the report is not in.
func (t uploads) removeFile(id int) {
	if t.Frozen {
		t.bubble(t.Say.Say("file_keep_frozen", "contact", t.Contact), t.frozenFileButtons())
		return
	}
	for _, f := range t.AllFiles() {
		if f.ID != id {
			continue
		}
		if !f.Own {
			t.refuse(t.Say.Say("file_not_own", "id", id))
			t.afterList()
			return
		}
		t.out.Files = append(t.out.Files, answers.FileChange{Filed: f, Removed: true})
		t.uncount(f)
		t.tell(t.Say.Say("file_removed", "id", f.ID, "label", t.FileLabel(f)))
		t.afterList()
		return
	}
	t.refuse(t.Say.Say("file_unknown", "id", id))
	t.afterList()
}

// afterList goes on where the person was.
func (t uploads) afterList() {
	if t.state.Open != "" {
		t.bubble(t.Say.Say("file_more"), t.trayButtons())
		return
	}
	t.again()
}

// uncount takes a removed file out of the answer that it was part of.
func (t uploads) uncount(f answers.Filed) {
	q := t.Outline.ByCode[f.At.Code]
	if q == nil {
		return
	}
	c := t.Draft.Cell(q, f.At.Row)
	if c == nil || c.State != answers.Answered {
		return
	}
	n := len(t.live(f.At, f.Purpose))
	if n > 0 {
		t.store(q, f.At.Row, form.Value{Files: n}, "", 0)
		return
	}
	c.State, c.Value = answers.Open, form.Value{}
	t.Draft.Refresh(t.Outline, q, f.At.Row)
}

// live are the files at a place for a purpose that have come or may still come,
// those of this turn with them.
func (t uploads) live(at form.Place, purpose answers.Purpose) []answers.Filed {
	all := slices.Clone(t.AllFiles())
	for _, c := range t.out.Files {
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
	if q == nil || t.Focus.Mode != Asking {
		return t.Say.Say("file_not_here")
	}
	key := q.NotAFile()
	return t.Say.Say(key)
}
