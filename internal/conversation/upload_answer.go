package conversation

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// fileCaption is how many letters of a sender's words about a file are kept: no
// platform lets a caption be longer.
const fileCaption = 1024

// A box is where files are put: a file question, or what /tep opened.
type box struct {
	// q is the question whose answer the files are; nil if there is none, or it
	// cannot be answered any more. beside tells that /tep opened the box.
	q       *form.Question
	beside  bool
	at      form.Place
	purpose answers.Purpose
	accept  []string // endings; none: any
	most    int
}

// scanAccept and mostScans hold where an outline has no question for the scan.
const mostScans = 10

func scanAccept() []string { return []string{"pdf", "jpg", "png"} }

// maxFile is the largest file that is taken, in bytes.
func (t uploads) maxFile() int64 { return cmp.Or(t.MaxFile, answers.DefaultMaxFile) }

// attachment takes files where files are asked for.
func (t uploads) attachment() {
	b := t.openBox()
	if b == nil {
		t.notHere()
		return
	}
	album := exchange.Album{Group: t.Input.Group, At: b.at, Purpose: b.purpose, Beside: b.beside}
	if a := t.state.Album; a != nil && a.Group == album.Group && album.Group != "" {
		album.Refused = slices.Clone(a.Refused)
	}
	before := len(t.Out.Files)
	for _, f := range t.Input.Files {
		if problem := t.refusal(b, f); problem != "" {
			if !slices.Contains(album.Refused, problem) {
				album.Refused = append(album.Refused, problem)
			}
			continue
		}
		t.putIn(b, f)
	}
	for _, problem := range album.Refused {
		t.Tell(problem)
	}
	t.acknowledge(b, len(t.Out.Files) > before)
	t.state.Album = nil
	if album.Group != "" {
		t.state.Album = &album
	}
}

// openBox finds where a file belongs that comes now; nil if none is asked for.
func (t uploads) openBox() *box {
	if a := t.state.Album; a != nil && t.Input.Group != "" && a.Group == t.Input.Group {
		if a.Beside {
			return t.boxFor(a.Purpose)
		}
		if q := t.Outline.ByCode[a.At.Code]; q != nil && !t.Frozen && t.Draft.Cell(q, a.At.Row) != nil {
			return t.questionBox(q, a.At.Row)
		}
	}
	switch t.state.Open {
	case awaitScan:
		return t.boxFor(answers.ForScan)
	case awaitOther, awaitKind:
		if !t.Frozen {
			t.state.Open = awaitOther
			return t.boxFor(answers.ForOther)
		}
	}
	if q := t.Asked(); q != nil && q.Way() == form.ByFiles && t.Focus.Mode == exchange.Asking && !t.Frozen {
		return t.questionBox(q, t.Focus.Row)
	}
	return nil
}

func (t uploads) questionBox(q *form.Question, row int) *box {
	b := &box{q: q, at: q.At(row), accept: q.Accept, most: max(1, q.MaxFiles)}
	if q.Scan {
		b.purpose = answers.ForScan
	}
	return b
}

// notHere says where files may be sent instead.
func (t uploads) notHere() {
	switch {
	case t.Frozen:
		if t.Outline.Scan != nil {
			t.Tell(t.Say.Say("file_frozen_scan"))
		}
		t.Bubble(t.WithContact(t.Say.Say("file_frozen")), t.frozenFileButtons())
		return
	case t.word().kept():
		return
	case slices.ContainsFunc(t.Input.Files, func(f chat.File) bool { return f.Kind == chat.Voice }):
		t.Refuse(t.Say.Say("input_unsupported"))
	default:
		t.Refuse(t.fileNotHere(t.Asked()))
	}
	t.again()
}

// refusal is why a file cannot be taken, with another way; "" if it can.
func (t uploads) refusal(b *box, f chat.File) string {
	e := answers.Ending(f)
	voice := f.Kind == chat.Voice && b.purpose != answers.ForScan
	switch {
	case f.Empty:
		return t.WithContact(t.Say.Say("file_empty"))
	case f.Size > t.maxFile():
		return t.WithContact(t.Say.Say("file_too_big", "size", t.Say.Size(f.Size), "most", t.Say.Size(t.maxFile())))
	case len(b.accept) > 0 && !voice && !slices.Contains(b.accept, e):
		if e == "heic" || e == "heif" {
			return t.WithContact(t.Say.Say("file_heic"))
		}
		return t.WithContact(t.Say.Say("file_refused", "kinds", strings.ToUpper(strings.Join(b.accept, ", ")), "mega", t.Say.Size(t.maxFile()), "most", b.most))
	case t.have(b) >= b.most:
		return t.WithContact(t.Say.Say("file_enough", "most", b.most))
	case len(t.AllFiles())+len(t.Out.Files) >= answers.MaxFiles:
		return t.WithContact(t.Say.Say("file_report_full", "most", answers.MaxFiles))
	}
	return ""
}

// have counts the files in the box. Where the files themselves are not at hand
// the draft tells.
func (t uploads) have(b *box) int {
	n := len(t.live(b.at, b.purpose))
	if t.Files == nil && b.q != nil {
		if c := t.Draft.Cell(b.q, b.at.Row); c.State == answers.Answered {
			return c.Value.Files
		}
	}
	return n
}

// putIn puts one file into the box; of a question it is the answer.
func (t uploads) putIn(b *box, f chat.File) {
	name := answers.CleanName(f.Name)
	t.Out.Files = append(t.Out.Files, answers.FileChange{
		Ref: f.Ref,
		Filed: answers.Filed{At: b.at, Purpose: b.purpose, Kind: f.Kind, Name: name, Type: answers.CleanType(f.Type), Seconds: f.Seconds,
			Size: f.Size, Caption: viet.Clip{Most: fileCaption, Kept: fileCaption - 1, Mark: "…", Spaced: true}.Of(viet.Clean(t.Input.Text)), Own: true},
	})
	if b.q == nil {
		return
	}
	n := len(t.live(b.at, b.purpose))
	if t.Files == nil {
		n = t.Draft.Cell(b.q, b.at.Row).Value.Files + 1
	}
	t.Store(b.q, b.at.Row, form.Value{Files: n}, name, 0)
}

// acknowledge says how many files there are now, and what comes next.
func (t uploads) acknowledge(b *box, taken bool) {
	n := t.have(b)
	if b.beside {
		t.count(b.purpose, n)
		return
	}
	count := t.Say.Say("file_count", "n", n, "most", b.most, "noun", t.InWords().FileNoun(t.live(b.at, b.purpose)))
	here := t.Current(b.at) && t.Focus.Mode == exchange.Asking && t.state.Open == ""
	switch {
	case n == 0:
		t.again()
	case !here:
		t.again(count)
	case n >= b.most && taken:
		t.Tell(count)
		t.checkOr(b.q, b.at.Row, t.next)
	default:
		t.Bubble(count+" "+t.Say.Say("file_more"), button.Rows(t.Button(b.q, b.at.Row, button.Done, t.Say.Say("button_done"))))
	}
}
