package viet

import (
	"time"

	"giaoban/internal/language"
)

// Reader reads Vietnamese.
type Reader struct{}

var _ language.Reader = Reader{}

// YesNo is ReadYesNo.
func (Reader) YesNo(input string) (bool, *language.Unclear) { return ReadYesNo(input) }

// Number is ReadNumber.
func (Reader) Number(input, unit string) (language.Number, *language.Unclear) {
	return ReadNumber(input, unit)
}

// Year is ReadYear.
func (Reader) Year(input string, now time.Time, from, to int) (int, *language.Unclear) {
	return ReadYear(input, now, from, to)
}

// Date is ReadDate.
func (Reader) Date(input string, now time.Time) (language.Date, *language.Unclear) {
	return ReadDate(input, now)
}

// Choice is ReadChoice.
func (Reader) Choice(input string, options []string) (int, *language.Unclear) {
	return ReadChoice(input, options)
}

// Choices is ReadChoices.
func (Reader) Choices(input string, options []string) ([]int, *language.Unclear) {
	return ReadChoices(input, options)
}

// Same reports whether the input is these words, with «dạ», «thưa» and the like
// around them or without.
func (Reader) Same(input, words string) bool {
	line, folded := Line(input), Fold(words)
	return Fold(line) == folded || Fold(Polite(line)) == folded
}
