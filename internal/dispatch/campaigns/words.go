package campaigns

// LongestFile is the largest file, in bytes, that fits a transaction together
// with the rest of the message, written as JSON.
const LongestFile = 600 << 10

// LongestWords is more letters than any command of a unit's own takes.
const LongestWords = 40

// Clip returns the beginning of what was typed, to be repeated.
func Clip(text string) string {
	letters := []rune(text)
	return string(letters[:min(len(letters), LongestWords)])
}
