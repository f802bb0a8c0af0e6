package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// ask puts a question: where it stands, what is known of its answer, then the question
// in its own words, last on the screen, with buttons under it.
func (t *Turn) ask(q *form.Question, row int) {
	c := t.Draft.Cell(q, row)
	if t.prefill(q, c) {
		return
	}
	same := t.Focus.Mode == exchange.Asking && t.Focus.Code == q.Code && t.Focus.Row == row
	if !same {
		t.Focus.EnterEach(exchange.Asking, q.At(row))
		if q.Way() == form.ByTicks && c.State == answers.Answered {
			t.Focus.Asked.Picked = c.Value.Names
		}
	}
	switch {
	case t.Focus.Text.Pieces > 0:
		t.Focus.Fixing = false
	case !same: // what a colleague answers while this is asked is not being corrected
		t.Focus.Fixing = c.State == answers.Answered
	}
	earlier, notes := paper.Between{Writer: &t.Writer}.Notes(q, row)
	if t.stood == q.At(row) || t.Focus.Fixing {
		earlier, notes = nil, nil
	}
	t.Lead = append(t.Lead, earlier...)
	near := t.Introduce(q.Section) && q.Parent == nil || t.near(q, row)
	t.Lead = append(t.Lead, notes...)
	if slices.Contains(t.Draft.Again, q.At(row)) {
		t.Tell(t.ReturnedLine(q.Code))
	}
	buttons := t.Buttons().Question(q, row, c)
	if !same && t.numbers().tellRun(q, row) {
		buttons = append(buttons, []chat.Choice{t.ButtonAt(form.Place{Code: t.Outline.Sections[q.Section].Code}, button.List, t.Say.Say("button_list_here"), "0")})
	}
	at := t.Progress(q, row, near)
	if t.Campaign != "" {
		at = t.Say.Say("progress_campaign", "progress", at, "campaign", t.Campaign)
	}
	lines := append([]string{at}, t.ways().enteredBlock(q, row)...)
	lines = append(lines, t.KnownLines(q, row, c)...)
	lines = append(lines, t.Worded(q, row))
	switch {
	case q.IsCalculated():
		t.Focus.Figures.Shown = t.Draft.FigureKey(t.Outline, q)
		lines = append(lines, t.FigureLines(q))
	case t.IsNumbered(t.Put(q, row)):
		lines = append(lines, t.Numbered(t.Put(q, row)))
	}
	if q.Excerpts != "" && t.Looks {
		if said := t.Excerpt(q.Excerpts); said != "" {
			lines = append(lines, t.Say.Say("excerpt", "said", said))
		}
	}
	t.Bubble(strings.Join(lines, "\n"), buttons)
}

// near reports whether the person was just asked something of the same section, or row.
func (t *Turn) near(q *form.Question, row int) bool {
	was := t.Outline.ByCode[t.stood.Code]
	return was != nil && was.Section == q.Section && was.Parent == q.Parent && !was.IsGroup() && t.stood.Row == row
}
