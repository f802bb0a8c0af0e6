package form_test

import (
	"errors"
	"strings"
	"testing"

	"giaoban/internal/fault"
	"giaoban/internal/form"
)

// outlineOf is an outline of some questions, with what stands behind them.
func outlineOf(questions, behind string) string {
	return "title: T\nsections:\n  - code: A1\n    title: S\n    questions:\n" + questions + behind
}

const (
	number = "      - {code: A1.01, name: so_ho, type: integer, label: Xã có bao nhiêu hộ?}\n"
	choice = "      - {code: A1.02, name: muc, type: select_one, label: Mức nào?, choices: [{name: nang, label: Nặng}, {name: nhe, label: Nhẹ}]}\n"
	table  = "      - {code: A1.03, name: dau, type: repeat, label: Ở đâu?, rows: {noun: điểm, name: thon}, questions: [{code: A1.03.1, name: thon, type: text, label: Thôn?}, {code: A1.03.2, name: dai, type: integer, label: Dài?}]}\n"
	yes    = "      - {code: A1.04, name: co, type: yes_no, label: Có không?}\n"
)

// TestMeant: what has no effect, or was copied and not changed, is taken and doubted; what is usual is not.
func TestMeant(t *testing.T) {
	last := func(rest string) string {
		return "      - {code: A1.09, name: z, type: integer, label: Bao nhiêu?, " + rest + "}\n"
	}
	for _, c := range []struct{ name, questions, behind, want string }{
		{"nothing to say", number + choice + table + yes, "figures: [{name: so_ho, label: số hộ, value: so_ho}, {name: co, label: có, value: co}]\n", ""},
		{"a word of expressions", "      - {code: A1.01, name: today, type: integer, label: A}\n", "", "name_reserved"},
		{"a function", "      - {code: A1.01, name: sum, type: integer, label: A}\n", "", "name_reserved"},
		{"one question twice", number + strings.NewReplacer("A1.01", "A1.02", "so_ho", "so_ho_2").Replace(number), "", "label_twice"},
		{"a unit with an amount", last("unit: 1000 hộ"), "", "unit_marks"},
		{"a hint that repeats", last("hint: Bao nhiêu?"), "", "hint_label"},
		{"a text that is cut off", "      - {code: A1.01, name: s, type: long_text, max_length: 5, label: A}\n", "", "length_odd"},
		{"a figure per itself", number, "figures: [{name: so_ho, label: số hộ, value: so_ho, per: so_ho}]\n", "figure_per_itself"},
		{"two sections of one title", number, "  - {code: B1, title: s, questions: [{code: B1.1, name: b, type: date, label: B}]}\n", "section_title_twice"},
		{"none among several", "      - {code: A1.01, name: v, type: select_multiple, label: V?, choices: [{name: a, label: A}, {name: k, label: Không có}]}\n", "", "choice_not_alone"},
		{"none alone", "      - {code: A1.01, name: v, type: select_multiple, label: V?, choices: [{name: a, label: A}, {name: k, label: Không có, alone: true}]}\n", "", ""},
		{"codes that are typed alike", number + strings.NewReplacer("A1.01", "A1.1", "so_ho", "so_ho_2", "hộ", "khẩu").Replace(number), "", "code_alike"},
		{"minutes of another sort", number, "  - {code: B1, title: T, minutes: -5, questions: [{code: B1.1, name: b, type: date, label: B}]}\n", "section_minutes"},
		{"a list without rows", strings.Replace(table, "name: thon}", "name: thon, exactly: 0}", 1), "", "rows_zero"},
		{"a figure of a choice", choice, "figures: [{name: m, label: m, value: muc}]\n", "figure_text"},
		{"a figure of another question", number + last("min: 0"), "figures: [{name: z, label: z, value: so_ho}]\n", "figure_other"},
		{"a name as in XLSForm", number, "summary: [{text: 'Số hộ: ${so_ho}'}]\n", "placeholder_marks"},
		{"a name as in letters", number, "summary: [{text: 'Số hộ: [so_ho]'}]\n", "placeholder_marks"},
		{"brackets that are words", number, "summary: [{text: 'Số hộ [ước tính]: {so_ho}'}]\n", ""},
		{"comparisons in a row, which are understood", number + last("relevant: 100 < so_ho < 500"), "", ""},
		{"a list that is counted", table + last("relevant: count(dau) > 1"), "", "expression_of_list"},
		{"rows that are counted", table + last("relevant: 'len(dau) > 1 and sum(dau, .dai) > 2 and count(dau, .dai > 3) > 1'"), "", ""},
		{"what is always so", number, "checks: [{id: K1, level: warning, constraint: true, message: M}]\n", "expression_constant"},
		{"nothing of a choice", choice + last(`relevant: muc == ""`), "", "expression_nil"},
	} {
		o, err := form.Parse("t.yaml", []byte(outlineOf(c.questions, c.behind)))
		if err != nil {
			t.Errorf("%s is refused: %v", c.name, err)
			continue
		}
		var keys []string
		for _, w := range o.Warnings {
			if w.Key != "expression_never" { // which is told beside
				keys = append(keys, w.Key)
			}
		}
		if got := strings.Join(keys, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestChoiceTableMeant: a table of choices that a spreadsheet wrote is read, and what no answer ever leads to is doubted.
func TestChoiceTableMeant(t *testing.T) {
	for _, c := range []struct{ name, table, filter, want string }{
		{"as it should be", "name,label,thuoc\nt1,Thôn 1,nang\nt2,Thôn 1,nhe\n", "thuoc == muc", ""},
		{"blanks and rows that are left behind", "name,label,thuoc\nt1 ,Thôn 1,nang\u00a0\nt2,Thôn 2, nhe\n,,\n", "thuoc == muc", ""},
		{"words in the place of names", "name,label,thuoc\nt1,Thôn 1,Nặng\nt2,Thôn 2,nhe\n", "thuoc == muc", "choice_filter_value nang"},
		{"capitals", "name,label,thuoc\nt1,Thôn 1,NANG\nt2,Thôn 2,nhe\n", "thuoc == muc", "choice_filter_value nang"},
		{"an empty column", "name,label,thuoc\nt1,Thôn 1,\nt2,Thôn 2,\n", "thuoc == muc", "choice_filter_value"},
		{"one label twice", "name,label,thuoc\nt1,Thôn 1,nang\nt2,thôn 1,nang\n", "thuoc == muc", "choice_table_label"},
		{"a column that is not there", "name,label,huyen\nt1,Thôn 1,nang\nt2,Thôn 2,nhe\n", "thuoc == muc", "! choice_no_column"},
		{"a name twice", "name,label,thuoc\nt1,Thôn 1,nang\nt1,Thôn 2,nhe\n", "thuoc == muc", "! choice_table_twice"},
		{"a name that is a number", "name,label,thuoc\n1,Thôn 1,nang\nt1,Thôn 2,nhe\n", "thuoc == muc", "! choice_table_name"},
		{"no label", "name,label,thuoc\nt1,,nang\nt2,Thôn 2,nhe\n", "thuoc == muc", "! choice_table_no_label"},
	} {
		source := outlineOf(choice+"      - {code: A1.05, name: o, type: select_one, label: Ở đâu?, choices_from: ds.csv, choice_filter: "+c.filter+"}\n", "")
		whole, err := form.Whole("t.yaml", []byte(source), func(string) ([]byte, error) { return []byte(c.table), nil })
		if err != nil {
			t.Fatal(err)
		}
		o, err := form.Parse("t.yaml", whole)
		var got []string
		var faults *fault.Faults
		if errors.As(err, &faults) {
			list, _ := faults.List()
			for _, f := range list {
				got = append(got, "! "+f.Key)
			}
		} else {
			for _, f := range o.Warnings {
				got = append(got, strings.TrimSpace(f.Key+" "+f.Near))
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestKeysMeant: a key of another type, a number as a word and what nobody sees are refused with what to write.
func TestKeysMeant(t *testing.T) {
	for question, want := range map[string]string{
		"{code: A1.01, name: a, type: integer, label: A, range: 0-100}": "t.yaml:6:64: range is true (a span, \"from … to …\", is taken too) or false; the least and the most are min: 0 and max: 100",
		"{code: A1.01, name: a, type: integer, label: A, range: true}":  "",
		"{code: A1.01, name: a, type: yes_no, label: A, search: true}":  "t.yaml:6:64: question A1.01: search says nothing for type yes_no: take it out, or write another type (search is for select_multiple, select_one)",
		"{code: A1.01, name: a, type: integer, label: A, min: b}":       "t.yaml:6:62: question A1.01: min takes a number, and not another question, \"b\": to compare with one write constraint: a >= b",
		"{code: A1.01, name: a\u00adb, type: integer, label: A}":        "t.yaml:6:29: question A1.01: name has a character in it that is not seen (from a word processor or a web page): type ab again",
		"{code: A1.01, name: a, type: \"integer\u00a0\", label: A}":     "t.yaml:6:38: question A1.01: type has a character in it that is not seen (from a word processor or a web page): type integer again",
	} {
		if got, _ := said(t, "en", outlineOf("      - "+question+"\n", "")); strings.Join(got, "\n") != want {
			t.Errorf("%s:\ngot  %s\nwant %s", question, strings.Join(got, "\n"), want)
		}
	}
}
