package english

import (
	"regexp"
	"strings"
)

// withoutMark are words that many phones write without their apostrophe. None of them is another word then.
var withoutMark = regexp.MustCompile(`(?i)\b(?:(has|have|had|did|does|do|is|are|was|were|could|would|should)n(t)|(who|what)(s))\b`)

// Retyped puts the apostrophe where it was left out: «hasnt», «whos». Changed is false where none was.
func (Reader) Retyped(text string) (words string, changed bool) {
	words = withoutMark.ReplaceAllStringFunc(text, func(word string) string {
		return word[:len(word)-1] + "'" + word[len(word)-1:]
	})
	return words, words != text && !strings.ContainsAny(text, "\n")
}
