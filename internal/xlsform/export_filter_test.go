package xlsform_test

import (
	"slices"
	"testing"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/xlsform"
	"giaoban/locales"
)

// TestExportFilter: other programs get the filter of choices with the columns that it picks by, those of a table too, and a
// calculated text that an XLSForm cannot say is none without a calculation, which they refuse.
func TestExportFilter(t *testing.T) {
	t.Parallel()
	source := []byte(`title: T
lists:
  huyen: [{name: ns, label: Nga Sơn}, {name: tx, label: Thọ Xuân}]
  thon: [{name: a, label: A, of: {thuoc: ns}}, {name: b, label: B, of: {thuoc: tx}}]
sections:
  - code: X1
    title: A
    questions:
      - {code: X1.01, name: ma, type: select_one, choices_from: huyen, label: Huyện nào?}
      - {code: X1.02, name: thon, type: select_one, choices_from: thon, choice_filter: thuoc == ma, label: Thôn nào?}
      - {code: X1.03, name: xa, type: select_one, choices_from: xa.csv, choice_filter: cua == ma, label: Xã nào?}
      - {code: X1.04, name: noi, type: calculated_text, template: "{thon}, {xa}", label: Nơi}
files:
  xa.csv: |
    name,label,cua
    na,Nga An,ns
    xl,Xuân Lam,tx
`)
	o, err := form.Parse("f.yaml", source)
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language("en")
	options := xlsform.Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }}
	book, told, err := xlsform.Export(source, o, options)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, sheet := range book {
		for _, row := range sheet.Rows {
			var cells []string
			for _, cell := range row.Cells {
				cells = append(cells, cell.Text)
			}
			all = append(all, cells)
		}
	}
	has := func(words ...string) bool {
		return slices.ContainsFunc(all, func(row []string) bool {
			return !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(row, word) })
		})
	}
	for _, row := range [][]string{{"select_one thon", "thon", "thuoc = ${ma}"}, {"select_one xa", "xa", "cua = ${ma}"}, {"list_name", "thuoc", "cua"},
		{"thon", "b", "tx"}, {"xa", "na", "Nga An", "ns"}, {"note", "noi"}} {
		if !has(row...) {
			t.Errorf("no row with %q in %q", row, all)
		}
	}
	for _, r := range told {
		if r.Weight == xlsform.Refused {
			t.Errorf("told: %s", r.Say(say, "f.xlsx"))
		}
	}
}
