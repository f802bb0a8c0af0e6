package conversation

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/form"
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
	if was := t.Draft.SaidBefore(q, row, recalledLetters); was != "" {
		text += "\n" + t.Say.Say("value_before", "value", was)
	}
	if len(q.Choices) > 0 {
		text += "\n" + t.Numbered(q)
		if q.AskedByNumber() {
			text += "\n" + t.Say.Count("choice_by_number", len(q.Choices))
		}
	}
	if !same {
		if run := t.numbers().tellRun(q, row); run != "" {
			text += "\n\n" + run
		}
	}
	t.bubble(text, t.buttons().question(q, row, c))
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

// recalledLetters is how much of a text is shown when it is to be corrected.
const recalledLetters = 300
