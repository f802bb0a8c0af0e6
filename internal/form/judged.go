package form

import (
	"regexp"
	"strings"

	"giaoban/internal/fault"
)

// judgements are the words of the compiler of expressions, and the phrases for them. A group of the form fills the phrase.
var judgements = []struct {
	form      *regexp.Regexp
	key, fill string
}{
	{regexp.MustCompile(`^unexpected token EOF`), "expression_end", ""},
	{regexp.MustCompile(`^unexpected token \S+?\("(.*)"\)$`), "expression_token", "token"},
	{regexp.MustCompile(`^unrecognized character: \S+ '(.*)'$`), "expression_token", "token"},
	{regexp.MustCompile(`^expected bool, but got `), "expression_no_condition", ""},
	{regexp.MustCompile(`^invalid operation: \S+ \(mismatched type `), "expression_no_condition", ""},
	{regexp.MustCompile(`^invalid operation: (\S+) \(mismatched types \S+ and \S+\)`), "expression_types", "operator"},
	{regexp.MustCompile(`^array elements can only be selected`), "expression_list_field", ""},
	{regexp.MustCompile(`^string is not callable`), "expression_not_called", ""},
	{regexp.MustCompile(`^type \S+ has no field (\S+)`), "expression_no_field", "name"},
	{regexp.MustCompile(`^(?:not enough|too many) arguments to call `), "expression_arguments", ""},
	{regexp.MustCompile(`^invalid number of arguments `), "expression_arguments", ""},
	{regexp.MustCompile(`^cannot use \S+ as argument \(.*\) to call (\S+)`), "expression_argument", "name"},
}

// onlyList is what is said of a function of lists that is called as spreadsheets do.
var onlyList = regexp.MustCompile(`^builtin (\S+) takes only array`)

// judged says in an editor's words what the compiler of expressions found.
func judged(of string, key any, message string) fault.Fault {
	first, _, _ := strings.Cut(message, "\n")
	if m := onlyList.FindStringSubmatch(first); m != nil {
		if f, ok := elsewhere(m[1], of, key); ok {
			return f
		}
	}
	for _, j := range judgements {
		m := j.form.FindStringSubmatch(first)
		switch {
		case m == nil:
		case j.fill == "":
			return fault.New(j.key, "of", of, "key", key)
		default:
			return fault.New(j.key, "of", of, "key", key, j.fill, m[1])
		}
	}
	return fault.New("expression_other", "of", of, "key", key, "message", first)
}
