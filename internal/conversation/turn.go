package conversation

import (
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// A Turn answers one input from the facts. Step changes Draft and Focus in
// place; nothing else leaves it but the Outcome.
type Turn struct {
	exchange.Recorder
	// changed is set while the question in focus is not the one that this
	// person has read: what they type now was meant for the old one.
	changed bool
	noted   bool       // what became of the table of numbers was said
	stood   form.Place // what was asked before the input; none where nothing was
	listed  bool       // questions stood on the screen by their codes
	// opened is what was found in the file openedIn, if the turn looked at it.
	opened   *answers.Found
	openedIn int
}

// New returns the turn that answers the input of the facts.
func New(f exchange.Facts) *Turn {
	t := &Turn{Recorder: exchange.Recorder{Reply: exchange.Reply{Facts: f}}}
	t.Fresh = t.Said
	t.listed = f.Frozen || f.Focus != nil && f.Focus.Lists()
	if f.Focus != nil && !f.Focus.Away() && f.Focus.Mode != exchange.Review && !f.Focus.Over.Open() {
		t.stood = f.Focus.Place
	}
	return t
}

// Step answers one input. The draft and the focus may be changed even when
// nothing is said.
func (t *Turn) Step() exchange.Outcome {
	if t.Outline.UsesToday {
		t.Draft.Today = t.Today()
		t.Draft.Follow(t.Outline)
	}
	t.step()
	if t.Out.Ack > 0 {
		t.Out.Ack += len(t.Notice)
	}
	t.Out.Contents = append(t.Notice, t.Out.Contents...)
	return t.Out
}

func (t *Turn) step() {
	if t.Focus.Place.Code != "" && !t.Known(t.Focus.Place) {
		t.Focus.Begin(exchange.Idle)
	}
	if t.Input.Kind == chat.Edit || t.Input.Kind == chat.Attachment {
		t.uncover()
	}
	if t.hiddenFocus() {
		return
	}
	waiting := t.Focus.Mode == exchange.Confirming
	t.take()
	if waiting && t.Focus.Mode != exchange.Confirming && !t.noted && len(t.Out.Contents) > 0 {
		first := &t.Out.Contents[0]
		first.Text = t.Say.Say("table_left") + "\n\n" + first.Text
	}
}

// take deals with the input by its kind.
func (t *Turn) take() {
	done, was := t.Focus.Text.Done, t.Focus.Found
	t.Focus.Text.Done, t.Focus.Found.Offer, t.Focus.Found.Ready = false, 0, 0
	switch t.Input.Kind {
	case chat.Press:
		t.press()
	case chat.Text:
		if t.Input.Forwarded || !t.word().typed(was) && (!done || !t.texts().doneTwice()) {
			t.text()
		}
	case chat.Edit:
		t.edit()
	case chat.Attachment:
		t.uploads().attachment()
	case chat.FileRead:
		id, _ := strconv.Atoi(t.Input.Data)
		t.word().arrived(id)
	default:
		t.otherInput()
	}
	if t.Out.Ack == 0 && len(t.Out.Contents) > 0 {
		t.Focus.Ack = "" // it has scrolled away
	}
}

// hiddenFocus tells somebody whose question a colleague has meanwhile made
// pointless that it no longer applies; what was typed for it is not taken.
func (t *Turn) hiddenFocus() bool {
	q := t.Asked()
	if q == nil || t.Frozen || t.Focus.Uploads.Open != "" || t.Focus.Mode == exchange.Checking || t.Focus.Mode == exchange.Reasoning || t.Focus.Mode == exchange.Changed || t.Focus.Over.Open() || !t.Hidden(q, t.Focus.Row) {
		return false
	}
	t.Focus.Enter(exchange.Idle, form.Place{})
	if t.Input.Kind == chat.Press || t.Input.Kind == chat.Edit {
		return false
	}
	t.Refuse(t.Say.Say("button_not_now", "label", t.Called(q, t.Focus.Row)))
	t.next()
	return true
}

// text takes a message of words: a command, or an answer to what was asked.
func (t *Turn) text() {
	if t.uploads().typed() {
		return
	}
	if t.Input.Forwarded {
		t.uncover()
		t.texts().forwarded()
		return
	}
	if t.sayings().answersMoreTime() {
		return
	}
	q := t.Asked()
	if t.Focus.Undecided != nil && !t.Frozen && t.undecided().words(q) {
		return
	}
	over := t.Focus.Over.Open()
	if over && t.browse().typedOverlay() {
		return
	}
	cmd, ok := t.Ordered()
	if ok && over && !overOnly(cmd) {
		t.uncover()
	}
	if ok && t.commands().take(cmd) {
		return
	}
	if over || t.Frozen {
		if t.sayings().take() {
			return
		}
	}
	if over && t.Frozen && !t.foreignTyped() { // said of the report that is read
		t.uncover()
		t.SayFrozen()
		return
	}
	if over {
		if !t.foreignTyped() {
			t.again(t.Say.Say("overlay_no_match"))
		}
		return
	}
	if t.Frozen {
		t.SayFrozen()
		return
	}
	if t.changed {
		t.again(t.Say.Say("question_changed"))
		return
	}
	if !t.mode().heard() && !t.sayings().take() {
		t.Focus.Unknown = exchange.Unknown{}
		t.mode().typed()
	}
}

// knowsHow is after how many questions in a row that were put off by «không
// biết» it need not be said twice any more.
const knowsHow = 2

// notKnown takes «không biết». The first time it is said how to put a question
// off; said once more to the same thing, that is done, for else somebody who
// does not know would be asked for ever. It is false where the mode has no
// answer of its own.
func (t *Turn) notKnown() bool {
	s := &t.Focus.Unknown
	before, mode := s.InARow, t.Focus.Mode
	again := s.Said || before >= knowsHow && (mode == exchange.Asking || mode == exchange.Offering)
	s.Said = true
	taken := t.mode().unknown(again)
	if taken && again {
		s.InARow = before + 1
	}
	return taken
}
