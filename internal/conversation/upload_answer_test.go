package conversation

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// sender is an officer whose files are kept, as the dispatcher keeps them.
type sender struct {
	*officer
	files []answers.Filed
	last  int
}

func newSender(t *testing.T) *sender {
	s := &sender{officer: newOfficer(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t))}
	return s
}

// does is the officer's, with the files in front and their changes noted.
func (s *sender) act(in chat.Input) exchange.Outcome {
	s.t.Helper()
	f := s.officer
	f.n++
	turn := New(exchange.Facts{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: f.outline, Draft: f.draft},
			Say:       f.say,
			Unit:      "16144",
			UnitLabel: "xã Nga An",
			Files:     func() []answers.Filed { return s.files },
		},
		Focus:   &f.focus,
		Input:   in,
		Command: commandIn(in, f.say),
		Frozen:  f.frozen,
		Report:  "k3f9a2b",
	})
	out := turn.Step()
	for _, c := range out.Files {
		if c.Removed {
			for i := range s.files {
				if s.files[i].ID == c.ID {
					s.files = append(s.files[:i:i], s.files[i+1:]...)
					break
				}
			}
			continue
		}
		s.last++
		c.ID = s.last
		s.files = append(s.files, c.Filed)
	}
	return out
}

func (s *sender) types(text string) exchange.Outcome {
	return s.act(chat.Input{Kind: chat.Text, Text: text})
}

func (s *sender) sends(group string, files ...chat.File) exchange.Outcome {
	return s.act(chat.Input{Kind: chat.Attachment, Group: group, Files: files})
}

func text(o exchange.Outcome) string {
	var b strings.Builder
	for _, c := range o.Contents {
		b.WriteString(c.Text + "\n")
	}
	return b.String()
}

var aPhoto = chat.File{Kind: chat.Photo, Ref: "A", Type: "image/jpeg", Size: 100 << 10}

// A question of at most five files gets an album of seven: five are taken, the
// next question is put, and what came too much is said in the same answer.
func TestAlbumOfTooMany(t *testing.T) {
	s := newSender(t)
	s.draft.Cells[s.outline.ByCode["X6.01"].Pos].Hidden = false
	group := s.outline.ByCode["X6.01"]
	row := s.draft.AddRow(s.outline, group)
	s.focus = exchange.Focus{Mode: exchange.Asking, Place: form.Place{Code: "X6.01.16", Row: row}}
	var last exchange.Outcome
	for range 7 {
		last = s.sends("g", aPhoto)
		if len(last.Contents) != 1 {
			t.Fatalf("%d bubbles for one part", len(last.Contents))
		}
	}
	said := text(last)
	if len(s.files) != 5 || !strings.Contains(said, "Đã nhận 5/5 ảnh") || !strings.Contains(said, "Đã đủ 5 tệp") {
		t.Errorf("%d files, said:\n%s", len(s.files), said)
	}
	if v := s.draft.Cell(s.outline.ByCode["X6.01.16"], row).Value; v.Files != 5 {
		t.Errorf("the answer counts %d files", v.Files)
	}
	if s.focus.Code == "X6.01.16" {
		t.Errorf("still asked for: %+v", s.focus)
	}
}

// A file without bytes is refused with a sentence, and nothing is stored.
func TestEmptyFile(t *testing.T) {
	s := newSender(t)
	s.types("/tep")
	said := text(s.sends("", chat.File{Kind: chat.Document, Ref: "E", Name: "bao-cao.pdf", Type: "application/pdf", Empty: true}))
	if !strings.Contains(said, "Tệp rỗng") || len(s.files) != 0 {
		t.Errorf("%d files, said %q", len(s.files), said)
	}
}

