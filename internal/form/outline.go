package form

import "giaoban/internal/content"

// An Outline is what is asked of a unit: sections of questions, repeating
// groups, and checks across them. It is data: a YAML file with XLSForm's words
// where XLSForm has the word. Nothing in it changes after Parse.
type Outline struct {
	// Hash names this version: the first 12 hex digits of the SHA-256 of the
	// file's content. A draft keeps the version that it began with.
	Hash string `yaml:"-"`

	Title string `yaml:"title"`
	// Languages are those that its words stand in, the first being the one that all else is
	// held against. Without them it has one, and every text is plain words: see TextKeys.
	Languages []string  `yaml:"languages,omitempty"`
	Sections  []Section `yaml:"sections"`
	// Lists are choices that several questions share: see Question.ChoicesFrom.
	Lists map[string][]Option `yaml:"lists,omitempty"`
	// Files are the tables in CSV that lay beside the outline and that questions take their
	// choices from: Whole puts them there, so that they are kept, and hashed, with it.
	Files  map[string]string `yaml:"files,omitempty"`
	Checks []Check           `yaml:"checks,omitempty"`
	// Summary is what the officer reads before submitting, a line each. A line
	// whose condition does not hold is left out.
	Summary []Line `yaml:"summary,omitempty"`
	// Figures are rolled up a level: kept in the unit's small status record and
	// added up for the coordinators.
	Figures []Figure `yaml:"figures,omitempty"`
	// Abbreviations are written short by those who answer, each with the words that it
	// stands for: “HH” for “households”.
	Abbreviations map[string]string `yaml:"abbreviations,omitempty"`
	// Addressees are those to whom a text may be addressed, with the words that name them.
	Addressees []content.Theme `yaml:"addressees,omitempty"`
	// Contradictions are claims of texts that figures may deny.
	Contradictions []Contradiction `yaml:"contradictions,omitempty"`

	index `yaml:"-"`
}

// A Section groups questions under a title; the progress line counts sections.
type Section struct {
	// Code is what people may type for it: 5 of X5. A first section whose code ends in 0 is the
	// opening part. Where not all codes have a number, or these do not grow, sections are counted.
	Code  string `yaml:"code"`
	Title string `yaml:"title"`
	// Intro is said once, before the section's first question.
	Intro string `yaml:"intro,omitempty"`
	// Minutes is how long the section takes, as an estimate.
	Minutes int `yaml:"minutes,omitempty"`
	// Relevant is the condition under which the section is asked, with all that it holds.
	Relevant string `yaml:"relevant,omitempty"`
	// Heading is where the section stands in the written report.
	Heading   string     `yaml:"heading,omitempty"`
	Questions []Question `yaml:"questions"`

	compiledSection `yaml:"-"`
}

// Type is how a question is answered.
type Type string

// The types. Words are XLSForm's where it has one.
const (
	Integer        Type = "integer"
	Decimal        Type = "decimal"
	Year           Type = "year"
	Date           Type = "date"
	YesNo          Type = "yes_no"
	SelectOne      Type = "select_one"
	SelectMultiple Type = "select_multiple"
	ShortText      Type = "text"
	LongText       Type = "long_text"
	UnitName       Type = "unit"
	FileUpload     Type = "file"
	Repeat         Type = "repeat"
	// Calculate is filled in by the system; the person confirms it or corrects
	// it with a reason.
	Calculate Type = "calculate"
	// Acknowledge is the act of submitting. It is asked with the summary and
	// never stored.
	Acknowledge Type = "acknowledge"
	// Group puts questions under one title and one condition. It is no question itself.
	Group Type = "group"
)

