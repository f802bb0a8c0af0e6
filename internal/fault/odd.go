package fault

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// mostText is how many letters a text of a file may have before it looks like a document that was pasted into it.
const mostText = 3500

// CellError is what a spreadsheet leaves in the place of a value that it could not work out.
var CellError = regexp.MustCompile(`^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$`)

// cutOff is a comment that will have been part of the text before it.
var cutOff = regexp.MustCompile(`^#[\pL\d]`)

// Odd are values of any file that are taken as they are written and will not have been meant: in the curly quotation marks of a
// word processor, which are no marks of YAML; what a spreadsheet could not work out; a whole document.
func (f *File) Odd() (found []Fault) {
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode {
			text := strings.TrimSpace(n.Value)
			switch letters := utf8.RuneCountInString(text); {
			case n.Style == 0 && cutOff.MatchString(n.LineComment):
				found = append(found, f.Standing(n, New("text_hash", "text", text, "rest", n.LineComment)))
			case strings.ContainsAny(n.Value, "\u00ad\u200b\u2060\ufeff"):
				found = append(found, f.Standing(n, New("text_invisible", "text", text)))
			case n.Style == 0 && curly(text):
				found = append(found, f.Standing(n, New("text_curly", "text", text)))
			case CellError.MatchString(text):
				found = append(found, f.Standing(n, New("text_cell", "text", text)))
			case letters > mostText:
				found = append(found, f.Standing(n, New("text_document", "n", letters)))
			}
		}
		for _, c := range n.Content {
			walk(c)
		}
	}
	walk(&f.root)
	return found
}

// curly reports whether all of a text stands in one pair of curly quotation marks.
func curly(text string) bool {
	rest, ok := strings.CutPrefix(text, "“")
	rest, closed := strings.CutSuffix(rest, "”")
	return ok && closed && !strings.ContainsAny(rest, "“”")
}
