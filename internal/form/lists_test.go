package form_test

import (
	"testing"

	"giaoban/internal/form"
)

// TestLists: what a campaign's lists are of stands in its outlines. One that not everybody may
// see is not named, and a campaign without lists has none.
func TestLists(t *testing.T) {
	parse := func(groups string) *form.Outline {
		o, err := form.Parse("t.yaml", []byte("title: T\nsections:\n  - code: A\n    title: M\n    questions:\n      - {code: A1, name: n, type: integer, label: N}\n"+groups))
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	group := func(n, noun, more string) string {
		return "      - {code: A1" + n + ", name: g" + n + ", type: repeat, label: G" + more + ", rows: {noun: '" + noun + "', name: f" + n +
			"}, questions: [{code: A1" + n + ".1, name: f" + n + ", type: text, label: F}]}\n"
	}
	storm := parse(group("2", "điểm sạt lở", "") + group("3", "đề nghị khen", ", visible_to: awards"))
	above := parse(group("4", "điểm sạt lở", "") + group("5", "cầu, cống hỏng", ""))
	if got := form.RestrictedLists(map[int]*form.Outline{3: above, 4: storm}); got != "đề nghị khen" {
		t.Errorf("the restricted lists are of %q", got)
	}
	for want, outlines := range map[string]map[int]*form.Outline{
		"":                 {4: parse(""), 3: nil},
		"điểm sạt lở":      {4: storm},
		"điểm sạt lở, cầu": {3: above, 4: storm},
	} {
		if got := form.Lists(outlines); got != want {
			t.Errorf("the lists are of %q, want %q", got, want)
		}
	}
}
