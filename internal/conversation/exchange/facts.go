package exchange

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
	"giaoban/internal/language"
	"giaoban/internal/paper"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Facts are all that a turn is answered from.
type Facts struct {
	paper.Writer
	Focus *Focus
	Input chat.Input
	// Command is what the typed line asks, as it was read for the update; none
	// without a name.
	Command command.Command
	// Of is the question that the message answered which is now edited, and
	// OfPiece which message of its text that was; 0 if that is not known.
	Of      *form.Place
	OfPiece int
	// OfAll are the questions that its lines answered if they were several.
	OfAll []form.Place
	// Report is the short id that buttons carry.
	Report string
	// Names tells which units a typed name may mean.
	Names func(input string) []string
	// Frozen marks a submitted report: it can be read but not changed. Accepted
	// and Exempt tell that it is for another reason.
	Frozen, Accepted, Exempt bool
	// Closed is what to say where nobody's report is taken any more; such a turn
	// is Frozen.
	Closed string
	// Unsigned marks one that waits for the unit's approver.
	Unsigned bool
	// SignOff tells who has to sign before the report is handed in; nil for
	// nobody. It is asked only when the report is about to be.
	SignOff func() SignOff
	// Remark is why the report was returned, reopened, or is exempt.
	Remark string
	// Above names the unit whose coordinator accepts the report.
	Above string
	// MaxFile is the largest file that is taken, in bytes; 0: DefaultMaxFile.
	MaxFile int64
	// Rows gives the rows of a list of a unit below; nil if there is nothing below.
	Rows func(unit, list string) []Picked
	// Excerpt gives a sentence of the units below to a question of theirs, with its unit;
	// "" if there is none.
	Excerpt func(question string) string
	// Looks marks a person who may read the reports of the units below.
	Looks bool
	// Found gives what was found in a file, by its number; 0 is what was pasted. LastFile
	// is the number given last.
	Found    func(id int) *answers.Found
	LastFile func() int
	// Contact is whom to call, for help and refusals.
	Contact string
	// Campaign names the campaign to a person who has a part in several; "" to others.
	Campaign string
	// Order is who asks for the report, on which document.
	Order string
	// Joining marks the greeting of who has just been told whose report it is, and is
	// asked for a post below it.
	Joining bool
}

// Asked is the question in focus, if there is one.
func (t *Facts) Asked() *form.Question { return t.Outline.ByCode[t.Focus.Code] }

// Current reports whether the place is what is being asked now.
func (t *Facts) Current(p form.Place) bool {
	return t.Focus.Place == p && !t.Focus.Away() && t.Focus.Mode != Changed
}

// Here reports whether a button is for what is asked now, and that applies.
func (t *Facts) Here(b button.Button) bool {
	return t.Current(b.Place) && t.Asked() != nil && !t.Hidden(t.Asked(), b.Row)
}

// Overtaken reports whether a colleague answered while this person was asked.
func (t *Facts) Overtaken(c *answers.Cell) bool {
	if c.State != answers.Answered {
		return false
	}
	if t.Focus.Text.Pieces > 0 {
		return t.Focus.Text.Seen != c.Value.Text.Seen()
	}
	return !t.Focus.Fixing
}

// Example is the question in focus: its name, in a group the row's number from 1,
// and an example that can be typed: the own unit's name where one is asked for.
func (t *Facts) Example() (name string, row int, example string) {
	q := t.Asked()
	if q == nil {
		return "", 0, ""
	}
	if q.Parent != nil {
		row = t.RowNumber(q.Parent, t.Focus.Row)
	}
	if q.NamesUnit() {
		return q.Name, row, t.UnitLabel
	}
	return q.Name, row, t.Fill(q.Example, t.Focus.Row)
}

// InText reports whether words are wanted that could be mistaken for a command.
func (t *Facts) InText() bool {
	q := t.Asked()
	return q != nil && q.IsText() && t.Focus.Asking() && !t.Frozen
}

// WantsUnit reports whether the name of a unit is wanted.
func (t *Facts) WantsUnit() bool {
	q := t.Asked()
	return q != nil && q.NamesUnit() && t.Focus.Asking() && !t.Frozen
}

// Chooses reports whether words are a choice of the question that was asked:
// «Mô hình» is an answer before it is anybody's command.
func (t *Facts) Chooses(words string) bool {
	q := t.Asked()
	if q == nil || t.Frozen || !t.Focus.Asking() {
		return false
	}
	if q.NamesUnit() && !q.Searched() {
		_, problem := q.Read(t.Given(words))
		return problem == nil // “correct” is yes there
	}
	folded := viet.Fold(viet.Line(words))
	polite := viet.Fold(t.Say.Tongue().Polite(viet.Line(words)))
	names := func(c form.Option) bool {
		label := viet.Fold(t.Fill(c.Label, 0))
		return label == folded || label == polite
	}
	return slices.ContainsFunc(q.Choices, names) || slices.ContainsFunc(q.Special, names)
}

