package paper

import (
	"cmp"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// SectionName returns «Phần 5», or «Phần mở đầu»; its title where sections are not spoken of.
func (w *Writer) SectionName(i int) string {
	n, _ := w.Outline.Number(i)
	switch {
	case !w.Outline.HasParts():
		return viet.Shorten(w.Outline.Sections[i].Title, buttonLetters)
	case n == 0:
		return w.Say.Say("progress_opening")
	}
	return w.Say.Say("section_name", "n", n)
}

// buttonLetters is what of a section's title fits on a button.
const buttonLetters = 34

// QuestionsOnPage is how many questions of a section stand in one bubble.
const QuestionsOnPage = 12

// listLine returns one question with its state: answered, put off and since when,
// passed over, or open.
func (w Contents) listLine(q *form.Question) string {
	c := &w.Draft.Cells[q.Pos]
	label := viet.Shorten(w.Fill(q.Label, 0), 55)
	if q.IsGroup() {
		half := 0
		for i := range c.Rows {
			if _, is := answers.HalfRow(q, &c.Rows[i]); is {
				half++
			}
		}
		sign := Mark(int(form.Flag(c.State == answers.Closed && half == 0)), 1)
		if len(c.Rows) > 0 && sign != "[x]" {
			sign = "[~]"
		}
		return w.Say.Count("list_group_line", len(c.Rows), "mark", sign, "code", q.Code, "noun", q.Rows.Noun, "half", half)
	}
	sign, value := "[ ]", w.Say.Say("state_open")
	switch c.State {
	case answers.Answered:
		sign, value = "[x]", viet.Shorten(w.worded(q, c.Value), 60)
	case answers.Later:
		sign, value = "[~]", w.sinceWhen(c)
	case answers.Skipped:
		value = w.Say.Say("state_skipped")
	case answers.Open:
		if !c.Must(q) {
			value = w.Say.Say("state_optional")
		}
	}
	return w.Say.Say("list_question_line", "mark", sign, "code", q.Code, "label", label, "value", value)
}

// sinceWhen says that a question was put off, and since when if that is known.
func (w Contents) sinceWhen(c *answers.Cell) string {
	if c.Since == 0 {
		return w.Say.Say("state_later")
	}
	return w.Say.Say("state_later_since", "moment", w.Say.Stamp(w.Instant(c.Since)))
}

// RowsOnPage is how many rows of a list stand in one bubble.
const RowsOnPage = 10

// RowLines names the rows of a page, each with its mark.
func (w Contents) RowLines(group *form.Question, page int) string {
	list := w.Draft.Cells[group.Pos].Rows
	page, pages := ClampPage(page, len(list), RowsOnPage)
	var lines []string
	if pages > 1 {
		lines = append(lines, w.Say.Say("page_of", "n", page+1, "total", pages))
	}
	for i := page * RowsOnPage; i < min(len(list), (page+1)*RowsOnPage); i++ {
		r := &list[i]
		lines = append(lines, w.Say.Say("row_line", "n", i+1, "mark", rowMark(group, r), "name", cmp.Or(r.Label, w.Say.Say("row_no_name"))))
	}
	return strings.Join(lines, "\n")
}

// rowMark returns one of the three signs of lists.
func rowMark(group *form.Question, r *answers.Row) string {
	done, total := answers.RowProgress(group, r)
	return Mark(done, total)
}

// ClampPage keeps a page's number, from 0, within the pages that n things fill.
func ClampPage(page, n, size int) (int, int) {
	pages := max(1, (n+size-1)/size)
	return min(max(page, 0), pages-1), pages
}
