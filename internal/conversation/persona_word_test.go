package conversation

import (
	"os"
	"path/filepath"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/docx"
	"giaoban/internal/form"
	"giaoban/internal/reading"
)

// readReport is what is found in a real report of the reading's tests.
func readReport(t testing.TB, o *form.Outline, name string) *answers.Found {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("../reading/testdata/real", name))
	if err != nil {
		t.Fatal(err)
	}
	d, err := docx.Read(source)
	if err != nil {
		t.Fatal(err)
	}
	words := form.Words{"xung_ho": "đồng chí", "loai": "xã", "thon": "thôn", "khu_dan_cu": "thôn, bản, tổ dân phố", "cap_tren": "huyện"}
	f := reading.New(o, func(s string) string { return form.Fill(s, words) }).Read(d)
	f.Label = "«bao-cao.docx»"
	return &f
}

// walks confirms what was found, by typing only.
func (p *persona) walks() (words int) {
	words = p.words
	for p.focus.Mode == exchange.Finding {
		before, state := len(p.meant), p.focus.Found
		for _, typed := range []string{"ghi", "có", "bỏ"} {
			if p.focus.Mode == exchange.Finding && p.focus.Found == state && len(p.meant) == before {
				p.says(typed)
			}
		}
	}
	return p.words - words
}

// TestOfficerWhoSendsWord sends the report that he has, confirms what was found by typing,
// and answers what remains. That is fewer messages and fewer words than
// typing alone, and nothing of the report is typed again.
func TestOfficerWhoSendsWord(t *testing.T) {
	bare, p := newPersona(t), newPersona(t)
	bare.goes(func() exchange.Outcome { return bare.says(bare.reply()) })
	p.keeps = true
	p.says("bắt đầu")
	p.puts(chat.Input{Kind: chat.Attachment, Files: []chat.File{{Kind: chat.Document, Name: "bao-cao.docx", Size: 1000}}})
	p.says("đọc và điền giúp")
	p.found[1] = readReport(t, p.outline, "01-go-so.docx")
	p.puts(chat.Input{Kind: chat.FileRead, Data: "1"})
	p.says("xem từng phần")
	walk := p.walks()
	for p.focus.Mode != exchange.Review {
		if p.focus.Mode == exchange.Finding { // opened by an answer
			walk += p.walks()
			continue
		}
		p.says(p.reply())
	}
	if p.says("nộp báo cáo"); !p.frozen {
		t.Fatal(said(p.last))
	}
	t.Logf("%d inputs, %d words (%.1f minutes), %d of them in the walk; without the file %d inputs, %d words (%.1f minutes)",
		p.inputs, p.words, float64(p.words)/150, walk, bare.inputs, bare.words, float64(bare.words)/150)
	if p.inputs > bare.inputs-48 || walk > 650 || p.words > bare.words-250 {
		t.Errorf("%d inputs, %d words, %d of them in the walk", p.inputs, p.words, walk)
	}
}
