package form

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// A slip is what somebody writes into a condition who knows spreadsheets, word processors or XLSForm, and what it is
// written as here.
type slip struct {
	form *regexp.Regexp // its first group, if there is one, is what is wrong
	key  string
	// meant is what is written in its place; ok is false where it is no slip after all.
	meant func(p *parsing, written string) (meant string, ok bool)
	// own marks what stands for the question's own answer.
	own bool
}

// as is a slip with one meaning.
func as(meant string) func(*parsing, string) (string, bool) {
	return func(*parsing, string) (string, bool) { return meant, true }
}

// among is a slip of several spellings, each with its meaning.
func among(meanings map[string]string) func(*parsing, string) (string, bool) {
	return func(_ *parsing, written string) (string, bool) {
		meant, ok := meanings[written]
		return meant, ok
	}
}

// wordsOfLogic are those of other languages and programs. Words of one syllable that may be part of a name with blanks are
// not among them.
var wordsOfLogic = map[string]string{"AND": "and", "And": "and", "OR": "or", "Or": "or", "NOT": "not", "Not": "not", "và": "and", "VÀ": "and", "hoặc": "or",
	"HOẶC": "or", "hay": "or", "TRUE": "true", "True": "true", "FALSE": "false", "False": "false", "đúng": "true", "sai": "false", "div": "/", "mod": "%"}

// conditions look at expressions as their authors meant them.
type conditions struct{ *parsing }

// slips are looked for in this order in an expression that cannot be read, outside its quotation marks.
var slips = []slip{
	{form: regexp.MustCompile(`^\s*(=)[^=]`), key: "expression_equals_first", meant: as("")},
	{form: regexp.MustCompile(`(?:^|[\s(])(\.)(?:[\s<>=!)]|$)`), key: "expression_sign", own: true},
	{form: regexp.MustCompile(`[“”‘’«»]`), key: "expression_sign", meant: as(`"`)},
	{form: regexp.MustCompile(`<>|≠|=!|!==|=<|≤|=>|≥|===|×|÷|[−–—]`), key: "expression_sign", meant: among(map[string]string{"<>": "!=", "≠": "!=", "=!": "!=", "!==": "!=",
		"=<": "<=", "≤": "<=", "=>": ">=", "≥": ">=", "===": "==", "×": "*", "÷": "/", "−": "-", "–": "-", "—": "-"})},
	{form: regexp.MustCompile(`\d+(?:[.,]\d+)?\s*%`), key: "expression_percent", meant: percent},
	{form: regexp.MustCompile(`\d{1,3}(?:[.,]\d{3}){2,}`), key: "expression_sign", meant: func(_ *parsing, written string) (string, bool) {
		return strings.NewReplacer(".", "", ",", "").Replace(written), true
	}},
	{form: regexp.MustCompile(`[\w.]+ (?i:between) [\w.]+ (?:and|và|AND) [\w.]+`), key: "expression_sign", meant: func(_ *parsing, written string) (string, bool) {
		words := strings.Fields(written)
		return words[0] + " >= " + words[2] + " and " + words[0] + " <= " + words[4], true
	}},
	{form: regexp.MustCompile(`(?:^|[\s(])((?:no|khong|không|Không|No) [a-z][a-z0-9_]*)`), key: "expression_sign", meant: func(p *parsing, written string) (string, bool) {
		_, name, _ := strings.Cut(written, " ")
		return "not " + name, p.o.ByName[name] != nil
	}},
	{form: regexp.MustCompile(`[\p{L}\p{M}]+`), key: "expression_sign", meant: among(wordsOfLogic)},
	{form: regexp.MustCompile(`[\w.]+ is (?:not )?(?:null|empty|blank)`), key: "expression_sign", meant: func(_ *parsing, written string) (string, bool) {
		name, rest, _ := strings.Cut(written, " is ")
		if !strings.HasPrefix(rest, "not ") {
			return "not " + answered + "(" + name + ")", true
		}
		return answered + "(" + name + ")", true
	}},
	{form: regexp.MustCompile(`[^=!<>](=)(?:[^=]|$)`), key: "expression_sign", meant: as("==")},
	{form: regexp.MustCompile(`\$?\{\s*[a-z][a-z0-9_]*\s*\}`), key: "expression_sign", meant: func(_ *parsing, written string) (string, bool) {
		return strings.Trim(written, "${} "), true
	}},
	{form: regexp.MustCompile(`\b[A-Z]+[0-9]+(?:\.[0-9]+)+`), key: "expression_code", meant: func(p *parsing, written string) (string, bool) {
		q := p.o.ByCode[written]
		return nameOf(q), q != nil
	}},
	{form: regexp.MustCompile(`\b([A-Z]{2,})\s*\(`), key: "expression_sign", meant: func(_ *parsing, written string) (string, bool) {
		return strings.ToLower(written), slices.Contains(functions, strings.ToLower(written))
	}},
	{form: regexp.MustCompile(`\b(if)\s*\(`), key: "expression_elsewhere", meant: as(functionsElsewhere["if"])},
	{form: regexp.MustCompile(`;`), key: "expression_sign", meant: as(",")},
	{form: regexp.MustCompile(`\b\d{1,3}(?:,\d{3})+\b`), key: "expression_sign", meant: func(_ *parsing, written string) (string, bool) { return strings.ReplaceAll(written, ",", ""), true }},
	{form: regexp.MustCompile(`\d+,\d+`), key: "expression_sign", meant: func(_ *parsing, written string) (string, bool) { return strings.Replace(written, ",", ".", 1), true }},
	{form: regexp.MustCompile(`[\w)]\s+([xX])\s+[\w(]`), key: "expression_sign", meant: as("*")},
	{form: regexp.MustCompile(`[\w)]\s*(:)\s*[\w(]`), key: "expression_sign", meant: as("/")},
	{form: regexp.MustCompile(`[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*(?: [\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*)*`), key: "expression_words", meant: calledByWords},
}