// The signed report is taken after submission; the answers stay as they were.
func TestScanAfterSubmission(t *testing.T) {
	s := newSender(t)
	s.frozen = true
	before := string(s.draft.Encode())
	if said := text(s.sends("", aPhoto)); !strings.Contains(said, "Bản ký, đóng dấu") || len(s.files) != 0 {
		t.Errorf("a photo out of the blue: %s", said)
	}
	s.types("/tep")
	s.sends("g", aPhoto)
	if said := text(s.sends("g", aPhoto)); !strings.Contains(said, "Đã nhận 2 ảnh bản ký") {
		t.Errorf("said %q", said)
	}
	s.sends("", chat.File{Kind: chat.Voice, Ref: "V", Type: "audio/ogg"})
	if len(s.files) != 2 || s.files[1].Purpose != answers.ForScan {
		t.Errorf("files %+v", s.files)
	}
	if said := text(s.types("xóa tệp 1")); len(s.files) != 2 || !strings.Contains(said, "đã nộp") {
		t.Errorf("removed after submission: %s", said)
	}
	if said := text(s.types("xong")); !strings.Contains(said, "giữ nguyên") || s.focus.Uploads.Open != "" {
		t.Errorf("said %q, focus %+v", said, s.focus)
	}
	if string(s.draft.Encode()) != before {
		t.Error("the answers have changed")
	}
}

// The signed report sent by /tep before submission answers its question; taken
// out again, the question is open.
func TestScanFillsItsQuestion(t *testing.T) {
	s := newSender(t)
	q := s.outline.Scan
	s.types("/tep")
	s.types("bản ký, đóng dấu")
	out := s.sends("", aPhoto)
	if c := s.draft.Cell(q, 0); c.State != answers.Answered || c.Value.Files != 1 || len(out.Answers) != 1 {
		t.Fatalf("%+v after %s", c, text(out))
	}
	s.types("xóa tệp 1")
	if c := s.draft.Cell(q, 0); c.State != answers.Open || len(s.files) != 0 {
		t.Errorf("%+v with %d files", c, len(s.files))
	}
}

// Only one's own file can be taken out.
func TestRemoveColleaguesFile(t *testing.T) {
	s := newSender(t)
	s.files = []answers.Filed{{ID: 3, Purpose: answers.ForOther, Kind: chat.Photo}}
	if out := s.types("xóa tệp 3"); len(out.Files) != 0 || len(s.files) != 1 {
		t.Errorf("took out a colleague's file: %s", text(out))
	}
}

// The receipt tells of files on their way and is not held up by them.
func TestReceiptNamesFilesUnderWay(t *testing.T) {
	s := newSender(t)
	s.files = []answers.Filed{{ID: 1, Purpose: answers.ForOther}, {ID: 2, Purpose: answers.ForOther, State: answers.FileStored}, {ID: 3, Purpose: answers.ForOther, State: answers.FileLost}}
	turn := New(exchange.Facts{
		Writer: paper.Writer{
			Say:   s.say,
			Files: func() []answers.Filed { return s.files },
		},
		Focus: &exchange.Focus{},
	})
	if said := strings.Join(turn.InWords().FilesUnderWay(), " "); !strings.Contains(said, "Còn 1 tệp đang tải") || !strings.Contains(said, "Có 1 tệp chưa tải") {
		t.Errorf("said %q", said)
	}
}

func TestCleanName(t *testing.T) {
	for name, want := range map[string]string{
		"bản ký.pdf":           "bản ký.pdf",
		"../../etc/passwd":     "passwd",
		`C:\Users\an\họp.docx`: "họp.docx",
		"..":                   "",
		"/":                    "",
		"anh\u202egpj.exe":     "anhgpj.exe",
		"a\x00b\nc.pdf":        "ab c.pdf",
		"":                     "",
	} {
		if got := answers.CleanName(name); got != want {
			t.Errorf("%q is shown as %q, want %q", name, got, want)
		}
	}
	long := answers.CleanName(strings.Repeat("dài ", 100) + ".pdf")
	if utf8.RuneCountInString(long) > answers.FileName || !strings.HasSuffix(long, "….pdf") {
		t.Errorf("a long name is shown as %q", long)
	}
}

// Whatever a sender calls a file: what is shown is short, on one line, and has
// nothing of a path.
func TestCleanNameProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		got := answers.CleanName(rapid.String().Draw(t, "name"))
		if utf8.RuneCountInString(got) > answers.FileName || strings.ContainsAny(got, "/\\\n\x00") || !utf8.ValidString(got) {
			t.Errorf("shown as %q", got)
		}
		mime := answers.CleanType(rapid.String().Draw(t, "type"))
		if len(mime) > answers.FileType || mime != "" && strings.Count(mime, "/") < 1 {
			t.Errorf("type %q", mime)
		}
	})
}
