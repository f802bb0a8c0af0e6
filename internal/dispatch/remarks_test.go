package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/roster"
)

// TestRemarksOfQuestions: each remark goes to its question with its words, whatever way the
// head gives them; one of a question that there is not is asked about and nothing is lost.
func TestRemarksOfQuestions(t *testing.T) {
	inLine(t)
	for _, typed := range [][]string{
		{"/tralai Nga An: 5.01: sai số; 2.04: thiếu hai tổ"},
		{"/tralai Nga An 5.01: sai số; 2.04: thiếu hai tổ"},
		{"trả lại Nga An câu 5.01: sai số; câu 2.04: thiếu hai tổ"},
		{"trả lại Nga An vì 5.01: sai số; 2.04: thiếu hai tổ"},
		{"/tralai Nga An", "5.01: sai số; 2.04: thiếu hai tổ"},
		{"/tralai Nga An", "câu 5.01 sai số\ncâu 2.04 thiếu hai tổ"},
		{"/tralai Nga An", "cả báo cáo", "5.01: sai số\n2.04: thiếu hai tổ"},
		{"/tralai Nga An", "câu 5.01, 2.04", "5.01: sai số; 2.04: thiếu hai tổ"},
		{"/tralai Nga An: 5.01: sai số; 9.99: thiếu hai tổ", "2.04"},
		{"/xem Nga An", "5.01: sai số; 2.04: thiếu hai tổ"},
	} {
		w := newWorldOfAll(t, "")
		w.handsIn(ngaAn)
		w.joins("an", ngaAn, roster.Officer)
		w.joins("truong", "401", roster.Coordinator)
		var preview string
		for _, line := range typed {
			preview = text(w.types("truong", line))
		}
		for _, want := range []string{"Các câu cần xem: X5.01, X2.04", "«sai số»", "«thiếu hai tổ»"} {
			if !strings.Contains(preview, want) {
				t.Errorf("%q: no %q in:\n%s", typed, want, preview)
			}
		}
		w.types("truong", "gửi")
		said := text(w.types("an", "tiếp tục"))
		if !strings.Contains(said, "Lý do: «sai số»") || strings.Contains(said, "hai tổ") {
			t.Errorf("%q: at the first question:\n%s", typed, said)
		}
		if said = text(w.types("an", "giữ nguyên")); !strings.Contains(said, "Lý do: «thiếu hai tổ»") {
			t.Errorf("%q: at the second question:\n%s", typed, said)
		}
	}
}

// TestRemarkKeepsItsWords: what is said beside the numbers of questions is the reason.
func TestRemarkKeepsItsWords(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.handsIn(ngaAn)
	w.joins("truong", "401", roster.Coordinator)
	for _, typed := range [][]string{
		{"/tralai Nga An", "xem lại câu 5.01 và 2.04, số hộ không khớp"},
		{"/tralai Nga An: xem lại câu 5.01 và câu 2.04, số hộ không khớp"},
	} {
		var preview string
		for _, line := range typed {
			preview = text(w.types("truong", line))
		}
		for _, want := range []string{"Các câu cần xem: X5.01, X2.04", "Lý do: «xem lại câu 5.01 và", "số hộ không khớp»"} {
			if !strings.Contains(preview, want) {
				t.Errorf("%q: no %q in:\n%s", typed, want, preview)
			}
		}
		w.types("truong", "hủy")
	}
	lost := text(w.types("truong", "/tralai Nga An: 5.01: sai số; 9.99: thiếu hai tổ"))
	if !strings.Contains(lost, "không có câu 9.99") || !strings.Contains(lost, "thiếu hai tổ") {
		t.Errorf("an unknown question:\n%s", lost)
	}
}
