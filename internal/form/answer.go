package form

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/language"
)

// An Input is what came in as the answer to a question, and what a kind needs to
// read it.
type Input struct {
	chat.Input
	// Reader reads the language in which it was typed, Say speaks that of the labels.
	Reader language.Reader
	Say    Writer
	// Label is the question as it was put, where that is known; words of it may be
	// repeated in the answer.
	Label string
	Now   time.Time
	Units Units
	// Offered are the codes of units, or the names of choices, that were offered before.
	Offered []string
	// Fixing marks that an answer is being corrected.
	Fixing bool
}

// day is a bound or a default as a day.
func (in Input) day(s string) string {
	if s == today {
		return in.Now.Format(time.DateOnly)
	}
	return s
}

// A Writer puts the parts of an answer into words of one language.
type Writer interface {
	// Say and Count give the phrase of locales/ with that key.
	Say(key string, pairs ...any) string
	Count(key string, n int, pairs ...any) string
	// Fill puts words where the outline has {name}.
	Fill(text string) string
	// Number, Day and Unit write an amount, a day as 2016-07-05 and a unit's name.
	Number(n float64) string
	Day(iso string) string
	Unit(code string) string
}

// Units tell which unit is meant.
type Units interface {
	// Own returns the reporting unit's code.
	Own() string
	// Named returns the units that a typed name can mean, wherever they lie.
	Named(input string) []string
	// Find looks among the units that the question takes.
	Find(q *Question, input string) Found
}

// Found is what a typed name means: a unit, one of several, or none but some are
// called nearly so. All are codes.
type Found struct {
	Unit          string
	Several, Near []string
}

// A Problem is why an answer cannot be taken: a phrase's key and what fills its
// placeholders, pairs of name and value. It becomes words where somebody is told.
type Problem struct {
	Key   string
	Pairs []any
	// N is what a counted phrase depends on; 0 for one that is not counted.
	N int
	// Then is said below it.
	Then *Problem
	// Call marks one that comes with whom to call.
	Call bool
	// Likely are the values of which one may have been meant: the two of a number that
	// can be read in two ways, or the one that stands beside words left over.
	Likely []Value
	// Left are the words of which nothing in the answer accounts. They may be another
	// intent.
	Left []string
	// Several marks more values than the question takes.
	Several bool
	// Offers are the codes of units, or the names of choices, one of which may have been meant.
	Offers []string
}

// What stands in a problem's pairs beside numbers, which are written as amounts,
// and plain words.
type (
	Day    string // as 2016-07-05
	Typed  string // the person's own words, shortened
	Quoted string // the same in quotation marks
	Label  string // of the outline, with its placeholders
	Named  string // a unit's code
)

func problem(key string, pairs ...any) *Problem { return &Problem{Key: key, Pairs: pairs} }

// refusal is a problem that comes with whom to call.
func refusal(key string, pairs ...any) *Problem {
	return &Problem{Key: key, Pairs: pairs, Call: true}
}

func problemCount(key string, n int, pairs ...any) *Problem {
	return &Problem{Key: key, N: n, Pairs: pairs}
}

// Read turns what came in into a value, or tells why it cannot. It never guesses.
func (q *Question) Read(in Input) (Value, *Problem) {
	for _, o := range q.Special {
		if in.Reader.Same(in.Text, o.Label) {
			return Value{Name: o.Name}, nil
		}
	}
	read := q.of().read
	if read == nil {
		return Value{}, refusal("input_unsupported")
	}
	return read(q, in)
}

// Fits tells why a value is none for the question as it is now; nil if it is one.
func (q *Question) Fits(v Value, in Input) *Problem {
	if fits := q.of().fits; fits != nil {
		return fits(q, v, in)
	}
	return nil
}

// Initial returns the question's default as an answer, and the words in which it
// would have been typed; ok is false if it has none.
func (q *Question) Initial(in Input) (v Value, words string, ok bool) {
	initial := q.of().initial
	if q.Default == "" || initial == nil {
		return Value{}, "", false
	}
	v, words = initial(q, in)
	return v, words, true
}

