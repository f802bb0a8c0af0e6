package conversation

import (
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// A Focus is where one person stands in one report: what was last put to them,
// and what they have begun but not ended. A typed input answers it.
type Focus struct {
	Mode Mode `json:"p,omitempty"`
	form.Place
	// Picked are the choices ticked so far, by name.
	Picked []string `json:"k,omitempty"`
	// Pieces counts the messages of a long text under way.
	Pieces int `json:"n,omitempty"`
	// Readings are the two numbers that an input may mean.
	Readings []float64 `json:"d,omitempty"`
	// Approx tells that they were said to be an estimate.
	Approx bool `json:"a,omitempty"`
	// Check is the failing check that was put to them.
	Check string `json:"c,omitempty"`
	// Later marks the second round, through what was put off.
	Later bool `json:"l,omitempty"`
	// Fixing marks an answered question that is being corrected.
	Fixing bool `json:"f,omitempty"`
	// Page is the page of the list of rows that is shown, from 0.
	Page int `json:"g,omitempty"`
	// Anew marks a text that is to be written anew: the next message takes the
	// place of all that there is.
	Anew bool `json:"an,omitempty"`
	// Seen names the words of the text under way as this person left them, so
	// that a colleague's are noticed.
	Seen int `json:"sn,omitempty"`
	// Tail is how the last message of the text under way ended.
	Tail *Tail `json:"tl,omitempty"`
	// Held is an answer that waits for a decision.
	Held *Held `json:"hd,omitempty"`
	// Ack is the outbox id of the bubble that says how far a text has come. The
	// shell fills it in where the outcome says so.
	Ack string `json:"ak,omitempty"`
	// Last is the answer that was just given, which «sửa» corrects.
	Last *form.Place `json:"b,omitempty"`
	// Outline is the version that this was put to them from.
	Outline string `json:"o,omitempty"`
	// Missed counts the inputs in a row that were not understood.
	Missed int `json:"x,omitempty"`
	// Over is what they only read. It lies over what was put to them.
	Over Over `json:"u,omitzero"`
	Numbers
	// Unsure marks that they said once that they do not know.
	Unsure bool `json:"y,omitempty"`
	// Unknown counts the questions in a row that were put off by «không biết».
	Unknown int `json:"yn,omitempty"`
	// Done marks that «xong» just ended a text, so that one more is no answer.
	Done bool `json:"dn,omitempty"`
	// Tray is what /tep waits for beside the question; "" if it is closed.
	Tray string `json:"tr,omitempty"`
	// Album is the album whose parts came last.
	Album *Album `json:"al,omitempty"`
	// Figure is the figure of a calculated question that is being corrected,
	// from 1; Shown is what its figures were when they were put to the person.
	Figure int    `json:"t,omitempty"`
	Shown  string `json:"h,omitempty"`
	// Each asks for changed figures one by one.
	Each bool `json:"e,omitempty"`
}

// asking tells whether a question was put, with nothing to read over it.
func (f *Focus) asking() bool { return f.Mode == Asking && !f.Over.open() }

// Mode is the kind of thing that was last put to a person.
type Mode string

// The modes. Their words are stored.
const (
	Idle      Mode = ""         // nothing yet
	Asking    Mode = "ask"      // a question
	Offering  Mode = "offer"    // a section's or a row's optional questions
	Growing   Mode = "more"     // another row, or is that all
	Checking  Mode = "check"    // a check that failed
	NoneSure  Mode = "none"     // «Không có» as the whole of a required text
	Which     Mode = "reading"  // which of two numbers was meant
	Review    Mode = "review"   // the summary
	Resting   Mode = "resting"  // saved, and gone for now
	Dropping  Mode = "dropping" // really take this row out?
	Private   Mode = "private"  // words that seem to hold a telephone or identity number
	Adding    Mode = "add"      // words for an answered text: behind it, or in its place?
	Reasoning Mode = "reason"   // why a warning is kept
	Clash     Mode = "clash"    // a colleague answered meanwhile: theirs or yours?
	Showing   Mode = "row"      // what a row says, and what to correct in it
	// Several numbers of one message, to be confirmed.
	Confirming Mode = "table"
	Why        Mode = "why"     // the reason of a corrected figure
	Changed    Mode = "changed" // figures that are others now than were confirmed
)

// A Turn is one input together with all that it is answered from. Step changes
// Draft and Focus in place; nothing else leaves it but the Outcome.
type Turn struct {
	paper.Writer
	Focus *Focus
	Input chat.Input
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
	// Contact is whom to call, for help and refusals.
	Contact string

	out  Outcome
	lead []string // what is said above the next question
	// mended are the sentences of checks that hold again because of the answer.
	mended []string
	// failed are the checks of the question that failed before the answer.
	failed map[string]bool
	// changed is set while the question in focus is not the one that this
	// person has read: what they type now was meant for the old one.
	changed bool
	notice  []chat.Content // what the outline's new version means for the report
	noted   bool           // what became of the table of numbers was said
}

// SignOff is what stands between the officer's handing in and its effect.
type SignOff uint8

// The ways to hand in.
const (
	NoSignOff      SignOff = iota
	SignOffFirst           // the unit's approver signs it first
	SignOffMissing         // one is required, and there is none
)

// Step answers one input. The draft and the focus may be changed even when
// nothing is said.
func (t *Turn) Step() Outcome {
	t.step()
	if t.out.Ack > 0 {
		t.out.Ack += len(t.notice)
	}
	t.out.Contents = append(t.notice, t.out.Contents...)
	return t.out
}

func (t *Turn) step() {
	if t.Focus.Place.Code != "" && !t.Known(t.Focus.Place) {
		*t.Focus = Focus{}
	}
	if t.Input.Kind == chat.Edit || t.Input.Kind == chat.Attachment {
		t.uncover()
	}
	if t.hiddenFocus() {
		return
	}
	waiting := t.Focus.Mode == Confirming
	t.take()
	if waiting && t.Focus.Mode != Confirming && !t.noted && len(t.out.Contents) > 0 {
		first := &t.out.Contents[0]
		first.Text = t.Say.Say("table_left") + "\n\n" + first.Text
	}
}

// take deals with the input by its kind.
func (t *Turn) take() {
	done := t.Focus.Done
	t.Focus.Done = false
	switch t.Input.Kind {
	case chat.Press:
		t.press()
	case chat.Text:
		if !done || !t.texts().doneTwice() {
			t.text()
		}
	case chat.Edit:
		t.edit()
	case chat.Attachment:
		t.uploads().attachment()
	default:
		t.otherInput()
	}
	if t.out.Ack == 0 && len(t.out.Contents) > 0 {
		t.Focus.Ack = "" // it has scrolled away
	}
}

// hiddenFocus tells somebody whose question a colleague has meanwhile made
// pointless that it no longer applies; what was typed for it is not taken.
func (t *Turn) hiddenFocus() bool {
	q := t.asked()
	if q == nil || t.Frozen || t.Focus.Tray != "" || t.Focus.Mode == Checking || t.Focus.Mode == Reasoning || t.Focus.Mode == Changed || t.Focus.Over.open() || !t.Hidden(q, t.Focus.Row) {
		return false
	}
	*t.Focus = Focus{Later: t.Focus.Later}
	if t.Input.Kind == chat.Press || t.Input.Kind == chat.Edit {
		return false
	}
	t.refuse(t.Say.Say("button_not_now", "code", q.Code))
	t.next()
	return true
}

// text takes a message of words: a command, or an answer to what was asked.
func (t *Turn) text() {
	if t.uploads().typedTray() {
		return
	}
	q := t.asked()
	if t.Focus.Held != nil && !t.Frozen && t.undecided().typedHeld(q) {
		return
	}
	over := t.Focus.Over.open()
	inText := !over && (q != nil && q.IsText() && t.Focus.Mode == Asking || t.Focus.Mode == Reasoning || t.Focus.Mode == Why)
	if over && t.browse().typedOverlay() {
		return
	}
	cmd, ok := parseCommand(t.Input.Text, inText)
	if ok && over && !cmd.overOnly() {
		t.uncover()
	}
	if ok && t.command(cmd) {
		return
	}
	if over {
		if !t.foreignTyped() {
			t.tell(t.Say.Say("overlay_no_match"))
			t.again()
		}
		return
	}
	if t.Frozen {
		t.frozen()
		return
	}
	if t.changed {
		t.tell(t.Say.Say("question_changed"))
		t.again()
		return
	}
	if t.notKnown() {
		return
	}
	switch t.Focus.Mode {
	case Asking:
		t.answer(q, t.Focus.Row, t.Input.Text)
	case Offering:
		t.typedChoice(t.offerButtons())
	case Growing:
		t.rows().typedGrow(q)
	case Checking:
		t.typedChoice(t.checks().checkButtons())
	case NoneSure:
		t.texts().typedNone(q)
	case Reasoning:
		t.checks().typedReason()
	case Which:
		t.typedReading(q)
	case Dropping:
		t.typedChoice(t.rows().dropButtons())
	case Showing:
		t.rows().typedRow(q)
	case Confirming:
		if !t.numbers().typedTable() {
			t.tell(t.Say.Say("table_how"))
			t.again()
		}
	case Why:
		t.figures().typedWhy(q)
	case Changed:
		t.typedChoice(t.figures().changedButtons())
	case Review:
		t.typedReview()
	default:
		if !t.foreignTyped() {
			t.welcome()
		}
	}
}

// asked is the question in focus, if there is one.
func (t *Turn) asked() *form.Question { return t.Outline.ByCode[t.Focus.Code] }

// edit takes an own message rewritten: the answer that it gave is corrected.
func (t *Turn) edit() {
	switch {
	case !t.Frozen && t.undecided().editedHeld():
		return
	case t.Frozen:
		t.frozen()
		return
	case t.numbers().editTable():
		return
	case t.Of == nil:
		t.refuse(t.Say.Say("edit_unknown"))
	case !t.Known(*t.Of):
		t.refuse(t.Say.Say("edit_gone"))
	default:
		t.correct(t.Outline.ByCode[t.Of.Code], t.Of.Row, t.Input.Text)
		return
	}
	t.again()
}

// tell puts a sentence above whatever is asked next.
func (t *Turn) tell(sentence string) {
	if sentence != "" {
		t.lead = append(t.lead, sentence)
	}
}
