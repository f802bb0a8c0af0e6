package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"giaoban/internal/ooxml"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

const (
	head      = `<?xml version="1.0"?><w:X xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="mc">`
	styles    = `<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:basedOn w:val="Heading1"/></w:style><w:style w:styleId="Cu"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style><w:style w:styleId="H2"><w:name w:val="Heading 2"/></w:style>`
	numbering = `<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride></w:num>`
)

// word makes a file of these parts, each without what stands around it.
func word(body string, more ...[2]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range append([][2]string{{"word/document.xml", "<w:body>" + body + "</w:body>"}, {"word/styles.xml", styles}, {"word/numbering.xml", numbering}}, more...) {
		f, _ := z.Create(part[0])
		_, _ = f.Write([]byte(head + part[1] + "</w:X>"))
	}
	_ = z.Close()
	return b.Bytes()
}

func p(properties, text string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>"
}

func item(list, depth int, text string) string {
	return p(`<w:numPr><w:ilvl w:val="`+strconv.Itoa(depth)+`"/><w:numId w:val="`+strconv.Itoa(list)+`"/></w:numPr>`, text)
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []Block
	}{
		{"headings by style, by a style upon it, by name, by level",
			p(`<w:pStyle w:val="Heading1"/>`, "Một") + p(`<w:pStyle w:val="Muc"/>`, "Hai") + p(`<w:pStyle w:val="H2"/>`, "Ba") + p(`<w:outlineLvl w:val="2"/>`, "Bốn") + p(`<w:pStyle w:val="Muc"/><w:outlineLvl w:val="9"/>`, "Năm"),
			[]Block{{Text: "Một", Level: 1, Bold: true}, {Text: "Hai", Level: 1, Bold: true}, {Text: "Ba", Level: 2}, {Text: "Bốn", Level: 3}, {Text: "Năm", Bold: true}}},
		{"lists are numbered as on the page",
			item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + item(1, 2, "d") + item(1, 0, "e") + item(1, 1, "f") + item(2, 0, "g") + item(5, 1, "h") + item(0, 0, "i"),
			[]Block{{Text: "a", Number: "I."}, {Text: "b", Number: "1."}, {Text: "c", Number: "2."}, {Text: "d", Number: "a)"}, {Text: "e", Number: "II."},
				{Text: "f", Number: "1."}, {Text: "g", Number: "-"}, {Text: "h", Number: "4."}, {Text: "i"}}},
		{"a line is bold when all of it is",
			`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>I. </w:t></w:r><w:r><w:rPr><w:b w:val="1"/></w:rPr><w:t>Chỉ đạo</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Có</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve"> 5 tổ</w:t></w:r></w:p>`,
			[]Block{{Text: "I. Chỉ đạo", Bold: true}, {Text: "Có 5 tổ"}}},
		{"NFD becomes NFC, spaces and breaks are plain",
			`<w:p><w:r><w:t>` + norm.NFD.String("Số hộ") + `</w:t><w:tab/><w:t xml:space="preserve">  12 </w:t><w:br/><w:t>trong đó</w:t></w:r></w:p>`,
			[]Block{{Text: "Số hộ 12\ntrong đó"}}},
		{"tables by rows, wide cells and cells of several lines",
			`<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("", "Tên") + `</w:tc><w:tc>` + p("", "Số") + `</w:tc></w:tr><w:tr><w:tc>` + p("", "1") + `</w:tc><w:tc>` + p("", "hộ") + p("", "gia đình") + `</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>`,
			[]Block{{Rows: [][]string{{"Tên", "", "Số"}, {"1", "hộ\ngia đình", ""}}}}},
		{"what was deleted, fields and fallbacks are left out, boxes come behind",
			`<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:r><w:instrText>HYPERLINK "http://x"</w:instrText></w:r><w:hyperlink><w:r><w:t> đây</w:t></w:r></w:hyperlink><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + p("", "hộp") + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + p("", "hộp") + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p><w:sdt><w:sdtContent>` + p("", "trong ô") + `</w:sdtContent></w:sdt>`,
			[]Block{{Text: "mới đây"}, {Text: "hộp"}, {Text: "trong ô"}}},
		{"a table within a cell, cells merged downwards, what is moved",
			`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("", "Năm 2015") + `</w:tc><w:tc><w:tbl><w:tr><w:tc>` + p("", "hộ") + `</w:tc><w:tc>` + p("", "12") + `</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>` + p("", "7") + `</w:tc></w:tr></w:tbl><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:p><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>đây</w:t></w:r></w:moveTo></w:p>`,
			[]Block{{Rows: [][]string{{"Năm 2015", "hộ 12"}, {"", "7"}}}, {Text: "đây"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(word(c.body))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, d.Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Notes stand with what refers to them; comments, headers and footers are no words of the
// report.
func TestNotes(t *testing.T) {
	ref := func(kind, id string) string {
		return `<w:r><w:` + kind + `Reference w:id="` + id + `"/></w:r>`
	}
	body := `<w:p><w:r><w:t>Có 5 tổ</w:t></w:r>` + ref("footnote", "2") + ref("endnote", "2") + `</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>12</w:t></w:r>` + ref("footnote", "3") + `</w:p></w:tc></w:tr></w:tbl><w:p><w:del>` + ref("footnote", "4") + `</w:del><w:r><w:t>Hết</w:t></w:r>` + ref("footnote", "9") + `</w:p>`
	notes := func(kind string, list ...string) string {
		all := `<w:` + kind + ` w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:` + kind + `>`
		for i, text := range list {
			all += `<w:` + kind + ` w:id="` + strconv.Itoa(i+2) + `"><w:p><w:r><w:` + kind + `Ref/></w:r><w:r><w:t>` + text + `</w:t></w:r></w:p></w:` + kind + `>`
		}
		return all
	}
	d, err := Read(word(body, [2]string{"word/footnotes.xml", notes("footnote", norm.NFD.String("kể cả tổ hòa giải"), "ước", "bỏ")},
		[2]string{"word/endnotes.xml", notes("endnote", "theo Công an xã")}, [2]string{"word/comments.xml", p("", "sửa lại")},
		[2]string{"word/header1.xml", p("", "đầu trang")}, [2]string{"word/footer1.xml", p("", "trang 1")}))
	if err != nil {
		t.Fatal(err)
	}
	want := []Block{{Text: "Có 5 tổ", Notes: []string{"kể cả tổ hòa giải", "theo Công an xã"}}, {Rows: [][]string{{"12"}}, Notes: []string{"ước"}}, {Text: "Hết"}}
	if diff := cmp.Diff(want, d.Blocks); diff != "" {
		t.Error(diff)
	}
}

func TestRefused(t *testing.T) {
	whole := word(p("", "x"))
	many := make([][2]string, ooxml.MaxEntries)
	for i := range many {
		many[i][0] = "media/" + strconv.Itoa(i)
	}
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrNotWord},
		{"words", []byte("BÁO CÁO"), ErrNotWord},
		{"pdf", []byte("%PDF-1.7\n"), ErrPDF},
		{"rtf", []byte(`{\rtf1`), ooxml.ErrOldFormat},
		{"doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"), ooxml.ErrOldFormat},
		{"password", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), ooxml.ErrPassword},
		{"cut", whole[:len(whole)/2], ooxml.ErrDamaged},
		{"bad xml", word("<w:p><w:r>"), ooxml.ErrDamaged},
		{"an entity", word("<w:p><w:r><w:t>&xxe;</w:t></w:r></w:p>"), ooxml.ErrDamaged},
		{"a sheet", zipOf("xl/workbook.xml", "<x/>"), ErrNotWord},
		{"too deep", word(strings.Repeat("<w:sdt>", 300) + strings.Repeat("</w:sdt>", 300)), ooxml.ErrTooLarge},
		{"too many entries", word("", many...), ooxml.ErrTooLarge},
		{"a bomb", zipOf("word/document.xml", strings.Repeat(" ", ooxml.MaxUnpacked+1)), ooxml.ErrTooLarge},
	} {
		if _, err := Read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func zipOf(name, content string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, _ := z.Create(name)
	_, _ = f.Write([]byte(content))
	_ = z.Close()
	return b.Bytes()
}

// Whatever the bytes are, reading ends, in NFC or in one of the errors.
func FuzzBody(f *testing.F) {
	f.Add(p(`<w:pStyle w:val="Heading1"/>`, "Một")+item(1, 2, "a"), styles, numbering)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr></w:tbl>`, "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		r := reader{}
		for _, err := range []error{r.readStyles([]byte(head + styles + "</w:X>")), r.readNumbering([]byte(head + numbering + "</w:X>")), r.readBody([]byte(head + body + "</w:X>"))} {
			if err != nil && !errors.Is(err, ooxml.ErrDamaged) && !errors.Is(err, ooxml.ErrTooLarge) {
				t.Fatal(err)
			}
		}
		for _, b := range r.blocks {
			if !norm.NFC.IsNormalString(b.Text) {
				t.Errorf("%q", b.Text)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(word(p("", "x")))
	f.Fuzz(func(t *testing.T, data []byte) { _, _ = Read(data) })
}
