package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shorten cuts a text to so many letters, its spaces folded; «…» marks the cut.
func Shorten(s string, letters int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= letters {
		return string(r)
	}
	return strings.TrimSpace(string(r[:letters-1])) + "…"
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
