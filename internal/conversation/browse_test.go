package conversation

import (
	"os"
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
	for _, word := range []string{"Trưởng Công an", "Ủy ban nhân dân xã", "0 <b>&", "3 <b>&"} {
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
	v.Sees = func(right string) bool { return right != form.VisibleToViewers }
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

// TestReadingLeavesWhatWaits: what is read lies over what was asked. Words that
// wait are decided by their own words, a table that is left is told of, a list
// keeps its page, and a text goes on when the outline moves meanwhile.
func TestReadingLeavesWhatWaits(t *testing.T) {
	t.Parallel()
	t.Run("words", func(t *testing.T) {
		f := begun(t, "đúng", "1", "2", "/phan 8")
		contents := offered(t, f.types("/xem_phan 5"), "Mục lục")
		f.types("tiếp tục")
		f.types("Liên hệ ông A, số 0912345678.")
		f.presses(contents)
		f.types("giữ nguyên")
		if got := f.texts[form.Place{Code: "X8.01"}]; len(got) != 1 || f.focus.Over.Open() {
			t.Errorf("stored %q, at %+v", got, f.focus)
		}
	})
	t.Run("table", func(t *testing.T) {
		f := atFigures(t)
		f.types("9, 1250")
		f.types("/mucluc")
		if out := f.types("xem lại"); !strings.HasPrefix(said(out), "Bảng số vừa rồi chưa được ghi.") {
			t.Error(said(out))
		}
	})
	t.Run("list", func(t *testing.T) {
		f := begun(t, "sửa 7.11", "có")
		for i := range 25 {
			f.draft.AddRow(f.outline, f.outline.ByCode["X7.12"])
			f.draft.Cells[f.outline.ByCode["X7.12"].Pos].Rows[i].Label = strconv.Itoa(i)
		}
		f.types("sửa 7.12")
		second := said(f.types("trang sau"))
		f.types("/mucluc")
		if again := said(f.types("tiếp tục")); again != second {
			t.Errorf("then the list is shown as\n%s\nand was\n%s", again, second)
		}
	})
	t.Run("outline", func(t *testing.T) {
		f := begun(t, "/phan 8", "Đoạn một của bài viết này.")
		f.types("/mucluc")
		source, err := os.ReadFile(shipped + "xa.yaml")
		if err != nil {
			t.Fatal(err)
		}
		to := parse(t, strings.Replace(string(source), "title: ", "title: Mới, ", 1))
		f.followed(f.outline, to, "tiếp tục")
		if f.focus.Code != "X8.01" || f.focus.Text.Pieces != 1 {
			t.Errorf("then at %+v", f.focus)
		}
	})
}
