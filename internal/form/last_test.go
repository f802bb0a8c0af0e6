package form_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const lastHead = "title: Tuần\nsections:\n  - code: A1\n    title: Một\n    questions:\n" +
	"      - {code: A1.1, name: so_ho, type: integer, label: Số hộ, hint: 'Kỳ trước {last.so_ho}, {last.so_moi}'}\n" +
	"      - {code: A1.2, name: so_moi, type: integer, label: Mới}\n" +
	"      - code: A1.3\n        name: diem\n        type: repeat\n        label: Điểm {stt}\n        rows: {noun: điểm, name: o_dau}\n        questions:\n" +
	"          - {code: A1.3.1, name: o_dau, type: text, label: Ở đâu, required: true}\n" +
	"          - {code: A1.3.2, name: dai, type: integer, label: Dài}\n" +
	"      - {code: A1.4, name: tong, type: calculate, label: Tổng, calculation: so_ho - last.so_ho}\n"

// TestLastFaults: what is misspelt behind «last.» is named where it stands, with what was meant.
func TestLastFaults(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"any order, lists and figures", lastHead + "checks:\n  - {id: K1, level: warning, constraint: so_ho <= last.so_ho * 1.5 and len(last.diem) < 9 and last.tong > 0, message: 'Kỳ trước {last.so_ho}'}\n", nil},
		{"a name", lastHead + "checks:\n  - {id: K1, level: warning, constraint: so_ho <= last.so_hoo * 1.5, message: M}\n",
			[]string{"t.yaml:18:56: K1: constraint nêu «last.so_hoo», không có câu nào tên ấy ở ngoài danh sách để lấy số liệu kỳ trước (có phải là «so_ho» không?)"}},
		{"a field of a list", lastHead + "checks:\n  - {id: K1, level: warning, constraint: so_ho <= last.dai, message: M}\n",
			[]string{"t.yaml:18:56: K1: constraint nêu «last.dai», không có câu nào tên ấy ở ngoài danh sách để lấy số liệu kỳ trước"}},
		{"nothing behind it", lastHead + "checks:\n  - {id: K1, level: warning, constraint: so_ho <= last, message: M}\n",
			[]string{"t.yaml:18:51: K1: constraint nêu «last», không có câu nào tên ấy được hỏi trước đó"}},
		{"types", lastHead + "checks:\n  - {id: K1, level: warning, constraint: last.so_ho == 'ba', message: M}\n",
			[]string{"t.yaml:18:53: K1: constraint dùng == cho hai thứ không so được với nhau, như số với chữ"}},
		{"a placeholder", lastHead + "checks:\n  - {id: K1, level: warning, constraint: so_ho > 1, message: 'Kỳ trước {last.so_nha}'}\n",
			[]string{"t.yaml:18:62: «last.so_nha»: không có câu nào tên «so_nha» ở ngoài danh sách để lấy số liệu kỳ trước (có phải là «so_ho» không?)"}},
		{"carry without an answer that can be carried", lastHead + "      - {code: A1.5, name: anh, type: file, label: Ảnh, carry: yes}\n",
			[]string{"t.yaml:17:64: câu A1.5: carry không có nghĩa với kiểu file"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := said(t, "vi", c.source)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
