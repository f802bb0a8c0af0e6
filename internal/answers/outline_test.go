package answers_test

import (
	"os"
	"testing"

	"giaoban/internal/form"
)

// parsed is one of the shipped outlines.
func parsed(t testing.TB, name string) *form.Outline {
	t.Helper()
	source, err := os.ReadFile("../../conversations/thanhhoa-2016/" + name)
	if err != nil {
		t.Fatal(err)
	}
	o, err := form.Parse(name, source)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// someBelow is a district of three communes, two of which have submitted.
func someBelow(o *form.Outline) *form.Below {
	b := &form.Below{Noun: "xã", Expected: 3, Submitted: 2, Missing: []string{"xã Nga Thủy"}, Figures: map[string][]float64{}}
	for _, use := range o.Below() {
		b.Figures[use.Figure] = []float64{3, 4}
	}
	return b
}
