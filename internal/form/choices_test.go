package form_test

import (
	"errors"
	"strings"
	"testing"

	"giaoban/internal/form"
)

// TestChoiceFaults: what is wrong with lists, tables and filters is told where it stands, in both languages.
func TestChoiceFaults(t *testing.T) {
	t.Parallel()
	q := func(rest string) string {
		return head + "      - {code: A1.1, name: huyen, type: text, label: Q}\n      - {code: A1.2, name: q, type: select_one, label: Q, " + rest + "}\n"
	}
	const list = "lists:\n  xa: [{name: a, label: A, of: {thuoc: x}}, {name: b, label: B, of: {huyen: y}}]\n"
	for _, c := range []struct{ name, source, vi, en string }{
		{"no such list", q("choices_from: xaa") + list, "t.yaml:7:73: câu A1.2: choices_from nêu «xaa», không có danh sách nào tên ấy trong lists và không phải tệp .csv (có phải là «xa» không?)",
			`t.yaml:7:73: question A1.2: choices_from names "xaa", which is no list of lists, and no .csv file (did you mean "xa"?)`},
		{"choices twice", q("choices_from: xa, choices: [{name: a, label: A}, {name: b, label: B}]") + list, "câu A1.2 vừa có choices vừa có choices_from", "question A1.2 has both choices and choices_from"},
		{"a list of a number", strings.Replace(q("choices_from: xa"), "select_one", "integer", 1) + list, "t.yaml:7:70: câu A1.2: choices_from không", "choices_from says nothing for type integer"},
		{"an incomplete list", q("choices_from: xa") + "lists:\n  xa: [{name: a, label: A}, {name: a, label: B}]\n", "t.yaml:9:36: danh sách «xa»: lựa chọn 2", `t.yaml:9:36: list "xa": choice 2 has the name`},
		{"an empty list", q("choices_from: xa") + "lists: {xa: []}\n", "t.yaml:8:13: danh sách «xa» (lists) chưa có", `list "xa" (lists) has no choices`},
		{"no table", q("choices_from: xa.csv"), "t.yaml:7:73: câu A1.2: không thấy tệp «xa.csv»", `t.yaml:7:73: question A1.2: there is no file "xa.csv"`},
		{"a word that is a question", q("choices_from: xa, choice_filter: huyen == huyen") + list, "t.yaml:7:92: câu A1.2: cột «huyen» của lựa chọn trùng tên", `t.yaml:7:92: question A1.2: the column "huyen"`},
		{"an unknown word", q("choices_from: xa, choice_filter: thuco == huyen") + "lists:\n  xa: [{name: a, label: A, of: {thuoc: x}}, {name: b, label: B}]\n", "t.yaml:7:92: A1.2: choice_filter nêu «thuco»", `choice_filter names "thuco"`},
		{"a word that no choice has", q("choices: [{name: a, label: A}, {name: b, label: B}], choice_filter: thuoc == huyen"), "A1.2: choice_filter nêu «thuoc», nhưng lựa chọn nào cũng chưa ghi từ ấy: thêm of: {thuoc: …} vào từng lựa chọn", "which no choice has: give each choice of: {thuoc: …}"},
		{"a column that the table has not", q("choices_from: xa.csv, choice_filter: thuoc == huyen") + "files:\n  xa.csv: |\n    name,label,cua\n    a,A,x\n",
			"A1.2: choice_filter nêu «thuoc», nhưng xa.csv không có cột ấy, hoặc cột để trống (có cột: cua, name)", `choice_filter names "thuoc", and xa.csv has no such column`},
		{"a table with semicolons", q("choices_from: xa.csv") + "files:\n  xa.csv: |\n    name;label\n    a;A\n", "xa.csv:1:1: các cột ngăn bằng «;»", "xa.csv:1:1: "},
		{"a table without a heading", q("choices_from: xa.csv") + "files:\n  xa.csv: |\n    ten,nhan\n    a,A\n", "xa.csv:1:1: dòng đầu của tệp phải có hai cột name và label", "xa.csv:1:1: the first line"},
		{"rows of a table", q("choices_from: xa.csv") + "files:\n  xa.csv: |\n    name,label\n    a,A\n    Bb,B\n    c\n", "xa.csv:3:1: tên (name) «Bb» của lựa chọn «B» phải bắt đầu bằng chữ", `xa.csv:4:1: `},
		{"a table without rows", q("choices_from: xa.csv") + "files:\n  xa.csv: |\n    name,label\n", "xa.csv:1:1: tệp chưa có lựa chọn nào", "xa.csv:1:1: the file has no choices yet"},
	} {
		for lang, want := range map[string]string{"vi": c.vi, "en": c.en} {
			if got, taken := said(t, lang, c.source); taken || !strings.Contains(strings.Join(got, "\n"), want) {
				t.Errorf("%s:\ngot  %s\nwant %s", c.name, strings.Join(got, "\n"), want)
			}
		}
	}
}

// TestWhole: a table is part of the outline and of its hash; it is read once, in the encoding of spreadsheets too.
func TestWhole(t *testing.T) {
	t.Parallel()
	source := "title: Thử\nlanguages: [vi, en]\nsections:\n  - code: A1\n    title: {vi: M, en: O}\n    questions:\n" +
		"      - {code: A1.1, name: q, type: select_one, choices_from: xa.csv, label: {vi: Q, en: Q}}\n"
	read := 0
	whole := func(table string) *form.Outline {
		out, err := form.Whole("t.yaml", []byte(source), func(string) ([]byte, error) { read++; return []byte(table), nil })
		if err != nil {
			t.Fatal(err)
		}
		again, err := form.Whole("t.yaml", out, nil)
		if err != nil || string(again) != string(out) {
			t.Errorf("whole twice: %v", err)
		}
		o, err := form.Parse("t.yaml", out)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	a := whole("\ufeffname,label::vi,label::en,thuoc\r\na,Một,One,x\r\nb,\"Hai, ba\",Two,\r\n")
	if b := whole("name,label\na,Một\nb,Hai\n"); a.Hash == b.Hash || read != 2 {
		t.Errorf("hashes %s and %s, read %d times", a.Hash, b.Hash, read)
	}
	if o := a.ByName["q"].Choices; len(o) != 2 || o[0].Label != "Một" || o[0].Of["thuoc"] != "x" || o[1].Label != "Hai, ba" {
		t.Errorf("choices %+v", o)
	}
	if o := a.In("en").ByName["q"].Choices; o[1].Label != "Two" {
		t.Errorf("in English %+v", o)
	}
	if _, err := form.Whole("t.yaml", []byte(source), func(string) ([]byte, error) { return nil, errors.New("not there") }); err == nil || !strings.HasPrefix(err.Error(), "t.yaml:7:63: ") {
		t.Errorf("no table: %v", err)
	}
}
