package form

import "testing"

// TestFiguresMeant: a line of figures that was copied, and a sum of percentages, are taken and doubted.
func TestFiguresMeant(t *testing.T) {
	const outline = `title: T
sections:
  - code: A1
    title: S
    questions:
      - {code: A1.01, name: a, type: integer, unit: hộ, label: One}
      - {code: A1.02, name: b, type: decimal, unit: "%", label: Two}
figures:
  - {name: a, label: A, value: a}
`
	for _, c := range []struct{ name, line, want string }{
		{"another figure", "  - {name: x, label: X, value: a * 2}\n", ""},
		{"the same per another", "  - {name: x, label: X, value: a, per: a}\n", ""},
		{"the same", "  - {name: x, label: X, value: a}\n", "figure_same"},
		{"shares", "  - {name: b, label: B, value: b}\n", "figure_percent"},
	} {
		o, err := Parse("t.yaml", []byte(outline+c.line))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, w := range o.Warnings {
			got += w.Key
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
