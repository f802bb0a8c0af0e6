package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// ask puts a question: the progress, the question in its own words, buttons.
func (t *Turn) ask(q *Question, row int) {
	c := t.Draft.cell(q, row)
	if t.prefill(q, c) {
		return
	}
	same := t.Focus.Phase == Asking && t.Focus.Code == q.Code && t.Focus.Row == row
	if !same {
		*t.Focus = Focus{Phase: Asking, Place: q.At(row), Later: t.Focus.Later, Each: t.Focus.Each}
		if q.Type == SelectMultiple && c.State == Answered {
			t.Focus.Picked = c.Value.Names
		}
	}
	switch {
	case t.Focus.Pieces > 0:
		t.Focus.Fixing = false
	case !same: // what a colleague answers while this is asked is not being corrected
		t.Focus.Fixing = c.State == Answered
	}
	t.introduce(q.section)
	if slices.Contains(t.Draft.Again, q.At(row)) {
		t.tell(t.returnedLine())
	}
	text := t.progress(q, row) + "\n" + t.fillOf(q, q.Label, row)
	if q.Type == UnitName {
		if line := t.unitLine(q); line != "" {
			text += "\n" + line
		}
	}
	if line := t.offersInitial(q, c); line != "" {
		text += "\n" + line
	}
	if q.Type == Calculate {
		t.Focus.Shown = t.Draft.figureKey(t.Outline, q)
		text += "\n" + t.figureLines(q)
	} else if c.State == Answered {
		text += "\n" + t.Say.Say("value_now", "value", t.recalled(q, row, c.Value))
	}
	if was := t.before(q, row); was != "" {
		text += "\n" + t.Say.Say("value_before", "value", was)
	}
	if len(q.Choices) > 0 {
		text += "\n" + t.numbered(q)
	}
	if !same {
		if run := t.tellRun(q, row); run != "" {
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
		t.tell(t.Say.Say("section_begins", "title", s.Title) + "\n" + t.fill(s.Intro, 0))
	}
}

// progress is the line that says where the question stands.
func (w *Writer) progress(q *Question, row int) string {
	s := &w.Outline.Sections[q.section]
	parts := []string{w.sectionLine(q.section)}
	if q.group != nil {
		parts = append(parts, w.Say.Say("progress_row", "noun", upperFirst(q.group.Rows.Noun), "n", w.rowNumber(q.group, row), "floor", w.rowFloor(q.group)))
		n, of := fieldNumber(w.Draft.row(q.group, row), q)
		parts = append(parts, w.Say.Say("progress_question", "n", n, "total", of))
	} else if q.Type != Repeat {
		n, of := questionNumber(w.Draft, s, q)
		parts = append(parts, w.Say.Say("progress_question", "n", n, "total", of))
	}
	line := strings.Join(parts, ", ")
	if optional := w.Say.Say("progress_optional"); !q.Required && q.Type != Repeat && !strings.Contains(strings.ToLower(q.Label), strings.Trim(optional, "()")) {
		line += " " + optional
	}
	return line
}

// sectionLine is «Phần 5/10» or «Phần mở đầu».
func (w *Writer) sectionLine(section int) string {
	n, ok := sectionNumber(w.Outline.Sections[section].Code)
	last, _ := sectionNumber(w.Outline.Sections[len(w.Outline.Sections)-1].Code)
	if !ok || n == 0 {
		return w.Say.Say("progress_opening")
	}
	return w.Say.Say("progress_section", "n", n, "total", last)
}

// sectionNumber is the number in a section's code: 5 of X5.
func sectionNumber(code string) (int, bool) {
	digits := strings.TrimLeft(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	n := 0
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, digits != ""
}

// SectionNumber is the number that people call the section by, and the number
// of the last one.
func (o *Outline) SectionNumber(code string) (n, last int) {
	n, _ = sectionNumber(code)
	last, _ = sectionNumber(o.Sections[len(o.Sections)-1].Code)
	return n, last
}

// questionNumber counts the section's questions that apply.
func questionNumber(d *Draft, s *Section, q *Question) (n, total int) {
	for i := range s.Questions {
		x := &s.Questions[i]
		if d.Cells[x.pos].Hidden || x.Type == Acknowledge {
			continue
		}
		total++
		if x == q {
			n = total
		}
	}
	return n, total
}

func fieldNumber(r *Row, q *Question) (n, total int) {
	for i := range q.group.Questions {
		if r != nil && r.Cells[i].Hidden {
			continue
		}
		total++
		if i == q.pos {
			n = total
		}
	}
	return n, total
}

func (s *Sheet) rowNumber(group *Question, id int) int {
	for i, r := range s.Draft.Cells[group.pos].Rows {
		if r.ID == id {
			return i + 1
		}
	}
	return 0
}

// rowFloor is how many rows the progress line counts to.
func (s *Sheet) rowFloor(group *Question) int {
	return max(s.Draft.floor(s.Outline, group), len(s.Draft.Cells[group.pos].Rows))
}

// numbered lists the choices, so that a number answers.
func (w *Writer) numbered(q *Question) string {
	var b strings.Builder
	for i, o := range q.Choices {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(w.Say.Say("choice_line", "n", i+1, "label", w.fill(o.Label, 0)))
	}
	return b.String()
}

// Shown is a value as it is read back.
func (w *Writer) Shown(q *Question, v Value) string {
	switch q.Type {
	case Calculate:
		return w.shownFigures(q, v)
	case Integer, Decimal:
		s := viet.FormatNumber(v.Number)
		if v.Approx {
			s = w.Say.Say("value_approx", "number", s)
		}
		if q.Unit != "" {
			s += " " + w.fill(q.Unit, 0)
		}
		return s
	case YesNo, Acknowledge:
		if v.Number != 0 {
			return w.Say.Say("yes")
		}
		return w.Say.Say("no")
	case Year:
		if o, ok := q.option(v.Name); ok {
			return lowerFirst(w.fill(o.Label, 0))
		}
		return plainNumber(v.Number)
	case Date:
		return dayMonthYear(v.Name)
	case SelectOne:
		if o, ok := q.option(v.Name); ok {
			return w.fill(o.Label, 0)
		}
	case SelectMultiple:
		labels := make([]string, 0, len(v.Names))
		for _, name := range v.Names {
			if o, ok := q.option(name); ok {
				labels = append(labels, w.fill(o.Label, 0))
			}
		}
		return strings.Join(labels, "; ")
	case ShortText, LongText:
		if v.Text.None {
			return w.Say.Say("none_text")
		}
		return w.Say.Count("value_text", v.Text.Letters, "n", grouped(v.Text.Letters))
	case UnitName:
		return w.unitName(v.Name)
	case FileUpload:
		return w.Say.Count("value_files", v.Files)
	}
	return v.Name
}

// recalled is an answer that is about to be corrected: a text in its own words,
// as far as they are at hand.
func (t *Turn) recalled(q *Question, row int, v Value) string {
	if q.Type != ShortText && q.Type != LongText || v.Text.None {
		return t.Shown(q, v)
	}
	words := ""
	if t.Texts != nil {
		words = JoinPieces(t.said(q.At(row)))
	}
	if words == "" && q.group != nil && q.group.Rows.Name == q.Name {
		words, _ = t.namedAnswer(q, row)
	}
	if words == "" {
		return t.Shown(q, v)
	}
	return "«" + shorten(words, recalledLetters) + "»"
}

// said are the stored pieces of a text, with what this turn has changed of them.
func (t *Turn) said(p Place) []string {
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
