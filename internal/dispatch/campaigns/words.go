package campaigns

// LongestFile is the largest file, in bytes, that fits a transaction together
// with the rest of the message, written as JSON.
const LongestFile = 600 << 10

// LongestWords is more than any command of this room takes.
const LongestWords = 40

// Clip repeats what was typed, but not much of it.
func Clip(text string) string {
	letters := []rune(text)
	return string(letters[:min(len(letters), LongestWords)])
}
