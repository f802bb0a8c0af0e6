package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/paper"
)

const withNotes = `title: Bão
sections:
  - code: X1
    title: Chung
    questions:
      - {code: X1.01, name: chao, type: note, label: Số liệu tính đến 7 giờ hôm nay.}
      - {code: X1.02, name: noi, type: text, required: true, label: Ở thôn nào?}
      - {code: X1.03, name: so_nha, type: integer, required: true, unit: nhà, label: Bao nhiêu nhà hư hỏng?}
      - {code: X1.04, type: note, relevant: so_nha > 10, label: "{so_nha} nhà ở thôn {noi} là thiệt hại lớn."}
      - {code: X1.05, name: dau_do, type: calculated_text, label: Nơi thiệt hại, template: "thôn {noi}, {loai} ta, mức {muc}", values: {muc: "so_nha > 10 ? \"nặng\" : \"nhẹ\""}}
      - {code: X1.06, name: cuu_tro, type: integer, required: true, relevant: so_nha > 10, label: Cần bao nhiêu suất cứu trợ?}
      - code: X1.07
        name: diem
        type: repeat
        label: Điểm sơ tán thứ {stt}.
        rows: {noun: điểm sơ tán, name: ten, max: 2}
        questions:
          - {code: X1.07.1, name: ten, type: text, required: true, label: Ở đâu?}
          - {code: X1.07.2, name: nguoi, type: integer, required: true, label: Bao nhiêu người?}
          - {code: X1.07.3, name: dong, type: calculated_text, label: Tóm tắt, template: "{ten}: {nguoi} người"}
          - {code: X1.07.4, type: note, label: "Đã đủ số liệu của điểm {ten}."}
  - code: X2
    title: Khác
    questions:
      - {code: X2.01, name: luc_luong, type: integer, label: Huy động bao nhiêu người?}
      - {code: X2.02, type: note, label: "Cảm ơn {xung_ho}. Nơi thiệt hại: {dau_do}."}
`

// TestNotes: a note stands above what follows it, once, with what was answered; one before a
// question that does not apply goes with the next; a calculated text is asked nowhere, and
// stands in other texts and in the report.
func TestNotes(t *testing.T) {
	t.Parallel()
	f := play(t, "vi", withNotes,
		does("/start", "Số liệu tính đến 7 giờ hôm nay.", "Câu 1/4", "Ở thôn nào?"),
		does("gợi ý", "!Số liệu tính đến"),
		does("Hạ Xá", "Bao nhiêu nhà hư hỏng?"),
		does("12", "12 nhà ở thôn Hạ Xá là thiệt hại lớn.", "Cần bao nhiêu suất cứu trợ?", "!Nơi thiệt hại"),
		does("quay lại", "Bao nhiêu nhà hư hỏng?"),
		does("3", "!thiệt hại lớn", "Có điểm sơ tán nào"),
		does("[Có]"),
		does("Trường tiểu học"),
		does("40", "Đã đủ số liệu của điểm Trường tiểu học.", "Đã kê 1 điểm sơ tán"),
		does("dừng", "Huy động bao nhiêu"),
		does("bỏ qua", "Cảm ơn đồng chí. Nơi thiệt hại: thôn Hạ Xá, xã ta, mức nhẹ.", "nộp báo cáo?"),
		does("/toanbo", "Nơi thiệt hại\nthôn Hạ Xá, xã ta, mức nhẹ", "Tóm tắt\nTrường tiểu học: 40 người", "!Số liệu tính đến"),
		does("sửa X1.03 thành 20", "Cần bao nhiêu suất cứu trợ?"),
		does("5", "thôn Hạ Xá, xã ta, mức nặng"),
	)
	if len(f.outline.Top) != 5 {
		t.Errorf("%d questions", len(f.outline.Top))
	}
	view := paper.View{Writer: f.turn.Writer, Sees: func(string) bool { return false }}
	if page := view.Page(0); !strings.Contains(page, "mức nặng") {
		t.Errorf("a reader reads %s", page)
	}
}

// TestRestrictedText: a calculated text that tells a restricted answer is restricted itself.
func TestRestrictedText(t *testing.T) {
	t.Parallel()
	f := play(t, "vi", strings.Replace(withNotes, "label: Ở thôn nào?", "visible_to: awards, label: Ở thôn nào?", 1), does("/start"), does("Hạ Xá"), does("3"))
	view := paper.View{Writer: f.turn.Writer, Sees: func(string) bool { return false }}
	for i := range view.Pages() {
		if page := view.Page(i); strings.Contains(page, "Hạ Xá") {
			t.Errorf("it is told: %s", page)
		}
	}
	if page := (paper.View{Writer: f.turn.Writer}).Page(0); !strings.Contains(page, "thôn Hạ Xá") {
		t.Errorf("it is not told: %s", page)
	}
}
