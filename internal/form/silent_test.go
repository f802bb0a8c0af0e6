package form_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// head begins an outline; its first question stands in line 6.
const head = "title: Thử\nsections:\n  - code: A1\n    title: Một\n    questions:\n"

// TestFaultTexts: what is said of an outline, whole, in both languages.
func TestFaultTexts(t *testing.T) {
	for _, c := range []struct {
		name, source string
		vi, en       []string
	}{
		{"a misspelt key, a wrong type and a doubled name at once, and nothing that follows from them", head +
			"      - {code: A1.1, name: so, type: intger, label: A, requird: true}\n" +
			"      - {code: A1.2, name: so, type: integer, lable: B}\n" +
			"      - {code: A1.3, name: c, type: yes_no, label: C, relevant: so > 3, min_length: ba}\n",
			[]string{
				"t.yaml:6:38: câu A1.1: không có kiểu trả lời «intger» (có phải là «integer» không?)",
				"t.yaml:6:56: ở đây không có khóa «requird» (có phải là «required» không?)",
				"t.yaml:7:28: tên «so» dùng hai lần",
				"t.yaml:7:47: ở đây không có khóa «lable» (có phải là «label» không?)",
				"t.yaml:8:85: «ba» không phải số nguyên (chỉ ghi chữ số, ví dụ 12)",
			}, []string{
				`t.yaml:6:38: question A1.1: there is no type "intger" (did you mean "integer"?)`,
				`t.yaml:6:56: there is no key "requird" here (did you mean "required"?)`,
				`t.yaml:7:28: name "so" is used twice`,
				`t.yaml:7:47: there is no key "lable" here (did you mean "label"?)`,
				`t.yaml:8:85: "ba" is not a whole number (digits only, such as 12)`,
			}},
		{"names behind a misspelt key are known", "title: T\nsections:\n  - code: A1\n    title: T\n    questoins:\n" +
			"      - {code: A1.1, name: so, type: integer, label: A}\n  - {code: A2, title: T, questions: [{code: A2.1, name: b, type: date, label: B, relevant: so > 3}]}\n",
			[]string{"t.yaml:5:5: ở đây không có khóa «questoins» (có phải là «questions» không?)"},
			[]string{`t.yaml:5:5: there is no key "questoins" here (did you mean "questions"?)`}},
		{"a key twice hides nothing", head + "      - {code: A1.1, name: so, type: integer, label: A, type: date}\nchecks:\n  - {id: K1, level: eror, constraint: soo > 3, message: M}\n",
			[]string{
				"t.yaml:6:57: khóa «type» ghi hai lần, lần đầu ở dòng 6: bỏ bớt một",
				"t.yaml:8:21: kiểm tra K1: level «eror» (error: chặn, warning: nhắc, note: chỉ ghi chú) (có phải là «error» không?)",
				"t.yaml:8:39: K1: constraint nêu «soo», không có câu nào tên ấy được hỏi trước đó (có phải là «so» không?)",
			}, []string{
				`t.yaml:6:57: key "type" stands twice, first in line 6: take one out`,
				`t.yaml:8:21: check K1: level "eror" (error, warning or note) (did you mean "error"?)`,
				`t.yaml:8:39: K1: constraint names "soo", which is not asked before it (did you mean "so"?)`,
			}},
		{"what a YAML reader takes for a type", head + "      - {code: A1.1, name: so, type: yes_no, label: A?}\n      - {code: A1.2, name: b, type: integer, label: B?, relevant: !so}\n",
			[]string{"t.yaml:7:67: dấu «!» ở đầu làm mất cả «!so»: điều kiện thì viết not (so), chữ thì đặt trong ngoặc kép"},
			[]string{`t.yaml:7:67: the "!" at the beginning swallows all of it, "!so": a condition is written not (so), words stand between quotation marks`}},
		{"a tab", "title: T\nsections:\n\t- code: A1\n",
			[]string{"t.yaml:3:1: dòng này lùi vào bằng phím Tab: phải dùng dấu cách"},
			[]string{"t.yaml:3:1: the line begins with a tab: indent with spaces"}},
		{"a colon in a text", "title: Báo cáo: quý I\n",
			[]string{"t.yaml:1:15: dấu «:» không đúng chỗ: chữ có dấu «:» thì đặt trong ngoặc kép; các khóa cùng cấp phải bắt đầu cùng một cột"},
			[]string{`t.yaml:1:15: a ":" that is not expected here: put a text with ":" between quotes, and begin the keys of one list in the same column`}},
		{"an open quotation mark", "title: \"Báo cáo\nsections: []\n",
			[]string{"t.yaml:1:8: ngoặc kép mở ở đây chưa được đóng"},
			[]string{"t.yaml:1:8: a quotation mark that is opened here is not closed"}},
		{"a place inside a condition of several lines", head + "      - {code: A1.1, name: so, type: integer, label: A}\n" +
			"      - code: A1.2\n        name: b\n        type: date\n        label: B\n        relevant: |\n          so > 3 and\n          soo > 4\n",
			[]string{"t.yaml:11:19: A1.2: relevant nêu «soo», không có câu nào tên ấy được hỏi trước đó (tại «soo > 4») (có phải là «so» không?)"},
			[]string{`t.yaml:11:19: A1.2: relevant names "soo", which is not asked before it (at “soo > 4”) (did you mean "so"?)`}},
		{"an XLSForm", "PK\x03\x04\x14\x00",
			[]string{"t.yaml:1:1: đây là tệp bảng tính hoặc tệp nén, không phải văn bản thuần: lưu lại dưới dạng văn bản (danh sách thì chọn CSV UTF-8; biểu mẫu XLSForm thì làm thành đề cương bằng lệnh import)"},
			[]string{"t.yaml:1:1: this is a spreadsheet or an archive, no text: save it as text (a list as CSV UTF-8; a form, XLSForm, becomes an outline by the command import)"}},
		{"nothing", "# chưa có gì\n", []string{"t.yaml:1:1: tệp rỗng"}, []string{"t.yaml:1:1: the file is empty"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for language, want := range map[string][]string{"vi": c.vi, "en": c.en} {
				got, taken := said(t, language, c.source)
				if diff := cmp.Diff(want, got); taken || diff != "" {
					t.Errorf("%s (-want +got):\n%s", language, diff)
				}
			}
		})
	}
}

