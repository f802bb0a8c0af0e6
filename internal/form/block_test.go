package form_test

import (
	"slices"
	"strings"
	"testing"

	"giaoban/internal/form"
)

// TestBlockFaults: what is wrong with sections' conditions and with groups is told where it stands.
func TestBlockFaults(t *testing.T) {
	t.Parallel()
	q := "      - {code: A1.1, name: so, type: integer, label: A}\n"
	group := func(rest string) string {
		return head + q + "      - {code: A1.2, name: g, type: group, " + rest + "}\n"
	}
	inner := "{code: A1.3, name: b, type: date, label: B}"
	for _, c := range []struct{ name, source, want string }{
		{"a section's condition", head + q + "  - {code: A2, title: T, relevant: soo > 3, questions: [" + inner + "]}\n",
			`t.yaml:7:36: A2: relevant names "soo", which is not asked before it (did you mean "so"?)`},
		{"a group's condition", group("label: G, relevant: soo > 3, questions: [" + inner + "]"),
			`t.yaml:7:64: G: relevant names "soo", which is not asked before it (did you mean "so"?)`},
		{"inside a group", group("label: G, questions: [{code: A1.3, name: b, type: dat, label: B}]"),
			`t.yaml:7:94: question A1.3: there is no type "dat" (did you mean "date"?)`},
		{"later inside a group", group("label: G, relevant: b > 3, questions: [{code: A1.3, name: b, type: integer, label: B}]"),
			`t.yaml:7:64: G: relevant names "b", which is not asked before it (it is asked later`},
		{"no label", group("questions: [" + inner + "]"), `t.yaml:7:9: question A1.2 has no label`},
		{"no questions", group("label: G"), `t.yaml:7:9: group A1.2 has no questions`},
		{"rows", group("label: G, required: true, questions: [" + inner + "]"), `t.yaml:7:64: question A1.2: required says nothing for type group`},
		{"too deep", group("label: G, questions: [{code: A1.4, type: group, label: H, questions: [{code: A1.5, type: group, label: I, questions: [" + inner + "]}]}]"),
			`t.yaml:7:114: group A1.5: groups stand in one another 2 deep at most: move these questions out of one`},
		{"a list in a list, in a group", head + "      - {code: A1.2, name: g, type: repeat, label: G, rows: {noun: n, name: b}, questions: [" + inner +
			", {code: A1.4, type: group, label: H, questions: [{code: A1.5, name: h, type: repeat, label: H, rows: {noun: n, name: c}, questions: [{code: A1.6, name: c, type: text, label: C}]}]}]}\n",
			"a group inside a group is not possible"},
	} {
		if got, taken := said(t, "en", c.source); taken || !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, strings.Join(got, "\n"), c.want)
		}
	}
}

// TestBlockMeaning: an answer means something else when a condition above it is another; an
// outline without such conditions means what it meant before there were any.
func TestBlockMeaning(t *testing.T) {
	t.Parallel()
	read := func(section, group string) *form.Outline {
		o, err := form.Parse("t.yaml", []byte("title: T\nsections:\n  - code: A1\n    title: A\n    questions: [{code: A1.1, name: a, type: yes_no, label: A}]\n"+
			"  - code: A2\n    title: B\n"+section+"    questions:\n      - {code: A2.1, name: g, type: group, label: G, "+group+"questions: [{code: A2.2, name: b, type: date, label: B}]}\n"))
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	plain := read("", "")
	for _, o := range []*form.Outline{read("    relevant: a\n", ""), read("", "relevant: a, ")} {
		if change := form.Compare(plain, o)["b"]; change.What != form.Condition {
			t.Errorf("changed: %s", change.What)
		}
		if o.ByName["b"].Meaning() == plain.ByName["b"].Meaning() {
			t.Error("it means the same")
		}
		if !slices.Contains(o.ByName["a"].Dependents, o.ByName["b"]) {
			t.Error("nothing hangs on the question that the condition names")
		}
	}
	if titles := plain.ByName["b"].Titles(); !slices.Equal(titles, []string{"G"}) || len(plain.Top) != 2 || plain.ByName["b"].Pos != 1 {
		t.Errorf("%q, %d questions", titles, len(plain.Top))
	}
}
