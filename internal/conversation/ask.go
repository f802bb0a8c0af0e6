package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// ask puts a question: where it stands, what is known of its answer, then the question
// in its own words, last on the screen, with buttons under it.
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
	if !same {
		t.tell(t.numbers().tellRun(q, row))
	}
	lines := append([]string{t.Progress(q, row)}, t.known(q, row, c)...)
	lines = append(lines, t.FillOf(q, q.Label, row))
	switch {
	case q.IsCalculated():
		t.Focus.Figures.Shown = t.Draft.FigureKey(t.Outline, q)
		lines = append(lines, t.FigureLines(q))
	case t.numbered(q):
		lines = append(lines, t.Numbered(q))
	}
	t.bubble(strings.Join(lines, "\n"), t.buttons().question(q, row, c))
}

// known is what stands of the answer, and how the question is answered.
func (t *reply) known(q *form.Question, row int, c *answers.Cell) (lines []string) {
	lines = append(lines, q.How(t.given("")), t.offersInitial(q, c))
	if !q.IsCalculated() && c.State == answers.Answered {
		lines = append(lines, t.Say.Say("value_now", "value", t.recalled(q, row, c.Value)))
	}
	if was := t.Draft.SaidBefore(q, row, recalledLetters); was != "" {
		lines = append(lines, t.Say.Say("value_before", "value", was))
	}
	if q.AskedByNumber() {
		lines = append(lines, t.Say.Count("choice_by_number", len(q.Choices)))
	}
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
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
