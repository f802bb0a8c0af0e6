package exchange

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A Reply is what is said to the input.
type Reply struct {
	Facts
	Out    Outcome
	Lead   []string       // what is said above the next question
	Notice []chat.Content // what the outline's new version means for the report
}

// Tell puts a sentence above whatever is asked next.
func (t *Reply) Tell(sentence string) {
	if sentence != "" {
		t.Lead = append(t.Lead, sentence)
	}
}

// Refuse says that something is not possible, and whom to ask about it.
func (t *Reply) Refuse(sentence string) {
	t.Tell(t.WithContact(sentence))
}

// Missed counts answers in a row that were not understood; at every second one
// it says whom to call.
func (t *Reply) Missed() {
	said := func(told string) bool { return strings.Contains(told, t.Contact) }
	if t.Focus.Missed++; t.Focus.Missed%2 == 0 && !slices.ContainsFunc(t.Lead, said) {
		t.Tell(t.Contact)
	}
}

// Bubble says what was told, then text, with buttons under it.
func (t *Reply) Bubble(text string, buttons [][]chat.Choice) {
	parts := t.Lead
	t.Lead = nil
	if text != "" {
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return
	}
	t.Out.Contents = append(t.Out.Contents, chat.Content{Text: strings.Join(parts, "\n\n"), Choices: button.Fitting(buttons)})
}

// BubbleAck says what was told in the place of the last bubble of its kind, if
// nothing was said since.
func (t *Reply) BubbleAck(buttons [][]chat.Choice) {
	t.Bubble("", buttons)
	n := len(t.Out.Contents)
	if n == 0 {
		return
	}
	t.Out.Contents[n-1].Replace = t.Focus.Ack
	t.Out.Ack = n
}

// Replace lets the last bubble take the place of the message whose button was
// pressed.
func (t *Reply) Replace() {
	if n := len(t.Out.Contents); n > 0 && t.Input.Kind == chat.Press {
		t.Out.Contents[n-1].Replace = t.Input.Message
	}
}

// Said are the stored pieces of a text, with what this turn has changed of them.
func (t *Reply) Said(p form.Place) []string {
	var list []string
	if t.Texts != nil {
		list = slices.Clone(t.Texts(p))
	}
	for _, a := range t.Out.Answers {
		switch {
		case a.Place != p || a.Piece < 1:
		case a.Piece <= len(list):
			list[a.Piece-1] = a.Text
		case a.Piece == len(list)+1:
			list = append(list, a.Text)
		}
	}
	return list
}

// Recalled is an answer that is about to be corrected: a text in its own words,
// as far as they are at hand.
func (t *Reply) Recalled(q *form.Question, row int, v form.Value) string {
	if !q.IsText() || v.Text.None {
		return t.Echoed(q, v)
	}
	words := ""
	if t.Texts != nil {
		words = viet.JoinPieces(t.Said(q.At(row)))
	}
	if words == "" && q.Parent != nil && q.Parent.Rows.Name == q.Name {
		words, _ = t.NamedAnswer(q, row)
	}
	if words == "" {
		return t.Shown(q, v)
	}
	return t.Say.Quote(viet.Shorten(words, RecalledLetters))
}

// Which asks for the reading that was meant, once more.
func (t *Reply) Which() string {
	readings := t.Focus.Asked.Readings
	switch {
	case len(t.Lead) > 0 && t.Input.Kind == chat.Edit, len(readings) == 0:
		return ""
	case len(readings) == 1:
		return t.Say.Say("left_over_again", "value", t.readingShown(readings[0]))
	}
	key := "number_which"
	if q := t.Asked(); q != nil && q.Type == form.Date {
		key = "date_which"
	}
	last, named := len(readings)-1, []string{}
	for _, v := range readings[:last] {
		named = append(named, t.readingNamed(v))
	}
	return t.Say.Say(key, "a", strings.Join(named, ", "), "b", t.readingNamed(readings[last]))
}

// SayFrozen says that a submitted report stays as it is; it can be read.
func (t *Reply) SayFrozen() {
	ways := [][]chat.Choice{{t.WholeButton()}}
	t.Out.Frozen = true
	switch {
	case t.Closed != "":
		t.Bubble(t.Closed, ways)
	case t.Unsigned:
		t.Bubble(t.Say.Say("frozen_unsigned", "unit", t.UnitLabel), ways)
	case t.Exempt:
		t.Bubble(strings.TrimSpace(t.Say.Say("frozen_exempt", "unit", t.UnitLabel, "remark", t.Remark, "contact", t.Contact)), ways)
	case t.Accepted:
		t.Bubble(strings.TrimSpace(t.Say.Say("frozen_accepted", "unit", t.UnitLabel, "above", t.Above, "contact", t.Contact)), ways)
	default:
		t.Bubble(strings.TrimSpace(t.Say.Say("frozen", "unit", t.UnitLabel, "contact", t.Contact)), ways)
	}
}

// KnownLines is what stands of the answer, and how the question is answered.
func (t *Reply) KnownLines(q *form.Question, row int, c *answers.Cell) (lines []string) {
	lines = append(lines, q.How(t.Given("")), t.offersInitial(q, c))
	if !q.IsCalculated() && c.State == answers.Answered {
		lines = append(lines, t.Say.Say("value_now", "value", t.Recalled(q, row, c.Value)))
	}
	if was := t.Draft.SaidBefore(q, row, RecalledLetters); was != "" {
		lines = append(lines, t.Say.Say("value_before", "value", was))
	}
	if v, words, ok := t.LastAnswer(q, row); ok {
		lines = append(lines, t.Say.Say("value_last", "value", t.InWords().ShownLast(q, v, words)))
	} else if apart := t.LastApart(q); apart != "" {
		lines = append(lines, t.Say.Say("value_last", "value", apart))
	}
	if offering := t.Offering(q, row); offering.LookedFor() && len(t.Focus.Asked.Near) == 0 {
		key := "choice_look"
		if q.Way() == form.ByTicks {
			key = "choice_look_several"
		}
		lines = append(lines, t.Say.Count(key, len(offering.Choices)))
	}
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
}

// Introduce says a section's title and introduction once, of several sections each, and
// reports whether it did.
func (t *Reply) Introduce(section int) bool {
	if t.Draft.Introduced&(1<<section) != 0 {
		return false
	}
	t.Draft.Introduced |= 1 << section
	s := &t.Outline.Sections[section]
	if s.Intro == "" && len(t.Outline.Sections) == 1 {
		return false
	}
	t.Tell(strings.TrimSpace(t.SectionTitle(section) + "." + "\n" + t.Fill(s.Intro, 0)))
	return true
}

// RecalledLetters is how much of a text is shown when it is to be corrected.
const RecalledLetters = 300

// Share is how much of the report is done. Where it counts against another total than
// the person was told before, that is said first.
func (t *Reply) Share() (done, total int) {
	done, total = t.Draft.Progress(t.Outline)
	switch told := t.Focus.Told; {
	case told == 0:
	case total > told:
		t.Tell(t.Say.Count("share_more", total-told, "total", total))
	case total < told:
		t.Tell(t.Say.Count("share_less", told-total, "total", total))
	}
	t.Focus.Told = total
	return done, total
}
