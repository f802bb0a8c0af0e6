package viet

import (
	"slices"
	"time"

	"giaoban/internal/language"
)

// Reader reads Vietnamese, with the abbreviations that it knows.
type Reader struct{ Short *Shorts }

var _ language.Reader = Reader{}

// Same reports whether the input is one of these words, with «dạ», «thưa» and the like
// around them or without. Where the input carries marks, they count.
func (Reader) Same(input string, words ...string) bool {
	line := Line(input)
	polite := Polite(line)
	return isOneOf(line, words) || polite != line && isOneOf(polite, words)
}

// isOneOf reports whether a line is one of some words.
func isOneOf(line string, words []string) bool {
	longest := 0
	for _, w := range words {
		longest = max(longest, len(w))
	}
	if len(line) > mostBytes*longest {
		return false
	}
	key := Fold
	if isMarked(line) {
		key = ToneKey
	}
	said := key(line)
	return slices.ContainsFunc(words, func(w string) bool { return key(w) == said })
}

// mostBytes is how many bytes a letter with its marks may have for one that is compared with it.
const mostBytes = 4

// asks is a reader for what is asked by the program itself rather than by an outline: it
// has no words of its own to be repeated.
var asks Reader

// ReadChoice reads one of some buttons and nothing else.
func ReadChoice(input string, options []string) (int, *language.Unclear) {
	return whole(asks.Choice(input, language.Question{}, options))
}

// ReadDate reads a day, with or without a remark.
func ReadDate(input string, now time.Time) (language.Date, *language.Unclear) {
	d, unclear := asks.Date(input, language.Question{}, now)
	return d.Value, unclear
}

// ReadNumber reads a number in a unit and nothing else.
func ReadNumber(input, unit string) (language.Number, *language.Unclear) {
	return whole(asks.Number(input, language.Question{Unit: unit}))
}

// whole refuses a remark.
func whole[T any](r language.Reading[T], u *language.Unclear) (T, *language.Unclear) {
	if u == nil && r.Remark != "" {
		u = leftOver([]string{r.Remark})
	}
	return r.Value, u
}
