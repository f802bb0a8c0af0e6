package form_test

import (
	"strings"
	"testing"

	"giaoban/internal/form"
)

// TestAggregateWords: the outline says how numbers come together, and is refused
// where that means nothing.
func TestAggregateWords(t *testing.T) {
	t.Parallel()
	for q, want := range map[*form.Question]form.Aggregate{
		{Type: form.Integer}:                      form.Sum,
		{Type: form.Decimal, Unit: "%"}:           form.None,
		{Type: form.Year}:                         form.None,
		{Type: form.Integer, Aggregate: form.Max}: form.Max,
	} {
		if got := q.Together(); got != want {
			t.Errorf("%+v comes together as %s, want %s", q, got, want)
		}
	}
	const source = "title: A\nsections:\n  - code: X1\n    title: A\n    questions:\n      - {code: X1.01, name: a, type: TYPE, label: A, aggregate: WORD}\n"
	for _, bad := range [][2]string{{"integer", "total"}, {"text", "sum"}, {"year", "max"}} {
		if _, err := form.Parse("a.yaml", []byte(strings.NewReplacer("TYPE", bad[0], "WORD", bad[1]).Replace(source))); err == nil || !strings.Contains(err.Error(), "comes together") {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
