package command

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/language"
	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// A Said is a kind of thing that people say beside commands and answers. Its
// word is a heading of the language's table of speech.
type Said string

// The kinds of things said.
const (
	Meaning   Said = "not_understood" // what the question means
	How       Said = "how"            // how it is to be answered
	Repeat    Said = "repeat"         // the question once more
	ReadBack  Said = "read_back"      // what was written so far
	NotKnown  Said = "unknown"
	NotYet    Said = "not_yet"
	Busy      Said = "busy"
	Wait      Said = "wait"
	Alarm     Said = "later_at"  // to be reminded at an hour
	MoreTime  Said = "more_time" // the deadline is to be put off, and why
	Undo      Said = "undo"
	UndoTo    Said = "undo_to" // the answer before is to be another
	Wipe      Said = "wipe"
	FixTo     Said = "fix_to" // the answer of a named question is to be another
	FixAt     Said = "fix"
	DueWhen   Said = "deadline"
	HowLong   Said = "duration"
	WhomCall  Said = "contact"
	WhoAsks   Said = "who"
	Thanks    Said = "thanks"
	Greeting  Said = "greeting"
	Anger     Said = "anger"
	Chatter   Said = "chatter"
	Ack       Said = "ack"
	Received  Said = "received"  // whether the report came in, and when
	NoSubmit  Said = "no_submit" // the report is not to go yet
	Talk      Said = "talk"      // somebody speaks of what he does
	Halt      Said = "halt"      // «thôi»: to rest, or to put it off
	AsBefore  Said = "same"      // «như năm ngoái»
	ListDone  Said = "done"
	ListEmpty Said = "none"
	ListMore  Said = "more"
)

// The roots of the table of speech.
const (
	rootSaid = "said"
	rootLike = "like"
	// rootTalk has the signs of talk, rootReport the words of reports.
	rootTalk   = "talk"
	rootReport = "report"
	// rootAsks is what a question asks for. rootField has words of fields, which an
	// outline may be about.
	rootAsks  = "asks"
	rootField = "field"
	// rootGuess is for messages that are no answer.
	rootGuess = "guess"
	rootEnd   = "end"
	// rootEndsRows and rootEndsText are what only looks like the end of a list where the name of its next
	// row was asked for, and of a text; rootTakeOut takes a row out.
	rootEndsRows = "endsrows"
	rootEndsText = "endstext"
	rootTakeOut  = "takeout"
	rootYes      = "yes"
	rootNo       = "no"
	rootHold     = "hold"

	// actKind are sentences of consent that name what is to be done.
	actKind = "act"
)

// slots are what may stand in sentences and is no word of the table.
var slots = []string{"number", "name", "value", "place", "hour", "day", "unit", "count", "many",
	"term", // until when there is to be time, «hết thứ sáu», «thêm 3 ngày»
	"telephone",
	"row", "nth", "called", // rows of a list: what they are, which, what one is called
	"words…"} // whatever follows, to the end

// What a slot may be.
var (
	digitsForm = regexp.MustCompile(`^-?[0-9]+(?:[.,][0-9]+)*$`)
	pointForm  = regexp.MustCompile(`^(?i)[a-z]{0,2}[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}$`)
	hourMark   = regexp.MustCompile(`[0-9] ?(?:h|g|gio|:|am|pm|o'clock)`)
	manyForm   = regexp.MustCompile(`^(?:cac|tat ca|moi|nhung) ?(?:cac )?(?:xa|phuong|thi tran|don vi|noi|huyen)?$`)
)

// lengths tries a reading on the first word, the first two, and so on.
func lengths(words []string, most int, reads func(text string) bool) (out []int) {
	for n := 1; n <= min(most, len(words)); n++ {
		if reads(strings.Join(words[:n], " ")) {
			out = append(out, n)
		}
	}
	return out
}

// slotsOf finds what the slots stand for, in one message and for one deed.
func (h *Heard) slotsOf(d Deed) pattern.Slot {
	return func(name string, words []string) []int {
		switch name {
		case "number":
			return lengths(words, len(words), func(text string) bool { return isNumber(text, h.tongue) })
		case "name":
			return lengths(words, 1, func(text string) bool { return text != strings.ToLower(text) })
		case "value":
			return lengths(words, len(words), func(string) bool { return true })
		case "place":
			return lengths(words, 1, pointForm.MatchString)
		case "hour":
			return hourSlot(words, h.tongue)
		case "day":
			return daySlot(words, h.now, h.tongue)
		case "term":
			return lengths(words, len(words), func(text string) bool {
				_, unclear := language.Till(h.tongue, text, h.now, h.now)
				return unclear == nil
			})
		case "telephone":
			return lengths(words, mostOfTelephone, func(text string) bool { _, ok := h.tongue.Telephone(text); return ok })
		case "row", "nth", "called":
			return d.Rows.slot(name, words, h.tongue)
		case "words":
			return []int{len(words)}
		case "unit":
			if d.Unit == nil {
				return nil
			}
			return lengths(words, len(words), d.Unit)
		case "count":
			return lengths(words, 1, func(text string) bool { return d.Count > 0 && text == strconv.Itoa(d.Count) })
		case "many":
			return lengths(words, 4, func(text string) bool { return d.Count > 1 && manyForm.MatchString(viet.Fold(text)) })
		}
		return nil
	}
}

