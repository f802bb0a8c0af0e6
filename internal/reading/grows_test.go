package reading

import (
	"slices"
	"strings"
	"testing"

	"giaoban/internal/docx"
	"giaoban/internal/effort/efforttest"
)

// TestGrows: no paste holds up the reader of written reports.
func TestGrows(t *testing.T) {
	o, m := shipped(t)
	efforttest.Grows(t, efforttest.Greatest, 3000, map[string]func(text string){
		"Headed": func(text string) { Headed(o, text) },
		"Read":   func(text string) { m.Read(Lines(text)) },
	}, efforttest.Messages())
}

// TestDocumentsGrow: neither does a document, however many paragraphs, rows and columns it has.
func TestDocumentsGrow(t *testing.T) {
	_, m := shipped(t)
	read := func(block func(n int) []docx.Block) func(n int) {
		return func(n int) { m.Read(&docx.Document{Blocks: block(n)}) }
	}
	efforttest.GrowsByParts(t, 2000, map[string]func(n int){
		"paragraphs": read(func(n int) []docx.Block {
			return slices.Repeat([]docx.Block{{Text: "Ưu điểm: có 5 thôn, 12 hộ."}}, n)
		}),
		"headings": read(func(n int) []docx.Block {
			return slices.Repeat([]docx.Block{{Text: "Công tác chỉ đạo", Level: 1}}, n)
		}),
		"tables": read(func(n int) []docx.Block {
			return slices.Repeat([]docx.Block{{Rows: [][]string{{"Số hộ", "12"}}}}, n)
		}),
		"rows": read(func(n int) []docx.Block {
			return []docx.Block{{Rows: slices.Repeat([][]string{{"1", "Số hộ", "12"}}, n)}}
		}),
		"columns": read(func(n int) []docx.Block {
			return []docx.Block{{Rows: slices.Repeat([][]string{slices.Repeat([]string{"Số hộ"}, n)}, 3)}}
		}),
		"words": read(func(n int) []docx.Block { return []docx.Block{{Text: strings.Repeat("Số hộ 12, ", n)}} }),
		"notes": read(func(n int) []docx.Block {
			return []docx.Block{{Text: "a", Notes: slices.Repeat([]string{"12 hộ"}, n)}}
		}),
	})
}
