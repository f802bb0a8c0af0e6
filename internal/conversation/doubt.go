package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A doubt is how it is asked whether words are a text or what they look like.
type doubt struct{ phrase, button string }

// doubts are the questions and the buttons beside «Ghi vào báo cáo», by what words
// look like. What is none of them is just not stored.
var doubts = map[string]doubt{
	"/lamsau":                {"doubt_later", "button_later"},
	"/boqua":                 {"doubt_later", "button_later"},
	string(command.NotKnown): {"doubt_later", "button_later"},
	string(command.NotYet):   {"doubt_later", "button_later"},
	"/nghi":                  {"doubt_rest", "button_rest"},
	string(command.Busy):     {"doubt_rest", "button_rest"},
	string(command.Meaning):  {"doubt_asks", "button_asks"},
	string(command.How):      {"doubt_asks", "button_asks"},
	string(command.WhomCall): {"doubt_asks", "button_asks"},
	"/trogiup":               {"doubt_asks", "button_asks"},
	"/quaylai":               {"doubt_undo", "button_back"},
	string(command.Undo):     {"doubt_undo", "button_back"},
	string(command.Wipe):     {"doubt_undo", "button_back"},
	"/nop":                   {"doubt_submit", "button_review"},
	string(command.Talk):     {"doubt_other", "button_not_store"},
	forwarded:                {"doubt_forwarded", "button_not_store"},
	severalRows:              {"doubt_rows", "button_rows_each"},
	sumOfSeveral:             {"doubt_sum", "button_not_store"},
	wholeReport:              {"doubt_report", "button_word_read"},
	string(command.ListDone): {"doubt_end", "button_that_is_all"},
	newRow:                   {"doubt_other", "button_not_store"},
	"":                       {"doubt_other", "button_not_store"},
}

// What a message may be beside what it says.
const (
	forwarded   = "forwarded" // somebody else wrote it
	severalRows = "rows"      // it names several rows of a list
	// sumOfSeveral is the sum of numbers that are asked one by one.
	sumOfSeveral = "sum"
	// newRow are words that began a row of a list which nobody had asked for.
	newRow = "row"
)

// inDoubt holds words for a text that were forwarded, or are short and look like
// something said beside it, and asks which they are.
func (t texts) inDoubt(q *form.Question, row int, text string) bool {
	if h := t.Focus.Undecided; h != nil || t.Input.Text != text && viet.Clean(t.Input.Text) != text {
		return false
	}
	if t.state.Pieces > 0 && t.state.Tail.GoesOn(t.Now) {
		return false // of one paste, which a client cut
	}
	meant := ""
	like, looks := t.Command.Heard.Like()
	switch {
	case t.Input.Forwarded:
		meant = forwarded
	case t.looksEnded(q, row) != "":
		meant = t.looksEnded(q, row)
	case !looks && t.Command.Heard.Talks(command.Subject{Question: q.Label, Own: q.Vocabulary(), All: t.Outline.Vocabulary()}):
		meant = string(command.Talk)
	case !looks:
		if c := t.Consents(command.Deed{}); c != command.Yes && c != command.No {
			return false
		}
	case doubts[like.Kind] != doubt{}:
		meant = like.Kind
	}
	h := &exchange.Undecided{Meant: meant}
	if q.Way() == form.AtLength {
		h.Add(&t.Facts, text)
	} else {
		h.Texts, h.Messages = []string{text}, []string{t.Input.Message}
	}
	t.undecided().hold(q, row, exchange.Doubtful, h)
	return true
}

// looksEnded is what words look like where the next row of a list is to be named, or in a text: its end, or what
// takes back something of it; "" for nothing.
func (t texts) looksEnded(q *form.Question, row int) string {
	switch group := q.Parent; {
	case q.Way() == form.AtLength:
		said, _ := t.Command.Heard.EndsText()
		return said.Kind
	case group == nil || group.Rows.Name != q.Name || !t.rows().empty(group, row) || !t.Command.Heard.Ends(t.rows().spoken(group)):
		return ""
	}
	return string(command.ListDone)
}

