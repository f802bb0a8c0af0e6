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
	const source = "title: A\nsections:\n  - code: X1\n    title: A\n    questions:\n      - {code: X1.01, name: a, type: TYPE, label: A, MORE}\n"
	parse := func(kind, more string) (*form.Outline, error) {
		return form.Parse("a.yaml", []byte(strings.NewReplacer("TYPE", kind, "MORE", more).Replace(source)))
	}
	for q, want := range map[[2]string]form.Aggregate{
		{"integer", "required: true"}: form.Sum,
		{"decimal", "unit: '%'"}:      form.None,
		{"year", "required: true"}:    form.None,
		{"integer", "aggregate: max"}: form.Max,
	} {
		o, err := parse(q[0], q[1])
		if err != nil {
			t.Fatal(err)
		}
		if got := o.Top[0].Together(); got != want {
			t.Errorf("%v comes together as %s, want %s", q, got, want)
		}
	}
	for _, bad := range [][2]string{{"integer", "total"}, {"text", "sum"}, {"year", "max"}} {
		if _, err := parse(bad[0], "aggregate: "+bad[1]); err == nil || !strings.Contains(err.Error(), "aggregate") {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
