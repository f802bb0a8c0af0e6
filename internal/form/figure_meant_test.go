package form

import (
	"strings"
	"testing"
)

// warned are the keys of what an outline that is taken is doubted for.
func warned(t *testing.T, source string) (keys string) {
	t.Helper()
	o, err := Parse("t.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range o.Warnings {
		keys += w.Key
	}
	return keys
}

// TestFiguresMeant: a line of figures that was copied, and a sum of percentages, are taken and doubted.
func TestFiguresMeant(t *testing.T) {
	const outline = `title: T
sections:
  - code: A1
    title: S
    questions:
      - {code: A1.01, name: a, type: integer, unit: hộ, label: One}
      - {code: A1.02, name: b, type: decimal, unit: "%", label: Two}
      - {code: A1.03, name: c, type: select_one, label: Three, choices: [{name: x, label: X}, {name: y, label: Y}]}
      - {code: A1.04, name: d, type: yes_no, label: Four}
      - {code: A1.05, name: ds, type: repeat, label: Five, rows: {noun: row, name: x}, questions: [{code: A1.05.1, name: x, type: text, label: X}]}
figures:
  - {name: a, label: A, value: a}
`
	for _, c := range []struct{ name, line, want string }{
		{"another figure", "  - {name: x, label: X, value: a * 2}\n", ""},
		{"the same per another", "  - {name: x, label: X, value: a, per: a}\n", ""},
		{"the same", "  - {name: x, label: X, value: a}\n", "figure_same"},
		{"choices", "  - {name: c, label: C, value: c}\n", "figure_text"},
		{"a list", "  - {name: e, label: E, value: ds}\n", "figure_list"},
		{"the same everywhere", "  - {name: e, label: E, value: 5}\n", "figure_constant"},
		{"the label of another", "  - {name: e, label: A, value: a * 3}\n", "figure_label_twice"},
		{"a yes counts", "  - {name: d, label: D, value: d}\n", ""},
		{"shares", "  - {name: b, label: B, value: b}\n", "figure_percent"},
	} {
		if got := warned(t, outline+c.line); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestCopiedQuestions: a question in the words of another, and placeholders as other programs have them, are taken and doubted.
func TestCopiedQuestions(t *testing.T) {
	for _, c := range []struct{ name, question, want string }{
		{"copied", "{code: A1.02, name: b, type: integer, label: Xã có bao nhiêu hộ?}", "label_twice"},
		{"of another type", "{code: A1.02, name: b, type: yes_no, label: Xã có bao nhiêu hộ?}", ""},
		{"under a condition", "{code: A1.02, name: b, type: integer, label: Xã có bao nhiêu hộ?, relevant: a > 3}", ""},
		{"as a form", "{code: A1.02, name: b, type: integer, label: 'Trong ${a} hộ có mấy?'}", "placeholder_marks"},
		{"as a letter", "{code: A1.02, name: b, type: integer, label: 'Trong {{a}} hộ có mấy?'}", "placeholder_marks"},
		{"a wide scale", "{code: A1.02, name: b, type: scale, label: Bao nhiêu điểm?, min: 1, max: 100000}", "scale_wide"},
		{"an example above the most", "{code: A1.02, name: b, type: integer, label: Bao nhiêu?, example: '25.000', max: 1000}", "example_no_fit"},
		{"an example beside the pattern", "{code: A1.02, name: b, type: text, label: Biển số?, example: 36B-1234, pattern: '[0-9]{2}[A-Z]-[0-9]{5}'}", "example_no_fit"},
		{"an example within", "{code: A1.02, name: b, type: integer, label: Bao nhiêu?, example: '250', max: 1000}", ""},
		{"an example that is a sentence", "{code: A1.02, name: b, type: integer, label: Bao nhiêu?, example: khoảng 2500 hộ, max: 1000}", ""},
		{"a name that comes later", "{code: A1.02, name: b, type: integer, label: 'Trong {c} có mấy?'}\n      - {code: A1.03, name: c, type: integer, label: Bao nhiêu?}", "placeholder_later"},
		{"years of two digits", "{code: A1.02, name: b, type: year, label: Năm nào?, min: 1990, max: 2030}", ""},
		{"years of two digits", "{code: A1.02, name: b, type: year, label: Năm nào?, min: 26, max: 2030}", "year_short"},
		{"a calculation that compares", "{code: A1.02, name: b, type: calculate, label: Tính ra, calculation: a > 5}", "calculation_condition"},
		{"a button of a paragraph", "{code: A1.02, name: b, type: select_one, label: Thế nào?, choices: [{name: x, label: " + strings.Repeat("rất dài ", 16) + "}, {name: y, label: Y}]}", "choice_long"},
		{"a section of nothing", "{code: A1.02, name: b, type: integer, label: Bao nhiêu?}\n  - {code: A2, title: Hai, questions: []}", "section_empty"},
		{"as it should be", "{code: A1.02, name: b, type: integer, label: 'Trong {a} hộ có mấy?'}", ""},
	} {
		got := warned(t, "title: T\nsections:\n  - code: A1\n    title: S\n    questions:\n"+
			"      - {code: A1.01, name: a, type: integer, label: Xã có bao nhiêu hộ?}\n      - "+c.question+"\n")
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestPlaceholderOfRows: what is asked in the rows of a list is nothing outside it; a campaign may have a word of that name.
func TestPlaceholderOfRows(t *testing.T) {
	o, err := Parse("t.yaml", []byte("title: T\nsections:\n  - code: A1\n    title: S\n    questions:\n"+
		"      - code: A1.01\n        name: ds\n        type: repeat\n        label: Danh sách\n        rows: {noun: điểm, name: thon}\n"+
		"        questions:\n          - {code: A1.01.1, name: thon, type: text, label: Thôn nào?}\n          - {code: A1.01.2, name: dai, type: integer, label: 'Ở {thon} dài bao nhiêu?'}\n"+
		"      - {code: A1.02, name: b, type: integer, label: 'Ngoài {dai} m còn bao nhiêu?'}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if all := o.Placeholders(); len(all) != 1 || all["dai"].Key != "placeholder_in_list" || all["dai"].Line != 14 {
		t.Errorf("%v", all)
	}
}

// TestPlaceholderMeant: a code and a misspelt name lead to the question's name.
func TestPlaceholderMeant(t *testing.T) {
	o, err := Parse("t.yaml", []byte("title: T\nsections:\n  - code: A1\n    title: S\n    questions:\n"+
		"      - {code: A1.01, name: so_ho, type: integer, label: Xã có bao nhiêu hộ?}\n      - {code: A1.02, name: b, type: integer, label: 'Trong {A1.01}, {so_hoo}?'}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a1.01", "so_hoo"} {
		if near := o.Placeholders()[name].Near; near != "{so_ho}" {
			t.Errorf("%s: %q", name, near)
		}
	}
}
