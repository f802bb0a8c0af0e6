package form_test

import (
	"strings"
	"testing"
)

// TestPlain: choices, types and answers to «required» as people write them are refused once, with what is written here.
func TestPlain(t *testing.T) {
	q := func(rest string) string { return head + "      - {code: A1.1, name: q, label: Q, " + rest + "}\n" }
	for _, c := range []struct{ source, vi, en string }{
		{q("type: select_one, choices: [Tốt, Khá vừa, Kém]"), "t.yaml:6:68: lựa chọn phải có tên (name) và chữ hiển thị (label): viết [{name: tot, label: Tốt}, {name: kha_vua, label: Khá vừa}, …]",
			"t.yaml:6:68: a choice has a name and a label: write [{name: tot, label: Tốt}, {name: kha_vua, label: Khá vừa}, …]"},
		{q("type: select_one, choices: {tot: Tốt, kem: Kém}"), "t.yaml:6:68: lựa chọn phải có tên (name) và chữ hiển thị (label): viết [{name: tot, label: Tốt}, {name: kem, label: Kém}]", ""},
		{q("type: select_one, choices: Tốt/Kém"), "t.yaml:6:68: lựa chọn phải có tên (name) và chữ hiển thị (label): viết [{name: tot, label: Tốt}, {name: kem, label: Kém}]", ""},
		{q("type: select_one, choices: [{name: 1, label: A}, {name: hai, label: B}]"),
			"t.yaml:6:76: câu A1.1: tên (name) «1» của lựa chọn 1 phải bắt đầu bằng chữ, chỉ có a-z, 0-9 và _, không dấu, ví dụ c1",
			`t.yaml:6:76: question A1.1: the name "1" of choice 1 has to begin with a letter and be of a-z, 0-9 and _, such as c1`},
		{q("type: select_one, choices: [{name: a, label: A}, {name: a, label: B}]"), "t.yaml:6:97: câu A1.1: lựa chọn 2 mang tên (name) «a», là tên của lựa chọn 1: đặt tên khác",
			`t.yaml:6:97: question A1.1: choice 2 has the name "a" of choice 1: give it another`},
		{q("type: select_one, choices: [{name: a}, {name: b, label: B}]"), "t.yaml:6:69: câu A1.1: lựa chọn 1 phải có cả tên (name) và chữ hiển thị (label)",
			"t.yaml:6:69: question A1.1: choice 1 needs both a name and a label"},
		{q("type: số nguyên"), "t.yaml:6:47: câu A1.1: không có kiểu trả lời «số nguyên» (có phải là «integer» không?)",
			`t.yaml:6:47: question A1.1: there is no type "số nguyên" (did you mean "integer"?)`},
		{q("type: photo"), "t.yaml:6:47: câu A1.1: không có kiểu trả lời «photo» (có phải là «file» không?)", ""},
		{q("type: xyz"), "t.yaml:6:47: câu A1.1: không có kiểu trả lời «xyz»; các kiểu là acknowledge, calculate, calculated_text, date, decimal, file, group, integer, " +
			"location, long_text, note, repeat, scale, select_multiple, select_one, telephone, text, time, unit, year, yes_no", ""},
		{q("type: text, required: có"), "t.yaml:6:63: «có» không phải true (có) hoặc false (không) (có phải là «true» không?)",
			`t.yaml:6:63: "có" is neither true nor false (did you mean "true"?)`},
		{q("type: text, required: 1"), "t.yaml:6:63: «1» không phải true (có) hoặc false (không) (có phải là «true» không?)", ""},
		{q("type: date, max: 30/6/2026"), "t.yaml:6:58: câu A1.1: max «30/6/2026» không phải ngày (ghi như 2016-06-30, hoặc today) (có phải là «2026-06-30» không?)", ""},
		{q("type: date, max: 2026-06-31"), "t.yaml:6:58: ngày 31 tháng 6 năm 2026 không có trong lịch (ngày ghi năm-tháng-ngày)",
			"t.yaml:6:58: there is no day 31 of month 6 in 2026 (a day is written year-month-day)"},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			if got, taken := said(t, language, c.source); want != "" && (taken || strings.Join(got, "\n") != want) {
				t.Errorf("%s\ngot  %s\nwant %s", c.source[len(head):], strings.Join(got, "\n"), want)
			}
		}
	}
}
