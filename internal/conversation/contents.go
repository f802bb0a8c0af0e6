package conversation

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
)

var (
	sectionWord = regexp.MustCompile(`^(?:(?:phan\s+)?mo dau|[a-z]{0,2}[0-9]{1,2})$`)
	bareCode    = regexp.MustCompile(`^[a-z]*[0-9]+(?:\.[0-9]+)+$`)
	bareNumber  = regexp.MustCompile(`^[0-9]{1,3}$`)
)

// contents is the table of contents: of each section what is done, what is open
// and what waits, with a button that leads there.
func (t *Turn) contents() {
	t.cover(Contents, 0, 0)
	lines := []string{t.Say.Say("contents_title")}
	var buttons []chat.Choice
	for i := range t.Outline.Sections {
		s := &t.Outline.Sections[i]
		done, total, later := t.sectionProgress(s)
		line := t.Say.Say("contents_line", "mark", mark(done, total), "code", s.Code, "title", s.Title, "done", done, "total", total)
		if t.entry(s) == nil {
			line = t.Say.Say("contents_nothing", "code", s.Code, "title", s.Title)
		}
		if later > 0 {
			line += t.Say.Count("contents_later", later)
		}
		lines = append(lines, line)
		buttons = append(buttons, t.buttonAt(Place{Code: s.Code}, actSection, t.sectionName(i)))
	}
	if n := t.setAside(); n > 0 {
		lines = append(lines, t.Say.Count("answers_aside", n))
	}
	lines = append(lines, "", t.Say.Say("contents_how"))
	t.bubble(strings.Join(lines, "\n"), append(threes(buttons), []chat.Choice{t.resumeButton()}))
}

// threes puts buttons three to a row.
func threes(buttons []chat.Choice) (out [][]chat.Choice) {
	for some := range slices.Chunk(buttons, 3) {
		out = append(out, some)
	}
	return out
}

// sectionName is «Phần 5», or «Phần mở đầu».
func (w *Writer) sectionName(i int) string {
	n, ok := sectionNumber(w.Outline.Sections[i].Code)
	if !ok || n == 0 {
		return w.Say.Say("progress_opening")
	}
	return w.Say.Say("section_name", "n", n)
}

// sectionProgress counts the section's required questions, and what was put off
// in it.
func (t *Sheet) sectionProgress(s *Section) (done, total, later int) {
	for i := range s.Questions {
		q := &s.Questions[i]
		c := &t.Draft.Cells[q.pos]
		if c.Hidden || q.Type == Acknowledge {
			continue
		}
		later += waiting(c)
		if !q.Required {
			continue
		}
		total++
		if c.State == Answered || c.State == Closed {
			done++
		}
	}
	return done, total, later
}

// waiting counts what was put off in a question: itself, or fields of its rows.
func waiting(c *Cell) (n int) {
	if c.State == Later {
		n++
	}
	for i := range c.Rows {
		for j := range c.Rows[i].Cells {
			if f := &c.Rows[i].Cells[j]; f.State == Later && !f.Hidden {
				n++
			}
		}
	}
	return n
}

// setAside counts the answers that are kept but out of sight, because the
// branch on which they were given does not apply now.
func (s *Sheet) setAside() (n int) {
	for i := range s.Draft.Cells {
		c := &s.Draft.Cells[i]
		n += int(flag(c.Hidden && c.State == Answered))
		for j := range c.Rows {
			for k := range c.Rows[j].Cells {
				f := &c.Rows[j].Cells[k]
				n += int(flag((c.Hidden || f.Hidden) && f.State == Answered))
			}
		}
	}
	return n
}

func (o *Outline) sectionByCode(code string) int {
	return slices.IndexFunc(o.Sections, func(s Section) bool { return s.Code == code })
}

// questionsOnPage is how many questions of a section stand in one bubble.
const questionsOnPage = 12

