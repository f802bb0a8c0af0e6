package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// ask puts a question: the progress, the question in its own words, buttons.
func (t *Turn) ask(q *form.Question, row int) {
	c := t.Draft.Cell(q, row)
	if t.prefill(q, c) {
		return
	}
	same := t.Focus.Mode == Asking && t.Focus.Code == q.Code && t.Focus.Row == row
	if !same {
		t.Focus.enterEach(Asking, q.At(row))
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
	t.introduce(q.Section)
	if slices.Contains(t.Draft.Again, q.At(row)) {
		t.tell(t.returnedLine())
	}
	text := t.Progress(q, row) + "\n" + t.FillOf(q, q.Label, row)
	if line := q.How(t.given("")); line != "" {
		text += "\n" + line
	}
	if line := t.offersInitial(q, c); line != "" {
		text += "\n" + line
	}
	if q.IsCalculated() {
		t.Focus.Figures.Shown = t.Draft.FigureKey(t.Outline, q)
		text += "\n" + t.FigureLines(q)
	} else if c.State == answers.Answered {
		text += "\n" + t.Say.Say("value_now", "value", t.recalled(q, row, c.Value))
	}
	if was := t.versions().before(q, row); was != "" {
		text += "\n" + t.Say.Say("value_before", "value", was)
	}
	if len(q.Choices) > 0 {
		text += "\n" + t.Numbered(q)
	}
	if !same {
		if run := t.numbers().tellRun(q, row); run != "" {
			text += "\n\n" + run
		}
	}
	t.bubble(text, t.questionButtons(q, row, c))
}

// introduce says a section's introduction once.
func (t *Turn) introduce(section int) {
	if t.Draft.Introduced&(1<<section) != 0 {
		return
	}
	t.Draft.Introduced |= 1 << section
	if s := &t.Outline.Sections[section]; s.Intro != "" {
		t.tell(t.Say.Say("section_begins", "title", s.Title) + "\n" + t.Fill(s.Intro, 0))
	}
}

// recalled is an answer that is about to be corrected: a text in its own words,
// as far as they are at hand.
func (t *Turn) recalled(q *form.Question, row int, v form.Value) string {
	if !q.IsText() || v.Text.None {
		return t.Shown(q, v)
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

// said are the stored pieces of a text, with what this turn has changed of them.
func (t *Turn) said(p form.Place) []string {
	list := slices.Clone(t.Texts(p))
	for _, a := range t.out.Answers {
		if a.Place == p && a.Piece >= 1 && a.Piece <= len(list) {
			list[a.Piece-1] = a.Text
		}
	}
	return list
}

// recalledLetters is how much of a text is shown when it is to be corrected.
const recalledLetters = 300

// bubble says what was told, then text, with buttons under it.
func (t *Turn) bubble(text string, buttons [][]chat.Choice) {
	parts := t.lead
	t.lead = nil
	if text != "" {
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return
	}
	t.out.Contents = append(t.out.Contents, chat.Content{Text: strings.Join(parts, "\n\n"), Choices: buttons})
}
