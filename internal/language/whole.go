package language

import "time"

// A Language is all that a language must be able to read and to write. Whoever has the
// phrases of a language has it too.
type Language interface {
	Reader
	Lister
	Clock

	// None reports whether a whole text says that there is nothing to say.
	None(text string) bool
	// Total reports whether the words speak of a sum.
	Total(words string) bool
	// Polite drops the courtesy around a line, and the signs at its end.
	Polite(line string) string
	// Retyped is a message whose marks the phone did not put, with them; changed is false
	// where there is nothing to put right.
	Retyped(text string) (words string, changed bool)

	// Plural is the word for several of what a noun is the word for one of.
	Plural(noun string) string
	// Numeral reports whether numbers are made of the word, BeginsDay whether a day that is said
	// without figures may begin with it.
	Numeral(word string) bool
	BeginsDay(word string) bool
	// TypeBehind tells that the type of a unit is said behind its name, «Oak Hill ward».
	TypeBehind() bool

	// WriteNumber and WriteDate write what Number and Date read.
	WriteNumber(n float64) string
	WriteDate(d Date) string
}

// A Lister takes messages apart that list several numbers.
type Lister interface {
	// Alone reports whether a line holds one number, whatever else stands in it, or says
	// that it has none.
	Alone(line string) bool
	// Later reports whether a line puts its question off.
	Later(line string) bool
	// ByLabels matches the numbers of a message with questions by their words. ok is false
	// where no words are said, or some that no question has.
	ByLabels(text string, questions []Question) (list []Labelled, ok bool)
}

// A Labelled is one number of a message with the words beside it, and the question that
// these mean.
type Labelled struct {
	Text string
	// Nth is which number of the message it is, from 1.
	Nth int
	// At is the question, counted from 0; -1 where the words are of several and the place
	// does not tell either.
	At int
}

// A Clock reads times.
type Clock interface {
	// Hours reads hours of the day, in minutes since midnight and in the order given. ok is
	// false where anything else stands among them, or no hour at all.
	Hours(text string) (minutes []int, ok bool)
	// Until reads the last day of a time that is given: a day, or so many days more than
	// the deadline. CutUntil parts words from such a day at their end or beginning.
	Until(text string, now, deadline time.Time) (Date, *Unclear)
	CutUntil(text string, now time.Time) (rest, day string)
	// UntilWeekday reads a day of the week that is named by itself, «thứ bảy», and so is the next to come.
	UntilWeekday(text string) (time.Weekday, bool)
	// UntilHour reads an hour of a day until which there is time, or so many hours more than the deadline.
	UntilHour(text string, now, deadline time.Time) (at time.Time, ok bool)
	// When reads when somebody wants to be reminded, which is later than now.
	When(text string, now time.Time) (at time.Time, ok bool)
}

// IsUntil reports whether the words are a day or an hour until which there is time, be it one that
// is in no calendar, or one of two.
func IsUntil(l Language, text string, now time.Time) bool {
	if _, ok := l.UntilHour(text, now, now); ok {
		return true
	}
	_, unclear := l.Until(text, now, now)
	return unclear == nil || unclear.Why == NoSuchDay || unclear.Why == Ambiguous
}

// Only reads what has no question of its own to be repeated, and no remark.
func Only[T any](r Reading[T], u *Unclear) (T, *Unclear) {
	if u == nil && r.Remark != "" {
		u = &Unclear{Why: LeftOver, Left: []string{r.Remark}}
	}
	return r.Value, u
}
