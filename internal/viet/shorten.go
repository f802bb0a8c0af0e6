package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Clip is how a text that is too long is shortened.
type Clip struct {
	// Most is how many letters are left as they are, Kept how many stay of more.
	Most, Kept int
	// Mark stands behind what was cut. Spaced keeps a space before it.
	Mark   string
	Spaced bool
}

// Of returns the text, shortened if it is too long.
func (c Clip) Of(s string) string {
	r := []rune(s)
	if len(r) <= c.Most {
		return s
	}
	s = string(r[:c.Kept])
	if !c.Spaced {
		s = strings.TrimSpace(s)
	}
	return s + c.Mark
}

// Shorten cuts a text to so many letters, its spaces folded; «…» marks the cut and
// is counted.
func Shorten(s string, letters int) string {
	return Clip{Most: letters, Kept: letters - 1, Mark: "…"}.Of(strings.Join(strings.Fields(s), " "))
}

// Ends are so many first words of a text and one less of its last, so that who wrote it sees
// what was kept; a short text is whole.
func Ends(s string, first int) string {
	last := first - 1
	words := strings.Fields(s)
	if len(words) <= first+last+2 {
		return Shorten(s, 90)
	}
	return Shorten(strings.Join(words[:first], " "), 50) + " … " + strings.Join(words[len(words)-last:], " ")
}

// UpperFirst writes a text with a capital.
func UpperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// LowerFirst writes a text with a small first letter.
func LowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}