// valueInDoubt holds an answer whose message is perhaps none: it has talk behind it, makes
// an appointment, or is the sum of numbers that are asked one by one.
func (t undecided) valueInDoubt(q *form.Question, row int, v form.Value, typed string) bool {
	meant := ""
	switch {
	case t.Focus.Mode != exchange.Asking:
		return false
	case t.Command.Heard.TalksBeside(v.Remark), q.Type == form.Date && t.Command.Heard.Orders():
		meant = string(command.Talk)
	case q.IsNumber() && t.Reader().Total(typed) && !t.Reader().Total(q.Label) && len(t.numbers().ahead(q, row)) > 1:
		meant = sumOfSeveral
	default:
		return false
	}
	t.hold(q, row, exchange.Doubtful, &exchange.Undecided{Value: &v, Typed: typed, Messages: []string{t.Input.Message}, Meant: meant})
	return true
}

// forwarded takes a message that somebody else wrote. It is no command, no yes and no
// answer by itself: what it would mean is asked.
func (t texts) forwarded() {
	q, row := t.Asked(), t.Focus.Row
	switch {
	case t.Frozen:
		t.SayFrozen()
	case q == nil || !t.Focus.Asking() || t.changed || q.IsCalculated() || q.Way() == form.ByFiles:
		t.again(t.Say.Say("forwarded_not"))
	case q.IsText():
		t.answer(q, row, t.Input.Text)
	default:
		v, problem := t.Offering(q, row).Read(t.Given(t.Input.Text))
		if problem != nil {
			t.again(t.Say.Say("forwarded_not"))
			return
		}
		t.undecided().hold(q, row, exchange.Doubtful, &exchange.Undecided{Value: &v, Typed: t.Input.Text, Messages: []string{t.Input.Message}, Meant: forwarded})
	}
}

// giveHeld gives what waited, now that it is the answer.
func (t undecided) giveHeld(q *form.Question, row int, h *exchange.Undecided) {
	switch {
	case h.Meant == severalRows:
		h.Texts, h.Messages = []string{h.Typed}, h.Messages[:1]
	case h.Meant == wholeReport && q.Way() != form.AtLength:
		t.letGo(nil)
		t.again(t.Say.Say("doubt_gone"))
		return
	}
	if h.Value == nil {
		t.texts().weigh(q, row, h)
		return
	}
	t.Focus.Mode, t.Focus.Undecided = exchange.Asking, nil
	if problem := t.Constrained(q, row, *h.Value); problem != "" {
		t.again(problem)
		return
	}
	t.acceptOrAsk(q, row, *h.Value, h.Typed, 0)
}

// doMeant lets the words go and does what they look like.
func (t undecided) doMeant(h *exchange.Undecided) {
	q, row := t.Asked(), t.Focus.Row
	t.letGo(nil)
	switch h.Meant {
	case severalRows:
		t.texts().takeNames(q, row, h.Texts)
		return
	case wholeReport:
		t.word().readPaste(h.Texts)
		return
	case newRow:
		t.rows().takeBack(q.Parent)
	case string(command.ListDone):
		if q.Parent != nil && q.Parent.Rows.Name == q.Name && t.rows().empty(q.Parent, row) {
			t.rows().endEmpty(q.Parent)
		} else if !t.ways().keep(q, q.At(row)) {
			t.again(t.Say.Say("doubt_gone"))
		}
		return
	}
	switch meant := doubts[h.Meant].button; meant {
	case "button_later":
		t.ways().later(t.Focus.Place, t.Draft.Cell(t.Asked(), t.Focus.Row))
	case "button_rest":
		t.ways().rest()
	case "button_asks":
		t.sayings().explain()
	case "button_back":
		t.sayings().undo(command.Saying{})
	case "button_review":
		t.summary().review()
	default:
		t.again(t.Say.Say("doubt_gone"))
	}
}

// letGo forgets words in doubt; who goes on to something else hears that they were
// not stored.
func (t undecided) letGo(h *exchange.Undecided) {
	q, text := t.Asked(), t.Focus.Text
	if h != nil {
		t.Tell(t.Say.Say("doubt_let_go", "words", t.heldWords(q)))
	}
	t.Focus.Undecided, t.Focus.Mode, t.Focus.Text = nil, exchange.Asking, text
	if c := t.Draft.Cell(q, t.Focus.Row); c != nil && c.State == answers.Answered && text.Pieces == 0 {
		t.Focus.Fixing = true
	}
}
