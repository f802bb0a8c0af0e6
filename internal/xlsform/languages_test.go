package xlsform

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/fault"
	"giaoban/internal/form"
)

const inThree = `survey
,type,name,label::English (en),label::Français (fr),label::Tiếng Việt (vi),hint::English (en),hint::Tiếng Việt (vi),constraint,constraint_message::English (en),constraint_message::Tiếng Việt (vi)
,begin group,houses,Houses,Maisons,Nhà ở,,,,,
,integer,n,How many?,Combien?,Bao nhiêu?,Count them.,Đếm lại.,. > 0,More than none.,Phải hơn 0.
,select_one yn,any,Any left?,Il en reste?,Còn không?,,,,,
,select_one kind,kind,Which of ${n}?,Lequel?,Loại nào?,,,,,
,select_one kind or_other,other,OK?,OK?,OK?,,,,,
,end group
,begin repeat,rows,House,Maison,Nhà,,,,,
,text,who,Who?,Qui?,Ai?,,,,,
,end repeat
choices
,list_name,name,label::English (en),label::Français (fr),label::Tiếng Việt (vi)
,yn,1,Yes,Oui,Còn
,yn,0,No,Non,Hết
,kind,a,Brick,Brique,Gạch
,kind,b,Wood,Bois,Gỗ
settings
,form_title,default_language
,Houses,English (en)
`

func imported(t *testing.T, content, language string) *Imported {
	t.Helper()
	say := phrases(t, "en")
	m, err := Import(sheets(t, []byte(content)), Options{File: "f.xlsx", Title: "f", Language: language, Say: say, In: func(l string) fault.Sayer { return phrases(t, l) }})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestImportLanguages: a form in Vietnamese and English becomes an outline in both; others by --language; one alone as before.
func TestImportLanguages(t *testing.T) {
	both := string(imported(t, inThree, "").Source)
	for _, want := range []string{"languages: [en, vi]\n", "title:\n      en: Houses\n      vi: Nhà ở\n", "label:\n          en: How many?\n          vi: Bao nhiêu?\n",
		"hint:\n          en: Count them.\n          vi: Đếm lại.\n", "constraint_message:\n          en: More than none.\n          vi: Phải hơn 0.\n",
		"{name: a, label: {en: Brick, vi: Gạch}}", "{name: other, label: {en: Other, vi: Khác}}", "label: OK?\n", "type: yes_no\n        label:\n          en: Any left?\n",
		"en: Which of {n}?\n", "label:\n          en: House {stt}\n          vi: Nhà {stt}\n", "noun:\n            en: house\n            vi: nhà\n"} {
		if !strings.Contains(both, want) {
			t.Errorf("nothing of %q", want)
		}
	}
	if t.Failed() {
		t.Log(both)
	}
	if told := remarked(imported(t, inThree, ""), phrases(t, "en"), "f.xlsx"); !strings.Contains(told, `only the texts in "English (en), Tiếng Việt (vi)" are taken, not yet: Français (fr)`) {
		t.Error(told)
	}
	french := string(imported(t, inThree, "fr,vi").Source)
	for _, want := range []string{"languages: [fr, vi]\n", "fr: Combien?\n", "hint:\n          fr: Count them.\n          vi: Đếm lại.\n"} {
		if !strings.Contains(french, want) {
			t.Errorf("nothing of %q in:\n%s", want, french)
		}
	}
	if one := string(imported(t, inThree, "vi").Source); strings.Contains(one, "languages:") || !strings.Contains(one, "label: Bao nhiêu?\n") || strings.Contains(one, "How many") {
		t.Error(one)
	}
}

const outlineInTwo = `title: {vi: Thử, en: Trial}
languages: [vi, en]
sections:
  - code: A1
    title: {vi: Chung, en: General}
    questions:
      - {code: A1.01, name: co, type: yes_no, required: true, label: {vi: Có không?, en: Any?}}
      - {code: A1.02, name: so, type: integer, label: {vi: Bao nhiêu nhà?, en: How many?}, hint: {vi: Đếm lại., en: Count again.}, min: 1, relevant: co}
      - {code: A1.03, name: ma, type: text, label: Mã OK?, pattern: "[a-z]+", pattern_message: {vi: Chữ thường., en: Small letters.}}
      - {code: A1.04, name: loai, type: select_one, label: {vi: Loại nào?, en: Which?}, choices: [{name: a, label: {vi: Gạch, en: Brick}}, {name: b, label: OK}]}
      - code: A1.05
        name: diem
        type: repeat
        label: {vi: "Điểm {stt}", en: "Place {stt}"}
        rows: {noun: {vi: điểm, en: place}, name: thon}
        questions:
          - {code: A1.05.01, name: thon, type: text, label: {vi: Thôn?, en: Village?}}
`

// TestExportLanguages: each language has its columns, which other programs read, and the outline comes back whole.
func TestExportLanguages(t *testing.T) {
	book, told, o := exported(t, outlineInTwo)
	for _, c := range [][3]string{
		{"so", "label::Tiếng Việt (vi)", "Bao nhiêu nhà?"}, {"so", "label::English (en)", "How many?"}, {"so", "hint::English (en)", "Count again."},
		{"ma", "label::English (en)", "Mã OK?"}, {"ma", "constraint_message::English (en)", "Small letters."}, {"diem", "label::English (en)", "Place {stt}"},
	} {
		if got := cell(t, book, c[0], c[1]).Text; got != c[2] {
			t.Errorf("%s, %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
	var choices []string
	for _, row := range book.Sheet(choicesSheet).Rows {
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		choices = append(choices, strings.Join(cells, ","))
	}
	for _, want := range []string{"list_name,name,label::Tiếng Việt (vi),label::English (en)", "yes_no,no,Không,No", "loai,a,Gạch,Brick", "loai,b,OK,OK"} {
		if !strings.Contains(strings.Join(choices, "\n")+"\n", want+"\n") {
			t.Errorf("no row %q in %q", want, choices)
		}
	}
	for _, r := range told {
		if r.Weight == Refused {
			t.Errorf("unsaid: %v", r.Fault)
		}
	}
	m, err := Import(book, o)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(canonical(t, "f", []byte(outlineInTwo)), canonical(t, "f", m.Source)); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, m.Source)
	}
	cell(t, book, "so", "label::English (en)").Text = "How many houses?"
	if m, err = Import(book, o); err != nil || !strings.Contains(string(m.Source), "en: How many houses?") {
		t.Errorf("what was changed does not count: %v\n%s", err, m.Source)
	}
	if parsed, err := form.Parse("f", m.Source); err != nil || parsed.In("en").Title != "Trial" {
		t.Error(err)
	}
}
