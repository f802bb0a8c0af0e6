package campaigns

import (
	"fmt"
	"strings"
	"time"

	"giaoban/internal/language"
	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// LongestFile is the largest file, in bytes, that fits a transaction together
// with the rest of the message, written as JSON.
const LongestFile = 600 << 10

// LongestWords is more than any command of this room takes.
const LongestWords = 40

// Date writes a day as an office does.
func Date(t time.Time) string {
	return viet.FormatDate(language.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
}

// HourSaid is an hour of the day as a person says it.
func HourSaid(minutes int, say locale.Phrases) string {
	if minutes%60 == 0 {
		return say.Say("late_hour", "hour", minutes/60)
	}
	return say.Say("late_hour_minute", "hour", minutes/60, "minute", fmt.Sprintf("%02d", minutes%60))
}

// Listed joins words as in a sentence.
func Listed(said []string, say locale.Phrases) string {
	if len(said) < 2 {
		return strings.Join(said, "")
	}
	last := len(said) - 1
	return say.Say("times_and", "some", strings.Join(said[:last], ", "), "last", said[last])
}

// Clip repeats what was typed, but not much of it.
func Clip(text string) string {
	letters := []rune(text)
	return string(letters[:min(len(letters), LongestWords)])
}
