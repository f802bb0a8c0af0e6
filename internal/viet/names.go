package viet

import (
	"regexp"
	"strings"
)

// The most names that one message may list, and letters of each.
const (
	mostNamed   = 20
	longestName = 100
)

// listMark is what stands before each name of a list: «1.», «2)», «-».
var listMark = regexp.MustCompile(`^(?:\d{1,2}\s*[.)/-]|[-+*•–]|[a-z]\))\s*`)

// Names returns the names that a message lists, on lines or between semicolons; none if
// it is not a list.
func Names(text string) []string {
	parts := strings.Split(text, "\n")
	if len(parts) == 1 {
		parts = strings.Split(text, ";")
	}
	var names []string
	for _, p := range parts {
		p = strings.Trim(listMark.ReplaceAllString(strings.TrimSpace(p), ""), " ;,")
		switch n := Letters(p); {
		case n == 0:
		case n < 3 || n > longestName || len(names) >= mostNamed:
			return nil
		default:
			names = append(names, p)
		}
	}
	return names
}