// hourSlot is how many of the words may be one hour of the day.
func hourSlot(words []string, tongue language.Language) []int {
	if !hasFigure(words[0]) {
		return nil
	}
	return lengths(words, 4, func(text string) bool {
		at, ok := tongue.Hours(text)
		return ok && len(at) == 1 && hourMark.MatchString(viet.Fold(text))
	})
}

// daySlot is how many of the words may be a day.
func daySlot(words []string, now time.Time, tongue language.Language) []int {
	if !hasFigure(words[0]) && !tongue.BeginsDay(words[0]) {
		return nil
	}
	return lengths(words, 5, func(text string) bool {
		day, unclear := tongue.Date(text, language.Question{}, now)
		return unclear == nil && day.Value.Day != 0
	})
}

func hasFigure(word string) bool { return strings.ContainsAny(word, "0123456789") }

// isNumber reports whether the words are figures, or a number in words.
func isNumber(text string, tongue language.Language) bool {
	if digitsForm.MatchString(text) {
		return true
	}
	for w := range strings.FieldsSeq(text) {
		if !tongue.Numeral(w) {
			return false
		}
	}
	return true
}

// A Deed is what waits to be confirmed.
type Deed struct {
	// Name is the variant of the table that has its verbs.
	Name string
	// Count is how many units, rows or numbers it is about, or which row; Unit
	// reports whether a name is that of the unit it is about.
	Count int
	Unit  func(name string) bool
	// Undoable marks what can be taken back, so that «dung» alone may be «đúng».
	Undoable bool
	// Rows is the list that is asked for.
	Rows Rows
}

// A Consent is what a message is to something that waits to be confirmed.
type Consent byte

// What a message may be to a deed.
const (
	NoAnswer Consent = iota // nothing that was understood
	Yes
	No
	Hold // hesitation, a condition, a question, another time
)

// A Heard is a message, ready to be asked what it says. A nil Heard says nothing.
type Heard struct {
	table *pattern.Table
	say   *pattern.Sentence
	// tongue reads what stands in its slots.
	tongue language.Language
	now    time.Time
	units  Units
	// figure marks digits and nothing else: an answer, and never a command.
	figure bool
	// said is what all its words say; none without a kind.
	said Saying
	// retyped is the same message with the letters of Telex and VNI converted; nil
	// where there are none, or where it says something as it stands.
	retyped *Heard
	// asked is the table of what coordinators say, names the units' names in the message;
	// nil for who is none.
	asked *pattern.Table
	names *naming
}

// Saying is a thing that was said, with what it names.
type Saying struct {
	// Kind is a Said, or a command's name behind a slash.
	Kind  string
	Slots map[string]string
}

// Weak reports whether it is said to be polite or to vent, and is an answer where
// it can be one.
func (s Saying) Weak() bool {
	switch Said(s.Kind) {
	case Ack, Halt, AsBefore, Anger, Chatter, Undo:
		return true
	}
	return false
}

// Text is the message.
func (h *Heard) Text() string {
	if h == nil || h.say == nil {
		return ""
	}
	return h.say.Text()
}

// Asks reports whether the message has a question mark.
func (h *Heard) Asks() bool { return h != nil && h.say != nil && h.say.Asks }

// Denies reports whether the message says of a deed that something is not right, or
// not yet.
func (h *Heard) Denies(d Deed) bool {
	if h == nil || h.table == nil {
		return false
	}
	_, ok := h.table.Whole(h.say, h.slotsOf(d), append(of(rootNo, d), of(rootHold, d)...)...)
	return ok
}

// Said is what all words of the message say; several things together are the
// weightiest of them.
func (h *Heard) Said() (Saying, bool) {
	if h == nil {
		return Saying{}, false
	}
	return h.said, h.said.Kind != ""
}

