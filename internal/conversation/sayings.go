package conversation

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// sayings answer what people say beside answers and commands. What was asked stays
// open and is put again.
type sayings struct{ *Turn }

func (t *Turn) sayings() sayings { return sayings{t} }

// take answers what all words of the message say; false if they say nothing that
// is known, or may be an answer as well.
func (t sayings) take() bool {
	said, ok := t.Command.Heard.Said()
	if _, command := said.Command(); !ok || command && !t.Command.Spoken || t.Command.Others != 0 {
		return false
	}
	if said.Weak() && t.wantsWords() && !t.asksForLast(said) || (said.Slots["day"] != "" || said.Kind == string(command.Busy)) && t.isDay() {
		return false // it may be the text, or the day
	}
	if q := t.Asked(); said.Slots["value"] != "" && said.Kind == string(command.MoreTime) && q != nil && q.IsText() && t.Focus.Asking() {
		return false // «we need more time and tents» may be the text
	}
	if said.Kind == "/"+string(command.Later) && t.wantsWords() && strings.Contains(t.Input.Text, ",") {
		return false // «Hỏi dân trước, làm sau»
	}
	return t.do(said)
}

// takeLike answers what a short message that is no answer may be: nothing of it could
// be stored anyway. It only says what can be done, and does nothing.
func (t sayings) takeLike() bool {
	like, ok := t.Command.Heard.Guess()
	if _, says := t.Command.Heard.Said(); !ok || says {
		return false
	}
	switch kind := doubts[like.Kind].button; kind {
	case "button_asks", "button_not_store":
		t.explain()
	case "button_later":
		t.again(t.Say.Say("guess_later"))
	case "button_back":
		t.again(t.Say.Say("guess_undo"))
	case "button_rest":
		t.again(t.Say.Say("reply_halt_elsewhere"))
	default:
		if _, isCommand := like.Command(); isCommand {
			return false
		}
		return t.do(like)
	}
	return true
}

// isDay reports whether a date was asked for, and the message is one.
func (t sayings) isDay() bool {
	q := t.Asked()
	return q != nil && q.Type == form.Date && t.Focus.Asking() && asking{resting(t)}.readable(q)
}

// wantsWords reports whether words of the person's own were asked for, and none came
// yet.
func (t sayings) wantsWords() bool {
	q := t.Asked()
	if t.Frozen || t.Focus.Over.Open() {
		return false
	}
	return t.Focus.Mode == exchange.Reasoning || t.Focus.Mode == exchange.Why || q != nil && q.IsText() && t.Focus.Asking() && !t.Focus.Writing()
}

// do answers a thing said, or does the command that it means.
func (t sayings) do(said command.Saying) bool {
	if c, ok := said.Command(); ok {
		return t.commanded(said, c)
	}
	switch kind := command.Said(said.Kind); kind {
	case command.NotKnown, command.NotYet:
		if t.Frozen {
			t.SayFrozen()
		} else if !t.notKnown() {
			t.still(t.Say.Say("reply_unknown"))
		}
	case command.Meaning, command.How:
		t.explain()
	case command.Repeat:
		if t.Frozen { // nothing was asked
			t.SayFrozen()
		} else {
			t.again()
		}
	case command.ReadBack:
		t.readBack()
	case command.Busy:
		t.Tell(t.Say.Say("reply_busy"))
		t.ways().rest()
	case command.Wait:
		t.Bubble(t.Say.Say("reply_wait"), nil)
	case command.Alarm:
		t.alarm()
	case command.MoreTime:
		t.moreTime(said)
	case command.Undo, command.UndoTo:
		t.undo(said)
	case command.Wipe:
		t.wipe()
	case command.DueWhen:
		t.still(t.Say.Say("reply_deadline", "deadline", t.DeadlineText()))
	case command.Received:
		t.received()
	case command.HowLong:
		t.howLong()
	case command.WhomCall:
		t.still(t.Say.Say("reply_contact", "contact", t.Contact))
	case command.WhoAsks:
		t.whoAsks()
	case command.Halt:
		t.halt()
	case command.AsBefore:
		t.asLast()
	case command.Greeting:
		if t.Focus.Away() && !t.Frozen {
			t.Greet()
		} else {
			t.still(t.Say.Say("reply_greeting"))
		}
	default:
		t.courteous(kind)
	}
	return true
}

// courtesies are the answers that are one sentence and no more.
var courtesies = map[command.Said]string{
	command.Thanks: "reply_thanks", command.Anger: "reply_anger",
	command.Chatter: "reply_chatter", command.Ack: "reply_ack", command.NoSubmit: "reply_no_submit",
}

// commanded does a command that was given in other words.
func (t sayings) commanded(said command.Saying, c command.Command) bool {
	q := t.Asked()
	switch {
	case c.Name == command.Fix && c.Words != "" && !t.Frozen:
		t.fixTo(c)
	case c.Name == command.Submit && t.Focus.Mode == exchange.Review: // it was no whole yes
		return false
	case c.Name == command.Skip && q != nil && t.Focus.Asking() && t.Draft.Cell(q, t.Focus.Row).Must(q):
		t.ways().later(t.Focus.Place, t.Draft.Cell(q, t.Focus.Row)) // who says it is not told that it cannot be
	case c.Name == command.Later && t.Focus.Asking() && t.Focus.Writing():
		t.ways().rest() // «mai viết nốt»: the text is not done with
	default:
		if t.Focus.Over.Open() && !overOnly(c) {
			t.uncover()
		}
		if t.commands().take(c) {
			return true
		}
		if q != nil && t.Focus.Asking() && !q.IsText() {
			return false // it may be the answer: «xong rồi»
		}
		t.still(t.Say.Say("reply_not_here"))
	}
	return true
}

