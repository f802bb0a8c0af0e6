package language

// A Reason says why an answer could not be taken, so that the caller can
// choose the sentence that asks for it again.
type Reason uint8

// The reasons, grouped by the reader that gives them. Numbers, years and dates
// share the first.
const (
	// Unreadable: nothing in the text looks like the wanted kind of value.
	Unreadable Reason = iota
	// SeveralNumbers: more than one number, or alternatives.
	// Readings names the numbers, Values has them.
	SeveralNumbers
	// Vague: a bound or an uncounted amount ("vài chục", "ít nhất 5").
	Vague
	// NotKnown: the officer says the value is not known, which is not zero.
	NotKnown
	// Ambiguous: "1,234" is 1 234 or 1.234, "05/07" is in May or in July. Values, or
	// Dates, and Readings hold both; one day is asked about whose order is unusual.
	Ambiguous
	// Negative: a number below zero.
	Negative
	// BadDigits: letters among digits or badly grouped thousands.
	BadDigits
	// OutOfPeriod: a year outside the asked period. Readings names it.
	OutOfPeriod
	// SeveralYears: more than one year, a range or a bound.
	SeveralYears
	// NoSuchDay: the calendar has no such day. Readings names it as read.
	NoSuchDay
	// VagueDate: a date without its day, festive, lunar or loose.
	VagueDate
	// SeveralDates: more than one date. Readings names them.
	SeveralDates
	// WeekdayDisagrees: the weekday is not that of the date. Readings names
	// the weekday that the date has.
	WeekdayDisagrees
	// YesNoUnclear: neither a plain yes nor a plain no.
	YesNoUnclear
	// NoMatch: no option matches.
	NoMatch
	// SeveralPicked: several options where one is wanted.
	SeveralPicked
	// SeveralMatch: the words fit several options. Readings names them.
	SeveralMatch
	// LeftOver: a value is there, and words that do not belong to it. Left has the
	// words, Values or Dates what the value would be without them.
	LeftOver
	// OtherUnit: the number counts something else than was asked («12 người» of
	// households). Readings names what it counts.
	OtherUnit
	// AsksBack: the message is a question itself.
	AsksBack
	// Span: a number from one to another. Values and Readings hold both ends.
	Span
	// NegativeQuestion: a plain yes or no to a question that says «không» may mean
	// either; «đúng» and «sai» do not.
	NegativeQuestion
	// Contradicted: a no behind which what was asked is affirmed, «no fuel at all, we need
	// it»: either may be meant.
	Contradicted
)

// Final reports whether a message is no answer, whatever stands in a part of it.
func (r Reason) Final() bool { return r == AsksBack || r == Contradicted }

// Unclear describes an answer that must be asked back instead of stored.
type Unclear struct {
	Why Reason
	// Readings are the numbers, dates, options or weekday to name in the
	// question, as an officer would write them.
	Readings []string
	// Values are the numbers of SeveralNumbers, the two of an Ambiguous answer or a Span, in the
	// order of Readings, the number or year beside what is LeftOver, the one option whose words
	// stand among others where there is NoMatch, counted from 0, or the 1 or 0 of a yes
	// or no that others stand beside. Dates are the same of days.
	Values []float64
	Dates  []Date
	// Left are the words of which nothing accounts, each run of them as it was
	// typed and in its order. They are what else the message may be: another
	// intent, or a remark that contradicts its value.
	Left []string
}