// TestSilentNoMore: an outline that was taken without a word is still taken, and what its
// author will not have meant is told.
func TestSilentNoMore(t *testing.T) {
	for _, c := range []struct{ name, source, vi, en string }{
		{"5.000", head + "      - {code: A1.1, name: so, type: integer, label: A, max: 5.000}\n",
			"t.yaml:6:62: câu A1.1: max 5.000 được đọc là 5: ở đây dấu chấm ngăn phần thập phân, muốn ghi 5.000 thì viết 5000",
			"t.yaml:6:62: question A1.1: max 5.000 is read as 5: a point parts the decimals here, and 5.000 is written 5000"},
		{"two choices with one label", head + "      - {code: A1.1, name: so, type: select_one, label: A, choices: [{name: a, label: Có}, {name: b, label: Có}]}\n",
			"t.yaml:6:92: câu A1.1: lựa chọn 1 và 2 cùng ghi «Có»",
			"t.yaml:6:92: question A1.1: choices 1 and 2 are both called “Có”"},
		{"equal section codes", head + "      - {code: A1.1, name: so, type: date, label: A}\n  - {code: a1, title: Hai, questions: [{code: A1.2, name: b, type: date, label: B}]}\n",
			"t.yaml:7:12: mã phần a1 dùng hai lần, lần đầu ở dòng 3: không ai phân biệt được hai phần",
			"t.yaml:7:12: section a1 stands twice, first in line 3: nobody can tell them apart"},
		{"a list that cannot be empty", head + "      - {code: A1.1, name: g, type: repeat, label: A, rows: {noun: mô hình, name: n, min: 1}, questions: [{code: A1.1.1, name: n, type: text, label: N}]}\n",
			"t.yaml:6:91: câu A1.1: ai không có mô hình nào thì không nộp được vì rows.min là 1: thêm rows.reason, hoặc điều kiện hỏi (relevant)",
			"t.yaml:6:91: question A1.1: whoever has no mô hình cannot hand in, as rows.min is 1: give rows.reason, or a condition (relevant)"},
		{"a bracket that stays open", head + "      - {code: A1.1, name: so, type: integer, label: 'Có {so_ho bao nhiêu?'}\n",
			"t.yaml:6:54: ngoặc nhọn mở mà không đóng: chữ từ đó hiện nguyên như đã viết", "t.yaml:6:54: a curly bracket is opened and not closed: the text from there on is shown as it is written"},
		{"the old word of what viewers see", head + "      - {code: A1.1, name: so, type: text, label: A, visible_to: awards}\n", "", ""},
		{"who sees it, misspelt", head + "      - {code: A1.1, name: so, type: text, label: A, visible_to: viewer}\n",
			"t.yaml:6:66: câu A1.1: visible_to không nhận «viewer» (viewers): không ai ngoài đơn vị xem được câu này (có phải là «viewers» không?)",
			"t.yaml:6:66: question A1.1: visible_to has no \"viewer\" (viewers): nobody outside the unit can see it (did you mean \"viewers\"?)"},
		{"a label of blanks", head + "      - {code: A1.1, name: so, type: integer, label: ' '}\n",
			"t.yaml:6:54: câu A1.1: câu hỏi (label) chỉ có dấu cách: hiện ra trống trơn", "t.yaml:6:54: question A1.1: the label is only blanks, and nothing is shown"},
		{"rows without what one is called", head + "      - {code: A1.1, name: g, type: repeat, label: A, rows: {name: n}, questions: [{code: A1.1.1, name: n, type: text, label: N}]}\n",
			"t.yaml:6:61: câu A1.1: rows chưa có noun, là tên gọi một mục («mô hình»): câu «Đã kê 1 …» sẽ thiếu chữ",
			"t.yaml:6:61: question A1.1: rows has no noun, what one of them is called: sentences will lack the word"},
		{"a division by nothing", head + "      - {code: A1.1, name: so, type: integer, label: A, constraint: so / 0 <= 5, constraint_message: M}\n",
			"t.yaml:6:69: A1.1: constraint chia cho 0: không bao giờ tính được", "t.yaml:6:69: A1.1: constraint divides by 0: nothing can ever come of it"},
		{"a unit of a text", head + "      - {code: A1.1, name: so, type: text, unit: hộ, label: A}\n",
			"t.yaml:6:50: câu A1.1: unit «hộ» không dùng làm gì với kiểu text; hỏi số thì ghi type: integer", "t.yaml:6:50: question A1.1: the unit \"hộ\" means nothing for the type text; if a number is asked for, write type: integer"},
		{"a figure of a text", head + "      - {code: A1.1, name: so, type: text, label: A}\nfigures:\n  - {name: f, label: F, value: so}\n",
			"t.yaml:8:32: figures f: câu A1.1 có kiểu text, không cộng được", "t.yaml:8:32: figures f: question A1.1 is of the type text and cannot be added up"},
		{"a code of another section", head + "      - {code: A1.1, name: so, type: date, label: A}\n      - {code: B1.2, name: b, type: date, label: B}\n  - {code: B1, title: Hai, questions: [{code: B1.1, name: c, type: date, label: C}]}\n",
			"t.yaml:7:16: câu B1.2 có mã của phần B1 mà đặt trong phần A1: chép từ phần khác thì đổi mã", "t.yaml:7:16: question B1.2 has a code of section B1 and stands in section A1: give it another if it was copied"},
		{"a list that a check demands", head + "      - {code: A1.1, name: g, type: repeat, label: A, rows: {noun: mô hình, name: n, min: 1}, questions: [{code: A1.1.1, name: n, type: text, label: N}]}\n" +
			"checks:\n  - {id: K1, level: error, constraint: len(g) >= 1, message: Kế hoạch yêu cầu có mô hình.}\n", "", ""},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			if got, taken := said(t, language, c.source); !taken || strings.Join(got, "\n") != want {
				t.Errorf("%s:\ngot  %s\nwant %s", c.name, strings.Join(got, "\n"), want)
			}
		}
	}
}
