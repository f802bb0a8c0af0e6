package conversation

import (
	"reflect"
	"slices"
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Undecided is what a person gave and what is not stored before they say how.
type Undecided struct {
	// Texts are the messages of a text as they will be kept, Messages the
	// channel's ids of them; at most maxHeld.
	Texts    []string   `json:"t,omitempty"`
	Messages []string   `json:"m,omitempty"`
	Tail     *viet.Tail `json:"e,omitempty"`
	// Value is an answer of another type, Typed its words.
	Value *form.Value `json:"v,omitempty"`
	Typed string      `json:"w,omitempty"`
	// Into is what was decided about the answer that is there.
	Into string `json:"o,omitempty"`
	// Agreed marks words that may hold a personal number.
	Agreed bool `json:"g,omitempty"`
	// Meant is what the words look like, beside a text; Sure marks that they are
	// the text all the same.
	Meant string `json:"x,omitempty"`
	Sure  bool   `json:"u,omitempty"`
	// Redo is which of the texts, from 1, is to be sent once more.
	Redo int `json:"r,omitempty"`
	// Piece marks an edited message: which piece of the text it is. Back is
	// where the person was.
	Piece int    `json:"p,omitempty"`
	Back  *Focus `json:"b,omitempty"`
}

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
	state *Undecided // nil if nothing waits
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

func (h *Undecided) redone() bool { return h.Redo > 0 }

// add takes one more message of a text.
func (h *Undecided) add(t *Turn, text string) {
	if h.redone() && h.Redo <= len(h.Texts) {
		h.Texts[h.Redo-1], h.Messages[h.Redo-1] = viet.SeamOf(h.Texts[h.Redo-1])+text, t.Input.Message
		h.Redo = 0
		return
	}
	tail := h.Tail
	if len(h.Texts) == 0 {
		tail = t.Focus.Text.Tail
	}
	if len(h.Texts) > 0 || t.Focus.Text.Pieces > 0 {
		text = tail.Seam(t.Input.Text, t.Now) + text
	}
	h.Texts, h.Messages = append(h.Texts, text), append(h.Messages, t.Input.Message)
	h.Tail = viet.TailOf(t.Input.Text, t.Now)
}

// personal is what looks like a personal number in what waits.
func (t *Facts) personal(h *Undecided) string {
	found, _ := viet.PersonalNumberIn(t.Focus.Text.Tail, h.Texts)
	return found
}

// hold keeps what was given and puts the decision to the person.
func (t undecided) hold(q *form.Question, row int, mode Mode, h *Undecided) {
	here, text, fixing := t.current(q.At(row)), t.Focus.Text, t.Focus.Fixing
	t.Focus.enter(mode, q.At(row)) // a question is a new bubble
	if t.Focus.Undecided = h; here {
		t.Focus.Text, t.Focus.Fixing = text, fixing
	}
	t.undecided().ask(q)
}

// acceptOrAsk stores the answer of the question in focus, unless a colleague
// gave another one meanwhile: then both are shown.
func (t *Turn) acceptOrAsk(q *form.Question, row int, v form.Value, typed string, piece int) {
	c := t.Draft.Cell(q, row)
	if t.Focus.Undecided == nil && t.overtaken(c) {
		if sameAnswer(q, c.Value, v) {
			t.tell(t.Say.Say("kept", "value", t.Echoed(q, c.Value)))
			t.next()
			return
		}
		t.undecided().hold(q, row, Clash, &Undecided{Value: &v, Typed: typed, Piece: 0, Messages: []string{t.Input.Message}})
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
	case Private:
		t.tell(t.Say.Say("private_number", "found", viet.Shorten(t.personal(h), 40)))
	case Adding:
		t.tell(t.Say.Count("text_where", c.Value.Text.Letters, "n", t.Say.Whole(c.Value.Text.Letters), "code", q.Code, "words", t.heldWords(q)))
	case Doubtful:
		if h.Meant == severalRows {
			t.tell(t.namesAsked(q, h.Texts))
			break
		}
		if q.Way() == form.InWords {
			t.tell(t.FillOf(q, q.Label, row)) // of what it would be the answer
		}
		t.tell(t.Say.Say("doubt", "words", t.heldWords(q), "meant", t.Say.Say(doubts[h.Meant].phrase)))
	case Clash:
		t.tell(t.Say.Say("answered_meanwhile", "theirs", t.recalled(q, row, c.Value), "yours", t.heldWords(q)))
	}
	if n := len(h.Texts); n > 1 && h.Meant != severalRows {
		t.tell(t.Say.Count("held_texts", n)) // who sends more sees that it came
	}
	t.bubbleAck(t.buttonsFor())
}

// heldWords is what waits, short.
func (t undecided) heldWords(q *form.Question) string {
	h := t.Focus.Undecided
	if h.Value != nil {
		return t.Echoed(q, *h.Value)
	}
	return "«" + viet.Shorten(viet.JoinPieces(h.Texts), recalledLetters/2) + "»"
}

func (t undecided) buttonsFor() [][]chat.Choice {
	p := t.Focus.Place
	switch t.Focus.Mode {
	case Private:
		return button.Rows(t.buttonAt(p, button.Redo, t.Say.Say("button_redo")), t.buttonAt(p, button.Hold, t.Say.Say("button_hold")))
	case Doubtful:
		store := "button_store"
		switch {
		case t.Focus.Undecided.Meant == severalRows:
			store = "button_rows_one"
		case t.Focus.Undecided.Meant == wholeReport && t.asked().Way() != form.AtLength:
			store = "button_not_store"
		}
		return button.Rows(t.buttonAt(p, button.Hold, t.Say.Say(store)), t.buttonAt(p, button.Meant, t.Say.Say(doubts[t.Focus.Undecided.Meant].button)))
	case Adding:
		return button.Rows(t.buttonAt(p, button.More, t.Say.Say("button_more")), t.buttonAt(p, button.Swap, t.Say.Say("button_swap")),
			t.buttonAt(p, button.Keep, t.Say.Say("button_keep")))
	}
	out := []chat.Choice{t.buttonAt(p, button.Keep, t.Say.Say("button_keep_theirs")), t.buttonAt(p, button.Swap, t.Say.Say("button_swap"))}
	if q := t.asked(); q != nil && q.Way() == form.AtLength && t.Focus.Undecided.Value == nil {
		out = append(out, t.buttonAt(p, button.More, t.Say.Say("button_more")))
	}
	return button.Rows(out...)
}

// pressed takes the decision; any other button waits for it.
func (t undecided) pressed(b button.Button) bool {
	q, h := t.asked(), t.Focus.Undecided
	if q == nil || b.Place != t.Focus.Place || !button.Offers(t.buttonsFor(), b.Act) {
		t.again(t.Say.Say("held_first"))
		return true
	}
	switch row := t.Focus.Row; b.Act {
	case button.Hold:
		h.Agreed = h.Agreed || t.Focus.Mode == Private
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
		t.tell(t.Say.Say("kept", "value", t.Echoed(q, c.Value)))
		t.Focus.enter(Idle, t.Focus.Place)
		t.next()
	}
	return true
}

// swap puts what waits in the place of what there is.
func (t undecided) swap(q *form.Question, row int, h *Undecided) {
	if h.Value == nil {
		t.texts().weigh(q, row, h)
		return
	}
	t.Focus.Mode, t.Focus.Undecided, t.Focus.Fixing = Asking, nil, true
	if problem := t.constrained(q, row, *h.Value); problem != "" {
		t.tell(problem)
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
func (t undecided) redo(q *form.Question, h *Undecided) {
	if h.Piece > 0 {
		*t.Focus = *h.Back
		t.again(t.Say.Say("private_redo_edit", "code", q.Code))
		return
	}
	_, h.Redo = viet.PersonalNumberIn(t.Focus.Text.Tail, h.Texts)
	t.Focus.Mode = Asking
	t.bubble(t.Say.Say("private_redo"), t.buttons().ways(q, t.Focus.Row, t.Draft.Cell(q, t.Focus.Row)))
}

// words takes words while something waits: the decision, or more of the
// same answer; false when they are to be read as usual.
func (t undecided) words(q *form.Question) bool {
	h := t.Focus.Undecided
	if q == nil || h.redone() {
		return false
	}
	t.uncover()
	act := t.heldAct()
	if t.Focus.Mode == Doubtful && act == "" && h.Meant != wholeReport {
		t.letGo(h)
		return false
	}
	if act != "" {
		t.Focus.Ack = "" // who types looks for the answer below
		t.pressed(button.Button{Report: t.Report, Place: t.Focus.Place, Act: act})
		return true
	}
	_, isCommand := t.ordered()
	_, says := t.Command.Heard.Said()
	if _, ends := t.Command.Heard.End(); ends && q.IsText() {
		says = true
	}
	switch {
	case isCommand || says && h.Value == nil || h.Piece > 0 || len(h.Texts) >= maxHeld:
		t.Focus.Ack = "" // the question stands far above by now
		t.again(t.Say.Say("held_first"))
	case (q.Way() == form.AtLength || h.Meant == wholeReport) && h.Value == nil:
		if text := viet.Clean(t.Input.Text); text != "" {
			h.add(t.Turn, text)
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
	t.Focus.Undecided, t.Focus.Mode = nil, Asking
	t.answer(q, t.Focus.Row, t.Input.Text)
	if t.Focus.Undecided == nil && t.Focus.Mode == Asking && t.Focus.Code == q.Code && len(t.out.Answers) == 0 {
		t.Focus.Undecided, t.Focus.Mode = waiting, mode // it was not understood
	}
}

// heldAct reads the decision from words.
func (t undecided) heldAct() string {
	word := viet.Fold(viet.Polite(viet.Line(t.Input.Text)))
	for i, c := range slices.Concat(t.buttonsFor()...) {
		b, ok := button.Parse(c.Data)
		number := t.Focus.Mode != Clash && word == strconv.Itoa(i+1) // there a number is an answer
		cancels := ok && b.Act == button.Keep && t.Command.Is(command.Cancel)
		if ok && (number || cancels || word == viet.Fold(c.Label) || slices.Contains(heldWords[b.Act], word)) {
			return b.Act
		}
	}
	return ""
}

// heldWords are other words for the decisions, folded.
var heldWords = map[string][]string{
	button.Hold: {"ghi", "ghi vao bao cao", "ghi di", "cu ghi", "giu", "giu nguyen", "van giu nguyen", "cu giu", "dong y giu"},
	button.Redo: {"sua", "viet lai", "sua lai tin", "bo di"},
	button.More: {"them", "noi", "noi them", "viet tiep"},
	button.Swap: {"thay the", "viet lai", "ghi de", "thay bang cau nay"},
	button.Keep: {"giu", "giu nguyen", "giu lai"},
}

// edited takes an own message rewritten whose words still wait.
func (t undecided) edited() bool {
	h, q := t.Focus.Undecided, t.asked()
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
	q := t.asked()
	switch {
	case t.Frozen:
		t.frozen()
	case q != nil && t.Focus.Undecided != nil:
		t.ask(q)
	default:
		return false
	}
	return true
}
