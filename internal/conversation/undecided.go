package conversation

import (
	"reflect"
	"slices"
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// What is to become of an answer that is there.
const (
	behind  = "add" // the new words go behind it
	instead = "new" // they take its place
)

const (
	// maxHeld is how many messages wait at most: those of a paste of 49,000
	// letters, each of the platform's size.
	maxHeld = 12
	// maxDepth is how many edits of other messages may wait for one another.
	maxDepth = 2
)

// undecided is the mode of an answer that waits until the person says what is to become of it.
type undecided struct {
	resting
	state *exchange.Undecided // nil if nothing waits
}

func (t *Turn) undecided() undecided { return undecided{resting{t}, t.Focus.Undecided} }

// depth is how many edits wait for one another.
func (t undecided) depth() int {
	n := 0
	for h := t.state; h != nil; n++ {
		if h.Back == nil {
			return n + 1
		}
		h = h.Back.Undecided
	}
	return n
}

// hold keeps what was given and puts the decision to the person.
func (t undecided) hold(q *form.Question, row int, mode exchange.Mode, h *exchange.Undecided) {
	here, text, fixing := t.Current(q.At(row)), t.Focus.Text, t.Focus.Fixing
	t.Focus.Enter(mode, q.At(row)) // a question is a new bubble
	if t.Focus.Undecided = h; here {
		t.Focus.Text, t.Focus.Fixing = text, fixing
	}
	t.undecided().ask(q)
}

// acceptOrAsk stores the answer of the question in focus, unless a colleague
// gave another one meanwhile: then both are shown.
func (t *Turn) acceptOrAsk(q *form.Question, row int, v form.Value, typed string, piece int) {
	c := t.Draft.Cell(q, row)
	if t.Focus.Undecided == nil && t.Overtaken(c) {
		if sameAnswer(q, c.Value, v) {
			t.Tell(t.Say.Say("kept", "value", t.Echoed(q, c.Value)))
			t.next()
			return
		}
		t.undecided().hold(q, row, exchange.Clash, &exchange.Undecided{Value: &v, Typed: typed, Piece: 0, Messages: []string{t.Input.Message}})
		return
	}
	t.accept(q, row, v, typed, piece)
}

func sameAnswer(q *form.Question, a, b form.Value) bool {
	return !q.IsText() && reflect.DeepEqual(a, b)
}

// ask puts the decision to the person.
func (t undecided) ask(q *form.Question) {
	h, row := t.Focus.Undecided, t.Focus.Row
	c := t.Draft.Cell(q, row)
	switch t.Focus.Mode {
	case exchange.Private:
		t.Tell(t.Say.Say("private_number", "found", viet.Shorten(t.Personal(h), 40)))
	case exchange.Adding:
		t.Tell(t.Say.Count("text_where", c.Value.Text.Letters, "n", t.Say.Whole(c.Value.Text.Letters), "label", t.Called(q, t.Focus.Row), "words", t.heldWords(q)))
	case exchange.Doubtful:
		if h.Meant == severalRows {
			t.Tell(t.namesAsked(q, h.Texts))
			break
		}
		if q.Way() == form.InWords {
			t.Tell(t.FillOf(q, q.Label, row)) // of what it would be the answer
		}
		t.Tell(t.Say.Say("doubt", "words", t.heldWords(q), "meant", t.Say.Say(doubts[h.Meant].phrase)))
	case exchange.Clash:
		t.Tell(t.Say.Say("answered_meanwhile", "theirs", t.Recalled(q, row, c.Value), "yours", t.heldWords(q)))
	}
	if n := len(h.Texts); n > 1 && h.Meant != severalRows {
		t.Tell(t.Say.Count("held_texts", n)) // who sends more sees that it came
	}
	t.BubbleAck(t.buttonsFor())
}

// heldWords is what waits, short.
func (t undecided) heldWords(q *form.Question) string {
	h := t.Focus.Undecided
	if h.Value != nil {
		return t.Echoed(q, *h.Value)
	}
	return t.Say.Quote(viet.Shorten(viet.JoinPieces(h.Texts), exchange.RecalledLetters/2))
}

func (t undecided) buttonsFor() [][]chat.Choice {
	p := t.Focus.Place
	switch t.Focus.Mode {
	case exchange.Private:
		return button.Rows(t.ButtonAt(p, button.Redo, t.Say.Say("button_redo")), t.ButtonAt(p, button.Hold, t.Say.Say("button_hold")))
	case exchange.Doubtful:
		store := "button_store"
		switch {
		case t.Focus.Undecided.Meant == severalRows:
			store = "button_rows_one"
		case t.Focus.Undecided.Meant == wholeReport && t.Asked().Way() != form.AtLength:
			store = "button_not_store"
		}
		return button.Rows(t.ButtonAt(p, button.Hold, t.Say.Say(store)), t.ButtonAt(p, button.Meant, t.Say.Say(doubts[t.Focus.Undecided.Meant].button)))
	case exchange.Adding:
		return button.Rows(t.ButtonAt(p, button.More, t.Say.Say("button_more")), t.ButtonAt(p, button.Swap, t.Say.Say("button_swap")),
			t.ButtonAt(p, button.Keep, t.Say.Say("button_keep")))
	}
	out := []chat.Choice{t.ButtonAt(p, button.Keep, t.Say.Say("button_keep_theirs")), t.ButtonAt(p, button.Swap, t.Say.Say("button_swap"))}
	if q := t.Asked(); q != nil && q.Way() == form.AtLength && t.Focus.Undecided.Value == nil {
		out = append(out, t.ButtonAt(p, button.More, t.Say.Say("button_more")))
	}
	return button.Rows(out...)
}

// pressed takes the decision; any other button waits for it.
func (t undecided) pressed(b button.Button) bool {
	q, h := t.Asked(), t.Focus.Undecided
	if q == nil || b.Place != t.Focus.Place || !button.Offers(t.buttonsFor(), b.Act) {
		t.again(t.Say.Say("held_first"))
		return true
	}
	switch row := t.Focus.Row; b.Act {
	case button.Hold:
		h.Agreed = h.Agreed || t.Focus.Mode == exchange.Private
		h.Sure = true
		t.giveHeld(q, row, h)
	case button.Meant:
		t.doMeant(h)
	case button.Redo:
		t.redo(q, h)
	case button.More:
		h.Into = behind
		t.texts().weigh(q, row, h)
	case button.Swap:
		h.Into = instead
		t.swap(q, row, h)
	case button.Keep:
		c := t.Draft.Cell(q, row)
		t.Tell(t.Say.Say("kept", "value", t.Echoed(q, c.Value)))
		t.Focus.Enter(exchange.Idle, t.Focus.Place)
		t.next()
	}
	return true
}

// swap puts what waits in the place of what there is.
func (t undecided) swap(q *form.Question, row int, h *exchange.Undecided) {
	if h.Value == nil {
		t.texts().weigh(q, row, h)
		return
	}
	t.Focus.Mode, t.Focus.Undecided, t.Focus.Fixing = exchange.Asking, nil, true
	if problem := t.Constrained(q, row, *h.Value); problem != "" {
		t.Tell(problem)
		t.Turn.ask(q, row)
		return
	}
	piece := 0
	if q.IsText() {
		piece = 1
	}
	t.accept(q, row, *h.Value, h.Typed, piece)
}

// redo lets the words with the number be sent once more, without it. The
// others go on waiting.
func (t undecided) redo(q *form.Question, h *exchange.Undecided) {
	if h.Piece > 0 {
		*t.Focus = *h.Back
		t.again(t.Say.Say("private_redo_edit", "code", q.Code))
		return
	}
	_, h.Redo = viet.PersonalNumberIn(t.Focus.Text.Tail, h.Texts)
	t.Focus.Mode = exchange.Asking
	t.Bubble(t.Say.Say("private_redo"), t.Buttons().Ways(q, t.Focus.Row, t.Draft.Cell(q, t.Focus.Row)))
}

// namedAgain asks of other words, too, whether they name the row: who goes on without a decision may speak of
// something else.
func (t undecided) namedAgain(q *form.Question) bool {
	if q.Parent == nil || q.Parent.Rows.Name != q.Name {
		return false
	}
	_, ordered := t.Ordered()
	_, says := t.Command.Heard.Said()
	if _, ends := t.Command.Heard.End(t.rows().spoken(q.Parent)); ordered || says || ends || !t.rows().empty(q.Parent, t.Focus.Row) {
		return false
	}
	t.hold(q, t.Focus.Row, exchange.Doubtful, &exchange.Undecided{Texts: []string{viet.Clean(t.Input.Text)}, Messages: []string{t.Input.Message}})
	return true
}

// without ends a long text of which one passage was to be sent again: it goes without that one, and with the
// others that waited.
func (t undecided) without(q *form.Question, row int) bool {
	h := t.state
	if h == nil || !h.Redone() || q.Way() != form.AtLength {
		return false
	}
	h.Leave(h.Redo - 1)
	t.Focus.Undecided = nil
	if len(h.Texts) > 0 {
		t.texts().weigh(q, row, h)
		if t.Focus.Undecided != nil { // another passage has a number
			return true
		}
		t.Out.Contents, t.Out.Ack, t.Lead = nil, 0, nil // what follows says so
	}
	t.texts().finish(q, row)
	return true
}

// words takes words while something waits: the decision, or more of the
// same answer; false when they are to be read as usual.
func (t undecided) words(q *form.Question) bool {
	h := t.Focus.Undecided
	if q == nil || h.Redone() {
		return false
	}
	t.uncover()
	act := t.heldAct()
	if t.Focus.Mode == exchange.Doubtful && act == "" && h.Meant != wholeReport {
		if t.isMereConsent() {
			t.again(t.Say.Say("held_first"))
			return true
		}
		t.letGo(h)
		return t.namedAgain(q)
	}
	if act != "" {
		t.Focus.Ack = "" // who types looks for the answer below
		t.pressed(button.Button{Report: t.Report, Place: t.Focus.Place, Act: act})
		return true
	}
	_, isCommand := t.Ordered()
	_, says := t.Command.Heard.Said()
	if _, ends := t.Command.Heard.End(command.Rows{}); ends && q.IsText() {
		says = true
	}
	switch {
	case isCommand || says && h.Value == nil || h.Piece > 0 || len(h.Texts) >= maxHeld:
		t.Focus.Ack = "" // the question stands far above by now
		t.again(t.Say.Say("held_first"))
	case (q.Way() == form.AtLength || h.Meant == wholeReport) && h.Value == nil:
		if text := viet.Clean(t.Input.Text); text != "" {
			h.Add(&t.Facts, text)
		}
		t.again()
	default: // a better answer takes the place of the one that waits
		t.better(q)
	}
	return true
}

// better weighs another answer instead of the one that waits.
func (t undecided) better(q *form.Question) {
	waiting, mode := t.Focus.Undecided, t.Focus.Mode
	t.Focus.Undecided, t.Focus.Mode = nil, exchange.Asking
	t.answer(q, t.Focus.Row, t.Input.Text)
	if t.Focus.Undecided == nil && t.Focus.Mode == exchange.Asking && t.Focus.Code == q.Code && len(t.Out.Answers) == 0 {
		t.Focus.Undecided, t.Focus.Mode = waiting, mode // it was not understood
	}
}

// heldAct reads the decision from words.
func (t undecided) heldAct() string {
	word := viet.Fold(t.Reader().Polite(viet.Line(t.Input.Text)))
	if act := t.heardConsent(); act != "" {
		return act
	}
	for i, c := range slices.Concat(t.buttonsFor()...) {
		b, ok := button.Parse(c.Data)
		number := t.Focus.Mode != exchange.Clash && word == strconv.Itoa(i+1) // there a number is an answer
		cancels := ok && b.Act == button.Keep && t.Command.Is(command.Cancel)
		if ok && (number || cancels || word == viet.Fold(c.Label) || t.isHeldWord(b.Act, word)) {
			return b.Act
		}
	}
	return ""
}

// heardConsent is what a yes or no decides that names what is done, «keep it», «no, don't store that»; a mere no only
// where nothing else is offered than not to store.
func (t undecided) heardConsent() string {
	yes, named := t.Command.Heard.Acts(command.Deed{Name: "held"})
	refused := button.Redo
	switch t.Focus.Mode {
	case exchange.Private:
	case exchange.Doubtful:
		if refused = ""; doubts[t.state.Meant].button == "button_not_store" {
			refused = button.Meant
			named = named || t.isMereConsent() && t.Consents(command.Deed{}) == command.No
		}
	default:
		return ""
	}
	switch {
	case named && yes:
		return button.Hold
	case named:
		return refused
	}
	return ""
}

// isMereConsent reports whether a yes or no was said to the question what to do with words, which offers two ways.
func (t undecided) isMereConsent() bool {
	consent := t.Consents(command.Deed{})
	return t.state.Value == nil && (consent == command.Yes || consent == command.No)
}

// heldSpelled are other words for the decisions.
var heldSpelled = map[string]string{button.Hold: "spelled_held_hold", button.Redo: "spelled_held_redo", button.More: "spelled_held_more",
	button.Swap: "spelled_held_swap", button.Keep: "spelled_held_keep"}

// isHeldWord reports whether a folded line is one of them.
func (t undecided) isHeldWord(act, word string) bool {
	key, ok := heldSpelled[act]
	return ok && slices.Contains(command.Listed(t.Say.Say(key)), word)
}

// edited takes an own message rewritten whose words still wait.
func (t undecided) edited() bool {
	h, q := t.Focus.Undecided, t.Asked()
	if h == nil || q == nil || t.Input.Message == "" {
		return false
	}
	i := slices.Index(h.Messages, t.Input.Message)
	text := viet.Clean(t.Input.Text)
	if i < 0 || i >= len(h.Texts) || text == "" || len(h.Messages) != len(h.Texts) {
		return false
	}
	h.Texts[i] = viet.SeamOf(h.Texts[i]) + text
	h.Redo = 0
	t.texts().weigh(q, t.Focus.Row, h)
	return true
}

func (t undecided) put() bool {
	q := t.Asked()
	switch {
	case t.Frozen:
		t.SayFrozen()
	case q != nil && t.Focus.Undecided != nil:
		t.ask(q)
	default:
		return false
	}
	return true
}
