package paper

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A View shows a whole report as readable text: to the officers who write it,
// and to whoever may read it without changing it. It works from the draft;
// texts are loaded only for the page that is shown.
type View struct {
	Writer
	// Only leaves out what is not kept for those with this right.
	Only string
	// Sees reports whether the reader has the right that Question.VisibleTo
	// names. A reader without it is told that something is there, and no more.
	// Nil is a reader who sees all: the officers of the unit.
	Sees func(right string) bool
}

// Limits of a page, so that it fits a message and its texts can be read in one
// transaction.
const (
	pageLetters = 1700
	pagePieces  = 50
)

// A passage is what a view shows of one question, or of a part of a long text.
type passage struct {
	section int
	q       *form.Question
	row     int // in a group: 0 is the list's own line
	part    int // of a text that takes several pages, from 0
	parts   int
	letters int // about how long it is
	pieces  int // records that it reads
	barred  bool
}

// A page holds passages of one section.
type viewPage []passage

// passages lists what there is to show, in the order of the outline's codes.
func (v View) passages() (list []passage) {
	for i, q := range v.Outline.Top {
		if list = append(list, v.written(q.Leads, 0)...); i > 0 {
			for s := v.Outline.Top[i-1].Section; s < q.Section; s++ {
				list = append(list, v.written(v.Outline.Sections[s].Tail, 0)...)
			}
		}
		c := &v.Draft.Cells[q.Pos]
		if c.Hidden || q.Submits() || v.Only != "" && q.VisibleTo != v.Only {
			continue
		}
		if v.bars(q) {
			list = append(list, passage{section: q.Section, q: q, barred: true, parts: 1, letters: 100})
			continue
		}
		if !q.IsGroup() {
			list = append(list, v.passagesOf(q, 0, c)...)
			continue
		}
		list = append(list, passage{section: q.Section, q: q, parts: 1, letters: 80})
		for i := range c.Rows {
			r := &c.Rows[i]
			list = append(list, passage{section: q.Section, q: q, row: r.ID, parts: 1, letters: 80})
			for j := range q.Questions {
				f := &q.Questions[j]
				list = append(list, v.written(f.Leads, r.ID)...)
				if !r.Cells[j].Hidden && !v.bars(f) {
					list = append(list, v.passagesOf(f, r.ID, &r.Cells[j])...)
				}
			}
			list = append(list, v.written(q.Tail, r.ID)...)
		}
	}
	if n := len(v.Outline.Sections); n > 0 {
		list = append(list, v.written(v.Outline.Sections[n-1].Tail, 0)...)
	}
	return list
}

// written are the passages of calculated texts, without those that tell what the reader may
// not see.
func (v View) written(texts []*form.Question, row int) (list []passage) {
	for _, q := range (Between{&v.Writer}).Written(texts, row) {
		if v.Only == "" && !v.bars(q) && !v.barsText(q) {
			words := Between{&v.Writer}.word(q, row)
			list = append(list, passage{section: q.Section, q: q, row: row, parts: 1, letters: 100 + viet.Letters(words)})
		}
	}
	return list
}

// bars reports whether the reader may not see the question.
func (v View) bars(q *form.Question) bool {
	return q.Bars(v.Sees != nil, v.Sees)
}

// passagesOf returns a question's own passages: none for an optional one without an answer,
// several for a text that is longer than a page.
func (w *Writer) passagesOf(q *form.Question, row int, c *answers.Cell) []passage {
	p := passage{section: q.Section, q: q, row: row, parts: 1, letters: 130 + len(q.Label)/4}
	switch {
	case c.State != answers.Answered && !c.Must(q):
		return nil
	case c.State != answers.Answered:
		return []passage{p}
	case c.Value.Text.Pieces > 0:
		p.pieces = c.Value.Text.Pieces
		p.parts = max(1, (c.Value.Text.Letters+pageLetters-1)/pageLetters)
		p.letters += min(c.Value.Text.Letters, pageLetters)
	default:
		p.letters += len([]rune(w.Shown(q, c.Value)))
	}
	list := make([]passage, p.parts)
	for i := range list {
		list[i] = p
		list[i].part = i
	}
	return list
}

// pages puts the passages on pages: each section begins one.
func (v View) pages() (pages []viewPage) {
	letters, pieces := 0, 0
	for _, p := range v.passages() {
		n := len(pages)
		full := n == 0 || pages[n-1][0].section != p.section || letters+p.letters > pageLetters+300 || pieces+p.pieces > pagePieces
		if full {
			pages = append(pages, nil)
			letters, pieces, n = 0, 0, n+1
		}
		letters, pieces = letters+p.letters, pieces+p.pieces
		pages[n-1] = append(pages[n-1], p)
	}
	return pages
}

// Pages returns how many pages the report has; at least one.
func (v View) Pages() int { return max(1, len(v.pages())) }

// PageOf returns the first page, from 0, of the section with that code; ok is false
// if nothing of it is shown.
func (v View) PageOf(section string) (page int, ok bool) {
	for i, p := range v.pages() {
		if v.Outline.Sections[p[0].section].Code == section {
			return i, true
		}
	}
	return 0, false
}

