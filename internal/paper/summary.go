package paper

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Posts returns the posts that the outline lets its writer choose from, as they are
// shown; none if it does not ask.
func (w *Writer) Posts() []string {
	q := w.Outline.PostQuestion()
	if q == nil {
		return nil
	}
	out := make([]string, len(q.Choices))
	for i, o := range q.Choices {
		out[i] = w.Fill(o.Label, 0)
	}
	return out
}

// overviewed is how many answers Overview names.
const overviewed = 12

// Overview says how far the report is and what has been answered in the section,
// for somebody who looks on.
func (w *Writer) Overview(section string) string {
	done, total := w.Draft.Progress(w.Outline)
	var b strings.Builder
	b.WriteString(w.Say.Say("how_far", "unit", w.UnitLabel, "done", done, "total", total, "deadline", w.DeadlineText()))
	n := 0
	for _, q := range w.Outline.Top {
		c := &w.Draft.Cells[q.Pos]
		if w.Outline.Sections[q.Section].Code != section || c.Hidden || c.State != answers.Answered || n == overviewed {
			continue
		}
		if n++; n == 1 {
			b.WriteString("\n\n" + w.Say.Say("overview_section", "title", w.Outline.Sections[q.Section].Title))
		}
		b.WriteString("\n" + w.Say.Say("overview_line", "code", q.Code, "label", viet.Shorten(w.Fill(q.Label, 0), 60), "value", viet.Shorten(w.worded(q, c.Value), 60)))
	}
	return b.String()
}

// Listed is how many missing questions or failing checks a bubble names; the
// rest is counted.
const Listed = 8

// Summary writes the report in the few lines that the outline gives for it, and how
// many answers it leaves out.
func (w *Writer) Summary() string {
	var b strings.Builder
	b.WriteString(w.Say.Say("summary_title", "unit", w.UnitLabel))
	lines := (View{Writer: *w}).outlined()
	if len(w.Outline.Summary) == 0 {
		lines = answered(w)
	}
	for _, line := range lines {
		b.WriteString("\n- " + line)
	}
	if n := w.SetAside(); n > 0 {
		b.WriteString("\n- " + w.Say.Count("answers_aside", n))
	}
	if kept := w.keptLines(); kept != "" {
		b.WriteString("\n\n" + kept)
	}
	return b.String()
}

// answered are the answers of a report of which the outline gives no lines, the first of them.
func answered(w *Writer) (lines []string) {
	n := 0
	for _, q := range w.Outline.Top {
		c := &w.Draft.Cells[q.Pos]
		if c.Hidden || c.State != answers.Answered || q.Submits() || q.IsCalculated() {
			continue
		}
		if n++; n > Listed {
			continue
		}
		value := w.worded(q, c.Value)
		if q.IsGroup() {
			value = strconv.Itoa(len(c.Rows))
		}
		lines = append(lines, w.Say.Say("summary_answer", "label", strings.TrimRight(viet.Shorten(w.Fill(q.Label, 0), 60), " .:?"), "value", viet.Shorten(value, 60)))
	}
	if n > Listed {
		lines = append(lines, strings.TrimPrefix(w.Say.Count("and_more", n-Listed), "- "))
	}
	return lines
}

// outlined returns the lines that the outline gives for the report, without those that
// tell what the reader may not see.
func (v View) outlined() (lines []string) {
	for i := range v.Outline.Summary {
		l := &v.Outline.Summary[i]
		if l.Condition != nil {
			if holds, known := v.Draft.EvalOn(l.Condition, nil, v.Today()); !known || holds != true {
				continue
			}
		}
		if !v.barsLine(l) {
			lines = append(lines, v.Fill(l.Text, 0))
		}
	}
	return lines
}

// Figures returns the outline's lines about the report, as far as all that they tell is
// known. An outline without such lines gives its headlines.
func (v View) Figures() (lines []string) {
	if len(v.Outline.Summary) > 0 {
		return slices.DeleteFunc(v.outlined(), func(line string) bool { return strings.Contains(line, "…") })
	}
	for i := range v.Outline.Figures {
		f := &v.Outline.Figures[i]
		value, known := v.Draft.EvalOn(f.Expression, nil, v.Today())
		if f.Headline && known && !v.barsExpression(f.Expression) {
			lines = append(lines, v.Say.Say("summary_answer", "label", v.Fill(f.Label, 0), "value", v.Say.Amount(form.Number(value))))
		}
	}
	return lines
}

// PlaceLines lists places, a line each, as many as fit.
func (w *Writer) PlaceLines(places []form.Place) string {
	var lines []string
	for _, p := range places[:min(Listed, len(places))] {
		lines = append(lines, w.PlaceLine(p))
	}
	return w.AndMore(lines, len(places))
}

// HalfLines names the rows that were left half done, with what they lack.
func (w *Writer) HalfLines(places []form.Place) string {
	var lines []string
	for _, p := range places[:min(Listed, len(places))] {
		group := w.Outline.ByCode[p.Code]
		r := w.Draft.Row(group, p.Row)
		left, _ := answers.HalfRow(group, r)
		lines = append(lines, w.Say.Count("half_line", left, "code", p.Code, "row", w.RowNumber(group, p.Row), "name", w.QuotedName(r)))
	}
	return w.AndMore(lines, len(places))
}

// PlaceLine names a question in a list.
func (w *Writer) PlaceLine(p form.Place) string {
	q := w.Outline.ByCode[p.Code]
	if p.Row != 0 {
		return w.Say.Say("moved_row_line", "n", w.RowNumber(q.Parent, p.Row), "code", p.Code, "label", viet.Shorten(w.FillOf(q, q.Label, p.Row), 50))
	}
	return w.Say.Say("missing_line", "code", p.Code, "label", viet.Shorten(w.FillOf(q, q.Label, p.Row), 60))
}

// FailureLines lists what fails, a line each, as many as fit.
func (w *Writer) FailureLines(list []answers.Failure) string {
	var lines []string
	for _, f := range list[:min(Listed, len(list))] {
		if f.Row != 0 {
			name := w.QuotedName(w.Draft.Row(f.Check.Parent, f.Row))
			lines = append(lines, w.Say.Say("fault_row_line", "n", w.RowNumber(f.Check.Parent, f.Row), "name", name, "text", w.Message(f)))
			continue
		}
		lines = append(lines, w.Say.Say("fault_line", "text", w.Message(f)))
	}
	return w.AndMore(lines, len(list))
}

// AndMore joins lines and says how many of all are left out.
func (w *Writer) AndMore(lines []string, of int) string {
	if of > len(lines) {
		lines = append(lines, w.Say.Count("and_more", of-len(lines)))
	}
	return strings.Join(lines, "\n")
}
