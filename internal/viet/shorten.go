package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func Shorten(s string, letters int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= letters {
		return string(r)
	}
	return strings.TrimSpace(string(r[:letters-1])) + "…"
}

func UpperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

func LowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}
