package docx

import (
	"strings"
	"testing"

	"giaoban/internal/effort/efforttest"
)

// TestGrows: no document is read in more than its length allows, whatever it names again and
// again: a long font, a long style, a long number of a list, a long note.
func TestGrows(t *testing.T) {
	const name = "Báo cáo "
	run := `<w:p><w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:tab/><w:t>a</w:t></w:r></w:p>`
	note := `<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`
	again := func(styles, numbering, notes, body func(n int) string) func(n int) {
		return func(n int) {
			r := reader{}
			of := func(part func(int) string) []byte { return []byte(head + part(n) + "</w:X>") }
			for _, err := range []error{r.readStyles(of(styles)), r.readNumbering(of(numbering)), r.readNotes("footnote", of(notes)), r.readBody(of(body))} {
				if err != nil {
					t.Fatal(err)
				}
			}
			d := Document{Blocks: r.blocks}
			d.settle()
		}
	}
	none := func(int) string { return "" }
	times := func(before, piece, after string) func(int) string {
		return func(n int) string { return before + strings.Repeat(piece, n) + after }
	}
	efforttest.GrowsByParts(t, 4000, map[string]func(n int){
		"font":         again(times(`<w:style w:styleId="s"><w:rPr><w:rFonts w:ascii=".Vn`, name, `"/></w:rPr></w:style>`), none, none, times("", run, "")),
		"style":        again(times(`<w:style w:styleId="s"><w:basedOn w:val="`, name, `"/></w:style>`), none, none, times("", p(`<w:pStyle w:val="s"/>`, "a"), "")),
		"number":       again(none, times(`<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:lvlText w:val="%1`, name, `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>`), none, times("", item(1, 0, "a"), "")),
		"note":         again(none, none, times(`<w:footnote w:id="1"><w:p><w:r><w:t>`, name, `</w:t></w:r></w:p></w:footnote>`), times("", note, "")),
		"styles":       again(times("", `<w:style w:styleId="s"><w:basedOn w:val="s"/></w:style>`, ""), none, none, none),
		"paragraphs":   again(none, none, none, times("", p("", name), "")),
		"words":        again(none, none, none, times("<w:p>", `<w:r><w:t>`+name+`</w:t></w:r>`, "</w:p>")),
		"marks":        again(none, none, none, times("<w:p><w:r><w:t>a", "\u0323\u0302", "</w:t></w:r></w:p>")),
		"rows":         again(none, none, none, times("<w:tbl>", `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="9"/></w:tcPr>`+p("", "a")+`</w:tc></w:tr>`, "</w:tbl>")),
		"cells":        again(none, none, none, times("<w:tbl><w:tr>", `<w:tc>`+p("", "a")+`</w:tc>`, "</w:tr></w:tbl>")),
		"boxes":        again(none, none, none, times("<w:p>", `<w:r>`+p("", "a")+`</w:r>`, "</w:p>")),
		"lines":        again(none, none, none, times("<w:p><w:r>", `<w:t>a</w:t><w:br/>`, "</w:r></w:p>")),
		"unknown tags": again(none, none, none, times("", `<w:x y="z"><w:y/></w:x>`, "")),
	})
}
