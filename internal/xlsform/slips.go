package xlsform

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
	"giaoban/internal/xlsform/xpath"
)

// slips are what people write in expressions that spreadsheets, other languages and their own write so, and how a form has it;
// the first group of each is what is written, and $1, $2 in the other are its further groups.
var slips = []struct {
	written *regexp.Regexp
	right   string
}{
	{regexp.MustCompile(`(?i)((\$\{\w+\})\s+between\s+(\S+)\s+(?:and|và)\s+(\S+))`), "$2 >= $3 and $2 <= $4"},
	{regexp.MustCompile(`(?i)^\s*(\.?\s*(?:between|từ|trong khoảng)\s+(\S+)\s+(?:and|và|đến|to)\s+(\S+))`), ". >= $2 and . <= $3"},
	{regexp.MustCompile(`^\s*(\[?(\d+)\s*(?:-|–|đến|to|\.\.)\s*(\d+)\]?)\s*$`), ". >= $2 and . <= $3"},
	{regexp.MustCompile(`\s(AND|And)\s`), "and"},
	{regexp.MustCompile(`\s(OR|Or)\s`), "or"},
	{regexp.MustCompile(`(,)\s*\.?\s*[<>=]`), "and"},
	{regexp.MustCompile(`(?i)((\.|\$\{\w+\})\s+is not (?:null|empty))`), "$2 != ''"},
	{regexp.MustCompile(`(?i)((\.|\$\{\w+\})\s+is (?:null|empty))`), "$2 = ''"},
	{regexp.MustCompile(`(?i)(?:^|\s)((?:not|không|no)\s+(\$\{\w+\}\s*(?:[<>=!]+\s*\S+)?))`), "not($2)"},
	{regexp.MustCompile(`(;)`), ","},
	{regexp.MustCompile(`\}\s*(:)\s*[\d$]`), "div"},
	{regexp.MustCompile(`((\d+),(\d+))`), "$2.$3"},
	{regexp.MustCompile(`((\d+(?:\.\d+)?)\s*%)`), "$2 div 100"},
	{regexp.MustCompile(`(%)`), "div 100"},
	{regexp.MustCompile(`(==)`), "="},
	{regexp.MustCompile(`(<>)`), "!="},
	{regexp.MustCompile(`(=>|≥)`), ">="},
	{regexp.MustCompile(`(=<|≤)`), "<="},
	{regexp.MustCompile(`(&&)`), "and"},
	{regexp.MustCompile(`(\|\|)`), "or"},
	{regexp.MustCompile(`(×|·)`), "*"},
	{regexp.MustCompile(`(÷|/)`), "div"},
	{regexp.MustCompile(`(?i)\s(và)\s`), "and"},
	{regexp.MustCompile(`(?i)\s(hoặc)\s`), "or"},
	{regexp.MustCompile(`(\$([A-Za-z_]\w*))`), "${$2}"},
	{regexp.MustCompile(`(?:^|[^$])(\{(\w+)\})`), "${$2}"},
	{regexp.MustCompile(`(\$\{(\w+))(?:[^\w}]|$)`), "${$2}"},
	{regexp.MustCompile(`^\s*([<>]=?\s*\S+)`), ". $1"},
}

// slip tells what somebody will have meant where an expression cannot be read.
func slip(source string) (fault.Fault, bool) {
	source = quotes.ReplaceAllString(source, "''")
	for _, s := range slips {
		m := s.written.FindStringSubmatch(source)
		if m == nil {
			continue
		}
		right := s.right
		for n := len(m) - 1; n > 0; n-- {
			right = strings.ReplaceAll(right, fmt.Sprintf("$%d", n), m[n])
		}
		return fault.New("xls_slip", "written", m[1], "right", right), true
	}
	return fault.Fault{}, false
}

// saidWhy tells why an expression is not taken.
func saidWhy(say fault.Sayer, source string, err error) string {
	var wrong *xpath.Error
	nothing := fault.Fault{}
	if errors.As(err, &nothing) && nothing.Key == "xls_asks_nothing" {
		if f, found := slip(source); found {
			return f.Say(say)
		}
	}
	if errors.As(err, &wrong) && !errors.Is(err, xpath.ErrLong) && !errors.Is(err, xpath.ErrQuote) {
		if f, found := slip(source); found {
			return f.Say(say)
		}
	}
	return faultOf(err).Say(say)
}

// writtenDay is a day as an office writes it.
var writtenDay = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)

// incomparable tells why two sides are not compared, and how a day is written.
func incomparable(a, b value) fault.Fault {
	for _, v := range []value{a, b} {
		if v.literal == nil || a.sort != isDay && b.sort != isDay {
			continue
		}
		if m := writtenDay.FindStringSubmatch(*v.literal); m != nil {
			return fault.New("xls_slip", "written", "'"+*v.literal+"'", "right", fmt.Sprintf("'%s-%02s-%02s'", m[3], m[2], m[1]))
		}
	}
	return fault.New("xls_compare", "a", shown(a), "b", shown(b))
}

// unquoted tells of a choice that stands without quotation marks beside the question that has it.
func (c *converter) unquoted(n xpath.Binary) (fault.Fault, bool) {
	for _, side := range [][2]xpath.Node{{n.Left, n.Right}, {n.Right, n.Left}} {
		word, bare := side[1].(xpath.Child)
		if !bare || c.columns[word.Name] != "" || c.targets[word.Name] != nil {
			continue
		}
		v, err := c.value(side[0])
		if err != nil || v.of == nil {
			continue
		}
		if name := v.of.labelled(word.Name); name != "" {
			return fault.New("xls_slip", "written", word.Name, "right", "'"+name+"'"), true
		}
	}
	return fault.Fault{}, false
}

// labelled is the name of the choice that has this label, or this name in other letters; "" if none has.
func (t *target) labelled(word string) string {
	for _, c := range t.choices {
		if viet.Fold(c.label) == viet.Fold(word) || viet.Fold(c.name) == viet.Fold(word) {
			return c.name
		}
	}
	return ""
}

// ofItself reports whether an expression is about the answer itself, which nobody has given when it is decided what to ask.
func ofItself(n xpath.Node) bool {
	switch n := n.(type) {
	case xpath.Self:
		return true
	case xpath.Minus:
		return ofItself(n.Of)
	case xpath.Binary:
		return ofItself(n.Left) || ofItself(n.Right)
	case xpath.Call:
		return slices.ContainsFunc(n.Arguments, ofItself)
	}
	return false
}

// alone is a word or a number that stands alone beside and or or, with what was meant: ${a} = 'x' or 'y'.
func alone(n xpath.Node) (written, of string, found bool) {
	both, ok := n.(xpath.Binary)
	if !ok {
		return "", "", false
	}
	if both.Operator != "and" && both.Operator != "or" {
		return "", "", false
	}
	if text, ok := both.Right.(xpath.Text); ok {
		return text.Value, both.Operator, true
	}
	if written, of, found = alone(both.Left); found {
		return written, of, true
	}
	return alone(both.Right)
}
