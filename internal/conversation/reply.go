package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A reply is what is said to the input.
type reply struct {
	Facts
	out    Outcome
	lead   []string       // what is said above the next question
	notice []chat.Content // what the outline's new version means for the report
}

// tell puts a sentence above whatever is asked next.
func (t *reply) tell(sentence string) {
	if sentence != "" {
		t.lead = append(t.lead, sentence)
	}
}

// refuse says that something is not possible, and whom to ask about it.
func (t *reply) refuse(sentence string) {
	t.tell(t.withContact(sentence))
}

// missed counts answers in a row that were not understood; at every second one
// it says whom to call.
func (t *reply) missed() {
	if t.Focus.Missed++; t.Focus.Missed%2 == 0 {
		t.tell(t.Contact)
	}
}

// bubble says what was told, then text, with buttons under it.
func (t *reply) bubble(text string, buttons [][]chat.Choice) {
	parts := t.lead
	t.lead = nil
	if text != "" {
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return
	}
	t.out.Contents = append(t.out.Contents, chat.Content{Text: strings.Join(parts, "\n\n"), Choices: button.Fitting(buttons)})
}

// bubbleAck says what was told in the place of the last bubble of its kind, if
// nothing was said since.
func (t *reply) bubbleAck(buttons [][]chat.Choice) {
	t.bubble("", buttons)
	n := len(t.out.Contents)
	if n == 0 {
		return
	}
	t.out.Contents[n-1].Replace = t.Focus.Ack
	t.out.Ack = n
}

// replace lets the last bubble take the place of the message whose button was
// pressed.
func (t *reply) replace() {
	if n := len(t.out.Contents); n > 0 && t.Input.Kind == chat.Press {
		t.out.Contents[n-1].Replace = t.Input.Message
	}
}

// said are the stored pieces of a text, with what this turn has changed of them.
func (t *reply) said(p form.Place) []string {
	list := slices.Clone(t.Texts(p))
	for _, a := range t.out.Answers {
		if a.Place == p && a.Piece >= 1 && a.Piece <= len(list) {
			list[a.Piece-1] = a.Text
		}
	}
	return list
}

// recalled is an answer that is about to be corrected: a text in its own words,
// as far as they are at hand.
func (t *reply) recalled(q *form.Question, row int, v form.Value) string {
	if !q.IsText() || v.Text.None {
		return t.Echoed(q, v)
	}
	words := ""
	if t.Texts != nil {
		words = viet.JoinPieces(t.said(q.At(row)))
	}
	if words == "" && q.Parent != nil && q.Parent.Rows.Name == q.Name {
		words, _ = t.NamedAnswer(q, row)
	}
	if words == "" {
		return t.Shown(q, v)
	}
	return "«" + viet.Shorten(words, recalledLetters) + "»"
}

// which asks for the reading that was meant, once more.
func (t *reply) which() string {
	readings := t.Focus.Asked.Readings
	switch {
	case len(t.lead) > 0 && t.Input.Kind == chat.Edit, len(readings) == 0:
		return ""
	case len(readings) == 1:
		return t.Say.Say("left_over_again", "value", t.readingShown(readings[0]))
	}
	a, b := t.Say.Amount(readings[0].Number), t.Say.Amount(readings[1].Number)
	return t.Say.Say("number_which", "a", a, "b", b)
}

// frozen says that a submitted report stays as it is; it can be read.
func (t *reply) frozen() {
	ways := [][]chat.Choice{{t.wholeButton()}}
	t.out.Frozen = true
	switch {
	case t.Closed != "":
		t.bubble(t.Closed, ways)
	case t.Unsigned:
		t.bubble(t.Say.Say("frozen_unsigned", "unit", t.UnitLabel), ways)
	case t.Exempt:
		t.bubble(strings.TrimSpace(t.Say.Say("frozen_exempt", "unit", t.UnitLabel, "remark", t.Remark, "contact", t.Contact)), ways)
	case t.Accepted:
		t.bubble(strings.TrimSpace(t.Say.Say("frozen_accepted", "unit", t.UnitLabel, "above", t.Above, "contact", t.Contact)), ways)
	default:
		t.bubble(strings.TrimSpace(t.Say.Say("frozen", "unit", t.UnitLabel, "contact", t.Contact)), ways)
	}
}