// A Question is asked once, or once in each row of its repeating group.
type Question struct {
	// Code is what people call it (“fix X5.01”), unique in the outline.
	Code string `yaml:"code"`
	// Name is its variable in conditions, unique in the outline: a-z, 0-9, _.
	Name  string `yaml:"name"`
	Type  Type   `yaml:"type"`
	Label string `yaml:"label"`
	// Short is the label in few words: for a field of a list from its second row on, and where
	// the question is one of many that are shown with what was found for them.
	Short string `yaml:"short,omitempty"`
	// Called are other names by which people ask for what units answered: “population” for
	// “how many people live there”.
	Called []string `yaml:"called,omitempty"`
	Hint   string   `yaml:"hint,omitempty"`
	// Example is shown as it is; it is never taken as an answer.
	Example string `yaml:"example,omitempty"`
	// RequiredIf is true or false, or a condition under which the question must be answered.
	RequiredIf string `yaml:"required,omitempty"`
	// Relevant is the condition under which the question is asked.
	Relevant          string   `yaml:"relevant,omitempty"`
	Constraint        string   `yaml:"constraint,omitempty"`
	ConstraintMessage string   `yaml:"constraint_message,omitempty"`
	Choices           []Option `yaml:"choices,omitempty"`
	// ChoicesFrom names a list of the outline's, or a table in CSV beside it, in the place of
	// Choices.
	ChoicesFrom string `yaml:"choices_from,omitempty"`
	// ChoiceFilter is the condition under which a choice is offered and taken: an expression over
	// the words of the choice and what was answered before.
	ChoiceFilter string `yaml:"choice_filter,omitempty"`
	// Search lets choices be looked for by typing, which long lists are by themselves.
	Search bool `yaml:"search,omitempty"`
	// Template is a calculated text's: words with the names of questions, and of values, in braces.
	Template string `yaml:"template,omitempty"`
	// Special are answers outside the type's own values, offered as buttons:
	// a year's “Before 2006”.
	Special []Option `yaml:"special,omitempty"`
	// Suggest are values of the type offered as buttons: dates as 2016-06-30.
	Suggest []string `yaml:"suggest,omitempty"`
	// Unit is the word after a number: households, sessions, dollars.
	Unit string `yaml:"unit,omitempty"`
	// Min and Max bound numbers, years, dates (2016-01-01 or today) and times (07:30).
	Min string `yaml:"min,omitempty"`
	Max string `yaml:"max,omitempty"`
	// Range lets the number be one from one to another, “2 to 3”, and keeps both.
	// Conditions, checks and figures see the middle of it; sums add up either end.
	Range bool `yaml:"range,omitempty"`
	// Step parts the values of a scale, Low and High say what its ends mean.
	Step int    `yaml:"step,omitempty"`
	Low  string `yaml:"low,omitempty"`
	High string `yaml:"high,omitempty"`
	// Pattern is a regular expression that a short text must meet as a whole, PatternMessage
	// is said of one that does not.
	Pattern        string `yaml:"pattern,omitempty"`
	PatternMessage string `yaml:"pattern_message,omitempty"`
	// MinLength and MaxLength are the letters hoped for in a text. They are
	// warned about; nothing is ever cut or refused for its length.
	MinLength int `yaml:"min_length,omitempty"`
	MaxLength int `yaml:"max_length,omitempty"`
	// Topic is what a text tells of, in few words: summaries of what reports say open with
	// it. Themes are what such a text may speak of, and Addressed sorts its sentences by
	// whom they are addressed to.
	Topic     string          `yaml:"topic,omitempty"`
	Themes    []content.Theme `yaml:"themes,omitempty"`
	Addressed bool            `yaml:"addressed,omitempty"`
	// Excerpts names a text question of the units below: a sentence of theirs stands
	// below this one, and what they say to it a tap away.
	Excerpts string `yaml:"excerpts,omitempty"`
	// Copies names the field whose answer this one takes over with a row of a unit below.
	Copies string `yaml:"copies,omitempty"`
	// Accept are the file endings taken; MaxFiles how many (0: one).
	Accept   []string `yaml:"accept,omitempty"`
	MaxFiles int      `yaml:"max_files,omitempty"`
	// Scan marks the file question for the signed and stamped report. Its files
	// are a mark of their own on the report, and may come after submission.
	Scan bool `yaml:"scan,omitempty"`
	// Post marks the one question for the post of who fills in the report: it is asked on
	// joining, filled in from there, and named wherever the officer is. Without it no post is asked.
	Post bool `yaml:"post,omitempty"`
	// Carry lets the officer take the answer of the report before this one over with one tap; of
	// a repeat, its rows.
	Carry bool `yaml:"carry,omitempty"`
	// Default is an answer that is offered, to be taken with one tap or “right”: a
	// number, a day or today, a choice's name, a text.
	Default string `yaml:"default,omitempty"`
	// Within tells which units a unit question takes: own (and so where nothing
	// is said), below, or all of the list.
	Within string `yaml:"within,omitempty"`
	// Values fill the label's, the hint's and the constraint message's
	// placeholders, each an expression.
	Values map[string]string `yaml:"values,omitempty"`
	// Aggregate is how the numbers of several units come together: sum, max or
	// none. Empty: by the type, see Together.
	Aggregate Aggregate `yaml:"aggregate,omitempty"`
	// VisibleTo keeps the answer from everyone without that right: viewers.
	VisibleTo string `yaml:"visible_to,omitempty"`
	// Forward sends the text up to the coordinator above when it is closed.
	Forward string `yaml:"forward,omitempty"`
	// Calculation fills in a calculate question: an expression, or for a
	// district «sum(below.so_thon)» over the reports below.
	Calculation string `yaml:"calculation,omitempty"`
	// ReadOnly marks a calculated value that is confirmed but not corrected.
	ReadOnly bool `yaml:"read_only,omitempty"`
	// Parts are the named figures of one calculated question.
	Parts []Part `yaml:"parts,omitempty"`
	// Skipped tells what a calculation makes of an optional question that was
	// passed over: zero counts it as 0; unknown, and so where nothing is said,
	// leaves the figure not known, to be put in by hand or left empty.
	Skipped string `yaml:"skipped,omitempty"`

	// Rows describes a repeat, Questions what is asked in each of its rows, or in a group.
	Rows      *Rows      `yaml:"rows,omitempty"`
	Questions []Question `yaml:"questions,omitempty"`

	compiled `yaml:"-"`
}

