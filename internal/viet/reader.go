package viet

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/language"
)

// Reader reads Vietnamese, with the abbreviations that it knows.
type Reader struct{ Short *Shorts }

var _ language.Language = Reader{}

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

// None is IsNone.
func (Reader) None(text string) bool { return IsNone(text) }

// Total is IsTotal.
func (Reader) Total(words string) bool { return IsTotal(words) }

// Polite is the function of that name.
func (Reader) Polite(line string) string { return Polite(line) }

// Retyped is the function of that name.
func (Reader) Retyped(text string) (string, bool) { return Retyped(text) }

// Alone is ReadsAlone.
func (Reader) Alone(line string) bool { return ReadsAlone(line) }

// Later is IsLater.
func (Reader) Later(line string) bool { return IsLater(line) }

// Hours is ReadHours.
func (Reader) Hours(text string) ([]int, bool) { return ReadHours(text) }

// Until is ReadUntil.
func (Reader) Until(text string, now, deadline time.Time) (language.Date, *language.Unclear) {
	return ReadUntil(text, now, deadline)
}

// UntilWeekday is the function of that name.
func (Reader) UntilWeekday(text string) (time.Weekday, bool) { return UntilWeekday(text) }

// CutUntil is the function of that name.
func (Reader) CutUntil(text string, now time.Time) (rest, day string) { return CutUntil(text, now) }

// When is ReadWhen.
func (Reader) When(text string, now time.Time) (time.Time, bool) { return ReadWhen(text, now) }

// numerals are the words that numbers are made of, dayBegins what a day without figures begins with.
var (
	numerals  = strings.Fields("không một mốt hai ba bốn tư năm lăm nhăm sáu bảy bẩy tám chín mười mươi chục trăm nghìn ngàn triệu tỷ tỉ linh lẻ rưỡi")
	dayBegins = []string{"ngay", "hom", "mung", "mong", "thu", "chu", "mai", "ram"}
)

// Numeral compares a word that carries marks with its marks.
func (Reader) Numeral(word string) bool {
	word = strings.ToLower(word)
	fold := Fold(word)
	return slices.ContainsFunc(numerals, func(n string) bool { return n == word || fold == word && Fold(n) == fold })
}

// BeginsDay compares without marks.
func (Reader) BeginsDay(word string) bool { return slices.Contains(dayBegins, Fold(word)) }

// Plural is the noun itself.
func (Reader) Plural(noun string) string { return noun }

// TypeBehind tells that it is «xã Nga An».
func (Reader) TypeBehind() bool { return false }

// WriteNumber is FormatNumber.
func (Reader) WriteNumber(n float64) string { return FormatNumber(n) }

// WriteDate is FormatDate.
func (Reader) WriteDate(d language.Date) string { return FormatDate(d) }
