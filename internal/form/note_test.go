package form_test

import (
	"strings"
	"testing"
)

// TestNoteFaults: what is wrong with texts between questions is told where it stands.
func TestNoteFaults(t *testing.T) {
	t.Parallel()
	q := func(rest string) string {
		return head + "      - {code: A1.1, name: so, type: integer, label: A}\n      - {code: A1.2, " + rest + "}\n"
	}
	for _, c := range []struct{ name, source, want string }{
		{"no words", q("type: note"), `t.yaml:7:9: question A1.2 has no label`},
		{"a note that must be answered", q("type: note, label: L, required: true"), `t.yaml:7:54: question A1.2: required says nothing for type note`},
		{"a note's condition", q("type: note, label: L, relevant: soo > 3"), `t.yaml:7:54: A1.2: relevant names "soo", which is not asked before it (did you mean "so"?)`},
		{"a note with a template", q("type: note, label: L, template: x"), `question A1.2: template says nothing for type note`},
		{"no template", q("type: calculated_text, name: x, label: L"), `t.yaml:7:9: question A1.2: a calculated_text needs a template`},
		{"no name", q("type: calculated_text, label: L, template: x"), `t.yaml:7:9: question A1.2 has no name`},
		{"a name twice", q("type: calculated_text, name: so, label: L, template: x"), `t.yaml:7:51: name "so" is used twice`},
		{"itself", q("type: calculated_text, name: x, label: L, template: 'a {x}'"), `t.yaml:7:74: question A1.2: the template names "x", which is itself or a calculated text behind it`},
		{"one behind it", q("type: calculated_text, name: x, label: L, template: 'a {y}'") + "      - {code: A1.3, type: calculated_text, name: y, label: L, template: 'a {x}'}\n",
			`t.yaml:7:74: question A1.2: the template names "y"`},
		{"a value of it", q("type: calculated_text, name: x, label: L, template: 'a {y}', values: {y: soo}"), `t.yaml:7:95: A1.2: y names "soo"`},
		{"named in a condition", q("type: calculated_text, name: x, label: L, template: a") + "      - {code: A1.3, name: b, type: date, label: B, relevant: x == \"a\"}\n", `relevant names "x", which is not asked before it`},
	} {
		if got, taken := said(t, "en", c.source); taken || !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, strings.Join(got, "\n"), c.want)
		}
	}
}
