package xlsform

import (
	"strings"
	"testing"

	"giaoban/internal/form"
	"giaoban/internal/xlsform/xpath"
	"giaoban/internal/xlsx"
)

const withFigures = `title: Thử
sections:
  - code: A1
    title: Chung
    questions:
      - {code: A1.01, name: so_ho, type: integer, label: Bao nhiêu hộ?, unit: hộ, min: 0}
      - {code: A1.02, name: so_nha, type: integer, label: "Mô hình thứ {loai}?", min: 0}
figures:
  - {name: ho, label: hộ, value: so_ho}
  - {name: nha, label: nhà, value: so_nha}
`

// TestOwnGone: what was deleted of an export is told, since what stood there is lost, and the rest is taken as before.
func TestOwnGone(t *testing.T) {
	say := phrases(t, "en")
	book, _, o := exported(t, withFigures)
	var without xlsx.Book
	for _, s := range book {
		if s.Name != ownSheet {
			without = append(without, s)
		}
	}
	m, err := Import(without, o)
	if err != nil {
		t.Fatal(err)
	}
	if told := remarked(m, say, "f.xlsx"); !strings.Contains(told, "! f.xlsx: this form was exported from an outline, and the sheet giaoban with figures was deleted since") || m.Count(Refused) != 1 {
		t.Error(told)
	}
	if !strings.Contains(string(m.Source), `{loai}`) {
		t.Errorf("words of the campaign are lost:\n%s", m.Source)
	}
	survey := book.Sheet(surveySheet)
	for i, head := range survey.Rows[0].Cells {
		if head.Text == "giaoban_unit" {
			survey.Rows[0].Cells[i].Text = ""
		}
	}
	if m, err = Import(book, o); err != nil {
		t.Fatal(err)
	}
	if told := remarked(m, say, "f.xlsx"); !strings.Contains(told, "the columns giaoban_… with unit were deleted since") {
		t.Error(told)
	}
}

// TestOwnRefused: a figure whose question got another name is left out with its row on our sheet; all else is taken.
func TestOwnRefused(t *testing.T) {
	book, _, o := exported(t, withFigures)
	for i := range book.Sheet(surveySheet).Rows {
		if row := book.Sheet(surveySheet).Rows[i]; row.Text(1) == "so_nha" {
			row.Cells[1].Text = "nha_cua"
		}
	}
	m, err := Import(book, o)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := form.Parse("f", m.Source)
	if err != nil || len(parsed.Figures) != 1 || parsed.Figures[0].Name != "ho" {
		t.Errorf("%v\n%s", err, m.Source)
	}
	if told := remarked(m, phrases(t, "en"), "f.xlsx"); !strings.Contains(told, "! f.xlsx, sheet giaoban, row 3: figures could not be taken: ") || m.Count(Refused) != 1 {
		t.Error(told)
	}
}

// TestTalk: what is written as in a spreadsheet or a sentence is refused with what to write.
func TestTalk(t *testing.T) {
	b := built(t, base)
	for source, want := range map[string]string{
		"IF(${n} > 1, 2, 3) = 2": "IF() is written if(), in small letters",
		"=SUM(${n}, ${d})":       `begins without =`,
		"${n} x ${d} > 2":        "times is written *",
		". between 0 and 100":    ". >= 0 and . <= 100",
		". >= 0 và . <= 100":     ". >= 0 and . <= 100",
		". ≤ 100":                ". >= 0 and . <= 100",
		". > 0, . < 100":         ". >= 0 and . <= 100",
	} {
		if _, err := tried(b, source); err == nil || !strings.Contains(faultOf(err).Say(b.say), want) {
			t.Errorf("%s: %v", source, err)
		}
	}
	const form = `survey
,type,name,label,constraint,relevant
,integer,n,N?,0-100,
,email,thu,Your address?,,
,integer,m,M?,,1
,integer,o,O?,. > 0,true()
`
	told := remarked(imported(t, form, ""), phrases(t, "en"), "f.xlsx")
	for _, want := range []string{`"0-100" could not be taken: "0-100" is written . >= 0 and . <= 100 in a form`, "to ask for it, write text into the column type", `"1" could not be taken: it names no answer`} {
		if !strings.Contains(told, want) {
			t.Errorf("nothing of %q in:\n%s", want, told)
		}
	}
	if strings.Count(told, "\n") != 3 {
		t.Errorf("told:\n%s", told)
	}
}

// tried converts a condition of the base form.
func tried(b *builder, source string) (value, error) {
	n, err := xpath.Parse(source)
	if err != nil {
		return value{}, err
	}
	return b.converter(b.targets["n"].item).truth(n)
}
