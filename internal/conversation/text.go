package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// maxPieces is how many messages one text may have: each lies under a key of
// its own, and a transaction may touch a hundred.
const maxPieces = 60

// echoed is how many first words of a text are said where it stands right above.
const echoed = 3

// texts read and store words: a short text at once, a long one message by message.
type texts struct {
	*Turn
	state *exchange.Text
}

func (t *Turn) texts() texts { return texts{t, &t.Focus.Text} }

// shortText takes one message as the whole answer.
func (t texts) shortText(q *form.Question, row int, input string) {
	text := viet.Clean(input)
	if text == "" {
		t.again()
		return
	}
	if t.several(q, row, text) || t.inDoubt(q, row, text) {
		return
	}
	if group := q.ReasonFor; group != nil && viet.Fold(viet.Line(text)) == viet.Fold(t.Say.Say("button_add_row")) {
		t.rows().addRow(group)
		return
	}
	if problem := t.Constrained(q, row, form.Value{Text: answers.Describe(text, 1, form.TextInfo{})}); problem != "" {
		t.Tell(problem)
		t.ask(q, row)
		return
	}
	h := t.unheld()
	h.Texts, h.Messages, h.Redo = []string{text}, []string{t.Input.Message}, 0
	t.weigh(q, row, h)
}

// longText takes one more message of a text. Each is stored as it comes;
// «Xong» ends the answer.
func (t texts) longText(q *form.Question, row int, input string) {
	text := viet.Clean(input)
	if text == "" {
		t.again()
		return
	}
	c := t.Draft.Cell(q, row)
	none := t.Focus.Undecided == nil && t.state.Pieces == 0 && (c.State != answers.Answered || t.state.Anew || c.Value.Text.None) && t.Reader().None(text)
	switch {
	case none && c.Must(q):
		t.Focus.Mode = exchange.NoneSure
		t.Bubble(t.Say.Say("none_sure"), t.Buttons().None())
		return
	case none:
		t.sayNone(q, row)
		return
	}
	if t.inDoubt(q, row, text) {
		return
	}
	h := t.unheld()
	h.Add(&t.Facts, text)
	t.weigh(q, row, h)
}

// unheld is what waits, or a new thing to weigh.
func (t texts) unheld() *exchange.Undecided {
	if h := t.Focus.Undecided; h != nil {
		return h
	}
	return &exchange.Undecided{}
}

// weigh stores words, unless something about them has to be decided first.
// Until then they wait in the focus.
func (t texts) weigh(q *form.Question, row int, h *exchange.Undecided) {
	c := t.Draft.Cell(q, row)
	switch {
	case h.Piece > 0: // an edited message of a text that is known
	case h.Into == "" && t.Overtaken(c):
		t.undecided().hold(q, row, exchange.Clash, h)
		return
	case h.Into == "" && q.Way() == form.AtLength && c.State == answers.Answered && !c.Value.Text.None && t.state.Pieces == 0 && !t.state.Anew:
		t.undecided().hold(q, row, exchange.Adding, h)
		return
	}
	if h.Agreed || t.Personal(h) == "" {
		t.putText(q, row, h)
		return
	}
	t.undecided().hold(q, row, exchange.Private, h)
}

// putText stores words about which all is decided.
func (t texts) putText(q *form.Question, row int, h *exchange.Undecided) {
	if h.Piece > 0 {
		t.putEdit(q, row, h)
		return
	}
	c := t.Draft.Cell(q, row)
	switch h.Into {
	case behind:
		t.state.Pieces = c.Value.Text.Pieces
	case instead:
		t.state.Pieces = 0
	}
	t.Focus.Mode, t.Focus.Undecided = exchange.Asking, nil
	if t.state.Pieces+len(h.Texts) > maxPieces {
		t.Tell(t.Say.Count("text_full", maxPieces))
		t.BubbleAck(t.Buttons().Text(q, row))
		return
	}
	var before form.TextInfo
	if t.state.Pieces > 0 {
		before = c.Value.Text
	}
	for i, text := range h.Texts {
		t.state.Pieces++
		before = answers.Describe(text, t.state.Pieces, before)
		t.putPiece(q, row, before, text, t.state.Pieces)
		t.Out.Answers[len(t.Out.Answers)-1].Message = h.Messages[i]
	}
	if h.Tail != nil {
		t.state.Tail = h.Tail
	}
	t.state.Anew, t.Focus.Fixing, t.state.Seen = false, false, before.Seen()
	if q.Way() == form.InWords {
		t.state.Pieces = 0
		t.TellSaved(t.Say.Quote(viet.Ends(h.Texts[0], echoed)))
		t.Tell(t.InWords().Length(q, before, false))
		t.checkOr(q, row, t.next)
		return
	}
	t.sayHowFar(q, row, before, viet.Ends(viet.JoinPieces(h.Texts), echoed))
}

