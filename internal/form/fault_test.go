package form_test

import (
	"strings"
	"testing"
)

// TestEveryFault breaks one thing at a time. Each is told where it stands.
func TestEveryFault(t *testing.T) {
	const head = "title: Thử\nsections:\n  - code: A1\n    title: Một\n    questions:\n      - {code: A1.1, name: so, type: integer, label: Số}\n"
	q := func(rest string) string { return head + "      - {code: A1.2, name: q, label: Q, " + rest + "}\n" }
	group := func(rows, fields string) string {
		return head + "      - {code: A1.2, name: g, label: G, type: repeat, rows: {" + rows + "}, questions: [" + fields + "]}\n"
	}
	check := func(rest string) string { return head + "checks:\n  - {id: K1, level: error, " + rest + "}\n" }
	const field = "{code: A1.2.1, name: ten, label: T, type: text}"
	tests := []struct{ name, source, want string }{
		{"unknown key", q("type: integer, requird: true"), `t.yaml:7:56: there is no key "requird" here (did you mean "required"?)`},
		{"unknown key at the top", head + "figure: []\n", `t.yaml:7:1: there is no key "figure" here (did you mean "figures"?)`},
		{"what the parser works out", q("type: integer, compiled: {pos: 3}"), `t.yaml:7:56: there is no key "compiled" here`},
		{"a key twice", q("type: integer, type: date"), `t.yaml:7:`},
		{"words where a number stands", q("type: text, min_length: ba"), `t.yaml:7:`},
		{"a list where a word stands", q("type: [integer]"), `t.yaml:7:`},
		{"name twice", head + "      - {code: A1.2, name: so, type: date, label: Q}\n", `t.yaml:7:28: name "so" is used twice`},
		{"min is no number", q("type: integer, min: 1.000.000"), `t.yaml:7:61: question A1.2: min "1.000.000" is not a number (digits only`},
		{"min with a part", q("type: integer, min: 0.5"), `t.yaml:7:61: question A1.2: min "0.5" is not a whole number`},
		{"max is no day", q("type: date, max: 30/6/2016"), `t.yaml:7:58: question A1.2: max "30/6/2016" is not a day (as 2016-06-30, or today)`},
		{"min above max", q("type: integer, min: 9, max: 3"), `t.yaml:7:61: question A1.2: min 9 is above max 3`},
		{"day above day", q("type: date, min: 2016-07-01, max: 2016-06-01"), `t.yaml:7:58: question A1.2: min 2016-07-01 is above max 2016-06-01`},
		{"min of a text", q("type: text, min: 3"), `t.yaml:7:58: question A1.2: min says nothing for type text`},
		{"length of a number", q("type: integer, max_length: 3"), `question A1.2: max_length says nothing for type integer`},
		{"short above long", q("type: text, min_length: 9, max_length: 3"), `question A1.2: min_length 9 is above max_length 3`},
		{"choice without a name", q("type: select_one, choices: [{label: X}, {name: y, label: Y}]"), `t.yaml:7:69: question A1.2: choice 1 needs both a name and a label`},
		{"choice twice", q("type: select_one, choices: [{name: y, label: X}, {name: y, label: Y}]"), `question A1.2: choice 2 has the name "y" of choice 1: give it another`},
		{"choices of a number", q("type: integer, choices: [{name: x, label: X}, {name: y, label: Y}]"), `question A1.2: choices says nothing for type integer`},
		{"default out of range", q("type: integer, min: 1, max: 9, default: 12"), `t.yaml:7:81: question A1.2: default "12" is no answer to it (from 1 to 9)`},
		{"default is no choice", q("type: select_one, default: xa, choices: [{name: x, label: X}, {name: y, label: Y}]"), `default "xa" is no answer to it (did you mean "x"?)`},
		{"default is no day", q("type: date, default: hôm nay"), `default "hôm nay" is no answer to it (as 2016-06-30, or today)`},
		{"default of a file", q("type: file, default: x"), `question A1.2: default says nothing for type file`},
		{"a post that is no choice", q("type: text, post: true"), `t.yaml:7:59: question A1.2: the post is one choice (select_one), and stands in no list`},
		{"two posts", q("type: select_one, post: true, choices: [{name: y, label: Y}, {name: z, label: Z}]") + "      - {code: A1.3, name: r, label: R, type: select_one, post: true, choices: [{name: y, label: Y}, {name: z, label: Z}]}\n",
			`t.yaml:8:65: question A1.3: A1.2 is the question for the post already`},
		{"ending with a dot", q("type: file, accept: [.PDF]"), `t.yaml:7:62: question A1.2: ".PDF" is not the ending of a file's name (small letters without a dot, such as pdf)`},
		{"suggested day", q("type: date, suggest: [30/6]"), `question A1.2: "30/6" is not a day`},
		{"where to look for units", q("type: unit, within: huyen"), `question A1.2: within "huyen" (own, below, all)`},
		{"message without constraint", q("type: integer, constraint_message: Sai."), `a constraint_message without a constraint is never said`},
		{"condition that is no expression", q("type: integer, relevant: so >"), `A1.2: relevant ends too early: something is missing behind its last sign`},
		{"condition broken inside", q("type: integer, relevant: so > ) 3"), `t.yaml:7:71: A1.2: relevant: this ")" closes no bracket`},
		{"condition in quotes", q("type: integer, relevant: 'so > ) 3'"), `t.yaml:7:72: A1.2: relevant: this ")" closes no bracket`},
		{"later question", q("type: yes_no, relevant: so > 0 and sau > 3") + "      - {code: A1.3, name: sau, type: integer, label: S}\n",
			`t.yaml:7:76: A1.2: relevant names "sau", which is not asked before it (it is asked later; a condition`},
		{"misspelt name", q("type: yes_no, relevant: 1 > 0 and soo > 3"), `t.yaml:7:75: A1.2: relevant names "soo", which is not asked before it (did you mean "so"?)`},
		{"misspelt name behind marks", q(`type: yes_no, relevant: '"ờ" == "a" and soo > 3'`), `t.yaml:7:81: A1.2: relevant names "soo"`},
		{"text against number", q("type: yes_no, relevant: so == \"ba\""), `t.yaml:7:68: A1.2: relevant holds two things against each other with ==`},
		{"no such function", q("type: yes_no, relevant: summ(so) > 3"), `t.yaml:7:65: A1.2: relevant calls "summ", and there is no such function (did you mean "sum"?)`},
		{"value of a question", q("type: integer, values: {min: soo}"), `A1.2: min names "soo"`},
		{"calculation is missing", q("type: calculate"), `question A1.2: a calculated question needs a calculation or parts`},
		{"calculation elsewhere", q("type: integer, calculation: so + 1"), `question A1.2: calculation says nothing for type integer`},
		{"part named as a question", q("type: calculate, parts: [{name: so, label: S, calculation: so + 1}]"), `name "so" is used twice`},
		{"part without a label", q("type: calculate, parts: [{name: p, calculation: so + 1}]"), `question A1.2: part "p" has no label`},
		{"rows named after nothing", group("noun: mục, name: tenn", field), `rows.name "tenn" is not one of its fields`},
		{"reason of nothing", group("noun: mục, name: ten, reason: ly_do", field), `t.yaml:7:92: question A1.2: rows.reason "ly_do" is not a question`},
		{"group in a group", group("noun: mục, name: ten", field+", {code: A1.2.2, name: h, label: H, type: repeat, rows: {noun: n, name: ten}, questions: ["+field+"]}"), `a group inside a group is not possible`},
		{"calculated in each row", group("noun: mục, name: ten", field+", {code: A1.2.2, name: h, label: H, type: calculate, calculation: so}"), `question A1.2.2: calculate cannot be asked in each row`},
		{"no rows", q("type: repeat"), `question A1.2: a repeat, and only a repeat, has rows and questions`},
		{"check of nothing", check("constraint: sso > 3, message: M"), `t.yaml:8:40: K1: constraint names "sso", which is not asked before it (did you mean "so"?)`},
		{"check without a message", check("constraint: so > 3"), `t.yaml:8:5: check K1 has no message`},
		{"check without a constraint", check("message: M"), `t.yaml:8:5: check K1 has no constraint`},
		{"check for each of no group", check("each: so, constraint: so > 3, message: M"), `check K1: "so" is not a repeat`},
		{"check leads nowhere", check("constraint: so > 3, message: M, fix: [{question: soo}]"), `check K1: there is no question "soo" (did you mean "so"?)`},
		{"figure of nothing", head + "figures:\n  - {name: f, label: F, value: soo}\n", `t.yaml:8:32: figures: f: value names "soo"`},
		{"figure twice", head + "figures:\n  - {name: f, label: F, value: so}\n  - {name: f, label: F, value: so}\n", `t.yaml:9:12: figure "f" stands above already: give this one another name`},
		{"summary of nothing", head + "summary:\n  - {text: T, relevant: soo > 1}\n", `summary: relevant names "soo"`},
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
