package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// maxPieces is how many messages one text may have: each lies under a key of
// its own, and a transaction may touch a hundred.
const maxPieces = 60

// shortText takes one message as the whole answer.
func (t *Turn) shortText(q *Question, row int, input string) {
	text := viet.Clean(input)
	if text == "" {
		t.again()
		return
	}
	if group := q.reasonFor; group != nil && viet.Fold(viet.Line(text)) == viet.Fold(t.Say.Say("button_add_row")) {
		t.addRow(group, &t.Draft.Cells[group.pos])
		return
	}
	if problem := t.constrained(q, row, Value{Text: describe(text, 1, TextInfo{})}); problem != "" {
		t.tell(problem)
		t.ask(q, row)
		return
	}
	h := t.unheld()
	h.Texts, h.Messages, h.Redo = []string{text}, []string{t.Input.Message}, 0
	t.weigh(q, row, h)
}

// longText takes one more message of a text. Each is stored as it comes;
// «Xong» ends the answer.
func (t *Turn) longText(q *Question, row int, input string) {
	text := viet.Clean(input)
	if text == "" {
		t.again()
		return
	}
	c := t.Draft.cell(q, row)
	none := t.Focus.Held == nil && t.Focus.Pieces == 0 && (c.State != Answered || t.Focus.Anew || c.Value.Text.None) && isNone(text)
	switch {
	case none && q.Required:
		t.Focus.Phase = NoneSure
		t.bubble(t.Say.Say("none_sure"), t.noneButtons())
		return
	case none:
		t.sayNone(q, row)
		return
	}
	h := t.unheld()
	h.add(t, text)
	t.weigh(q, row, h)
}

// unheld is what waits, or a new thing to weigh.
func (t *Turn) unheld() *Held {
	if h := t.Focus.Held; h != nil {
		return h
	}
	return &Held{}
}

// weigh stores words, unless something about them has to be decided first.
// Until then they wait in the focus.
func (t *Turn) weigh(q *Question, row int, h *Held) {
	c := t.Draft.cell(q, row)
	switch {
	case h.Piece > 0: // an edited message of a text that is known
	case h.Mode == "" && t.overtaken(c):
		t.hold(q, row, Clash, h)
		return
	case h.Mode == "" && q.Type == LongText && c.State == Answered && !c.Value.Text.None && t.Focus.Pieces == 0 && !t.Focus.Anew:
		t.hold(q, row, Adding, h)
		return
	}
	if h.Agreed || t.personal(h) == "" {
		t.putText(q, row, h)
		return
	}
	t.hold(q, row, Private, h)
}

// overtaken tells whether a colleague answered while this person was asked.
func (t *Turn) overtaken(c *Cell) bool {
	if c.State != Answered {
		return false
	}
	if t.Focus.Pieces > 0 {
		return t.Focus.Seen != c.Value.Text.seen()
	}
	return !t.Focus.Fixing
}

// seen names a text as somebody left it.
func (i TextInfo) seen() int { return i.Key*31 + i.Pieces }

// putText stores words about which all is decided.
func (t *Turn) putText(q *Question, row int, h *Held) {
	if h.Piece > 0 {
		t.putEdit(q, row, h)
		return
	}
	c := t.Draft.cell(q, row)
	switch h.Mode {
	case modeAdd:
		t.Focus.Pieces = c.Value.Text.Pieces
	case modeNew:
		t.Focus.Pieces = 0
	}
	t.Focus.Phase, t.Focus.Held = Asking, nil
	if t.Focus.Pieces+len(h.Texts) > maxPieces {
		t.tell(t.Say.Count("text_full", maxPieces))
		t.bubbleAck(t.textButtons(q, row))
		return
	}
	var before TextInfo
	if t.Focus.Pieces > 0 {
		before = c.Value.Text
	}
	for i, text := range h.Texts {
		t.Focus.Pieces++
		before = describe(text, t.Focus.Pieces, before)
		t.putPiece(q, row, before, text, t.Focus.Pieces)
		t.out.Answers[len(t.out.Answers)-1].Message = h.Messages[i]
	}
	if h.Tail != nil {
		t.Focus.Tail = h.Tail
	}
	t.Focus.Anew, t.Focus.Fixing, t.Focus.Seen = false, false, before.seen()
	if q.Type == ShortText {
		t.Focus.Pieces = 0
		t.tell(t.Say.Say("saved", "value", "«"+shorten(h.Texts[0], 80)+"»"))
		t.lengthWarning(q, before)
		t.checkOr(q, row, t.next)
		return
	}
	t.sayHowFar(q, row, before)
}

