package form_test

import (
	"strings"
	"testing"

	"giaoban/internal/form"
)

// TestNewKindFaults: what is wrong with times, patterns and scales is told where it stands.
func TestNewKindFaults(t *testing.T) {
	t.Parallel()
	q := func(rest string) string { return head + "      - {code: A1.1, name: q, label: Q, " + rest + "}\n" }
	for _, c := range []struct{ name, source, want string }{
		{"a time", q("type: time, min: 7h30"), `t.yaml:6:58: question A1.1: min "7h30" is not a time (as 07:30)`},
		{"times crossed", q(`type: time, min: "08:00", max: "07:00"`), `question A1.1: min 08:00 is above max 07:00`},
		{"a pattern", q(`type: text, pattern: "[0-9"`), `t.yaml:6:62: question A1.1: pattern "[0-9" is no regular expression`},
		{"a pattern of a number", q(`type: integer, pattern: "1"`), `question A1.1: pattern says nothing for type integer`},
		{"a message without a pattern", q(`type: text, pattern_message: x`), `question A1.1: pattern_message says nothing for type text`},
		{"a scale without an end", q("type: scale, min: 1"), `t.yaml:6:9: question A1.1: a scale needs min and max, whole numbers`},
		{"a scale turned round", q("type: scale, min: 5, max: 1"), `question A1.1: min 5 is above max 1`},
		{"steps that miss the end", q("type: scale, min: 0, max: 10, step: 3"), `t.yaml:6:77: question A1.1: steps of 3 do not lead from 0 to 10`},
		{"choices of a telephone", q("type: telephone, choices: [{name: a, label: A}, {name: b, label: B}]"), `choices says nothing for type telephone`},
	} {
		if got, taken := said(t, "en", c.source); taken || !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, strings.Join(got, "\n"), c.want)
		}
	}
	read := func(rest string) *form.Outline {
		o, err := form.Parse("t.yaml", []byte(q(rest)))
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	if what := form.Compare(read("type: text"), read(`type: text, pattern: "1"`))["q"].What; what != form.Limits {
		t.Errorf("a new pattern: %s", what)
	}
	if steps := read("type: scale, min: 0, max: 1000000000").ByName["q"].Taps(nil); steps != nil {
		t.Errorf("%d buttons", len(steps))
	}
}
