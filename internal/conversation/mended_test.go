package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/form"
)

// TestFixLast: «Sửa câu trước» under «Đã ghi» leads to the answer just given, by button
// and by word, wherever the next question is.
func TestFixLast(t *testing.T) {
	f := begun(t, "sửa 0.6")
	out := f.types("1.000")
	if !strings.Contains(said(out), "Đã ghi: 1.000 hộ.") || f.focus.Code != "X0.01" {
		t.Fatalf("at %+v: %s", f.focus, said(out))
	}
	fix := offered(t, out, "Sửa câu trước")
	f.types("sửa")
	if f.focus.Code != "X0.06" {
		t.Errorf("the word leads to %+v", f.focus)
	}
	f.types("1.100")
	f.types("đúng")
	f.presses(fix)
	if f.focus.Code != "X0.06" {
		t.Errorf("the button leads to %+v", f.focus)
	}
}

// TestMended: a check that holds after having failed says so in the bubble of
// the answer; one that held all along says nothing.
func TestMended(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 5.1", "6", "một", "2")
	if out := f.types("3"); strings.Contains(said(out), "cộng đúng") {
		t.Errorf("said without need: %s", said(out))
	}
	f.types("sửa 5.4")
	f.types("0")
	f.types("sửa cấp xã")
	if out := f.types("3 cái"); !strings.HasPrefix(said(out), "Đã ghi: 3 mô hình. Ba cấp cộng đúng bằng tổng 6.\n\n") {
		t.Errorf("said %s", said(out))
	}
}

// TestEstimateStays: «khoảng» is not lost while it is asked which of two
// numbers was meant.
func TestEstimateStays(t *testing.T) {
	f := begun(t, "sửa 0.6", "khoảng 1,234", "1.234")
	if v := f.value("so_ho"); v.Number != 1234 || !v.Approx {
		t.Errorf("stored %+v", v)
	}
	f.types("sửa 0.6")
	f.types("1,234")
	f.types("1.234")
	if v := f.value("so_ho"); v.Approx {
		t.Errorf("stored %+v", v)
	}
}

// TestFileNotHere: a photo is answered with what the question needs.
func TestFileNotHere(t *testing.T) {
	f := begun(t, "sửa 0.6")
	out := f.does(chat.Input{Kind: chat.Attachment, Files: []chat.File{{Name: "a.jpg"}}}, nil)
	if !strings.HasPrefix(said(out), "Câu này cần một con số") || f.focus.Code != "X0.06" {
		t.Errorf("said %s", said(out))
	}
}

// TestPair: two rows of one name are one failure, of the later row, and
// keeping it keeps it once, also when the earlier row took the name.
func TestPair(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 5.1", "2", "sửa 5.11", "0", "sửa 5.12", "0", "phần 6")
	group := f.outline.ByName["tieu_bieu"]
	f.draft.AddRow(f.outline, group)
	f.draft.AddRow(f.outline, group)
	rows := f.draft.Cells[group.Pos].Rows
	names := func(row int, text string) string {
		return said(f.does(chat.Input{Kind: chat.Edit, Text: text}, &form.Place{Code: "X6.01.01", Row: rows[row].ID}))
	}
	names(0, "Tổ tự quản")
	names(1, "Tiếng kẻng")
	if text := names(2, "to tu quan"); !strings.Contains(text, "đã có trong danh sách") {
		t.Fatalf("said %s", text)
	}
	f.types("giữ nguyên")
	if _, warnings := f.turn.Faults(); len(warnings) != 0 || len(f.draft.Kept) != 1 {
		t.Errorf("%d warnings are left, %d kept", len(warnings), len(f.draft.Kept))
	}
	names(2, "Camera an ninh")
	if text := names(0, "Tiếng kẻng"); !strings.Contains(text, "«Tiếng kẻng» đã có trong danh sách") {
		t.Errorf("said %s", text)
	}
	if _, warnings := f.turn.Faults(); len(warnings) != 1 || warnings[0].Row != rows[1].ID {
		t.Errorf("warnings %+v", warnings)
	}
}
