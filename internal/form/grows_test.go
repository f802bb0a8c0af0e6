package form

import (
	"strconv"
	"strings"
	"testing"

	"giaoban/internal/effort/efforttest"
)

// TestGrows: an outline takes what its length allows, right or wrong.
func TestGrows(t *testing.T) {
	const (
		head = "title: a\nsections:\n- code: X0\n  title: A\n  questions:\n  - {code: X0.01, name: a1, type: integer, label: a?, required: true, min: 0, max: 9, example: '1'}\n"
		next = "  - {code: X0.02, name: b, type: integer, label: a?, required: true, min: 0, max: 9, example: '1', relevant: "
		list = "  - code: X0.02\n    name: b\n    type: select_one\n    label: a?\n    required: true\n    choices:\n"
	)
	efforttest.GrowsByParts(t, 800, map[string]func(n int){
		"questions":  written(head, "  - {code: X0.#, name: a#, type: integer, label: 'Số hộ #?', required: true, min: 0, max: 9, example: '1'}\n", ""),
		"one name":   written(head, "  - {code: X0.01, name: a1, type: integer, label: a?, required: true, min: 0, max: 9}\n", ""),
		"sections":   written(head, "- code: Y#\n  title: A\n  questions:\n  - {code: Y#.01, name: b#, type: integer, label: a?, required: true, min: 0, max: 9, example: '1'}\n", ""),
		"choices":    written(head+list, "    - {name: c#, label: 'C #'}\n", ""),
		"figures":    written(head+"figures:\n", "- {name: f#, label: 'F #', value: a1}\n", ""),
		"expression": written(head+next+"'a1 > 1", " + a1", "'}\n"),
		"brackets":   written(head+next+"'a1 > ", "(", "'}\n"),
		"faults":     written(head, "  - {code: X0.#, nme: a#, type: x}\n", ""),
		"aliases":    written("a: &a1 [1,1]\n", "b#: &a# [*a<, *a<]\n", ""),
		"flow":       written("a: ", "[", ""),
		"deep":       written("a: ", "{a: ", ""),
		"words":      written(head+"  - {code: X0.02, name: b, type: integer, label: '", "Số hộ # ", "'}\n"),
	})
}

// written reads an outline of so many parts.
func written(before, again, after string) func(n int) {
	return func(n int) {
		var b strings.Builder
		b.WriteString(before)
		for i := range n {
			b.WriteString(strings.NewReplacer("#", strconv.Itoa(i+2), "<", strconv.Itoa(i+1)).Replace(again))
		}
		_, _ = Parse("a.yaml", []byte(b.String()+after))
	}
}
