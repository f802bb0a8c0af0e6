package viet

import (
	"regexp"
	"strings"

	"giaoban/internal/language"
)

// telephoneForm is digits as people group them, with 0 or the code of a country before.
var telephoneForm = regexp.MustCompile(`^(?:\+[1-9]|\(\+84\)[ .-]?|\(?0)(?:[ .-]?[(]?[0-9])(?:(?:[ .-]|\)[ .-]?)?[0-9])*$`)

// ReadTelephone reads a message that is a telephone number and nothing else, but for
// courtesy: nine to eleven digits with 0 before them, or +84 in its place. It gives the
// number as it is dialled inside the country, and one of another country with its code; ok is
// false for all else.
func ReadTelephone(text string) (number string, ok bool) {
	text = strings.Trim(Polite(Clean(text)), " .!;,")
	if !telephoneForm.MatchString(text) || strings.Count(text, "(") != strings.Count(text, ")") {
		return "", false
	}
	digits := language.Digits(text)
	if number, abroad := language.Abroad(text); abroad && !strings.HasPrefix(digits, "84") {
		return number, number != ""
	}
	if strings.Contains(text, "+") {
		digits = "0" + strings.TrimPrefix(strings.TrimPrefix(digits, "84"), "0")
	}
	// 00 begins numbers abroad, and is how places are filled up.
	return digits, len(digits) >= 9 && len(digits) <= 11 && digits[1] != '0'
}

// Telephone is ReadTelephone.
func (Reader) Telephone(text string) (number string, ok bool) { return ReadTelephone(text) }
