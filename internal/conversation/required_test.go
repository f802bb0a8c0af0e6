package conversation

import (
	"testing"

	"giaoban/internal/answers"
)

const conditions = `title: Bão
sections:
  - code: X1
    title: Chung
    questions:
      - {code: X1.01, name: so_nha, type: integer, required: true, label: Bao nhiêu nhà hư hỏng?}
      - {code: X1.02, name: ngay, type: date, label: Bão vào ngày nào?}
      - {code: X1.03, name: ly_do, type: text, required: "so_nha > 10", label: Vì sao nhiều nhà hư hỏng?}
      - {code: X1.04, name: sot, type: yes_no, relevant: "not answered(ngay) or so_nha > 100", label: Có biết ngày bão vào không?}
      - {code: X1.05, name: tre, type: yes_no, required: true, relevant: "days(ngay, today) > 2 and add_days(ngay, 30) > today and month(ngay) == 7", label: Có báo cáo chậm không?}
      - {code: X1.06, name: so_mo, type: integer, required: true, max: 5, label: Có bao nhiêu mô hình?}
      - code: X1.07
        name: mo
        type: repeat
        label: Mô hình thứ {stt}.
        rows: {noun: mô hình, name: ten, exactly: so_mo}
        questions:
          - {code: X1.07.1, name: ten, type: text, required: true, label: Tên gì?}
`

// TestRequiredOnCondition: an optional question that was passed over must be answered once
// another answer makes it needed, and need not any more when that is taken back.
func TestRequiredOnCondition(t *testing.T) {
	t.Parallel()
	f := play(t, "vi", conditions,
		does("/start", "Bao nhiêu nhà"),
		does("5", "Có bao nhiêu mô hình?"),
		does("0", "Bão vào ngày nào?", "(không bắt buộc)"),
		does("bỏ qua", "Vì sao nhiều nhà hư hỏng?", "(không bắt buộc)"),
		does("bỏ qua", "Có biết ngày bão vào không?"),
		does("có", "nộp báo cáo?"),
		does("sửa X1.01 thành 12", "Vì sao nhiều nhà hư hỏng?", "!(không bắt buộc)"),
		does("bỏ qua", "bắt buộc nên chưa bỏ qua được"),
	)
	if missing := f.turn.Missing(); len(missing) != 1 || missing[0].Code != "X1.03" {
		t.Errorf("missing: %v", missing)
	}
	back, err := answers.DecodeDraft(f.draft.Encode())
	if err != nil || !back.Cells[2].Needed || back.Cells[1].Needed {
		t.Errorf("it comes back as %+v, %v", back, err)
	}
	f.goes(does("sửa X1.01 thành 9", "nộp báo cáo?"))
	if missing := f.turn.Missing(); len(missing) != 0 {
		t.Errorf("missing: %v", missing)
	}
}

// TestDaysInConditions: conditions count days from an answer to the day of the campaign, and
// are tried again when that goes on.
func TestDaysInConditions(t *testing.T) {
	t.Parallel()
	f := play(t, "vi", conditions,
		does("/start"), does("5"), does("0"),
		does("3/7", "Vì sao nhiều nhà"), // today is 4 July
		does("bỏ qua", "nộp báo cáo?"),
	)
	f.later = 3
	f.goes(does("xem lại", "Có báo cáo chậm không?"), does("[Làm tiếp]", "Có báo cáo chậm không?"))
	f.goes(does("không", "nộp báo cáo?"))
	f.later = 60
	f.goes(does("/toanbo", "!Có báo cáo chậm không?"))
}

// TestExactRows: as many rows are asked as an answer says, one after another; when it says
// fewer later, the report is not handed in before they agree.
func TestExactRows(t *testing.T) {
	t.Parallel()
	f := play(t, "vi", conditions,
		does("/start"), does("5"),
		does("2", "Mô hình thứ 1.", "Mục 1/2", "Tên gì?"),
		does("Tiếng kẻng", "Mục 2/2", "Tên gì?", "!Kê tiếp"),
		does("Dòng họ", "Bão vào ngày nào?", "!Kê tiếp"),
		does("bỏ qua"), does("bỏ qua"),
		does("có", "nộp báo cáo?"),
		does("sửa X1.06 thành 3", "Mục 3/3", "Tên gì?"),
		does("Tự quản", "nộp báo cáo?"),
		does("sửa X1.06 thành 1", "Đã kê 3 mô hình, nhưng theo câu trả lời khác chỉ có 1"),
		does("xóa mục 3"),
		does("có", "!Tên gì?"),
		does("sửa X1.06 thành 2", "nộp báo cáo?"),
	)
	if rows := f.draft.Cells[f.outline.ByName["mo"].Pos].Rows; len(rows) != 2 {
		t.Errorf("%d rows", len(rows))
	}
}