// nameOf is the name of a question that there may be.
func nameOf(q *Question) string {
	if q == nil {
		return ""
	}
	return q.Name
}

// percent is a share as a number: 10% is 0.1.
func percent(_ *parsing, written string) (string, bool) {
	n, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimRight(written, "% "), ",", "."), 64)
	return PlainNumber(n / 100), err == nil
}

// calledByWords is the name that words with marks or blanks stand for: «số hộ» is so_ho.
func calledByWords(p *parsing, written string) (string, bool) {
	if !strings.ContainsFunc(written, func(r rune) bool { return r == ' ' || r > unicode.MaxASCII }) {
		return "", false
	}
	folded := strings.ReplaceAll(viet.Fold(written), " ", "_")
	if p.o.ByName[folded] != nil {
		return folded, true
	}
	for _, q := range p.o.Top {
		if viet.Fold(viet.Line(q.Label)) == viet.Fold(viet.Line(written)) {
			return q.Name, true
		}
	}
	return "", strings.ContainsFunc(written, func(r rune) bool { return r > unicode.MaxASCII })
}

// slipMeant is what is written in the place of a slip.
func (p conditions) slipMeant(s slip, written, of string) (meant string, ok bool) {
	if s.own {
		q := p.o.ByCode[of]
		return nameOf(q), q != nil
	}
	return s.meant(p.parsing, written)
}

// slipIn finds the first slip of an expression that could not be read: where it begins, in letters, and what to say.
func (p conditions) slipIn(source, of string, key any) (at int, f fault.Fault, found bool) {
	masked, open := unquoted(source)
	if open >= 0 {
		return open, fault.New("expression_open_quote", "of", of, "key", key), true
	}
	for _, s := range slips {
		for _, m := range s.form.FindAllStringSubmatchIndex(masked, -1) {
			from, to := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				from, to = m[2], m[3]
			}
			written := masked[from:to]
			meant, ok := p.slipMeant(s, written, of)
			if !ok {
				continue
			}
			f := fault.New(s.key, "of", of, "key", key, "written", written, "name", written, "meant", meant)
			if meant == "" && s.key == "expression_words" {
				f = fault.New("expression_no_words", "of", of, "key", key, "written", written)
			}
			return utf8.RuneCountInString(masked[:from]), f, true
		}
	}
	return bracket(masked, of, key)
}

