package conversation

import (
	"slices"
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
	// Found gives what was found in a file, by its number; 0 is what was pasted. LastFile
	// is the number given last.
	Found    func(id int) *answers.Found
	LastFile func() int
	// Contact is whom to call, for help and refusals.
	Contact string
	// Order is who asks for the report, on which document.
	Order string
	// Joining marks the greeting of who has just been told whose report it is, and is
	// asked for a post below it.
	Joining bool
}

// asked is the question in focus, if there is one.
func (t *Facts) asked() *form.Question { return t.Outline.ByCode[t.Focus.Code] }

// current reports whether the place is what is being asked now.
func (t *Facts) current(p form.Place) bool {
	return t.Focus.Place == p && !t.Focus.away() && t.Focus.Mode != Changed
}

// here reports whether a button is for what is asked now, and that applies.
func (t *Facts) here(b button.Button) bool {
	return t.current(b.Place) && t.asked() != nil && !t.Hidden(t.asked(), b.Row)
}

// overtaken reports whether a colleague answered while this person was asked.
func (t *Facts) overtaken(c *answers.Cell) bool {
	if c.State != answers.Answered {
		return false
	}
	if t.Focus.Text.Pieces > 0 {
		return t.Focus.Text.Seen != c.Value.Text.Seen()
	}
	return !t.Focus.Fixing
}

// Asked is the question in focus: its name, in a group the row's number from 1,
// and an example that can be typed: the own unit's name where one is asked for.
func (t *Facts) Asked() (name string, row int, example string) {
	q := t.asked()
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
	q := t.asked()
	return q != nil && q.IsText() && t.Focus.asking() && !t.Frozen
}

// Chooses reports whether words are a choice of the question that was asked:
// «Mô hình» is an answer before it is anybody's command.
func (t *Facts) Chooses(words string) bool {
	q := t.asked()
	if q == nil || t.Frozen || !t.Focus.asking() {
		return false
	}
	folded := viet.Fold(viet.Line(words))
	polite := viet.Fold(viet.Polite(viet.Line(words)))
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
		cmd, ok := t.ordered()
		return !t.Focus.Over.open() && t.Focus.away() || ok && (cmd.Name == command.Start || cmd.Name == command.Continue)
	}
	return false
}

// ordered is what the typed words ask of the interview, or, with a slash, of
// anybody. What asks it in other words is for the mode first.
func (t *Facts) ordered() (command.Command, bool) {
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
	// Readings are the values that an input may mean: the two of a number, or the one
	// that stands beside words left over.
	Readings []form.Value `json:"d,omitempty"`
}

// given is words as an answer is read from them.
func (t *Facts) given(words string) form.Input {
	in := form.Input{Input: t.Input, Reader: t.reader(), Say: t.Speech(), Now: t.Now, Units: units{t},
		Offered: t.Focus.Asked.Picked, Fixing: t.Focus.Fixing}
	in.Text = words
	return in
}

// reader reads Vietnamese with the abbreviations of this outline.
func (t *Facts) reader() viet.Reader { return viet.Reader{Short: t.Outline.Shorts(t.Say.Shorts())} }

// putAs is the question as an answer may repeat it.
func (t *Facts) putAs(q *form.Question, row int) language.Question {
	return language.Question{Label: t.FillOf(q, q.Label, row), Unit: t.Fill(q.Unit, row)}
}

// readingShown is what may have been meant.
func (t *Facts) readingShown(v form.Value) string {
	if q := t.asked(); q != nil && !q.IsCalculated() {
		return t.Shown(q, v)
	}
	return t.Say.Amount(v.Number)
}

// constrained says why the question's own constraint does not take a value; ""
// if it does.
func (t *Facts) constrained(q *form.Question, row int, v form.Value) string {
	switch {
	case t.Allowed(q, row, v):
		return ""
	case q.ConstraintMessage != "":
		return t.FillOf(q, q.ConstraintMessage, row)
	}
	return t.Say.Say("constraint_failed")
}

// initialValue is the question's default as an answer; ok is false if it has
// none.
func (t *Facts) initialValue(q *form.Question) (v form.Value, typed string, ok bool) {
	v, typed, ok = q.Initial(t.given(""))
	if ok && q.IsText() {
		v.Text = answers.Describe(typed, 1, form.TextInfo{})
	}
	return v, typed, ok
}

// offersInitial is the line that shows the default of an unanswered question.
func (t *Facts) offersInitial(q *form.Question, c *answers.Cell) string {
	if _, typed, ok := t.initialValue(q); ok && c.State != answers.Answered {
		return t.Say.Say("default_offered", "value", typed)
	}
	return ""
}

// mayKeep reports whether the earlier answer is still a possible one.
func (t *Facts) mayKeep(q *form.Question, row int) bool {
	_, ok := t.earlier(q, row)
	return ok
}

// earlier is the earlier answer as the question takes it now.
func (t *Facts) earlier(q *form.Question, row int) (form.Value, bool) {
	c := t.Draft.Cell(q, row)
	i := t.Draft.BeforeAt(q.Name, row)
	if i < 0 || c == nil || c.State == answers.Answered || q.IsGroup() {
		return form.Value{}, false
	}
	v, ok := q.Convert(t.Draft.Before[i].Type, t.Draft.Before[i].Cell.Value)
	return v, ok && q.Fits(v, t.given("")) == nil && t.constrained(q, row, v) == ""
}

func (t *Facts) withContact(sentence string) string {
	return strings.TrimSpace(sentence + " " + t.Contact)
}

// returnedLine says that a question came back, and why.
func (t *Facts) returnedLine() string {
	return strings.TrimSpace(t.Say.Count("returned_question", len(t.Draft.Again), "remark", t.Remark))
}