// Like is what a message of at most eight words looks like, and is perhaps not.
func (h *Heard) Like() (Saying, bool) {
	switch {
	case h == nil || h.table == nil || h.say.Words() > mostLike:
		return Saying{}, false
	case h.said.Kind != "":
		return h.said, true
	}
	if s, ok := h.find(rootLike, rootSaid); ok {
		return s, true
	}
	if h.say.Asks {
		return Saying{Kind: string(How)}, true
	}
	return h.retyped.Like()
}

// Guess is what a message of at most twelve words may be where it is no answer in any
// case. It goes further than Like, which must not take a short text for something said.
func (h *Heard) Guess() (Saying, bool) {
	like, ok := h.Like()
	if ok || h == nil || h.table == nil || h.say.Words() > mostGuessed || strings.ContainsAny(h.say.Text(), "0123456789") {
		return like, ok // of figures the reader says what is wrong with them
	}
	return h.find(rootGuess)
}

// mostLike is the most words of a message that may be taken for what it only
// looks like, mostGuessed where nothing of it could be stored anyway.
const mostLike, mostGuessed = 8, 12

func (h *Heard) find(roots ...string) (Saying, bool) { return h.findOf(Deed{}, roots...) }

func (h *Heard) findOf(d Deed, roots ...string) (Saying, bool) {
	if h == nil || h.table == nil {
		return Saying{}, false
	}
	m, ok := h.table.Whole(h.say, h.slotsOf(d), roots...)
	if !ok || len(m.Kinds) == 0 {
		return Saying{}, false
	}
	return Saying{m.Kinds[0], m.Slots}, true
}

// Consent is what the message is to a deed. Only a whole sentence of assent is
// Yes; what holds both, or a question, is Hold.
func (h *Heard) Consent(d Deed) Consent {
	if h == nil || h.table == nil {
		return NoAnswer
	}
	read := h.slotsOf(d)
	whole := func(roots ...string) (m pattern.Match, ok bool) { return h.table.Whole(h.say, read, roots...) }
	assent, yes := whole(of(rootYes, d)...)
	_, no := whole(of(rootNo, d)...)
	switch {
	case h.say.Asks:
		return Hold
	case yes && h.say.Marked:
		if hold, ok := whole(of(rootHold, d)...); ok && hold.Cost < assent.Cost {
			return Hold // «nộp thế nào» is not «nộp thế, nào»
		}
		return Yes
	case yes && d.Undoable && !assent.Has(actKind):
		return Yes
	case yes:
		if _, hold := whole(of(rootHold, d)...); no || hold {
			return Hold
		}
		return Yes
	case no:
		return No
	}
	if _, some := whole(slices.Concat(of(rootYes, d), of(rootNo, d), of(rootHold, d), []string{rootSaid})...); some {
		return Hold
	}
	return h.retyped.Consent(d)
}

// Acts reports whether the message says by its verb that something is to be done, or not to be done:
// «keep it», «no, don't keep that». A mere yes or no names nothing.
func (h *Heard) Acts(d Deed) (yes, named bool) {
	if h == nil || h.table == nil || h.say.Asks {
		return false, false
	}
	for _, root := range []string{rootNo, rootYes} {
		if m, ok := h.table.Whole(h.say, h.slotsOf(d), of(root, d)...); ok && m.Has(actKind) {
			return root == rootYes, true
		}
	}
	return h.retyped.Acts(d)
}

// of are a root's patterns for a deed: those with its verbs, and those for all.
func of(root string, d Deed) []string { return []string{root, pattern.Root(root, d.Name)} }

// Command is the command that a saying means in other words; ok is false if it is
// something else that people say.
func (s Saying) Command() (c Command, ok bool) {
	switch Said(s.Kind) {
	case FixAt:
		return Command{Name: Fix, Part: s.Slots["place"], Spoken: true}, true
	case FixTo:
		return Command{Name: Fix, Part: s.Slots["place"], Words: s.Slots["value"], Spoken: true}, true
	}
	name, isCommand := strings.CutPrefix(s.Kind, "/")
	name, part, _ := strings.Cut(name, "_")
	return Command{Name: Name(name), Part: part, Words: s.Slots["telephone"], Spoken: true}, isCommand
}

// Until is the last instant until which a thing said asks for time.
func (h *Heard) Until(said Saying, deadline time.Time) (at time.Time, ok bool) {
	at, unclear := language.Till(h.tongue, said.Slots["term"], h.now, deadline)
	return at, unclear == nil
}

// When is the time at which somebody wants to be reminded.
func (h *Heard) When() (at time.Time, ok bool) {
	if h == nil || h.say == nil {
		return at, false
	}
	return h.tongue.When(h.say.Text(), h.now)
}
