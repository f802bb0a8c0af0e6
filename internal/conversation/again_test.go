package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
)

// TestRowIsLookedAtAgain: a constraint of a list's field that names a question of the
// report is looked at again when that changes, in every row.
func TestRowIsLookedAtAgain(t *testing.T) {
	const questions = `      - {code: X1.01, name: tong, type: integer, label: Tổng số hộ?, required: true}
      - code: X1.02
        name: to
        type: repeat
        label: "Tổ {stt}"
        required: true
        rows: {noun: tổ, name: ten, min: "2"}
        questions:
          - {code: X1.02.1, name: ten, type: text, label: "Tên?", required: true}
          - {code: X1.02.2, name: ho, type: integer, label: "Bao nhiêu hộ?", required: true, constraint: ho <= tong, constraint_message: "Tổ này nhiều hộ hơn cả xã."}
`
	f, _ := walked(t, questions, "100", "Tổ một", "50", "kê tiếp", "Tổ hai", "90", "dừng")
	f.types("sửa 1.01")
	if out := f.types("60"); !strings.Contains(said(out), "Tổ này nhiều hộ hơn cả xã.") {
		t.Errorf("not said:\n%s", said(out))
	}
	f.types("để sau")
	for range 3 {
		if f.types("nộp").Submitted {
			t.Fatal("submitted against a row's constraint")
		}
	}
	f.types("sửa 1.01")
	f.types("95")
	f.types("nộp")
	if f.types("nộp"); !f.frozen {
		t.Errorf("not submitted when mended, at %+v", f.focus)
	}
}

// TestFloorFromFigure: a floor that comes from a calculated figure rises with it, when what
// that is worked out from changes and it is confirmed anew.
func TestFloorFromFigure(t *testing.T) {
	const questions = `      - {code: X1.01, name: a, type: integer, label: A?, required: true}
      - {code: X1.02, name: b, type: integer, label: B?, required: true}
      - {code: X1.03, name: tong, type: calculate, label: Tổng?, required: true, calculation: a + b}
`
	f, _ := walked(t, questions+strings.Replace(aList, " MORE", ", min: tong", 1), "1", "0", "đúng", "Tổ một", "dừng")
	if c := f.draft.Cells[3]; c.State != answers.Closed {
		t.Fatalf("not closed at 1 of 1: %+v", f.focus)
	}
	f.types("sửa 1.02")
	f.types("2")
	f.types("đúng")
	for range 3 {
		if f.types("nộp").Submitted {
			t.Fatal("submitted with 1 of 3 rows")
		}
	}
	f.types("tiếp tục")
	for range 8 {
		if f.draft.Cells[3].State == answers.Closed {
			break
		}
		switch f.focus.Mode {
		case exchange.Growing:
			f.types("kê tiếp")
		default:
			f.types("Tổ nữa")
		}
	}
	if n := len(f.draft.Cells[3].Rows); n < 3 {
		t.Errorf("%d rows at %+v", n, f.focus)
	}
}

// TestSumOfRows: a sum of decimals over rows compares as people write it.
func TestSumOfRows(t *testing.T) {
	const questions = `      - {code: X1.01, name: tong, type: decimal, label: Tổng tiền?, required: true}
      - code: X1.02
        name: khoan
        type: repeat
        label: "Khoản {stt}"
        required: true
        rows: {noun: khoản, name: ten, min: "3"}
        questions:
          - {code: X1.02.1, name: ten, type: text, label: "Tên?", required: true}
          - {code: X1.02.2, name: tien, type: decimal, label: "Bao nhiêu tiền?", required: true}
      - {code: X1.03, name: cong, type: calculate, label: Cộng?, required: true, calculation: "sum(khoan, .tien ?? 0)"}
checks:
  - {id: k1, level: error, on_submit: true, constraint: "sum(khoan, .tien ?? 0) == tong", message: "Cộng các khoản khác tổng."}
`
	f, out := walked(t, questions, "0,6", "Một", "0,1", "kê tiếp", "Hai", "0,2", "kê tiếp", "Ba", "0,3", "dừng")
	if !strings.Contains(said(out), "Hệ thống tính: 0,6") {
		t.Errorf("the sum is not 0,6:\n%s", said(out))
	}
	f.types("đúng")
	if out := f.types("nộp"); !out.Submitted {
		t.Errorf("0,1 + 0,2 + 0,3 is not 0,6:\n%s", said(out))
	}
}

// TestRowsOutForGood: rows that were taken out stay out over going on, submitting and a
// look back, and so do their answers.
func TestRowsOutForGood(t *testing.T) {
	f, _ := walked(t, strings.Replace(aList, " MORE", "", 1), "có", "Tổ một", "kê tiếp", "Tổ hai", "kê tiếp", "Tổ ba")
	sure := f.types("xóa mục 2")
	f.presses(offered(t, sure, vietnamese(t).Say("button_drop")))
	for _, line := range []string{"tiếp tục", "dừng", "xem lại", "xem mục 1", "tiếp tục", "dừng"} {
		f.types(line)
		rows := f.draft.Cells[0].Rows
		if len(rows) != 2 || rows[0].Label != "Tổ một" || rows[1].Label != "Tổ ba" {
			t.Fatalf("after %q the rows are %+v", line, rows)
		}
	}
	f.types("nộp")
	if f.types("nộp"); !f.frozen {
		t.Errorf("not submitted, at %+v", f.focus)
	}
}
