package form

import (
	"slices"

	"giaoban/internal/chat"
)

// A kind is how one type of question is answered: how it is checked in the
// outline's file, seen by conditions, added up and carried over to a newer version.
// What it leaves out is as for a question that is answered by a word.
//
// A new kind is a file of its own and a line in kinds. It knows no language: it
// reads through a language.Reader and speaks in keys of locales/.
type kind struct {
	// way is how the question is answered.
	way Way
	// keys are those of the outline's file that say something for it and not for
	// every question.
	keys []string
	// check notes what is wrong with the question in the file.
	check func(*parsing, *Question, []any)
	// compile compiles the expressions of its own and puts its names into scope.
	compile func(*parsing, *Question, []any)

	// counted marks numbers, which are typed in runs and stand in a sentence without
	// their unit; whole those without a fraction.
	counted, whole bool
	// adds marks what several units may add up.
	adds bool
	// picks marks answers whose name is a choice's.
	picks bool

	// unit marks answers that are units of the list.
	unit bool
	// interpreted marks answers that are understood rather than kept.
	interpreted bool
	// notAFile is the key of what is said to who sends a file instead.
	notAFile string
	// gather is what to have at hand before the question is asked, gatherWord what it
	// is called.
	gather     Gather
	gatherWord func(*Question, Writer) string

	// takes are the inputs beside words that it reads.
	takes []chat.Kind
	// how says under the question how it is answered.
	how func(*Question, Input) string
	// taps are the kind's own answers that can be tapped.
	taps func(*Question, Writer) []Tap
	// cell is an answer as a table of all units lists it, for kinds without a count.
	cell func(Value) string
	// read turns one message into a value. fits looks at a value that was read before.
	read func(*Question, Input) (Value, *Problem)
	fits func(*Question, Value, Input) *Problem
	// initial is the default as a value, and as it would have been typed.
	initial func(*Question, Input) (Value, string)
	// show reads a value back.
	show func(*Question, Value, Writer) string
	// count adds one unit's answer to what many said, comes is what they come to.
	count func(t *Tally, unit string, v Value)
	comes Result
	// every lists all answers there are, if they are few: to find a constraint that none
	// meets. nil where there are too many.
	every func(*Question) []Value
	// plain is an answer as expressions see it.
	plain func(Value) any
	// sample stands for one that does not apply, where plain does not tell.
	sample func(q *Question, part int) any
	// convert takes an answer of another type over where nothing is lost by it.
	convert func(from Type, v Value) (Value, bool)
}

// kinds are the types that may stand after type:.
var kinds = map[Type]*kind{
	Integer:        number(true),
	Decimal:        number(false),
	Year:           &year,
	Date:           &date,
	YesNo:          &yesNo,
	SelectOne:      &selectOne,
	SelectMultiple: &selectMultiple,
	ShortText:      &shortText,
	LongText:       &longText,
	UnitName:       &unitName,
	FileUpload:     &fileUpload,
	Repeat:         &repeat,
	Calculate:      &calculate,
	Acknowledge:    &acknowledge,
	Location:       &location,
	Group:          {},
	TimeOfDay:      &timeOfDay,
	Telephone:      &telephone,
	Scale:          &scale,
	NoteText:       &note,
	CalculatedText: &calculatedText,
}

// kindOf is how the question is answered.
func kindOf(q *Question) *kind {
	if q.Type == ShortText && q.Pattern != "" {
		return &patterned
	}
	return kinds[q.Type]
}

// A Way is how a question is answered: what goes on while it is asked.
type Way uint8

// The ways.
const (
	AtOnce    Way = iota // by one message or one tap
	InWords              // by a message that is kept as it is
	AtLength             // by messages that are kept as they come, until «Xong»
	ByTicks              // by taps on several choices, until «Xong»
	ByFiles              // by files, until «Xong»
	ByFigures            // by confirming or correcting what the system worked out
	InRows               // row by row, each with questions of its own
	OnSubmit             // by handing the report in: nothing is stored
	Unasked              // not at all: it is only shown
)

// A Result is what the answers of many units come to.
type Result uint8

// The results.
const (
	Counted  Result = iota // how often each choice was given, if there are choices
	Numbers                // least, most and sum
	Years                  // the same of years
	Days                   // the first and the last day
	YesAndNo               // how many yes and no
)

// ComesTo returns what the answers of many units come to.
func (q *Question) ComesTo() Result { return q.of().comes }

// noKind is that of a question which was not parsed.
var noKind kind

func (q *Question) of() *kind {
	if q.kind == nil {
		return &noKind
	}
	return q.kind
}

// Way returns how the question is answered.
func (q *Question) Way() Way {
	if q.kind == nil {
		return AtOnce
	}
	return q.kind.way
}

// IsGroup reports whether the question is answered row by row.
func (q *Question) IsGroup() bool { return q.Way() == InRows }

// IsText reports whether the answer is words that are kept as they are.
func (q *Question) IsText() bool {
	way := q.Way()
	return way == InWords || way == AtLength
}

// IsCalculated reports whether the system works the answer out.
func (q *Question) IsCalculated() bool { return q.Way() == ByFigures }

// Submits reports whether the question is answered by handing the report in.
func (q *Question) Submits() bool { return q.Way() == OnSubmit }

// TakesSeveral reports whether the answer comes in several messages or taps, until
// somebody says that it is all.
func (q *Question) TakesSeveral() bool {
	way := q.Way()
	return way == AtLength || way == ByTicks || way == ByFiles
}

// IsNumber reports whether the answer is a number of something.
func (q *Question) IsNumber() bool { return q.of().counted }

// IsWhole reports whether the answer is a number without a fraction.
func (q *Question) IsWhole() bool { return q.of().whole }

// IsChoice reports whether the answer is one of the question's choices.
func (q *Question) IsChoice() bool { return q.of().picks && len(q.Choices) > 0 }

// NamesUnit reports whether the answer is a unit of the list.
func (q *Question) NamesUnit() bool { return q.of().unit }

// Takes reports whether the question is answered by such an input, which is no words.
func (q *Question) Takes(what chat.Kind) bool { return slices.Contains(q.of().takes, what) }

// Plain is an answer as expressions see it.
func (q *Question) Plain(v Value) any {
	if plain := q.of().plain; plain != nil {
		return plain(v)
	}
	return v.Name
}

// sample stands for an answer that does not apply: zero, empty or no.
func (q *Question) sample(part int) any {
	if sample := q.of().sample; sample != nil {
		return sample(q, part)
	}
	return q.Plain(Value{})
}

// Convert takes an answer of another type over where nothing is lost by it.
func (q *Question) Convert(from Type, v Value) (Value, bool) {
	if !q.PicksExist(v) {
		return v, false
	}
	if from == q.Type {
		return v, true
	}
	convert := q.of().convert
	if convert == nil {
		return v, false
	}
	v, ok := convert(from, v)
	return v, ok && q.PicksExist(v)
}

// PicksExist reports whether the question still has every choice of the answer.
func (q *Question) PicksExist(v Value) bool {
	names := v.Names
	if v.Name != "" && q.of().picks && len(q.Choices)+len(q.Special) > 0 {
		names = append(names[:len(names):len(names)], v.Name)
	}
	for _, name := range names {
		if _, ok := q.Option(name); !ok {
			return false
		}
	}
	return true
}
