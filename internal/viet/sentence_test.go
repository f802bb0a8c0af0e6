package viet

import (
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"Kinh phí ít. Dân đi làm xa; đường khó.":             "Kinh phí ít|Dân đi làm xa|đường khó",
		"1. Kinh phí ít.\n2. Dân đi làm xa.":                 "Kinh phí ít|Dân đi làm xa",
		"1. Với tỉnh: hỗ trợ. 2. Với huyện: tập huấn.":       "Với tỉnh: hỗ trợ|Với huyện: tập huấn",
		"- Chính phủ: nâng mức; - UBND tỉnh: trích":          "Chính phủ: nâng mức|UBND tỉnh: trích",
		"+ một\n* hai\na) ba":                                "một|hai|ba",
		"Một là, phải quan tâm. Hai là, phải làm.":           "phải quan tâm|phải làm",
		"TP. Thanh Hóa, đ/c. Hùng, v.v. đều dự.":             "TP. Thanh Hóa, đ/c. Hùng, v.v. đều dự",
		"Giảm 1.234 vụ, đạt 12.5 điểm ngày 15.7.2016. Tốt.":  "Giảm 1.234 vụ, đạt 12.5 điểm ngày 15.7.2016|Tốt",
		"chưa đầy đủ.Việc ghi chép chậm":                     "chưa đầy đủ|Việc ghi chép chậm",
		"kinh phi khong co. dan di xa. het":                  "kinh phi khong co|dan di xa|het",
		"Lực lượng mỏng,\nchưa đáp ứng. Năm 2015. Nay có 5.": "Lực lượng mỏng, chưa đáp ứng|Năm 2015|Nay có 5",
		"3/5 thôn đạt": "3/5 thôn đạt",
		"... ; -":      "",
	} {
		if got := strings.Join(Sentences(text), "|"); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