// putPiece stores one message of a text as it is kept, with its seam.
func (t *Turn) putPiece(q *Question, row int, info TextInfo, text string, piece int) {
	t.store(q, row, Value{Text: info}, text, piece)
	t.out.Answers[len(t.out.Answers)-1].Text = text
}

// sayHowFar acknowledges a long text. The bubble takes the place of the one
// before, where the channel can, so that a paste of many messages is one bubble.
func (t *Turn) sayHowFar(q *Question, row int, info TextInfo) {
	if info.Pieces == 1 {
		t.tell(t.Say.Count("text_saved", info.Letters, "n", grouped(info.Letters)))
	} else {
		t.tell(t.Say.Count("text_added", info.Letters, "n", grouped(info.Letters), "pieces", info.Pieces))
	}
	if info.Letters < q.MinLength {
		t.tell(t.Say.Count("text_short_more", q.MinLength))
	}
	if q.MaxLength > 0 && info.Letters > q.MaxLength {
		t.tell(t.Say.Say("text_long", "letters", grouped(info.Letters), "max", grouped(q.MaxLength)))
	}
	t.bubbleAck(t.textButtons(q, row))
}

// bubbleAck says what was told in the place of the last bubble of its kind, if
// nothing was said since.
func (t *Turn) bubbleAck(buttons [][]chat.Choice) {
	t.bubble("", buttons)
	n := len(t.out.Contents)
	if n == 0 {
		return
	}
	t.out.Contents[n-1].Replace = t.Focus.Ack
	t.out.Ack = n
}

func (t *Turn) lengthWarning(q *Question, info TextInfo) {
	switch {
	case q.MaxLength > 0 && info.Letters > q.MaxLength:
		t.tell(t.Say.Say("text_long", "letters", grouped(info.Letters), "max", grouped(q.MaxLength)))
	case info.Letters < q.MinLength:
		t.tell(t.Say.Count("text_short", info.Letters, "code", q.Code))
	}
}

// finishText ends a long text.
func (t *Turn) finishText(q *Question, row int) {
	c := t.Draft.cell(q, row)
	if c == nil || c.State != Answered {
		t.again()
		return
	}
	t.Focus.Pieces = 0
	t.looked(q.At(row))
	t.out.Closed = append(t.out.Closed, q.At(row))
	t.tell(t.Say.Count("text_done", c.Value.Text.Letters, "n", grouped(c.Value.Text.Letters)))
	t.checkOr(q, row, t.next)
	t.Focus.Done = true
}

// doneTwice takes one more «xong» right behind the one that ended a text: it is
// no answer to what was asked meanwhile. Where «xong» is an answer of its own, a
// third one is.
func (t *Turn) doneTwice() bool {
	c, ok := parseCommand(t.Input.Text, true)
	if !ok || c.name != cmdDone || t.Frozen {
		return false
	}
	t.tell(t.Say.Say("text_done_already"))
	t.again()
	t.Focus.Done = t.Focus.Phase == Asking
	return true
}

// reopenedButtons are the ways with a text that is there already.
func (t *Turn) reopenedButtons(q *Question, row int) []chat.Choice {
	return []chat.Choice{
		t.button(q, row, actMore, t.Say.Say("button_more")),
		t.button(q, row, actRewrite, t.Say.Say("button_rewrite")),
		t.button(q, row, actFull, t.Say.Say("button_full")),
	}
}

// onText takes the words of those buttons; false where they are an answer.
func (t *Turn) onText(command string, q *Question, row int) bool {
	there := q.Type == LongText && t.Draft.cell(q, row).State == Answered
	switch {
	case command == cmdRewrite && there:
		t.anew(q, row)
	case command == cmdRewrite:
		t.rewrite(q, row)
	case command == cmdMore && there:
		t.more(q, row)
	case command == cmdFull && there:
		t.full(q, row)
	default:
		return false
	}
	return true
}

// anew begins a text again; the old one stays until the new one comes.
func (t *Turn) anew(q *Question, row int) {
	c := t.Draft.cell(q, row)
	*t.Focus = Focus{Phase: Asking, Place: q.At(row), Later: t.Focus.Later, Fixing: true, Anew: true}
	t.bubble(t.Say.Count("text_anew", c.Value.Text.Letters, "n", grouped(c.Value.Text.Letters), "code", q.Code),
		t.wayButtons(q, row, c))
}