// list shows the questions of a section, each with its state and its answer in
// short, and a way to it.
func (t *Turn) list(section, page int) {
	if section < 0 || section >= len(t.Outline.Sections) {
		t.contents()
		return
	}
	s := &t.Outline.Sections[section]
	var list []*Question
	for i := range s.Questions {
		if q := &s.Questions[i]; !t.Draft.Cells[q.pos].Hidden && q.Type != Acknowledge {
			list = append(list, q)
		}
	}
	if len(list) == 0 {
		t.refuse(t.Say.Say("section_not_now", "title", s.Title))
		t.contents()
		return
	}
	page, pages := clampPage(page, len(list), questionsOnPage)
	t.cover(Listing, section, page)
	lines := []string{t.Say.Say("list_title", "code", s.Code, "title", s.Title)}
	if pages > 1 {
		lines[0] += " " + t.Say.Say("page_of", "n", page+1, "total", pages)
	}
	var buttons []chat.Choice
	for _, q := range list[page*questionsOnPage : min(len(list), (page+1)*questionsOnPage)] {
		lines = append(lines, t.listLine(q))
		if !t.Frozen {
			buttons = append(buttons, t.button(q, 0, actFix, t.Say.Say("button_fix", "code", q.Code)))
		}
	}
	lines = append(lines, "", t.Say.Say("list_how", "code", list[0].Code))
	ways := t.pageButtons(Place{Code: s.Code}, actList, page, pages)
	ways = append(ways, t.buttonAt(Place{}, actContents, t.Say.Say("button_contents")), t.resumeButton())
	t.bubble(strings.Join(lines, "\n"), append(rows(buttons...), rows(ways...)...))
}

// listLine is one question with its state: answered, put off and since when,
// passed over, or open.
func (w *Writer) listLine(q *Question) string {
	c := &w.Draft.Cells[q.pos]
	label := shorten(w.fill(q.Label, 0), 55)
	if q.Type == Repeat {
		half := 0
		for i := range c.Rows {
			if _, is := halfRow(q, &c.Rows[i]); is {
				half++
			}
		}
		sign := mark(int(flag(c.State == Closed && half == 0)), 1)
		if len(c.Rows) > 0 && sign != "[x]" {
			sign = "[~]"
		}
		return w.Say.Count("list_group_line", len(c.Rows), "mark", sign, "code", q.Code, "noun", q.Rows.Noun, "half", half)
	}
	sign, value := "[ ]", w.Say.Say("state_open")
	switch c.State {
	case Answered:
		sign, value = "[x]", shorten(w.Shown(q, c.Value), 60)
	case Later:
		sign, value = "[~]", w.sinceWhen(c)
	case Skipped:
		value = w.Say.Say("state_skipped")
	case Open:
		if !q.Required {
			value = w.Say.Say("state_optional")
		}
	}
	return w.Say.Say("list_question_line", "mark", sign, "code", q.Code, "label", label, "value", value)
}

// sinceWhen says that a question was put off, and since when if that is known.
func (w *Writer) sinceWhen(c *Cell) string {
	if c.Since == 0 {
		return w.Say.Say("state_later")
	}
	return w.Say.Say("state_later_since", "moment", w.moment(c.Since))
}

// moment is an instant, in minutes since 1970, as an office writes it.
func (s *Sheet) moment(minutes int) string {
	return time.Unix(int64(minutes)*60, 0).In(s.Now.Location()).Format("15:04 02/01/2006")
}

// where tells where the person is: section and question, how many are left,
// and what waits since when; then it asks again.
func (t *Turn) where() {
	done, total := t.Draft.Progress(t.Outline)
	later, first := t.putOffs()
	lines := []string{t.Say.Say("where_unit", "unit", t.UnitLabel, "done", done, "total", total, "left", total-done)}
	if q := t.asked(); q != nil {
		s := &t.Outline.Sections[q.section]
		at := t.Say.Say("where_section", "section", t.sectionLine(q.section), "title", s.Title, "code", q.Code)
		if group := rowGroup(q); group != nil && t.Focus.Row != 0 {
			at += " " + t.Say.Say("where_row", "n", t.rowNumber(group, t.Focus.Row))
		}
		lines = append(lines, at)
	}
	if later > 0 {
		lines = append(lines, t.Say.Count("where_later", later, "moment", t.moment(first)))
	}
	t.tell(strings.Join(lines, "\n"))
	if t.Frozen {
		t.frozen()
		return
	}
	switch t.Focus.Phase {
	case Idle, Resting:
		t.bubble("", [][]chat.Choice{{t.resumeButton(), t.buttonAt(Place{}, actContents, t.Say.Say("button_contents"))}})
	default:
		t.again()
	}
}

// rowGroup is the list that a question or a list belongs to.
func rowGroup(q *Question) *Question {
	if q.Type == Repeat {
		return q
	}
	return q.group
}

// putOffs counts what was put off in the report, and gives since when the
// first of it waits.
func (s *Sheet) putOffs() (n, first int) {
	s.Draft.each(s.Outline, func(_ *Question, _ int, c *Cell) bool {
		if c.State == Later {
			n++
			if first == 0 || c.Since != 0 && c.Since < first {
				first = c.Since
			}
		}
		return true
	})
	return n, first
}
