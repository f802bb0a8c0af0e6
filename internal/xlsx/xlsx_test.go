package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"giaoban/internal/ooxml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func all(string) bool { return true }

// packed makes a file of these parts.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	oneSheet = `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets><sheet name="Survey " sheetId="1" r:id="r1"/></sheets></workbook>`
	links    = `<Relationships xmlns="` + packaging + `relationships"><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="r2" Type="` + office + `/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`
)

// workbook is a file with one sheet of these rows.
func workbook(t testing.TB, rows string, more ...string) []byte {
	return packed(t, append([]string{"xl/workbook.xml", oneSheet, "xl/_rels/workbook.xml.rels", links,
		"xl/worksheets/sheet1.xml", `<worksheet xmlns="` + main + `"><sheetData>` + rows + `</sheetData></worksheet>`}, more...)...)
}

// TestCells: each kind of cell is read as its program showed it.
func TestCells(t *testing.T) {
	rows := `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><r><t>trong </t></r><r><t xml:space="preserve">ô </t></r></is></c></row>` +
		`<row r="4"><c t="n"><v>12</v></c><c><v>0.1</v></c><c t="b"><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>nối</v></c><c t="e"><v>#N/A</v></c><c s="1"><v>42551</v></c>` +
		`<c s="2"><v>0.3125</v></c><c s="3"><v>42551.3125</v></c><c s="4"><v>7</v></c><c t="s"><v>9</v></c></row><row r="5"><c s="1"/></row>`
	shared := `<sst xmlns="` + main + `"><si><t>ti&#x301;nh_x000D_` + "\r\n" + `hai</t></si><si><r><t>漢</t></r><rPh><t>かん</t></rPh><r><t>字</t></r></si></sst>`
	look := `<styleSheet xmlns="` + main + `"><numFmts><numFmt numFmtId="170" formatCode="dd\-mm\-yyyy&quot;h&quot;"/><numFmt numFmtId="171" formatCode="[h]:mm &quot;d&quot;"/>` +
		`<numFmt numFmtId="172" formatCode="d/m/yyyy h:mm"/><numFmt numFmtId="173" formatCode="0 &quot;ngày&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="172"/><xf numFmtId="173"/></cellXfs></styleSheet>`
	book, err := Read(workbook(t, rows, "xl/sharedStrings.xml", shared, "xl/styles.xml", look), all)
	if err != nil {
		t.Fatal(err)
	}
	text := func(texts ...string) (cells []Cell) {
		for _, s := range texts {
			cells = append(cells, Cell{Text: s})
		}
		return cells
	}
	want := Book{{Name: "Survey ", Read: true, Rows: []Row{
		{2, text("tính\nhai", "漢字", "", "trong ô")},
		{4, text("12", "0.1", "TRUE", "nối", "#N/A", "2016-06-30", "07:30:00", "2016-06-30T07:30:00", "7")},
	}}}
	want[0].Rows[1].Cells[3].Formula = true
	if diff := cmp.Diff(want, book); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if book.Sheet("survey") == nil || book.Sheet("choices") != nil {
		t.Error("a sheet is found by its name without case and spaces")
	}
}

