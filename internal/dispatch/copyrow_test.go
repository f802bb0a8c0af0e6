package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/roster"
)

// TestCopyFullRow: a row with as many messages of text as a copy takes along is
// copied in one transaction, and the copy is read back whole; one message more,
// and the text is asked anew.
func TestCopyFullRow(t *testing.T) {
	for _, pieces := range []int{19, 30} {
		w := newWorld(t)
		w.joins("an", "16144", roster.Officer)
		for _, text := range []string{"bắt đầu", "sửa 4.1", "có", "sửa 5.1", "5", "sửa 5.11", "0", "sửa 5.12", "0", "phần 6",
			"Tiếng kẻng an ninh", "1", "1", "2010", "cấp xã", "1", "7", "36", "chưa"} {
			w.types("an", text)
		}
		for range pieces {
			w.types("an", "Sáu năm qua báo động 21 lần, bắt quả tang 8 vụ trộm.")
		}
		w.types("an", "xong")
		w.types("an", "tốt")
		if out := w.types("an", "/sao_chep mục 1"); !strings.Contains(out[len(out)-1].Text, "Đã sao chép mục 1 thành mục 2") {
			t.Fatalf("%d pieces: %+v", pieces, out)
		}
		w.types("an", "Dòng họ tự quản")
		out := w.types("an", "xem mục 2")
		kept := strings.Contains(out[0].Text, "«Sáu năm qua")
		if kept != (pieces < 20) {
			t.Errorf("%d pieces: the copy says: %s", pieces, out[0].Text)
		}
	}
}