// Entering reports whether the input begins a visit or goes on with one, rather
// than answering what was asked.
func (t *Facts) Entering() bool {
	switch t.Input.Kind {
	case chat.Press:
		b, ok := button.Parse(t.Input.Data)
		return ok && b.Act == button.Resume
	case chat.Text:
		cmd, ok := t.Ordered()
		return !t.Focus.Over.Open() && t.Focus.Away() || ok && (cmd.Name == command.Start || cmd.Name == command.Continue)
	}
	return false
}

// Ordered is what the typed words ask of the interview, or, with a slash, of
// anybody. What asks it in other words is for the mode first.
func (t *Facts) Ordered() (command.Command, bool) {
	c := t.Command
	if t.Input.Kind != chat.Text || c.Name == "" {
		return command.Command{}, false
	}
	return c, c.Slash || c.Room() == chat.Interview && !c.Spoken
}

// units tell the kind of question which unit is meant.
type units struct{ t *Facts }

// Own returns the reporting unit.
func (u units) Own() string { return u.t.Unit }

// Named returns the units that a typed name can mean.
func (u units) Named(input string) []string {
	if u.t.Names == nil {
		return nil
	}
	return u.t.Names(input)
}

// Find looks among the units that the question takes.
func (u units) Find(q *form.Question, input string) form.Found {
	if u.t.Units == nil {
		return form.Found{}
	}
	m := u.t.Units.Find(input, u.t.Top(q))
	return form.Found{Unit: m.Unit.Code, Several: unitCodes(m.Several), Near: unitCodes(m.Near)}
}

func unitCodes(units []roster.Unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.Code
	}
	return out
}

// Asked is what is known of the answer to the question that was put.
type Asked struct {
	// Picked are the choices ticked so far, by name, or the units offered.
	Picked []string `json:"k,omitempty"`
	// Near are the choices of a long list that are offered, by name.
	Near []string `json:"n,omitempty"`
	// Readings are the values that an input may mean: the two of a number, or the one
	// that stands beside words left over.
	Readings []form.Value `json:"d,omitempty"`
}

// Given is words as an answer is read from them.
func (t *Facts) Given(words string) form.Input {
	in := form.Input{Input: t.Input, Reader: t.Reader(), Say: t.Speech(), Now: t.Now, Units: units{t},
		Offered: t.Focus.Asked.Picked, Fixing: t.Focus.Fixing}
	if len(t.Focus.Asked.Near) > 0 {
		in.Offered = t.Focus.Asked.Near
	}
	in.Text = words
	return in
}

// Reader reads the person's language, with the abbreviations of this outline.
func (t *Facts) Reader() language.Language { return t.Say.With(t.Outline.Shorts(nil)).Tongue() }

// PutAs is the question as an answer may repeat it.
func (t *Facts) PutAs(q *form.Question, row int) language.Question {
	return language.Question{Label: t.FillOf(q, q.Label, row), Unit: t.Fill(q.Unit, row)}
}

// readingShown is what may have been meant.
func (t *Facts) readingShown(v form.Value) string {
	if q := t.Asked(); q != nil && !q.IsCalculated() {
		return t.Shown(q, v)
	}
	return t.Say.Amount(v.Number)
}

// readingNamed is one of several that may have been meant: a day, or a bare number.
func (t *Facts) readingNamed(v form.Value) string {
	if v.Name != "" {
		return t.readingShown(v)
	}
	return t.Say.Amount(v.Number)
}

// Constrained says why the question's own constraint does not take a value; ""
// if it does.
func (t *Facts) Constrained(q *form.Question, row int, v form.Value) string {
	switch {
	case t.Allowed(q, row, v):
		return ""
	case !t.Offers(q, row, v):
		return t.Say.Say("choice_misfits", "value", t.Shown(q, v))
	case q.ConstraintMessage != "":
		return t.FillOf(q, q.ConstraintMessage, row)
	}
	return t.Say.Say("constraint_failed")
}

// InitialValue is the question's default as an answer; ok is false if it has
// none.
func (t *Facts) InitialValue(q *form.Question) (v form.Value, typed string, ok bool) {
	v, typed, ok = q.Initial(t.Given(""))
	if ok && q.IsText() {
		v.Text = answers.Describe(typed, 1, form.TextInfo{})
	}
	return v, typed, ok
}

