package xlsform

import (
	"errors"
	"strings"
	"testing"

	"giaoban/internal/fault"
	"giaoban/internal/xlsx"
)

// formOf is a form with these rows, cells between bars.
func formOf(survey, choices []string) (book xlsx.Book) {
	for _, s := range []struct {
		name string
		rows []string
	}{{surveySheet, survey}, {choicesSheet, choices}} {
		sheet := xlsx.Sheet{Name: s.name, Read: true}
		for i, line := range s.rows {
			row := xlsx.Row{Number: i + 1}
			for _, text := range strings.Split(line, "|") {
				row.Cells = append(row.Cells, xlsx.Cell{Text: text})
			}
			sheet.Rows = append(sheet.Rows, row)
		}
		book = append(book, sheet)
	}
	return book
}

// TestSlips: what is written as in spreadsheets, in other languages or in words is told with how a form has it.
func TestSlips(t *testing.T) {
	say := phrases(t, "vi")
	for _, c := range []struct{ column, source, want string }{
		{"constraint", ". <= 0,5", "«0,5» trong biểu mẫu viết là 0.5"},
		{"constraint", ". <= 10%", "viết là 10 div 100"},
		{"constraint", "<=100", "viết là . <=100"},
		{"constraint", ". ≤ 100", "viết là <="},
		{"constraint", ". between 0 and 100", "viết là . >= 0 and . <= 100"},
		{"constraint", "từ 0 đến 100", "viết là . >= 0 and . <= 100"},
		{"constraint", "0-100", "«0-100» trong biểu mẫu viết là . >= 0 and . <= 100"},
		{"constraint", ". > 0, . < 100", "«,» trong biểu mẫu viết là and"},
		{"constraint", ". is not null", "viết là . != ''"},
		{"relevant", "${a} > 1 AND ${a} < 9", "viết là and"},
		{"relevant", "not ${a} = 1", "viết là not(${a} = 1)"},
		{"relevant", "${xl} = 'tot' or 'kha'", "như ${a} = 'x' or ${a} = 'kha'"},
		{"relevant", ". >= 0 and . <= ${a}", "ghi ở cột constraint"},
		{"calculation", "${a} : 2", "viết là div"},
		{"relevant", "${a} == 3", "«==» trong biểu mẫu viết là ="},
		{"relevant", "${a} <> 3", "viết là !="},
		{"relevant", "${a} > 3 && ${a} < 9", "viết là and"},
		{"relevant", "${a} > 3 và ${a} < 9", "viết là and"},
		{"relevant", "$a > 1", "viết là ${a}"},
		{"relevant", "{a} > 1", "viết là ${a}"},
		{"relevant", "${a > 1", "viết là ${a}"},
		{"relevant", "${A} > 1", "(có phải là «a» không?)"},
		{"relevant", "${xl} = Tốt", "«Tốt» trong biểu mẫu viết là 'tot'"},
		{"relevant", "${xl} = tot", "viết là 'tot'"},
		{"relevant", "${xl} = 'Tốt'", "viết là 'tot'"},
		{"relevant", "${d} > '31/12/2025'", "viết là '2025-12-31'"},
		{"calculation", "${a} / 2", "«/» trong biểu mẫu viết là div"},
		{"calculation", "${a} div 0", "chia cho 0"},
	} {
		row := "integer|n|N?||"
		cells := map[string]int{"relevant": 3, "constraint": 4, "calculation": 5}
		parts := append(strings.Split(row, "|"), "")
		if c.column == "calculation" {
			parts[0], parts[2] = "calculate", ""
		}
		parts[cells[c.column]] = c.source
		book := formOf([]string{"type|name|label|relevant|constraint|calculation", "integer|a|A?|||", "date|d|D?|||", "select_one xl|xl|X?|||", strings.Join(parts, "|")},
			[]string{"list_name|name|label", "xl|tot|Tốt", "xl|kha|Khá"})
		m, err := Import(book, Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
		if err != nil {
			t.Errorf("%s: %v", c.source, err)
			continue
		}
		if told := remarked(m, say, "f.xlsx"); !strings.Contains(told, "! ") || !strings.Contains(told, c.want) {
			t.Errorf("%s: nothing of %q in %q", c.source, c.want, told)
		}
	}
}

// TestNothingTaken: where no row could be taken it is told of each why.
func TestNothingTaken(t *testing.T) {
	say := phrases(t, "vi")
	headings := "type|name|label"
	for _, c := range []struct {
		survey []string
		want   string
	}{
		{[]string{headings, "số|a|A?", "integer||B?", "select_one|c|C?"}, "ví dụ integer (số nguyên)"},
		{[]string{headings, "integer||B?"}, "chưa có name"},
		{[]string{headings, "select_one|c|C?"}, "sau select_one phải có tên một danh sách"},
		{[]string{headings}, "trang chỉ có dòng tên cột"},
		{[]string{headings, "begin group|g|G", "integer|a|A?", "end"}, "«end» không nói hết cái gì: ghi end group"},
		{[]string{headings, "begin group|g|G", "begin repeat|r|R", "integer|a|A?", "end group"}, "đang mở là «begin repeat» (name: r) ở dòng 3"},
		{[]string{"PHIẾU KHẢO SÁT", headings, "integer|a|A?"}, "nằm ở dòng 2: xóa dòng 1"},
	} {
		_, err := Import(formOf(c.survey, nil), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
		failed := (*Failure)(nil)
		if !errors.As(err, &failed) {
			t.Errorf("%v: %v", c.survey, err)
			continue
		}
		told := failed.Say(say, "f.xlsx")
		for _, r := range failed.Before {
			told += r.Say(say, "f.xlsx")
		}
		if !strings.Contains(told, c.want) {
			t.Errorf("%v: nothing of %q in %q", c.survey, c.want, told)
		}
	}
}

// TestGaps: a question without words in one of the languages is told of, and so is a day that a spreadsheet counted.
func TestGaps(t *testing.T) {
	say := phrases(t, "vi")
	for _, c := range []struct {
		survey []string
		want   string
	}{
		{[]string{"type|name|label::Vietnamese (vi)|label::English (en)", "integer|a|A vi|A en", "integer|b|B vi|", "note|c|C vi|"}, "ô D3 (dòng 3, cột label::English (en)): English (en): 2 dòng chưa có lời (b, c)"},
		{[]string{"type|name|label::Vietnamese (vi)|label::English (en)", "integer|a|A vi|A en"}, ""},
		{[]string{"type|name|label|default", "date|d|D?|46357"}, "46357 là ngày 2026-12-01 như bảng tính đếm"},
	} {
		m, err := Import(formOf(c.survey, nil), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
		if err != nil {
			t.Fatal(err)
		}
		if told := strings.TrimSpace(remarked(m, say, "f.xlsx")); !strings.Contains(told, c.want) || c.want == "" && told != "" {
			t.Errorf("%v: %s", c.survey, told)
		}
	}
}

// TestRequiredWords: what offices write where an answer must be given.
func TestRequiredWords(t *testing.T) {
	say := phrases(t, "vi")
	for word, must := range map[string]bool{"bắt buộc": true, "Có": true, "yes": true, "không": false, "không bắt buộc": false, "no": false, "": false} {
		m, err := Import(formOf([]string{"type|name|label|required", "integer|a|A?|" + word}, nil), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(m.Source), "required: true"); got != must || len(m.Remarks) > 0 {
			t.Errorf("%q: %v, %s", word, got, remarked(m, say, "f.xlsx"))
		}
	}
}

// TestCells: errors of a spreadsheet, merged cells and choices without words are told at their rows.
func TestCells(t *testing.T) {
	say := phrases(t, "vi")
	book := formOf([]string{"type|name|label", "integer|a|#REF!", "select_one m|b|B?"}, []string{"list_name|name|label", "m|x|X", "|y|Y", "m||Z", "m|w|"})
	m, err := Import(book, Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
	if err != nil {
		t.Fatal(err)
	}
	told := remarked(m, say, "f.xlsx")
	for _, want := range []string{"ô C2 là lỗi của bảng tính (#REF!)", "«y» thiếu list_name", "«Z» thiếu name", "lựa chọn w thiếu chữ hiển thị"} {
		if !strings.Contains(told, want) {
			t.Errorf("nothing of %q in:\n%s", want, told)
		}
	}
}