// An Option is one choice. Its name is stored, its label may be reworded.
type Option struct {
	Name  string `yaml:"name"`
	Label string `yaml:"label"`
	// Alone marks a choice that goes with no other: “No money was spent”.
	Alone bool `yaml:"alone,omitempty"`
	// Of are words of the choice that a ChoiceFilter picks by: «huyen: ns».
	Of map[string]string `yaml:"of,omitempty"`
}

// Rows are the bounds of a repeating group.
type Rows struct {
	// Noun is what a row is called: “camp”.
	Noun string `yaml:"noun"`
	// Name is the field whose text names a row in lists.
	Name string `yaml:"name"`
	// Ask is the question whether there is a row at all, put before the first one
	// where the floor is 0: “Are there any camps?”. Without it the question is
	// made from the noun; a list that is relevant by a yes or no is not asked again.
	Ask string `yaml:"ask,omitempty"`
	// Min is an expression for the floor: min(5, tong_mo_hinh + dh_tap_the).
	// Without it, or where it comes to 0, the list may be empty.
	Min string `yaml:"min,omitempty"`
	// Reason is the question that asks why there are fewer than Min rows; with
	// an answer to it, fewer are accepted. Without it the floor is firm.
	Reason string `yaml:"reason,omitempty"`
	// Max is an expression for how many rows there may be.
	Max string `yaml:"max,omitempty"`
	// Exactly is an expression for how many rows there are: they are asked one after another,
	// and nobody is asked whether there is one more.
	Exactly string `yaml:"exactly,omitempty"`
	// From lets a row be taken over from a list of a unit below.
	From *Source `yaml:"from,omitempty"`
}

// A Source is a list of the units below from which rows may be taken over.
type Source struct {
	// List is the list's name in the outline of the units below, Unit the field that says
	// which unit's it is.
	List string `yaml:"list"`
	Unit string `yaml:"unit"`
	// When is the condition, over the fields before the one that names the row, under
	// which rows are offered.
	When string `yaml:"when,omitempty"`

	compiledSource `yaml:"-"`
}

// A Part is one named figure of a calculated question.
type Part struct {
	Name        string `yaml:"name"`
	Label       string `yaml:"label"`
	Calculation string `yaml:"calculation"`
}

// Level is what a failing check does.
type Level string

// The levels of checks.
const (
	// Error is said at once, may be put off, and blocks submission.
	Error Level = "error"
	// Warning is asked about once and kept by one tap.
	Warning Level = "warning"
	// Note is only marked for the coordinator.
	Note Level = "note"
)

// A Check is a condition across questions that must hold.
type Check struct {
	ID    string `yaml:"id"`
	Level Level  `yaml:"level"`
	// OnSubmit puts the check off until the report is submitted.
	OnSubmit bool `yaml:"on_submit,omitempty"`
	// Each names a repeating group: the condition is tried in every row, with
	// the row's fields as variables beside the report's, and stt, the row's
	// number from 1. Of rows that are compared with one another, as in
	// count(rows, .name?.key == name.key and .stt < stt) == 0, the later fails.
	Each string `yaml:"each,omitempty"`
	// Constraint is the condition that must hold. It is not tried while one of
	// its questions is unanswered or skipped, nor, before the report is handed
	// in, while a list that it counts is not begun; a question that does not
	// apply counts as zero, empty or no.
	Constraint string `yaml:"constraint"`
	Message    string `yaml:"message"`
	// Values fill the message's placeholders, each an expression.
	Values map[string]string `yaml:"values,omitempty"`
	// Fix are the questions to which the message leads, by name, each with the
	// button's label; without a label the question's code is shown.
	Fix []Fix `yaml:"fix,omitempty"`
	// Reason asks for words, not only for a tap, when a warning is kept. It is
	// for what the figures must not say by a rule, not for what is unusual: the
	// report is not handed in before it is mended or its reason is written.
	Reason bool `yaml:"reason,omitempty"`
	// Success is said when an answer makes a check hold that failed before. It
	// may name the same placeholders as Message.
	Success string `yaml:"success,omitempty"`

	compiledCheck `yaml:"-"`
}

// A Fix is a button that leads from a failing check to a question.
type Fix struct {
	Question string `yaml:"question"`
	Label    string `yaml:"label,omitempty"`
}

// A Line is one line of the summary.
type Line struct {
	Text     string `yaml:"text"`
	Relevant string `yaml:"relevant,omitempty"`

	compiledLine `yaml:"-"`
}

// A Figure is a number that is rolled up from the units below.
type Figure struct {
	Name  string `yaml:"name"`
	Label string `yaml:"label"`
	// Value is an expression; a name of a number question is the usual one.
	Value string `yaml:"value"`
	// Headline puts the sum into digests, which must fit a phone's screen. The
	// other figures wait for the report of the level above; what must not be
	// summed over units is never a headline.
	Headline bool `yaml:"headline,omitempty"`
	// Cumulative adds the figure up over the periods of a campaign that recurs, too: cases, and
	// not households, which are the same ones each time.
	Cumulative bool `yaml:"cumulative,omitempty"`
	// Per names another figure, households or people, per which this one is compared with
	// the neighbours'.
	Per string `yaml:"per,omitempty"`

	compiledFigure `yaml:"-"`
}