// still says something and puts what is in focus again: the question, or under a
// long list only what is asked of it.
func (t sayings) still(sentence string) {
	switch {
	case t.Frozen:
		t.Bubble(sentence, [][]chat.Choice{{t.WholeButton()}})
	case t.Focus.Over.Open() || t.Focus.Away():
		t.Bubble(sentence, [][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_resume"))}})
	case t.Focus.Mode == exchange.Review:
		t.summary().ready(sentence)
	case t.Focus.Mode == exchange.Asking && t.Focus.Writing():
		t.Bubble(sentence, t.Buttons().Text(t.Asked(), t.Focus.Row))
	default:
		t.again(sentence)
	}
}

// minutesLeft is how long the rest takes, as the outline reckons.
func (t sayings) minutesLeft(done, total int) int {
	if total == 0 {
		return 0
	}
	return (t.Outline.Minutes()*(total-done) + total - 1) / total
}

// explain says what the question means and how it is answered.
func (t sayings) explain() {
	q, row := t.Asked(), t.Focus.Row
	switch mode := t.Focus.Mode; {
	case t.Frozen, t.Focus.Over.Open(), t.Focus.Away():
		t.commands().help()
		return
	case mode == exchange.Review:
		t.summary().ready(t.Say.Say("explain_review"))
		return
	case mode != exchange.Asking || q == nil:
		t.decline(t.Say.Say("explain_buttons"))
		return
	}
	if q.Hint != "" {
		t.Tell(t.Say.Say("hint", "hint", t.FillOf(q, q.Hint, row)))
	}
	if q.Example != "" {
		t.Tell(t.Say.Say("example", "example", t.Fill(q.Example, row)))
	}
	if q.Hint == "" && q.Example == "" {
		t.Tell(t.Say.Say("explain_plain"))
	}
	t.Refuse(t.Say.Say("explain_else"))
	t.ask(q, row)
}

// readBack shows what was written or listed so far.
func (t sayings) readBack() {
	q := t.Asked()
	switch {
	case q != nil && t.Focus.Asking() && q.Way() == form.AtLength && t.Draft.Cell(q, t.Focus.Row).State == answers.Answered:
		t.texts().full(q, t.Focus.Row)
	case q != nil && t.Focus.Mode == exchange.Growing:
		t.Focus.Rows.Listed = true
		t.again()
	default:
		t.summary().review()
	}
}

// undo leads to the answer that was given last; where there is none, to the list of
// what can be corrected.
func (t sayings) undo(said command.Saying) {
	q := t.Asked()
	switch {
	case t.Frozen:
		t.SayFrozen()
	case q != nil && t.Focus.Asking() && t.Focus.Writing():
		t.Bubble(t.Say.Say("undo_text"), t.Buttons().Text(q, t.Focus.Row))
	case t.Focus.Mode == exchange.Growing:
		t.Focus.Rows.Listed = true
		t.again(t.Say.Say("undo_row"))
	case t.Focus.Mode == exchange.Review || t.Focus.Mode == exchange.Resting:
		t.Tell(t.Say.Say("undo_which"))
		t.browse().contents()
	default:
		last, row := t.ways().before(t.Focus.Place)
		if last == nil {
			t.again(t.Say.Say("back_at_start"))
			return
		}
		if n := said.Slots["number"]; n != "" {
			t.Tell(t.Say.Say("undo_to", "value", n))
		} else {
			t.Tell(t.Say.Say("undo_last"))
		}
		t.ways().rewrite(last, row)
	}
}

// fixTo goes to a question and answers it as was said: «sửa 2.08 thành 7».
func (t sayings) fixTo(c command.Command) {
	t.uncover()
	t.ways().toQuestion(c.Part, c.Number)
	q := t.Asked()
	if q == nil || q != t.ways().meant(c.Part) || !t.Focus.Asking() || q.IsText() || q.IsCalculated() {
		return // it is asked, and the words are typed again
	}
	t.Out.Contents, t.Lead = nil, nil // not the question that is answered at once
	t.Command = command.Command{}
	t.answer(q, t.Focus.Row, c.Words)
}

// halt asks what «thôi» is to end.
func (t sayings) halt() {
	q := t.Asked()
	if q == nil || !t.Focus.Asking() {
		t.still(t.Say.Say("reply_halt_elsewhere"))
		return
	}
	t.Bubble(t.Say.Say("reply_halt"), button.Rows(t.Button(q, t.Focus.Row, button.Later, t.Say.Say("button_later")),
		t.Button(q, t.Focus.Row, button.Rest, t.Say.Say("button_rest"))))
}

// alarm notes when the person wants to be reminded.
func (t sayings) alarm() {
	at, ok := t.Command.Heard.When()
	if !ok {
		t.still(t.Say.Say("alarm_when"))
		return
	}
	t.Out.Remind = at
	t.Tell(t.Say.Say("alarm_set", "moment", t.Say.ShortMoment(at, t.Now)))
	t.ways().rest()
}