// PageOfQuestion returns the first page that shows the question; ok is false if none
// does.
func (v View) PageOfQuestion(code string) (page int, ok bool) {
	for i, p := range v.pages() {
		for _, shown := range p {
			if shown.q.Code == code {
				return i, true
			}
		}
	}
	return 0, false
}

// SectionAt returns the code of the section that a page belongs to.
func (v View) SectionAt(page int) string {
	pages := v.pages()
	if len(pages) == 0 {
		return ""
	}
	return v.Outline.Sections[pages[min(max(page, 0), len(pages)-1)][0].section].Code
}

// Page returns one page as text, counted from 0; a number out of range is the
// nearest page.
func (v View) Page(n int) string {
	pages := v.pages()
	n = min(max(n, 0), max(0, len(pages)-1))
	head := v.Say.Say("view_title", "unit", v.UnitLabel) + " " + v.Say.Say("page_of", "n", n+1, "total", max(1, len(pages)))
	if len(pages) == 0 {
		return head + "\n" + v.Say.Say("view_empty")
	}
	parts := []string{head + "\n" + v.SectionTitle(pages[n][0].section)}
	var block *form.Block
	for _, p := range pages[n] {
		if p.q.Block != block {
			block, parts = p.q.Block, append(parts, Contents{&v.Writer}.BlockLines(p.q)...)
		}
		label, value := v.words(p)
		parts = append(parts, strings.TrimSpace(label+"\n"+value))
	}
	return strings.Join(parts, "\n\n")
}

// words returns the question of a passage in short, and its answer in full.
func (v View) words(p passage) (label, value string) {
	if p.q.Type == form.CalculatedText {
		return v.Fill(p.q.Label, p.row), Between{&v.Writer}.word(p.q, p.row)
	}
	c := v.Draft.Cell(p.q, p.row)
	switch {
	case p.barred && p.q.IsGroup():
		return p.q.Code + ". " + viet.UpperFirst(p.q.Rows.Noun), v.Say.Count("view_barred_rows", len(v.Draft.Cells[p.q.Pos].Rows))
	case p.barred:
		return p.q.Code + ". " + viet.Shorten(v.Fill(p.q.Label, 0), 120), v.Say.Say("view_barred")
	case p.q.IsGroup() && p.row == 0:
		return p.q.Code + ". " + viet.UpperFirst(p.q.Rows.Noun), v.Say.Count("view_rows", len(v.Draft.Cells[p.q.Pos].Rows))
	case p.q.IsGroup():
		name := ""
		if r := v.Draft.Row(p.q, p.row); r != nil {
			name = r.Label
		}
		return v.Say.Say("row_title", "n", v.RowNumber(p.q, p.row), "name", QuotedName(v.Say, name)), ""
	}
	label = p.q.Code + ". " + viet.Shorten(v.Fill(p.q.Label, p.row), 120)
	if p.part > 0 {
		label = v.Say.Say("view_goes_on", "code", p.q.Code)
	}
	if c == nil || c.State != answers.Answered {
		return label, v.Say.Say("state_open")
	}
	return label, v.answer(p, c)
}

// answer returns an answer in full, or the part of a long text that the passage is.
func (v View) answer(p passage, c *answers.Cell) string {
	if p.pieces == 0 || v.Texts == nil || p.pieces > pagePieces && p.parts > 0 {
		shown := v.worded(p.q, c.Value) + v.lost(p)
		if c.Value.Remark != "" {
			shown += "\n" + v.Say.Say("remark_line", "remark", c.Value.Remark)
		}
		return shown
	}
	text := viet.JoinPieces(v.Texts(p.q.At(p.row)))
	if strings.TrimSpace(text) == "" {
		return v.Shown(p.q, c.Value)
	}
	if p.parts > 1 {
		return textPart(text, p.part, p.parts)
	}
	return text
}

// lost says how many of the files of an answer will never come: they were sent, and are not there.
func (v View) lost(p passage) string {
	n := 0
	if p.q.Way() == form.ByFiles {
		for _, f := range v.AllFiles() {
			if f.State == answers.FileLost && f.At == p.q.At(p.row) {
				n++
			}
		}
	}
	if n == 0 {
		return ""
	}
	return " " + v.Say.Count("value_files_lost", n)
}

// textPart returns one of so many parts of a text, about equal, between words. All parts
// together are the whole text.
func textPart(text string, part, parts int) string {
	r := []rune(text)
	from, to := boundary(r, part*len(r)/parts), boundary(r, (part+1)*len(r)/parts)
	return strings.TrimSpace(string(r[from:to]))
}

// boundary returns the first place from i on where a word ends.
func boundary(r []rune, i int) int {
	if i == 0 {
		return 0
	}
	for j := i; j < min(len(r), i+200); j++ {
		if r[j] == ' ' || r[j] == '\n' {
			return j
		}
	}
	return min(i, len(r))
}