// putPiece stores one message of a text as it is kept, with its seam.
func (t texts) putPiece(q *form.Question, row int, info form.TextInfo, text string, piece int) {
	t.Store(q, row, form.Value{Text: info}, text, piece)
	t.Out.Answers[len(t.Out.Answers)-1].Text = text
}

// sayHowFar acknowledges a long text. The bubble takes the place of the one
// before, where the channel can, so that a paste of many messages is one bubble.
func (t texts) sayHowFar(q *form.Question, row int, info form.TextInfo, words string) {
	if info.Pieces == 1 {
		t.Tell(t.Say.Say("text_saved", "words", words))
	} else {
		t.Tell(t.Say.Count("text_added", info.Letters, "n", t.Say.Whole(info.Letters), "pieces", info.Pieces, "words", words))
	}
	t.Tell(t.InWords().Length(q, info, true))
	t.BubbleAck(t.Buttons().Text(q, row))
}

// finish ends a long text.
func (t texts) finish(q *form.Question, row int) {
	c := t.Draft.Cell(q, row)
	if c == nil || c.State != answers.Answered {
		t.again()
		return
	}
	n, before, ack := c.Value.Text.Pieces, len(t.Out.Contents), ""
	if t.Input.Kind == chat.Press && n == 1 {
		ack = t.Focus.Ack
	}
	t.state.Pieces = 0
	t.Looked(q.At(row))
	t.Out.Closed = append(t.Out.Closed, q.At(row))
	words := func() string { return viet.Ends(viet.JoinPieces(t.Said(q.At(row))), echoed) }
	switch {
	case n > 1: // one message was quoted when it came
		t.Tell(t.Say.Say("text_done_pieces", "words", words(), "pieces", n))
	case ack != "":
		t.Tell(t.Say.Say("saved", "value", t.Say.Quote(words())))
	}
	t.checkOr(q, row, t.next)
	if ack != "" && len(t.Out.Contents) > before { // the bubble that said so stands last, and becomes what is asked next
		t.Out.Contents[before].Replace = ack
	}
	t.state.Done = true
}

// doneTwice takes one more «xong» right behind the one that ended a text: it is
// no answer to what was asked meanwhile. Where «xong» is an answer of its own, a
// third one is.
func (t texts) doneTwice() bool {
	c, ok := t.Ordered()
	if !ok || c.Name != command.Done || t.Frozen {
		return false
	}
	t.again(t.Say.Say("text_done_already"))
	t.state.Done = t.Focus.Mode == exchange.Asking
	return true
}

// onText takes the words of those buttons; false where they are an answer.
func (t texts) onText(name command.Name, q *form.Question, row int) bool {
	there := q.Way() == form.AtLength && t.Draft.Cell(q, row).State == answers.Answered
	switch {
	case name == command.Rewrite && there:
		t.anew(q, row)
	case name == command.Rewrite:
		t.ways().rewrite(q, row)
	case name == command.More && there:
		t.more(q, row)
	case name == command.Full && there:
		t.full(q, row)
	default:
		return false
	}
	return true
}

// pressed takes the buttons of a text that is there already.
func (t texts) pressed(q *form.Question, b button.Button) bool {
	name, ok := map[string]command.Name{button.Rewrite: command.Rewrite, button.More: command.More, button.Full: command.Full}[b.Act]
	return ok && t.onText(name, q, b.Row)
}

