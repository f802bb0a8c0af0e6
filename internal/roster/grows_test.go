package roster_test

import (
	"testing"

	"giaoban/internal/effort/efforttest"
)

// TestGrows: no message holds up the search for a unit's name.
func TestGrows(t *testing.T) {
	us := province(t)
	efforttest.Grows(t, 400, 400, map[string]func(text string){
		"Resolve": func(text string) { us.Resolve(text, []string{"401"}, nil) },
		"Named":   func(text string) { us.Named(text) },
		"Near":    func(text string) { us.Near(text) },
	}, efforttest.Messages())
}
