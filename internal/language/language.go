// Package language is what a language must be able to read, and what it
// returns: a number, a day, a choice, or why the words are none.
//
// It knows no language itself. Each language implements Reader in a package of its
// own, as viet does. Whoever reads an answer asks a Reader, and knows no language
// either.
package language

import (
	"fmt"
	"time"
)

// A Reader reads what people type in one language. It never guesses: what has no
// meaning, or two, is Unclear. So is a message of which a word is not accounted
// for, by the value, by what belongs to it, or by the question.
type Reader interface {
	// YesNo reads a plain yes or a plain no.
	YesNo(input string, q Question) (Reading[bool], *Unclear)
	// Number reads one number in the unit of its question.
	Number(input string, q Question) (Reading[Number], *Unclear)
	// Year reads one year between from and to; now is what «last year» counts from.
	Year(input string, q Question, now time.Time, from, to int) (Reading[int], *Unclear)
	// Date reads one day.
	Date(input string, q Question, now time.Time) (Reading[Date], *Unclear)
	// Choice reads which one of the options is meant, by number or by words.
	Choice(input string, q Question, options []string) (Reading[int], *Unclear)
	// Choices reads which of the options are meant, each once and in their order.
	Choices(input string, q Question, options []string) (Reading[[]int], *Unclear)
	// Telephone reads a message that is a telephone number and nothing else: as it is dialled
	// inside the country, or behind a + with the country's code.
	Telephone(text string) (number string, ok bool)
	// Same reports whether the input is one of these words, but for courtesy, case and
	// marks.
	Same(input string, words ...string) bool
}

// A Question is what a reader knows of what was asked, so that it can tell the
// question's own words from others in an answer.
type Question struct {
	// Label is the question as it was shown.
	Label string
	// Unit is what its number counts; "" for none.
	Unit string
	// Below says that its number may lie below zero.
	Below bool
	// Spans says that it may be a number from one to another.
	Spans bool
	// Correcting says that an answer is put in the place of another: «sửa thành 85».
	Correcting bool
	// Names are words that may stand beside any answer: the reporting unit's name
	// and its kind.
	Names []string
}

// A Reading is a value to which every word of a message belongs. Behind its first
// comma, full stop or bracket may stand a Remark, which changes nothing in the
// value and is kept with it.
type Reading[T any] struct {
	Value  T
	Remark string
}

// Date is a calendar day, or a month when Day is 0.
type Date struct{ Year, Month, Day int }

// String returns the ISO form: «2016-07-05», or «2016-07» for a month.
func (d Date) String() string {
	if d.Day == 0 {
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Exists reports whether the calendar has the day, or the month. It leaves aside
// years that only a slip can mean.
func (d Date) Exists() bool {
	if d.Year < 1900 || d.Year > 2100 || d.Month < 1 || d.Month > 12 {
		return false
	}
	if d.Day == 0 {
		return true
	}
	return d.Day > 0 && d.Day <= time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday()
}

// Number is a number as an officer gave it, in the unit of the question.
type Number struct {
	Value float64
	// Upper is where a range ends, which begins with Value; nil where it is none.
	Upper *float64
	// Approx is set when a word such as «khoảng» made it an estimate.
	Approx bool
}
