package viet

import (
	"fmt"
	"strings"
	"testing"
)

// TestRemarksOf: each question gets its words as they were typed; figures in the words are
// no questions.
func TestRemarksOf(t *testing.T) {
	questions := []string{"5.01", "5.04", "5.10", "6.02", "x2.04"}
	known := func(q string) bool { return strings.Contains(strings.Join(questions, " ")+" ", q+" ") }
	for typed, want := range map[string]string{
		"5.04: sai số; 5.10: thiếu tên":                              "5.04=sai số|5.10=thiếu tên",
		"câu 5.04 sai số\ncâu 5.10 thiếu tên người phụ trách":        "5.04=sai số|5.10=thiếu tên người phụ trách",
		"- 5.04: sai số.\n- 5.10: thiếu tên.":                        "5.04=sai số|5.10=thiếu tên",
		"5.04, 5.10: số liệu chưa khớp":                              "5.04,5.10=số liệu chưa khớp",
		"câu 5.04 và câu 5.10: chưa khớp; 6.02: thiếu":               "5.04,5.10=chưa khớp|6.02=thiếu",
		"5.04: phải là 12.500 hộ, tăng 12.5 % so với 3.2; 5.10: sai": "5.04=phải là 12.500 hộ, tăng 12.5 % so với 3.2|5.10=sai",
		"Đề nghị sửa:\n5.04: sai số\n5.10: thiếu tên":                "5.04=sai số|5.10=thiếu tên",
		"Đề nghị sửa: 5.04: sai số; 5.10: thiếu tên":                 "5.04=sai số|5.10=thiếu tên",
		"5.04 sai số, 5.10 thiếu tên":                                "5.04=sai số|5.10=thiếu tên",
		"9.99: thiếu; 5.10: sai":                                     "9.99=thiếu|5.10=sai",
		"X2.04: sai; 5.10":                                           "x2.04=sai|5.10=",
		"câu 5.04, 99.9":                                             "5.04,99.9=",
		"5.04; sai số":                                               "5.04=sai số",
		"5.04: cộng cả 5.10 là 12":                                   "5.04=cộng cả 5.10 là 12",
		"xem lại câu 5.04 và 5.10, số hộ không khớp":                 "",
		"số liệu chưa khớp":                                          "",
		"tăng 12.5 ha; 5.10: sai":                                    "",
		"12.500 hộ là sai":                                           "",
	} {
		var got []string
		if said, ok := RemarksOf(typed, known); ok {
			for _, one := range said {
				got = append(got, fmt.Sprintf("%s=%s", strings.Join(one.Questions, ","), one.Words))
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", typed, strings.Join(got, "|"), want)
		}
	}
}
