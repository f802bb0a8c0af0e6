package asked_test

import (
	"testing"

	"giaoban/internal/asked"
	"giaoban/internal/effort/efforttest"
)

// TestGrows: no message holds up the search for what is asked about.
func TestGrows(t *testing.T) {
	_, x := shipped(t)
	efforttest.Grows(t, efforttest.Greatest, 150, map[string]func(text string){
		"Find":  func(text string) { x.Find(text, asked.Who) },
		"Lists": func(text string) { x.Lists(text) },
		"Keyed": func(text string) { x.Keyed(text) },
	}, efforttest.Messages())
}