// Show reads a value back.
func (q *Question) Show(v Value, say Writer) string {
	if show := q.of().show; show != nil {
		return show(q, v, say)
	}
	return v.Name
}

// How says under the question how it is answered; "" where nothing need be said.
func (q *Question) How(in Input) string {
	if how := q.of().how; how != nil {
		return how(q, in)
	}
	return ""
}

// Cell writes a value as a table of all units lists it; "" for what is only counted.
func (q *Question) Cell(v Value) string {
	if cell := q.of().cell; cell != nil {
		return cell(v)
	}
	return ""
}

// A Tap is an answer that a button gives.
type Tap struct {
	// Name is what a button calls it: a choice's, or the kind's own.
	Name  string
	Label string
	Value Value
}

// Taps returns the answers that can be tapped, in the order of their buttons. The
// words of a tap are its label.
func (q *Question) Taps(say Writer) []Tap {
	var list []Tap
	if taps := q.of().taps; taps != nil {
		list = taps(q, say)
	}
	for _, o := range q.Choices {
		list = append(list, Tap{o.Name, say.Fill(o.Label), Value{Name: o.Name}})
	}
	return list
}

// Echo writes an answer in the question's own words, as its buttons do.
func (q *Question) Echo(v Value, say Writer) string {
	if taps := q.of().taps; taps != nil {
		for _, tap := range taps(q, say) {
			if tap.Value.Number == v.Number {
				return tap.Label
			}
		}
	}
	return q.Show(v, say)
}

// Count adds one unit's answer to what many said.
func (q *Question) Count(t *Tally, unit string, v Value) {
	if count := q.of().count; count != nil {
		count(t, unit, v)
	}
}

// Gathers returns what to have at hand before the question is asked, and a word
// for it.
func (q *Question) Gathers(say Writer) (what Gather, word string) {
	k := q.of()
	if k.gather != Nothing && k.gatherWord != nil {
		word = k.gatherWord(q, say)
	}
	return k.gather, word
}

// Gather is what somebody has at hand before he sits down with the phone.
type Gather uint8

// What there is to gather.
const (
	Nothing Gather = iota
	AFigure
	ADate
	APaper
	AText
)

// NotAFile returns the key of what is said to who sends a file instead.
func (q *Question) NotAFile() string {
	if key := q.of().notAFile; key != "" {
		return key
	}
	return "file_not_here"
}

// Interpreted reports whether an answer is understood rather than kept, so that a
// way back stands under how it was understood.
func (q *Question) Interpreted() bool { return q.of().interpreted }

// PeriodWords is the placeholder of the words that name the period of the report, «tuần này», of one that recurs: like the
// unit's name they may stand beside any answer.
const PeriodWords = "ky_nay"

// asked is the question as a reader compares words with it.
func (q *Question) asked(in Input) language.Question {
	lo, ok := Bound(q.Min)
	a := language.Question{Label: in.Label, Unit: in.Say.Fill(q.Unit), Below: ok && lo < 0, Spans: q.Range, Correcting: in.Fixing}
	if a.Label == "" {
		a.Label = in.Say.Fill(q.Label)
	}
	if in.Units != nil {
		name, _, _ := strings.Cut(in.Say.Unit(in.Units.Own()), ",")
		a.Names = []string{name, in.Say.Fill("{loai}")}
		if words := in.Say.Fill("{" + PeriodWords + "}"); words != wordless {
			a.Names = append(a.Names, strings.Split(words, ", ")...)
		}
	}
	return a
}

// besides is the problem of a value that stands beside words left over.
func besides(q *Question, in Input, u *language.Unclear, likely Value) *Problem {
	p := problem("left_over", "input", Quoted(in.Text), "left", Typed(strings.Join(u.Left, " … ")), "value", q.Show(likely, in.Say))
	p.Likely, p.Left = []Value{likely}, u.Left
	return p
}

// labels are the choices as they are shown.
func labels(q *Question, say Writer) []string {
	list := make([]string, len(q.Choices))
	for i, o := range q.Choices {
		list[i] = say.Fill(o.Label)
	}
	return list
}
