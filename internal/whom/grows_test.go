package whom_test

import (
	"strings"
	"testing"

	"giaoban/internal/effort/efforttest"
	"giaoban/internal/locale"
	"giaoban/internal/whom"
	"giaoban/locales"
)

// TestGrows: no message holds up the reader of lists of units.
func TestGrows(t *testing.T) {
	c := nearby(t, "tỉnh Thanh Hóa")
	catalogue, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalogue.Language("vi")
	lists := whom.NewLists(c.Units, say)
	efforttest.Grows(t, 1000, 800, map[string]func(text string){
		"Find": func(text string) { c.Find(text) },
		"In":   func(text string) { lists.In(strings.Fields(text)) },
	}, efforttest.Messages())
}
