package reading

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"giaoban/internal/docx"
)

// However long a report is, what is looked at and what is kept of it is bounded.
func TestBounds(t *testing.T) {
	_, m := shipped(t)
	var b strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&b, "%d. Ưu điểm: Đảng ủy ban hành %d nghị quyết, %d chỉ thị; có %d hộ.\nMột đoạn văn không thuộc đâu cả.\n", i%9+1, i, i, i)
	}
	r := &report{Matcher: m}
	r.cut(Lines(b.String()))
	lines := len(r.parts)
	for _, p := range r.parts {
		lines += len(p.lines)
	}
	if lines > 2*mostLines+1 {
		t.Errorf("%d headings and lines are looked at", lines)
	}
	f := m.Read(Lines(b.String()))
	size := 0
	for _, item := range f.List {
		size += len(item.Text)
		if len(item.Text) > mostText || !utf8.ValidString(item.Text) {
			t.Errorf("%s: %d bytes", item.Name, len(item.Text))
		}
	}
	if size > mostAll || len(f.Left) > mostLeft {
		t.Errorf("%d bytes, %d lines left", size, len(f.Left))
	}
}

// What is not to be read is said to be left, or is nothing; it never stops the reading.
func FuzzRead(f *testing.F) {
	_, m := shipped(f)
	f.Add("I. CÔNG TÁC CHỈ ĐẠO\n1. Ưu điểm: tốt.\nCó 5 thôn, 1.750 hộ (khoảng 8/9 thôn đạt)", "STT|Nội dung|Số lượng\n1|Số hộ|12")
	f.Add("A) ", "|\n|")
	f.Fuzz(func(t *testing.T, text, cells string) {
		d := Lines(text)
		var rows [][]string
		for line := range strings.Lines(cells) {
			rows = append(rows, strings.Split(strings.TrimSpace(line), "|"))
		}
		if len(rows) > 0 {
			d.Blocks = append(d.Blocks, docx.Block{Rows: rows})
		}
		for _, item := range m.Read(d).List {
			if item.Text == "" && len(item.Fields) == 0 {
				t.Errorf("nothing was found for %s", item.Name)
			}
		}
		m.headed(Lines(text))
	})
}
