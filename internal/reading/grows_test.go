package reading

import (
	"testing"

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
