package form_test

import (
	"strings"
	"testing"

	"giaoban/internal/form"
)

// TestConditionFaults: what is wrong with a condition on which a question is required, with the
// counts of a list and with the functions of expressions is told where it stands.
func TestConditionFaults(t *testing.T) {
	t.Parallel()
	q := func(rest string) string {
		return head + "      - {code: A1.1, name: so, type: integer, label: A}\n      - {code: A1.2, name: q, label: Q, " + rest + "}\n"
	}
	list := func(rows string) string {
		return q("type: repeat, rows: {noun: n, name: b, " + rows + "}, questions: [{code: A1.3, name: b, type: text, label: B}]")
	}
	for _, c := range []struct{ name, source, want string }{
		{"a slip", q("type: date, required: ture"), `t.yaml:7:63: "ture" is neither true nor false (did you mean "true"?)`},
		{"a wrong name", q("type: date, required: soo > 3"), `t.yaml:7:63: A1.2: required names "soo", which is not asked before it (did you mean "so"?)`},
		{"no condition", q("type: date, required: so + 1"), `A1.2: required is no condition`},
		{"exactly and more", list("exactly: so, min: 1"), `t.yaml:7:89: question A1.2: with rows.exactly there are no min, max and reason`},
		{"exactly a word", list(`exactly: '"ba"'`), `t.yaml:7:89: A1.2: ""ba"" must come to a number`},
		{"exactly of a day", q("type: date") + "      - {code: A1.4, name: g, label: G, type: repeat, rows: {noun: n, name: b, exactly: q}, questions: [{code: A1.3, name: b, type: text, label: B}]}\n",
			`must come to a number`},
		{"exactly a wrong name", list("exactly: soo"), `t.yaml:7:89: A1.2: exactly names "soo"`},
		{"a negative ceiling", list("max: -1"), `t.yaml:7:85: question A1.2: rows.max must be 0 or more`},
		{"answered of nothing", q("type: date, relevant: answered(soo)"), `t.yaml:7:72: A1.2: relevant names "soo"`},
		{"answered of a sum", q("type: date, relevant: answered(so + 1)"), `A1.2: relevant`},
		{"days of a number", q("type: date, relevant: days(so, today) > 3"), `A1.2: relevant`},
	} {
		if got, taken := said(t, "en", c.source); taken || !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, strings.Join(got, "\n"), c.want)
		}
	}
	for _, word := range []string{"true", "yes", "True"} {
		o, err := form.Parse("t.yaml", []byte(q("type: date, required: "+word)))
		if err != nil || !o.ByName["q"].Required {
			t.Errorf("%s: %v", word, err)
		}
	}
	for _, word := range []string{"false", "no", `""`} {
		o, err := form.Parse("t.yaml", []byte(q("type: date, required: "+word)))
		if err != nil || o.ByName["q"].First() {
			t.Errorf("%s: %v", word, err)
		}
	}
	if _, err := form.Parse("t.yaml", []byte(strings.ReplaceAll(q("type: yes_no, relevant: days + year > 3 and today > \"2016\""), "name: so", "name: days")+
		"      - {code: A1.3, name: year, type: integer, label: B}\n")); err == nil || !strings.Contains(err.Error(), "expression_later") {
		t.Errorf("a question may be called as a function: %v", err)
	}
}
