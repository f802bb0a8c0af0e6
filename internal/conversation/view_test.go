package conversation

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"giaoban/internal/form"
)

// TestView: every page fits a message, all pages together say every answer, a
// text of any length whole, and so does the file.
func TestView(t *testing.T) {
	t.Parallel()
	f := begun(t, "đúng", "1", "2", "/phan 8")
	long := strings.Repeat("Mô hình «Tiếng kẻng an ninh» giúp giảm 8 vụ trộm; ", 60)
	for i := range 4 {
		f.types(long + strconv.Itoa(i) + " <b>&")
	}
	f.types("xong")
	v := f.turn.browse().view()
	var all strings.Builder
	for i := range v.Pages() {
		page := v.Page(i)
		if n := len(utf16.Encode([]rune(page))); n > 4096 {
			t.Errorf("page %d has %d units", i, n)
		}
		all.WriteString(page + "\n")
	}
	whole := strings.Join(f.texts[form.Place{Code: "X8.01"}], "\n")
	if n := len([]rune(whole)); n < 12000 {
		t.Fatalf("the text has only %d letters", n)
	}
	for _, word := range []string{"Trưởng Công an", "Ủy ban nhân dân cấp xã", "0 <b>&", "3 <b>&"} {
		if !strings.Contains(all.String(), word) {
			t.Errorf("no page says %q", word)
		}
	}
	if got := strings.Count(all.String(), "Tiếng kẻng"); got != strings.Count(whole, "Tiếng kẻng") {
		t.Errorf("%d of %d sentences are on the pages", got, strings.Count(whole, "Tiếng kẻng"))
	}
	file := string(v.File().Data)
	if got := strings.Count(file, "Tiếng kẻng"); got != strings.Count(whole, "Tiếng kẻng") || strings.Contains(file, "<b>") {
		t.Errorf("%d sentences are in the file, or it is not escaped", got)
	}
}

// TestViewBars: a reader without the right for awards is told how many there
// are, and nothing of them, on pages and in the file.
func TestViewBars(t *testing.T) {
	t.Parallel()
	f := begun(t, "sửa 7.11", "có", "sửa 7.12", "1", "Nguyễn Văn A", "làm sau")
	v := f.turn.browse().view()
	read := func() string {
		text := string(v.File().Data)
		for i := range v.Pages() {
			text += v.Page(i)
		}
		return text
	}
	if !strings.Contains(read(), "Nguyễn Văn A") {
		t.Fatal("the unit's own officers read all that they wrote")
	}
	v.Sees = func(right string) bool { return right != "awards" }
	if text := read(); strings.Contains(text, "Nguyễn") || !strings.Contains(text, "1 mục (chỉ người có quyền mới xem được)") {
		t.Errorf("awards are shown:\n%s", text)
	}
}

// TestReadSubmitted: a submitted report can be read page by page, and nothing
// that is typed or pressed on the way changes it.
func TestReadSubmitted(t *testing.T) {
	t.Parallel()
	f := begun(t, "đúng", "1", "2")
	f.frozen = true
	before := string(f.draft.Encode())
	out := f.types("xem lại")
	for _, want := range []string{"Tóm tắt báo cáo", "đã nộp"} {
		if !strings.Contains(said(out), want) {
			t.Errorf("no «%s» in: %s", want, said(out))
		}
	}
	f.presses(offered(t, out, "Xem toàn bộ"))
	if out = f.types("phần 2"); !strings.Contains(said(out), "Phần 2/10. Tổ chức thực hiện") {
		t.Errorf("«phần 2» reads: %s", said(out))
	}
	if out = f.types("tải tệp"); !out.Export {
		t.Errorf("no file: %s", said(out))
	}
	f.types("trang 1")
	f.types("sửa 2.1")
	if string(f.draft.Encode()) != before {
		t.Error("reading changed the report")
	}
}
