package language

import (
	"regexp"
	"slices"
	"strings"
)

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

// trunk is the 0 that is dialled inside a country only: «+44 (0)20 7946 0000».
const trunk = "(0)"

// Abroad reads digits behind a + as a number with its country's code; "" if it has too many
// or too few. ok is false where none is given.
func Abroad(text string) (number string, ok bool) {
	if !strings.Contains(text, "+") {
		return "", false
	}
	digits := Digits(strings.Replace(text, trunk, "", 1))
	if len(digits) < leastAbroad || len(digits) > mostAbroad || digits[0] == '0' {
		return "", true
	}
	return "+" + digits, true
}

// thousands are digits as large numbers are grouped: 1 250 000.
var thousands = regexp.MustCompile(`^[0-9]{1,3}(?:[ .,][0-9]{3})+$`)

// OnlyTelephone reports whether what was typed, and read as a number, can be nothing but a telephone's: an answer to a
// question that waits beside it may be a large number. Those begin with no 0, and are not parted as telephones are.
func OnlyTelephone(typed, number string) bool {
	switch typed = strings.TrimSpace(typed); {
	case strings.HasPrefix(number, "+") || strings.HasPrefix(number, "0"):
		return true
	case len(number) < longAlone || thousands.MatchString(typed):
		return false
	}
	return typed != number
}

// longAlone is how many digits a telephone number without 0 before it has at least, such as one of America.
const longAlone = 10

// SameTelephone reports whether two numbers are one: the code of a country stands where inside it 0 is dialled.
func SameTelephone(a, b string) bool {
	if strings.HasPrefix(b, "+") {
		a, b = b, a
	}
	local, inside := strings.CutPrefix(b, "0")
	return a == b || strings.HasPrefix(a, "+") && inside && len(local) >= shortestLocal && strings.HasSuffix(a, local) && len(a)-len(local) <= len("+998")
}

// shortestLocal is how many digits a number has at least behind its 0.
const shortestLocal = 7

// telephoneLike is what may be a telephone number among words.
var telephoneLike = regexp.MustCompile(`[+(]?[0-9][0-9 .()-]{5,}[0-9]`)

// TelephonesIn are the telephone numbers that stand among words, each once.
func TelephonesIn(r Reader, text string) (found []string) {
	for _, typed := range telephoneLike.FindAllString(text, -1) {
		if number, ok := r.Telephone(typed); ok && !slices.Contains(found, number) {
			found = append(found, number)
		}
	}
	return found
}