// TestRefused: what is no workbook, is locked, broken or too large is told apart, and none takes long.
func TestRefused(t *testing.T) {
	row := strings.Repeat(`<row><c t="inlineStr"><is><t>a</t></is></c></row>`, 1_000_000)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty":             {nil, ErrNotWorkbook},
		".csv":              {[]byte("type,name,label\ntext,a,Tên\n"), ErrText},
		".xls":              {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), ooxml.ErrOldFormat},
		"password":          {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), ooxml.ErrPassword},
		".pdf":              {[]byte("%PDF-1.7\n"), ErrNotWorkbook},
		"a picture":         {[]byte("\x89PNG\r\n\x1a\n\x00\xff"), ErrNotWorkbook},
		"half a file":       {workbook(t, row[:100])[:200], ooxml.ErrDamaged},
		".docx":             {packed(t, "word/document.xml", "<w/>"), ErrNotWorkbook},
		".ods":              {packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"), ErrOpenFormat},
		"another part":      {packed(t, "xl/workbook.xml", "<html/>"), ErrNotWorkbook},
		"broken xml":        {workbook(t, `<row><c><v>1</v></row>`), ooxml.ErrDamaged},
		"entities":          {packed(t, "xl/workbook.xml", `<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook xmlns="`+main+`"><sheets><sheet name="&a;"/></sheets></workbook>`), ooxml.ErrDamaged},
		"a million rows":    {workbook(t, row), ooxml.ErrTooLarge},
		"a far column":      {workbook(t, `<row><c r="ZZZ1"><v>1</v></c></row>`), ooxml.ErrTooLarge},
		"many far cells":    {workbook(t, strings.Repeat(`<row><c r="SF1"><v>1</v></c></row>`, 2000)), ooxml.ErrTooLarge},
		"a bomb":            {workbook(t, `<row><c t="inlineStr"><is><t>`+strings.Repeat("a", ooxml.MaxUnpacked)+`</t></is></c></row>`), ooxml.ErrTooLarge},
		"a text many times": {workbook(t, strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 1000), "xl/sharedStrings.xml", `<sst><si><t>`+strings.Repeat("a", 1<<20)+`</t></si></sst>`), ooxml.ErrTooLarge},
	} {
		if _, err := Read(c.data, all); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestOnlyWanted: sheets that nobody wants are named, and cost nothing.
func TestOnlyWanted(t *testing.T) {
	book, err := Read(workbook(t, `<row><c t="inlineStr"><is><t>`+strings.Repeat("a", ooxml.MaxUnpacked)+`</t></is></c></row>`), func(string) bool { return false })
	if diff := cmp.Diff(Book{{Name: "Survey "}}, book); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// TestWrite: what is written reads as it was, whatever the letters, and is the same each time.
func TestWrite(t *testing.T) {
	book := Book{{Name: "survey", Read: true, Rows: []Row{
		{1, []Cell{{Text: "type"}, {Text: "label::Tiếng Việt (vi)"}}},
		{2, []Cell{{Text: "text"}, {Text: "=1+1 <b>&\"' \nhai dòng"}}},
		{7, []Cell{{}, {Text: "TRUE"}}},
	}}, {Name: "choices & lists", Read: true}}
	var first, second bytes.Buffer
	if err := errors.Join(book.Write(&first), book.Write(&second)); err != nil {
		t.Fatal(err)
	}
	got, err := Read(first.Bytes(), all)
	if diff := cmp.Diff(book, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two files of one book differ")
	}
}

func TestColumn(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		if got := Column(i); got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
		if got, ok := columnOf(want + "7"); !ok || got != i {
			t.Errorf("%s7: %d, want %d", want, got, i)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(workbook(f, `<row r="1"><c r="B1" t="s"><v>0</v></c><c s="1"><f>1</f><v>42551.5</v></c></row>`, "xl/sharedStrings.xml", `<sst><si><t>a</t></si></sst>`,
		"xl/styles.xml", `<styleSheet><cellXfs><xf/><xf numFmtId="22"/></cellXfs></styleSheet>`))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := Read(data, all)
		known := false
		for _, e := range []error{ooxml.ErrOldFormat, ooxml.ErrPassword, ErrText, ErrOpenFormat, ErrNotWorkbook, ooxml.ErrDamaged, ooxml.ErrTooLarge} {
			known = known || errors.Is(err, e)
		}
		if err != nil && !known {
			t.Errorf("no reason: %v", err)
		}
		for _, s := range book {
			for _, row := range s.Rows {
				if len(row.Cells) > MaxColumns || row.Text(len(row.Cells)) != "" {
					t.Error(fmt.Sprint(row))
				}
			}
		}
	})
}
