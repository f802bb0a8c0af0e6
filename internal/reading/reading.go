// Package reading finds answers in a report that somebody has already written: it
// cuts the report at its headings, puts the parts beside the sections and questions of
// an outline, and finds figures by the words around them.
//
// It proposes and stores nothing. Whatever it finds is words as they stand in the
// report, which the interview reads, shows and asks about like typed ones. What it
// is not sure of it says so; what it could not place it lists. It knows no draft, no
// chat and no file.
package reading

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"

	"giaoban/internal/answers"
	"giaoban/internal/docx"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A Matcher puts reports beside one outline.
type Matcher struct {
	*tongue
	outline  *form.Outline
	fill     func(string) string
	words    weights
	texts    []target // text questions
	figures  []target // numbers, years, days
	others   []target // what only a line with its label may answer
	groups   []group
	sections []bag
}

// A target is a question with the words that it goes by.
type target struct {
	q     *form.Question
	label bag // of what is asked
	hint  bag // of what explains it
	unit  []string
	// either are words of which the report says some: «thôn, bản, tổ dân phố».
	either bag
	first  string // the first word of those
	// heads are what a number counts.
	heads [][]string
	// total marks a question for all of what it counts.
	total bool
	// own are the words that no other question has.
	own []string
	// year is the one year that it asks about: «Năm 2015, bao nhiêu …».
	year string
	// future marks what is planned.
	future bool
}

// New makes a matcher. fill puts words into the labels' placeholders.
func New(o *form.Outline, fill func(string) string) *Matcher { return newIn(withMarks, o, fill) }

func newIn(l *tongue, o *form.Outline, fill func(string) string) *Matcher {
	m := &Matcher{tongue: l, outline: o, fill: fill}
	for i := range o.Sections {
		s := &o.Sections[i]
		_, words := cutNumber(s.Heading)
		if strings.HasPrefix(words, "(") {
			words = strings.Trim(words, "()")
		}
		b := m.bagOf(words, s.Title)
		m.sections = append(m.sections, b)
		m.words.learn(b)
	}
	for _, q := range o.Top {
		m.words.learn(m.bagOf(fill(q.Label)))
		m.put(q)
	}
	m.words.settle()
	for i := range m.figures {
		for w := range m.figures[i].label {
			if m.words.in[w] == 1 && !strings.Contains(w, " ") {
				m.figures[i].own = append(m.figures[i].own, w)
			}
		}
	}
	return m
}

// put files a question under how it may be answered.
func (m *Matcher) put(q *form.Question) {
	t := m.target(q)
	switch {
	case q.IsGroup():
		m.groups = append(m.groups, m.groupOf(q))
	case q.Way() == form.AtLength:
		m.texts = append(m.texts, t)
	case q.IsNumber(), q.Type == form.Year, q.Type == form.Date:
		m.figures = append(m.figures, t)
	case q.Way() == form.InWords && q.ReasonFor == nil, q.IsChoice(), q.Type == form.YesNo:
		m.others = append(m.others, t)
	}
}

func (m *Matcher) target(q *form.Question) target {
	label := m.fill(q.Label)
	t := target{q: q, label: m.bagOf(brackets.ReplaceAllString(label, " ")), hint: m.bagOf(m.fill(q.Hint), m.fill(q.Example)), unit: m.syllables(m.fill(q.Unit))}
	if m := oneYear.FindStringSubmatch(label); m != nil {
		t.year = m[1]
	}
	t.future = plans(label)
	t.total = m.bagOf(label)[m.syllables(m.same.Replace(m.lower(allTogether)))[0]]
	if q.IsNumber() {
		t.heads, t.either = m.headsOf(label, m.fill(q.Unit))
		if _, asked, ok := strings.Cut(m.lower(label), m.lower(howMany)); ok {
			t.first, _, _ = strings.Cut(strings.Join(m.syllables(m.same.Replace(asked)), " "), " ")
		}
	}
	return t
}

