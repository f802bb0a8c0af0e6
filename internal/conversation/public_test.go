package conversation

import (
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/answers"
)

// TestPublicCases: what other products' users ran into, kind by kind. «=» is what is stored,
// «?» a question back or anything else that stores nothing, «later» that it is put off.
func TestPublicCases(t *testing.T) {
	number := func(unit string) string {
		return "      - {code: X1.01, name: a, type: decimal, label: Bao nhiêu?, required: true, unit: \"" + unit + "\"}\n"
	}
	choice := func(labels ...string) string {
		var list []string
		for i, l := range labels {
			list = append(list, fmt.Sprintf("{name: o%d, label: %q}", i+1, l))
		}
		return "      - {code: X1.01, name: a, type: select_one, label: Cái nào?, required: true, choices: [" + strings.Join(list, ", ") + "]}\n"
	}
	const (
		year  = "      - {code: X1.01, name: a, type: year, label: Năm nào?, required: true, min: 2006, max: 2020}\n"
		yesNo = "      - {code: X1.01, name: a, type: yes_no, label: Đã có chưa?, required: true}\n"
		text  = "      - {code: X1.01, name: a, type: text, label: Tên tổ?, required: true}\n"
	)
	for _, test := range []struct {
		id, question, typed, want string
	}{
		{"N1", number("hộ"), "làm sau ạ", "later"}, {"N1", number("hộ"), "để sau nhé", "later"}, {"N1", number("hộ"), "sẽ bổ sung sau", "later"}, {"N1", number("hộ"), "gửi sau", "later"},
		{"N1", number("hộ"), "hai hôm nữa có số", "later"}, {"N1", number("hộ"), "hỏi chị Bảy văn phòng", "?"},
		{"N3", year, "năm sau", "?"}, {"N3", year, "sau", "later"}, {"N3", year, "năm nay", "=2016"}, {"N3", year, "sang năm", "?"},
		{"N4", number("hộ"), "chưa đủ 20", "?"}, {"N4", number("hộ"), "không có 20", "?"}, {"N4", number("hộ"), "chưa được 20", "?"},
		{"N6", number("tấn"), "12 tạ", "=1.2"}, {"N6", number("tấn"), "12 yến", "=0.12"}, {"N6", number("giờ"), "90 phút", "=1.5"}, {"N6", number("ha"), "12 tấn", "?"},
		{"N8", number("kg"), "12 kg", "=12"}, {"N8", number("kg"), "12kg", "=12"}, {"N8", number("m"), "1,5m", "=1.5"}, {"N8", number("m2"), "12 m²", "=12"}, {"N8", number("giờ"), "1,5h", "=1.5"},
		{"N10", number(""), "1.234", "=1234"}, {"N10", number(""), "1,234", "?"}, {"N10", number(""), "1 234 567", "=1.234567e+06"}, {"N10", number(""), "1.000,50", "=1000.5"}, {"N10", number(""), "1,000.50", "=1000.5"},
		{"Y5", yesNo, "đừng", "?"}, {"Y5", yesNo, "dùng", "?"}, {"Y5", yesNo, "cố", "?"}, {"Y5", yesNo, "rối", "?"}, {"Y5", yesNo, "vắng", "?"}, {"Y5", yesNo, "vâng", "=1"},
		{"C1", choice("Dâu", "Đậu"), "Đậu", "=o2"}, {"C1", choice("Dâu", "Đậu"), "Dâu", "=o1"}, {"C1", choice("Dâu", "Đậu"), "dau", "?"},
		{"C3", choice("0", "1", "2", "3"), "1", "?"}, {"C3", choice("0", "1", "2", "3"), "3", "?"}, {"C3", choice("0", "1", "2", "3"), "4", "?"}, {"C3", choice("0", "1", "2", "3"), "thứ 2", "=o2"},
		{"C3", choice("0 lần", "1 lần"), "một", "?"}, {"C3", choice("0 lần", "1 lần"), "1 lần", "=o2"}, {"C3", choice("2", "1", "5"), "1", "?"},
		{"L7", text, "trợ giúp", "?"}, {"L7", text, "mục lục", "?"}, {"L7", text, "nộp", "?"}, {"L7", text, "nghỉ", "?"}, {"L7", text, "hủy", "?"}, {"L7", text, "tiếp tục", "?"},
	} {
		f, _ := walked(t, test.question)
		out := f.types(test.typed)
		got := "?"
		switch c := f.draft.Cells[0]; {
		case c.State == answers.Answered && c.Value.Name != "":
			got = "=" + c.Value.Name
		case c.State == answers.Answered:
			got = fmt.Sprint("=", c.Value.Number)
		case c.State == answers.Later:
			got = "later"
		}
		if got != test.want {
			t.Errorf("%s: «%s» is %s, want %s: %s", test.id, test.typed, got, test.want, said(out))
		}
	}
	for _, typed := range []string{"ok mai nộp", "rồi để mai nộp", "vâng để tôi xem lại", "có sai sót", "đừng nộp", "nộp sau", "xong"} {
		f, _ := walked(t, yesNo, "có")
		if f.types(typed); f.frozen {
			t.Errorf("Y3: «%s» submitted", typed)
		}
	}
	f, _ := walked(t, strings.ReplaceAll(text, "type: text", "type: long_text"), "Tình hình ổn định trong toàn xã.", "/xemlai")
	f.types("xong")
	if f.types("xong"); f.frozen {
		t.Error("Y8: «xong» ended a text and submitted the report")
	}
}
