package conversation

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/docx"
	"giaoban/internal/docx/docxtest"
	"giaoban/internal/form"
	"giaoban/internal/reading"
)

// reportIn is one of the ten reports, as it was found in a file.
func reportIn(t testing.TB, o *form.Outline, name string) *answers.Found {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("../reading/testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	d, err := docx.Read(docxtest.Make(string(source)))
	if err != nil {
		t.Fatal(err)
	}
	words := form.Words{"xung_ho": "đồng chí", "loai": "xã", "thon": "thôn", "khu_dan_cu": "thôn, bản, tổ dân phố", "cap_tren": "huyện"}
	f := reading.New(o, func(s string) string { return form.Fill(s, words) }).Read(d)
	f.Label = "«bao-cao.docx»"
	return &f
}

// sentWord is an officer who sent a report, which has been read.
func sentWord(t testing.TB, name string) *officer {
	t.Helper()
	f := newOfficer(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t))
	f.keeps = true
	f.types("/start")
	f.does(chat.Input{Kind: chat.Attachment, Files: []chat.File{{Kind: chat.Document, Name: "bao-cao.docx", Size: 1000}}}, nil)
	f.found[1] = reportIn(t, f.outline, name)
	f.does(chat.Input{Kind: chat.FileRead, Data: "1"}, nil)
	return f
}

func TestWalk(t *testing.T) {
	for _, name := range []string{"01-kieu-tieu-de.txt", "02-so-thu-tu.txt", "06-bang-so-lieu.txt", "07-mo-hinh-tieu-bieu.txt"} {
		f := sentWord(t, name)
		if n := answered(f); n != 0 {
			t.Fatalf("%d answers before anything was confirmed", n)
		}
		out := f.types("đọc tệp 1")
		for i := 0; i < 60 && f.focus.Mode == Finding; i++ {
			t.Log(said(out))
			before := answered(f)
			out = f.types("ghi")
			if f.focus.Mode == Finding && answered(f) == before {
				out = f.types("bỏ")
			}
		}
		t.Log(said(out))
		if f.focus.Mode == Finding {
			t.Errorf("%s: the walk does not end", name)
		}
	}
}

func answered(f *officer) (n int) {
	f.draft.Each(f.outline, func(_ *form.Question, _ int, c *answers.Cell) bool {
		if c.State == answers.Answered {
			n++
		}
		return true
	})
	return n
}

var _ = strings.Contains