// brackets hold what a label only explains.
var brackets = regexp.MustCompile(`\([^)]*\)`)

// The limits of what is kept of a report.
const (
	mostText    = 12_000  // bytes of one answer
	mostAll     = 280_000 // bytes of all together
	mostLeft    = 60      // lines that were not placed
	mostLines   = 6000    // of a report; what follows is not looked at
	mostAmounts = 2000
	leftWide    = 90 // letters of each
)

// Read finds answers in a report, in the outline's order.
func (m *Matcher) Read(d *docx.Document) answers.Found {
	if m.marked && !isMarked(d) {
		m = newIn(withoutMarks, m.outline, m.fill)
	}
	r := &report{Matcher: m}
	r.cut(d)
	r.placeTables()
	r.placeParts()
	r.placeFigures()
	r.open()
	return r.found()
}

// isMarked reports whether a document is written with marks.
func isMarked(d *docx.Document) bool {
	return slices.ContainsFunc(d.Blocks, func(b docx.Block) bool {
		return viet.Fold(b.Text) != strings.ToLower(b.Text) || slices.ContainsFunc(b.Rows, func(row []string) bool {
			return slices.ContainsFunc(row, func(cell string) bool { return viet.Fold(cell) != strings.ToLower(cell) })
		})
	})
}

// Lines makes a document of a report that was pasted as words.
func Lines(text string) *docx.Document {
	d := &docx.Document{}
	for line := range strings.Lines(viet.Clean(text)) {
		if line = strings.TrimSpace(line); line != "" {
			d.Blocks = append(d.Blocks, docx.Block{Text: line})
		}
	}
	return d
}

// headed are matchers that look for headings only, by the hash of their outline: making
// one takes long, and there are few.
var headed sync.Map

// mostHeadings is more than one message holds of a report. Each costs a look at all
// sections, and a message can be made of nothing else.
const mostHeadings = 50

// Headed counts the outline's sections that have a heading of theirs in the text. It is
// quick where few lines look like headings.
func Headed(o *form.Outline, text string) int {
	d := Lines(text)
	headings := 0
	for i, b := range d.Blocks {
		if depth, _ := cutNumber(b.Text); depth > 0 || isCapitals(b.Text) {
			headings++
		}
		if headings == mostHeadings {
			d.Blocks = d.Blocks[:i+1]
			break
		}
	}
	if headings == 0 {
		return 0
	}
	m, ok := headed.Load(o.Hash)
	if !ok {
		m, _ = headed.LoadOrStore(o.Hash, New(o, func(s string) string { return s }))
	}
	return m.(*Matcher).headed(d)
}

func (m *Matcher) headed(d *docx.Document) int {
	r := &report{Matcher: m}
	r.cut(d)
	seen := map[int]bool{}
	for _, p := range r.parts {
		if p.named && p.section >= 0 {
			seen[p.section] = true
		}
	}
	return len(seen)
}

// found is all that was found, in the outline's order.
func (r *report) found() answers.Found {
	slices.SortStableFunc(r.answers, func(a, b answer) int {
		if c := cmp.Compare(r.place(a.q), r.place(b.q)); c != 0 {
			return c
		}
		return cmp.Compare(a.order, b.order)
	})
	for i, line := range r.left {
		r.left[i] = viet.Shorten(line, leftWide)
	}
	var f answers.Found
	size := 0
	for _, a := range r.answers {
		if size += len(a.text); size > mostAll {
			r.left = append(r.left, viet.Shorten(a.text, leftWide))
			continue
		}
		f.List = append(f.List, answers.FoundItem{Name: a.q.Name, Text: a.text, From: a.from, Sure: a.sure, Fields: a.row})
	}
	f.Left = append(r.lost, r.left...)
	f.More = max(0, len(f.Left)-mostLeft)
	f.Left = f.Left[:min(len(f.Left), mostLeft)]
	return f
}

// place is where a question stands in the outline.
func (m *Matcher) place(q *form.Question) int { return slices.Index(m.outline.Top, q) }