// offersInitial is the line that shows the default of an unanswered question.
func (t *Facts) offersInitial(q *form.Question, c *answers.Cell) string {
	if _, typed, ok := t.InitialValue(q); ok && c.State != answers.Answered {
		return t.Say.Say("default_offered", "value", typed)
	}
	return ""
}

// mayKeep reports whether the earlier answer is still a possible one.
func (t *Facts) mayKeep(q *form.Question, row int) bool {
	_, ok := t.Earlier(q, row)
	return ok
}

// Earlier is the earlier answer as the question takes it now.
func (t *Facts) Earlier(q *form.Question, row int) (form.Value, bool) {
	c := t.Draft.Cell(q, row)
	i := t.Draft.BeforeAt(q.Name, row)
	if i < 0 || c == nil || c.State == answers.Answered || q.IsGroup() {
		return form.Value{}, false
	}
	v, ok := q.Convert(t.Draft.Before[i].Type, t.Draft.Before[i].Cell.Value)
	return v, ok && q.Fits(v, t.Given("")) == nil && t.Constrained(q, row, v) == ""
}

// WithContact adds whom to call to a refusal.
func (t *Facts) WithContact(sentence string) string {
	return strings.TrimSpace(sentence + " " + t.Contact)
}

// ReturnedLine says that a question came back, and why: what was said of it alone, or else
// of the report.
func (t *Facts) ReturnedLine(code string) string {
	remark := cmp.Or(t.Draft.Remarks[code], t.Remark)
	return strings.TrimSpace(t.Say.Count("returned_question", len(t.Draft.Again), "remark", remark))
}

// Welcome is what somebody reads before the first question.
func (t *Facts) Welcome() string {
	report, begin := t.Say.Say("welcome_of", "unit", t.UnitLabel), t.Say.Say("welcome_begin")
	if t.Joining {
		report, begin = t.Say.Say("welcome_this"), ""
	}
	lines := []string{t.Order, t.Say.Say("welcome", "report", report, "size", paper.Size(t.Outline, t.Say), "minutes", t.Outline.Minutes(), "deadline", t.DeadlineText()),
		t.Contact, begin}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}

// Glance is the summary with the way to the whole report.
func (t *Facts) Glance() chat.Content {
	return chat.Content{Text: t.Summary(), Choices: [][]chat.Choice{{t.WholeButton()}}}
}

// SignOff is what stands between the officer's handing in and its effect.
type SignOff uint8

// The ways to hand in.
const (
	NoSignOff      SignOff = iota
	SignOffFirst           // the unit's approver signs it first
	SignOffMissing         // one is required, and there is none
)

// Personal is what looks like a personal number in what waits.
func (t *Facts) Personal(h *Undecided) string {
	found, _ := viet.PersonalNumberIn(t.Focus.Text.Tail, h.Texts)
	return found
}

// Among reports whether words are one of a list.
func (t *Facts) Among(list, words string) bool {
	all := strings.Split(list, ",")
	for i, one := range all {
		all[i] = strings.TrimSpace(one)
	}
	return words != "" && t.Reader().Same(words, all...)
}

// NumberedLine takes «sửa dòng 2: 25» apart: the number, -1 if there is none, the words
// before it and those behind it.
func (t *Facts) NumberedLine(typed string) (n int, verb, words string) {
	head, words, _ := strings.Cut(strings.Replace(viet.Line(typed), "=", ":", 1), ":")
	fields := strings.Fields(strings.TrimPrefix(head, "/"))
	if len(fields) == 0 {
		return -1, "", ""
	}
	n, err := strconv.Atoi(fields[len(fields)-1])
	if err != nil || n < 0 {
		return -1, "", ""
	}
	fields = fields[:len(fields)-1]
	if k := len(fields); k > 0 && t.Among(t.Say.Say("typed_line"), fields[k-1]) {
		fields = fields[:k-1]
	}
	return n, strings.Join(fields, " "), strings.TrimSpace(words)
}

// Worded is the question in its own words; from the second row of a list on in few, for
// the same were read in the first.
func (t *Facts) Worded(q *form.Question, row int) string {
	if q.Short != "" && q.Parent != nil && t.RowNumber(q.Parent, row) > 1 {
		return t.FillOf(q, q.Short, row)
	}
	return t.FillOf(q, q.Label, row)
}

// Called names a question by the beginning of its words: its code means nothing to who answers.
func (t *Facts) Called(q *form.Question, row int) string {
	return viet.Shorten(strings.TrimRight(t.FillOf(q, q.Label, row), "?."), calledLetters)
}

// calledLetters is how much of a question names it. Questions that begin alike have 60 letters in common.
const calledLetters = 90

// InWords words what lies in the report.
func (t *Facts) InWords() paper.Contents { return paper.Contents{Writer: &t.Writer} }
