package viet

import (
	"regexp"
	"strings"
)

// telephoneForm is digits as people group them, with 0 or +84 before.
var telephoneForm = regexp.MustCompile(`^(?:\+84[ .-]?|\(\+84\)[ .-]?|\(?0)[0-9](?:(?:[ .-]|\)[ .-]?)?[0-9])*$`)

// ReadTelephone reads a message that is a telephone number and nothing else, but for
// courtesy: nine to eleven digits with 0 before them, or +84 in its place. It gives the
// number as it is dialled inside the country; ok is false for all else.
func ReadTelephone(text string) (number string, ok bool) {
	text = strings.Trim(Polite(Clean(text)), " .!;,")
	if !telephoneForm.MatchString(text) || strings.Count(text, "(") != strings.Count(text, ")") {
		return "", false
	}
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
	if strings.Contains(text, "+") {
		digits = "0" + strings.TrimPrefix(strings.TrimPrefix(digits, "84"), "0")
	}
	// 00 begins numbers abroad, and is how places are filled up.
	return digits, len(digits) >= 9 && len(digits) <= 11 && digits[1] != '0'
}