// more goes on with a text behind what there is.
func (t *Turn) more(q *Question, row int) {
	c := t.Draft.cell(q, row)
	*t.Focus = Focus{Phase: Asking, Place: q.At(row), Later: t.Focus.Later,
		Pieces: c.Value.Text.Pieces, Seen: c.Value.Text.seen()}
	t.bubble(t.Say.Count("text_more", c.Value.Text.Letters, "n", grouped(c.Value.Text.Letters), "code", q.Code),
		t.textButtons(q, row))
}

// full shows the whole text, as long as it is: a channel cuts at paragraphs.
func (t *Turn) full(q *Question, row int) {
	c := t.Draft.cell(q, row)
	if t.Focus.Phase != Asking || !t.current(q.At(row)) {
		*t.Focus = Focus{Phase: Asking, Place: q.At(row), Later: t.Focus.Later, Fixing: true}
	}
	words := t.Shown(q, c.Value)
	if t.Texts != nil && !c.Value.Text.None {
		words = JoinPieces(t.Texts(q.At(row)))
	}
	t.tell(t.Say.Count("text_whole", c.Value.Text.Letters, "n", grouped(c.Value.Text.Letters), "code", q.Code))
	t.bubble(words, t.questionButtons(q, row, c))
}

// correctText puts an edited message in the place of its piece of a text. A
// text of several pieces is not touched while its other pieces are not at hand.
func (t *Turn) correctText(q *Question, row int, input string) {
	text := viet.Clean(input)
	c := t.Draft.cell(q, row)
	piece := max(1, t.OfPiece)
	if have := c.Value.Text.Pieces; c.State == Answered && (have > 1 && t.OfPiece == 0 || piece > max(1, have)) {
		text = "" // the text was written anew since
	}
	if text == "" || depth(t.Focus) > maxDepth {
		t.refuse(t.Say.Say("edit_pieces", "code", q.Code))
		t.again()
		return
	}
	at := *t.Focus
	h := &Held{Texts: []string{text}, Messages: []string{t.Input.Message}, Piece: piece, Back: &at}
	if found := t.personal(h); found != "" {
		if old := t.pieces(q, row); piece <= len(old) && strings.Contains(old[piece-1], found) {
			h.Agreed = true // it was kept before
		}
	}
	t.weigh(q, row, h)
}

// pieces are the messages of the text as they are kept; none if they are not at
// hand.
func (w *Writer) pieces(q *Question, row int) []string {
	c := w.Draft.cell(q, row)
	if c.State != Answered || w.Texts == nil {
		return nil
	}
	have := w.Texts(q.At(row))
	if len(have) != c.Value.Text.Pieces {
		return nil
	}
	return have
}

// putEdit stores an edited message and goes back to what was in focus.
func (t *Turn) putEdit(q *Question, row int, h *Held) {
	*t.Focus = *h.Back
	pieces := slices.Clone(t.pieces(q, row))
	if len(pieces) == 0 && h.Piece == 1 {
		pieces = []string{""}
	}
	if h.Piece > len(pieces) {
		t.refuse(t.Say.Say("edit_pieces", "code", q.Code))
		t.again()
		return
	}
	old := pieces[h.Piece-1]
	text := seamOf(old) + h.Texts[0]
	pieces[h.Piece-1] = text
	var info TextInfo
	for i, p := range pieces {
		info = describe(p, i+1, info)
	}
	if problem := t.constrained(q, row, Value{Text: info}); problem != "" {
		t.tell(problem)
		t.again()
		return
	}
	t.putPiece(q, row, info, text, h.Piece)
	t.out.Answers[len(t.out.Answers)-1].Message = h.Messages[0]
	if t.current(q.At(row)) && t.Focus.Pieces > 0 {
		t.Focus.Seen = info.seen()
	}
	t.tell(t.Say.Say("corrected", "code", q.Code, "value", t.Shown(q, Value{Text: info})))
	t.checkOr(q, row, t.resume)
}

// seamOf is what a kept message begins with.
func seamOf(piece string) string {
	for _, s := range []string{glued, " "} {
		if strings.HasPrefix(piece, s) {
			return s
		}
	}
	return ""
}
