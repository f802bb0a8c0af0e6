package form_test

import (
	"strings"
	"testing"

	"giaoban/internal/form"
)

// TestFinishable: what nobody can finish is refused by line.
func TestFinishable(t *testing.T) {
	tests := map[string]string{
		`{code: X1.01, name: a, type: yes_no, label: A?, required: true, constraint: a and not a}`:                                                             "no answer meets its constraint",
		`{code: X1.01, name: a, type: integer, label: A?, required: true, min: 1, max: 9, constraint: a > 9}`:                                                  "no answer meets its constraint",
		`{code: X1.01, name: g, type: repeat, label: G, rows: {noun: x, name: n, min: 4, max: 3}, questions: [{code: X1.02, name: n, type: text, label: N?}]}`: "above rows.max 3",
		`{code: X1.01, name: a, type: integer, label: A?, skipped: zero}`:                                                                                      "skipped says nothing",
	}
	for question, want := range tests {
		lines, taken := said(t, "en", "title: T\nsections:\n  - code: X1\n    title: T\n    questions:\n      - "+question+"\n")
		if got := strings.Join(lines, "\n"); taken || !strings.Contains(got, want) || !strings.HasPrefix(got, "t.yaml:6:") {
			t.Errorf("%s: %s", question, got)
		}
	}
	never := "title: T\nsections:\n  - {code: X1, title: T, questions: [{code: X1.01, name: a, type: text, label: A?}]}\nchecks:\n  - {id: K, level: error, constraint: 1 > 2, message: M}\n"
	if lines, taken := said(t, "en", never); taken || !strings.Contains(lines[0], "never holds") {
		t.Errorf("a check that never holds: %v", lines)
	}
}

// TestChoicesApart: check warns of choices that what is typed cannot tell apart.
func TestChoicesApart(t *testing.T) {
	for choices, want := range map[string][]string{
		"{name: a, label: Dâu}, {name: b, label: Ngô}, {name: c, label: Đậu}": {"“Dâu” and “Đậu” are equal without marks"},
		"{name: a, label: Ngô}, {name: b, label: Ngô}":                        {"choices 1 and 2 are both called “Ngô”"},
		`{name: a, label: "2"}, {name: b, label: "1"}, {name: c, label: "5"}`: {"a typed 2 is choice 2 and also the number in “2”", "a typed 1 is choice 1 and also the number in “1”"},
		"{name: a, label: 0 lần}, {name: b, label: 1 lần}":                    {"a typed 1 is choice 1 and also the number in “1 lần”"},
		`{name: a, label: "1"}, {name: b, label: "2"}, {name: c, label: "7"}`: nil,
		`{name: a, label: "2014"}, {name: b, label: "2015"}`:                  nil,
		"{name: a, label: Có}, {name: b, label: Không}":                       nil,
	} {
		warnings, taken := said(t, "en", "title: T\nsections:\n  - code: X1\n    title: T\n    questions:\n      - {code: X1.01, name: q, type: select_one, label: A?, choices: ["+choices+"]}\n")
		if !taken || len(warnings) != len(want) {
			t.Errorf("%s: %v", choices, warnings)
			continue
		}
		for i, w := range warnings {
			if !strings.Contains(w, want[i]) || !strings.HasPrefix(w, "t.yaml:6:") {
				t.Errorf("%s: %v, want %s", choices, w, want[i])
			}
		}
	}
}

// TestDecimals: sums of decimals compare as people write them.
func TestDecimals(t *testing.T) {
	o, err := form.Parse("t.yaml", []byte(`title: T
sections:
  - code: X1
    title: T
    questions:
      - {code: X1.01, name: a, type: decimal, label: A?}
      - {code: X1.02, name: b, type: decimal, label: B?}
      - {code: X1.03, name: c, type: decimal, label: C?}
checks:
  - {id: K1, level: error, constraint: a + b == c, message: M}
  - {id: K2, level: error, constraint: c >= a + b and a + b <= c, message: M}
  - {id: K3, level: error, constraint: not (a + b > c) and a + b + 0.001 != c, message: M}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, abc := range [][3]float64{{0.1, 0.2, 0.3}, {1.1, 2.2, 3.3}, {1000.1, 0.2, 1000.3}, {1e12, 1e12, 2e12}} {
		env := map[string]any{"a": abc[0], "b": abc[1], "c": abc[2]}
		for _, c := range o.Checks {
			if v, known := c.Holds.Run(env); (!known || v != true) && (c.ID != "K3" || abc[0] < 1e9) {
				t.Errorf("%s with %v: %v, %v", c.Constraint, abc, v, known)
			}
		}
	}
}