// bracket finds the first bracket of an expression that is left open, or that closes none.
func bracket(masked, of string, key any) (at int, f fault.Fault, found bool) {
	type open struct {
		at   int
		mark rune
	}
	var stack []open
	closes := map[rune]rune{'(': ')', '[': ']', '{': '}'}
	i := 0
	for _, r := range masked {
		switch r {
		case '(', '[', '{':
			stack = append(stack, open{i, closes[r]})
		case ')', ']', '}':
			if len(stack) == 0 || stack[len(stack)-1].mark != r {
				return i, fault.New("expression_bracket_extra", "of", of, "key", key, "mark", string(r)), true
			}
			stack = stack[:len(stack)-1]
		}
		i++
	}
	if len(stack) == 0 {
		return 0, f, false
	}
	last := stack[len(stack)-1]
	return last.at, fault.New("expression_bracket_open", "of", of, "key", key, "mark", string(last.mark)), true
}

// unquoted is an expression in which blanks stand for what is between quotation marks; open is where a mark stands, in
// letters, that is not closed, or less than nothing.
func unquoted(source string) (masked string, open int) {
	letters := []rune(source)
	var within rune
	open = -1
	for i, r := range letters {
		switch {
		case within == 0 && strings.ContainsRune("\"'`", r):
			within, open = r, i
		case within != 0 && r == within && (within == '`' || letters[i-1] != '\\'):
			within, open = 0, -1
		case within != 0:
			letters[i] = ' '
		}
	}
	return string(letters), open
}

// truths are words for yes and no that are none here.
var truths = map[string]string{"co": "true", "yes": "true", "Yes": "true", "YES": "true", "True": "true", "TRUE": "true", "dung": "true",
	"khong": "false", "no": "false", "No": "false", "NO": "false", "False": "false", "FALSE": "false", "sai": "false"}

// literal says what is written for a word that is no question's name but a choice's, or means yes or no, or nothing.
func (p conditions) literal(word string, f fault.Fault) (fault.Fault, bool) {
	of, key := f.Pairs[1], f.Pairs[3]
	if meant, ok := truths[word]; ok {
		return fault.New("expression_sign", "of", of, "key", key, "written", word, "meant", meant), true
	}
	if lower := strings.ToLower(word); lower == "null" || lower == "none" || lower == "empty" || lower == "blank" {
		return fault.New("expression_nil", "of", of, "key", key), true
	}
	for _, q := range p.o.ByName {
		if _, ok := q.Option(word); ok {
			return fault.New("expression_choice_quotes", "of", of, "key", key, "name", word), true
		}
	}
	if folded := viet.Fold(word); folded != word && p.o.ByName[folded] != nil {
		return fault.New("expression_words", "of", of, "key", key, "written", word, "meant", folded), true
	}
	return f, false
}

// functionsElsewhere are those of spreadsheets and of XLSForm, by what does the same here.
var functionsElsewhere = map[string]string{"average": "mean([a, b])", "avg": "mean([a, b])", "sum": "a + b", "isblank": "not answered(a)", "isempty": "not answered(a)",
	"countif": "count(a, .b > 0)", "countifs": "count(a, .b > 0)", "sumif": "sum(a, .b)", "today": "today", "now": "today", "len": "len(a)", "counta": "len(a)", "count": "count(a, .b > 0)", "count-selected": "len(a)",
	"and": "a and b", "or": "a or b", "not": "not a", "if": "a ? b : c", "iff": "a ? b : c", "selected": `"b" in a`, "int": "floor(a)", "roundup": "ceil(a)",
	"rounddown": "floor(a)", "concatenate": "template", "datedif": "days(a, b)", "true": "true", "false": "false", "div": "a / b", "mod": "a % b"}

// elsewhere says how a function of another program is written here.
func elsewhere(name, of string, key any) (f fault.Fault, ok bool) {
	meant, ok := functionsElsewhere[strings.ToLower(name)]
	if !ok && slices.Contains(functions, strings.ToLower(name)) {
		meant, ok = strings.ToLower(name)+"(…)", true
	}
	return fault.New("expression_elsewhere", "of", of, "key", key, "name", name, "meant", meant), ok
}
