package language

import "strings"

// Digits are the digits of a text.
func Digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// Numbers of other countries have so many digits, with the code of the country.
const leastAbroad, mostAbroad = 8, 15

// Abroad reads digits behind a + as a number with its country's code; "" if it has too many
// or too few. ok is false where none is given.
func Abroad(text string) (number string, ok bool) {
	if !strings.Contains(text, "+") {
		return "", false
	}
	digits := Digits(text)
	if len(digits) < leastAbroad || len(digits) > mostAbroad || digits[0] == '0' {
		return "", true
	}
	return "+" + digits, true
}