// anew begins a text again; the old one stays until the new one comes.
func (t texts) anew(q *form.Question, row int) {
	c := t.Draft.Cell(q, row)
	t.Focus.Enter(exchange.Asking, q.At(row))
	t.Focus.Fixing, t.state.Anew = true, true
	t.Bubble(t.Say.Count("text_anew", c.Value.Text.Letters, "n", t.Say.Whole(c.Value.Text.Letters), "label", t.Called(q, row)),
		t.Buttons().Ways(q, row, c))
}

// more goes on with a text behind what there is.
func (t texts) more(q *form.Question, row int) {
	c := t.Draft.Cell(q, row)
	t.Focus.Enter(exchange.Asking, q.At(row))
	t.state.Pieces, t.state.Seen = c.Value.Text.Pieces, c.Value.Text.Seen()
	t.Bubble(t.Say.Count("text_more", c.Value.Text.Letters, "n", t.Say.Whole(c.Value.Text.Letters), "label", t.Called(q, row)),
		t.Buttons().Text(q, row))
}

// full shows the whole text, as long as it is: a channel cuts at paragraphs.
func (t texts) full(q *form.Question, row int) {
	c := t.Draft.Cell(q, row)
	if t.Focus.Mode != exchange.Asking || !t.Current(q.At(row)) {
		t.Focus.Enter(exchange.Asking, q.At(row))
		t.Focus.Fixing = true
	}
	words := t.Shown(q, c.Value)
	if t.Texts != nil && !c.Value.Text.None {
		words = viet.JoinPieces(t.Texts(q.At(row)))
	}
	t.Tell(t.Say.Count("text_whole", c.Value.Text.Letters, "n", t.Say.Whole(c.Value.Text.Letters), "label", t.Called(q, row)))
	t.Bubble(words, t.Buttons().Question(q, row, c))
}

// correctText puts an edited message in the place of its piece of a text. A
// text of several pieces is not touched while its other pieces are not at hand.
func (t texts) correctText(q *form.Question, row int, input string) {
	text := viet.Clean(input)
	c := t.Draft.Cell(q, row)
	piece := max(1, t.OfPiece)
	if have := c.Value.Text.Pieces; c.State == answers.Answered && (have > 1 && t.OfPiece == 0 || piece > max(1, have)) {
		text = "" // the text was written anew since
	}
	if text == "" || t.undecided().depth() > maxDepth {
		t.decline(t.Say.Say("edit_pieces", "code", q.Code))
		return
	}
	at := *t.Focus
	h := &exchange.Undecided{Texts: []string{text}, Messages: []string{t.Input.Message}, Piece: piece, Back: &at}
	if found := t.Personal(h); found != "" {
		if old := t.Pieces(q, row); piece <= len(old) && strings.Contains(old[piece-1], found) {
			h.Agreed = true // it was kept before
		}
	}
	t.weigh(q, row, h)
}

// putEdit stores an edited message and goes back to what was in focus.
func (t texts) putEdit(q *form.Question, row int, h *exchange.Undecided) {
	*t.Focus = *h.Back
	pieces := slices.Clone(t.Pieces(q, row))
	if len(pieces) == 0 && h.Piece == 1 {
		pieces = []string{""}
	}
	if h.Piece > len(pieces) {
		t.decline(t.Say.Say("edit_pieces", "code", q.Code))
		return
	}
	old := pieces[h.Piece-1]
	text := viet.SeamOf(old) + h.Texts[0]
	pieces[h.Piece-1] = text
	var info form.TextInfo
	for i, p := range pieces {
		info = answers.Describe(p, i+1, info)
	}
	if problem := t.Constrained(q, row, form.Value{Text: info}); problem != "" {
		t.again(problem)
		return
	}
	t.putPiece(q, row, info, text, h.Piece)
	t.Out.Answers[len(t.Out.Answers)-1].Message = h.Messages[0]
	if t.Current(q.At(row)) && t.state.Pieces > 0 {
		t.state.Seen = info.Seen()
	}
	t.TellCorrected(q, row, t.Say.Quote(viet.Ends(viet.JoinPieces(pieces), 4)))
	t.checkOr(q, row, t.resume)
}
