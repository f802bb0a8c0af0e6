package conversation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/conversation/exchange"
)

// TestCodedListWhileCorrecting: each line corrects its own question, after «đúng»;
// a list without codes is refused in one short sentence.
func TestCodedListWhileCorrecting(t *testing.T) {
	for _, list := range []string{"0.05: 10\n0.07: 4900", "X0.05\t10\nX0.07\t4900", "0.07: 4900; 0.05: 10"} {
		f := atFigures(t)
		for _, text := range []string{"9, 1250, 4800, 12", "đúng", "sửa X0.05"} {
			f.types(text)
		}
		out := f.types(list)
		if f.focus.Mode != exchange.Confirming || len(out.Answers) != 0 {
			t.Fatalf("%q: at %+v: %s", list, f.focus, said(out))
		}
		f.types("đúng")
		if diff := cmp.Diff([]float64{10, 1250, 4900, 12}, openingFigures(f)); diff != "" {
			t.Errorf("%q: %s", list, diff)
		}
		f.types("sửa X0.05")
		text := said(f.types("1\n2\n3\n4\n5\n6\n7"))
		if !strings.Contains(text, "1; 2; 3; 4; 5; …") || strings.Contains(text, "6;") || !strings.Contains(text, "«X0.05: 3»") {
			t.Errorf("refused with %s", text)
		}
	}
}

// TestUnknownOnce: after two questions put off by saying it twice, once is enough,
// until something is answered.
func TestUnknownOnce(t *testing.T) {
	f := atFigures(t)
	for _, want := range []string{"X0.05", "X0.06", "X0.06", "X0.07", "X0.08"} {
		if f.types("không biết"); f.focus.Code != want {
			t.Fatalf("at %+v, want %s", f.focus, want)
		}
	}
	f.types("12")
	at := f.focus.Code
	if out := f.types("không biết"); f.focus.Code != at {
		t.Errorf("after an answer once was enough: %s", said(out))
	}
}

// TestDoneTwice: «xong» that comes once more is no «Có» to the next question.
func TestDoneTwice(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 1.1", "Tình hình an ninh trật tự ổn định.")
	f.types("xong")
	at := f.focus.Place
	for range 2 {
		if out := f.types("xong"); f.focus.Place != at || len(out.Answers) > 0 || !strings.HasPrefix(said(out), "Câu trước đã ghi xong") {
			t.Errorf("at %+v, want %+v: %s", f.focus, at, said(out))
		}
	}
}

// TestNothingIsZero: what is not answered is not counted as none.
func TestNothingIsZero(t *testing.T) {
	f := begun(t, "sửa 4.1", "có")
	out := f.types("/xem_lai")
	text := said(out)
	if !strings.Contains(text, "Mô hình: … (tỉnh …, huyện …, xã …)") || strings.Contains(text, " 0 lỗi") || !strings.Contains(text, "khen: …") {
		t.Errorf("said %s", text)
	}
	offered(t, out, "Trả lời X0.01")
}

// TestVoidedTableIsShort: the run was told before.
func TestVoidedTableIsShort(t *testing.T) {
	f := atFigures(t)
	f.types("9, 1250")
	if text := said(f.types("bỏ")); strings.Contains(text, "câu đều là số") || f.focus.Code != "X0.05" {
		t.Errorf("said %s", text)
	}
}

// TestLineTwice: of a line that one message names twice the last counts, and it is taken
// out once.
func TestLineTwice(t *testing.T) {
	f := atFigures(t)
	f.types("9, 1250, 7")
	if text := said(f.types("3: bỏ\n3: bỏ")); !strings.Contains(text, "1.250") || strings.Contains(text, "= 7") {
		t.Errorf("said %s", text)
	}
	if text := said(f.types("1: 4\n1: 5\n2: 6")); len(f.focus.Table.List) != 2 || f.focus.Table.List[0].Text != "5" {
		t.Errorf("%+v, said %s", f.focus.Table.List, text)
	}
}

// TestNamelessRow is called by what it is.
func TestNamelessRow(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 5.1", "2", "sửa 5.11", "0", "sửa 5.12", "0", "phần 6")
	if text := said(f.types("để sau mục này")); !strings.Contains(text, "Để mục thứ 1 (chưa có tên) làm sau") {
		t.Errorf("said %s", text)
	}
}
