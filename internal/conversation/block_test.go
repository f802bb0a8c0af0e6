package conversation

import (
	"testing"

	"giaoban/internal/answers"
)

const storm = `title: Bão
sections:
  - code: X1
    title: Chung
    questions:
      - {code: X1.01, name: co_thiet_hai, type: yes_no, required: true, label: Có thiệt hại không?}
      - {code: X1.02, name: so_mo, type: integer, required: true, label: Bao nhiêu mỏ đá?}
  - code: X2
    title: Thiệt hại
    relevant: co_thiet_hai
    questions:
      - {code: X2.01, name: so_nha, type: integer, required: true, unit: nhà, label: Bao nhiêu nhà hư hỏng?}
      - code: X2.02
        name: nang
        type: group
        label: Nhà sập
        relevant: so_nha > 0
        questions:
          - {code: X2.03, name: so_sap, type: integer, required: true, label: Bao nhiêu nhà sập?}
          - code: X2.04
            name: o_nho
            type: group
            label: Ở nhờ
            relevant: so_sap > 0
            questions:
              - {code: X2.05, name: o_tam, type: integer, required: true, label: Bao nhiêu hộ ở nhờ?}
              - code: X2.06
                name: diem
                type: repeat
                label: Điểm ở nhờ thứ {stt}.
                rows: {noun: điểm ở nhờ, name: ten, max: 3}
                questions:
                  - {code: X2.06.1, name: ten, type: text, required: true, label: Ở đâu?}
                  - code: X2.06.2
                    name: nguoi
                    type: group
                    label: Người ở
                    questions:
                      - {code: X2.06.3, name: so_nguoi, type: integer, required: true, label: Bao nhiêu người?}
  - code: X3
    title: Khác
    questions:
      - {code: X3.01, name: ghi_chu, type: integer, required: true, label: Đã huy động bao nhiêu người?}
`

// TestSectionsAndGroups: a section and the groups in it are asked while their condition holds,
// a group's title stands over its questions once, and what is hidden keeps its answers.
func TestSectionsAndGroups(t *testing.T) {
	t.Parallel()
	f := play(t, "vi", storm,
		does("/start", "Có thiệt hại không?"),
		does("có", "Bao nhiêu mỏ đá?"),
		does("0", "Phần 2/3. Thiệt hại", "Bao nhiêu nhà hư hỏng?", "!Nhóm câu"),
		does("12", "Nhóm câu: Nhà sập.", "Bao nhiêu nhà sập?"),
		does("chín nghìn hoặc tám nghìn", "9.000; 8.000", "!Nhóm câu"),
		does("chưa rõ lắm", "Bao nhiêu nhà sập?", "!Nhóm câu"),
		does("3", "Nhóm câu: Nhà sập › Ở nhờ.", "Bao nhiêu hộ ở nhờ?"),
		does("3", "Có điểm ở nhờ nào"),
		does("[Có]", "Điểm ở nhờ thứ 1", "Ở đâu?"),
		does("Nhà văn hóa", "Nhóm câu: Người ở.", "Bao nhiêu người?"),
		does("14", "Đã kê 1 điểm ở nhờ"),
		does("dừng", "Phần 3/3. Khác", "Đã huy động"),
		does("sửa X1.01 thành không", "Đã huy động"),
	)
	if done, total := f.draft.Progress(f.outline); done != 2 || total != 3 {
		t.Errorf("progress %d/%d", done, total)
	}
	for _, code := range []string{"X2.01", "X2.03", "X2.05", "X2.06"} {
		q := f.outline.ByCode[code]
		if c := f.draft.Cells[q.Pos]; !c.Hidden || c.State != answers.Answered && c.State != answers.Closed {
			t.Errorf("%s: %+v", code, c)
		}
	}
	f.goes(
		does("/phan", "Thiệt hại: không phải trả lời"),
		does("/phan 2", "hiện không có câu nào phải trả lời"),
		does("[Làm tiếp]", "Đã huy động"),
		does("40", "nộp báo cáo?"),
		does("/toanbo", "!Thiệt hại", "!nhà sập"),
		does("/sua X1.01"),
		does("có", "nộp báo cáo?"),
		does("sửa X2.01 thành 0", "nộp báo cáo?"),
		does("/xem phan 2", "Bao nhiêu nhà hư hỏng?", "!Bao nhiêu nhà sập?"),
		does("sửa X2.01 thành 9"),
		does("/xem phan 2", "Nhóm câu: Nhà sập.", "Bao nhiêu nhà sập?", "Nhóm câu: Nhà sập › Ở nhờ."),
		does("/toanbo"),
		does("[Trang sau]", "Nhóm câu: Nhà sập › Ở nhờ.", "Nhà văn hóa", "Nhóm câu: Người ở."),
	)
}
