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
	near := t.introduce(q.Section) && q.Parent == nil || t.near(q, row)
	if slices.Contains(t.Draft.Again, q.At(row)) {
		t.tell(t.returnedLine())
	}
	if !same {
		t.tell(t.numbers().tellRun(q, row))
	}
	lines := append([]string{t.Progress(q, row, near)}, t.known(q, row, c)...)
	lines = append(lines, t.worded(q, row))
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

// worded is the question in its own words; from the second row of a list on in few, for
// the same were read in the first.
func (t *Facts) worded(q *form.Question, row int) string {
	if q.Short != "" && q.Parent != nil && t.RowNumber(q.Parent, row) > 1 {
		return t.FillOf(q, q.Short, row)
	}
	return t.FillOf(q, q.Label, row)
}

// near reports whether the person was just asked something of the same section, or row.
func (t *Turn) near(q *form.Question, row int) bool {
	was := t.Outline.ByCode[t.stood.Code]
	return was != nil && was.Section == q.Section && was.Parent == q.Parent && !was.IsGroup() && t.stood.Row == row
}

// introduce says a section's title and introduction once, of several sections each, and
// reports whether it did.
func (t *reply) introduce(section int) bool {
	if t.Draft.Introduced&(1<<section) != 0 {
		return false
	}
	t.Draft.Introduced |= 1 << section
	s := &t.Outline.Sections[section]
	if s.Intro == "" && len(t.Outline.Sections) == 1 {
		return false
	}
	t.tell(strings.TrimSpace(t.Say.Say("section_begins", "section", t.SectionLine(section), "title", s.Title) + "\n" + t.Fill(s.Intro, 0)))
	return true
}

// recalledLetters is how much of a text is shown when it is to be corrected.
const recalledLetters = 300
