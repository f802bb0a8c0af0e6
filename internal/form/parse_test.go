package form_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/form"
)

// TestShippedOutlines parses every outline that the program ships with.
func TestShippedOutlines(t *testing.T) {
	for name, questions := range map[string]int{"xa.yaml": 108, "huyen.yaml": 0, "tinh.yaml": 0, "nganh.yaml": 0} {
		source, err := os.ReadFile(filepath.Join("../../conversations/thanhhoa-2016", name))
		if err != nil {
			t.Fatal(err)
		}
		o, err := form.Parse(name, source)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if questions > 0 && len(o.Top) != questions {
			t.Errorf("%s: %d questions, want %d", name, len(o.Top), questions)
		}
	}
}

// TestFaults: each fault is reported where it stands, with what was perhaps
// meant.
func TestFaults(t *testing.T) {
	const head = "title: Thử\nsections:\n  - code: A1\n    title: Một\n    questions:\n"
	tests := []struct{ name, source, want string }{
		{"unknown key", head + "      - {code: A1.1, name: a, type: integer, label: A, requird: true}\n",
			`requird`},
		{"type", head + "      - {code: A1.1, name: a, type: intger, label: A}\n",
			`t.yaml:6:37: question A1.1: there is no type "intger" (did you mean "integer"?)`},
		{"code twice", head + "      - {code: A1.1, name: a, type: date, label: A}\n      - {code: A1.1, name: b, type: date, label: B}\n",
			`t.yaml:7:16: code A1.1 is used twice`},
		{"code form", head + "      - {code: a1, name: a, type: date, label: A}\n",
			`t.yaml:6:16: code "a1" is not a code: capital letters, then numbers with points between them, such as X5.01`},
		{"name form", head + "      - {code: A1.1, name: Á, type: date, label: A}\n",
			`t.yaml:6:28: question A1.1: "Á" is not a name (a-z, 0-9 and _, beginning with a letter, such as a)`},
		{"no label", head + "      - {code: A1.1, name: a, type: date}\n",
			`t.yaml:6:9: question A1.1 has no label`},
		{"condition on a later question", head + "      - {code: A1.1, name: co_bcd, type: yes_no, label: A}\n      - {code: A1.2, name: b, type: date, label: B, relevant: co_bdc}\n",
			`t.yaml:7:63: A1.2: relevant names "co_bdc", which is not asked before it (did you mean "co_bcd"?)`},
		{"one choice", head + "      - {code: A1.1, name: a, type: select_one, label: A, choices: [{name: x, label: X}]}\n",
			`t.yaml:6:9: question A1.1 needs at least two choices`},
		{"check level", head + "      - {code: A1.1, name: a, type: integer, label: A}\nchecks:\n  - {id: K1, level: eror, constraint: a > 0, message: M}\n",
			`t.yaml:8:21: check K1: level "eror" (error, warning or note)`},
		{"check fix", head + "      - {code: A1.1, name: tong, type: integer, label: A}\nchecks:\n  - {id: K1, level: error, constraint: tong > 0, message: M, fix: [{question: tog}]}\n",
			`t.yaml:8:79: check K1: there is no question "tog" (did you mean "tong"?)`},
		{"not a condition", head + "      - {code: A1.1, name: a, type: integer, label: A}\nchecks:\n  - {id: K1, level: error, constraint: a + 1, message: M}\n",
			`t.yaml:8:40: K1: constraint is no condition: it must compare`},
		{"no sections", "title: Thử\n", `the outline has no sections`},
		{"no YAML", "title: [\n", `t.yaml:`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines, taken := said(t, "en", tt.source)
			if got := strings.Join(lines, "\n"); taken || !strings.Contains(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
