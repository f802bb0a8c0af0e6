package reading

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/docx"
	"giaoban/internal/effort"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A report is one document while it is read.
type report struct {
	*Matcher
	parts   []*part
	tables  []table
	answers []answer
	left    []string
	lost    []string          // tables that were not placed, first in the list
	latest  string            // the latest year that an amount is of
	notes   map[string]string // footnotes by the line that refers to them
}

// A part is a heading with the paragraphs below it, up to the next heading.
type part struct {
	heading
	above   *part
	section int // -1 if none is known
	named   bool
	unsure  bool
	q       *target // the text question that its heading names
	joint   []*target
	lines   []string
}

// An answer is what was found for a question.
type answer struct {
	q     *form.Question
	text  string
	line  string // the sentence of an amount
	from  string // the words to show
	sure  bool
	score float64
	row   []answers.FoundField
	order int
}

// A cutter takes a document apart at its headings.
type cutter struct {
	*report
	now   *part   // what the next line belongs to
	above []*part // the headings that it stands below
	// begun marks that the first heading came, titled that the report's own title did,
	// ended what stands behind the signatures.
	begun, titled, ended bool
	lines                int
}

// cut takes the document apart at its headings.
func (r *report) cut(d *docx.Document) {
	c := &cutter{report: r, now: &part{section: -1}}
	r.parts = append(r.parts, c.now)
	for _, b := range d.Blocks {
		switch {
		case !b.IsTable():
			c.paragraph(b)
		case isFormal(b.Rows):
		case isFrame(b.Rows):
			c.frame(b.Rows)
		default:
			r.tables = append(r.tables, table{rows: b.Rows, in: c.now})
			r.leaveNotes(b.Notes)
		}
	}
}

// paragraph takes its lines; a number stands before the first of them only.
func (c *cutter) paragraph(b docx.Block) {
	for text := range strings.Lines(b.Text) {
		one := b
		one.Text = strings.TrimSpace(text)
		c.line(one)
		b.Number, b.Notes = "", nil
	}
}

// frame takes a table that only frames running text.
func (c *cutter) frame(rows [][]string) {
	for _, row := range rows {
		for _, cell := range row {
			c.paragraph(docx.Block{Text: cell})
		}
	}
}

func (c *cutter) line(b docx.Block) {
	if c.lines++; c.lines > mostLines || c.around(b) {
		return
	}
	h, rest, ok := headingOf(b)
	spoken := false
	if !ok {
		if h, rest, spoken, ok = c.labelOf(b.Text); !ok {
			c.keep(lineOf(b), b.Notes)
			return
		}
	}
	if p := (&part{heading: h, section: -1}); !c.begun && !h.numbered {
		if c.name(p); !p.named { // the report's own title
			return
		}
	}
	c.begun = true
	c.heading(b, h, rest)
	if spoken { // the sentence says it all; the next is of something else
		c.now = &part{section: -1}
		c.parts = append(c.parts, c.now)
	}
}

// around tells whether the line is none of the report's contents: who writes to whom, its
// title, who signs. An annex behind the signatures begins anew.
func (c *cutter) around(b docx.Block) bool {
	folded := viet.Fold(viet.Line(b.Text))
	switch {
	case annex.MatchString(folded):
		c.ended = false
		c.now, c.above = &part{heading: heading{text: viet.Line(b.Text)}, section: -1}, nil
		c.parts = append(c.parts, c.now)
		return true
	case signing.MatchString(folded):
		c.ended = true
	case !c.begun && opening.MatchString(folded):
		c.titled = c.titled || strings.HasPrefix(folded, viet.Fold(reportWord))
		return true
	case !c.begun && c.titled && !strings.HasSuffix(folded, ".") && subtitle.MatchString(folded):
		return true
	}
	return c.ended
}

// heading begins a part, below the last heading that is higher.
func (c *cutter) heading(b docx.Block, h heading, rest string) {
	for len(c.above) > 0 && c.above[len(c.above)-1].depth >= h.depth {
		c.above = c.above[:len(c.above)-1]
	}
	p := &part{heading: h, section: -1}
	if n := len(c.above); n > 0 {
		p.above = c.above[n-1]
	}
	c.name(p)
	if p.inText() {
		c.now = p.above.host()
		c.keep(lineOf(b), b.Notes)
		return
	}
	c.above = append(c.above, p)
	c.parts = append(c.parts, p)
	c.now = p
	if rest != "" {
		c.keep(strings.TrimSuffix(rest, "./."), b.Notes)
	} else {
		c.leaveNotes(b.Notes)
	}
}

// keep adds a line to what is read now. Its notes go wherever it goes, but what they count
// is no figure of the report.
func (c *cutter) keep(line string, notes []string) {
	c.now.lines = append(c.now.lines, line)
	if c.notes == nil {
		c.notes = map[string]string{}
	}
	for _, note := range notes {
		if len(c.notes[line])+len(note) > mostText { // it is no part of an answer, and many lines may say the same
			c.leaveNotes([]string{note})
			continue
		}
		c.notes[line] += " (" + noteWord + note + ")"
	}
}

// noted is a line with its notes.
func (r *report) noted(line string) string { return line + r.notes[line] }

// leaveNotes lists the notes of what is no line of a text.
func (r *report) leaveNotes(notes []string) {
	for _, note := range notes {
		r.leave(noteWord + note)
	}
}

// labelOf reads a line that begins with what a question asks: «Tồn tại, hạn chế: …», or
// as it is spoken, «Hạn chế là …».
func (r *report) labelOf(line string) (h heading, rest string, spoken, ok bool) {
	line = viet.Line(strings.TrimLeft(line, "-+ "))
	before, after, found := strings.Cut(line, ":")
	if head, tail, says := strings.Cut(line, " "+isWord); says && len(strings.Fields(head)) <= mostSpoken {
		before, after, found, spoken = head, tail, true, true
	}
	if !found || len(strings.Fields(before)) > mostLabel || viet.Letters(after) < 20 || isFigures(after) {
		return h, "", false, false
	}
	p := &part{heading: heading{text: before, depth: depthLabel}, section: -1}
	r.name(p)
	return p.heading, strings.TrimSpace(after), spoken, p.q != nil && p.named
}

// How many words stand at most before the colon or the «là».
const mostLabel, mostSpoken = 8, 4

// lineOf is a paragraph as it is kept, with the mark of its list.
func lineOf(b docx.Block) string {
	return strings.TrimSuffix(strings.TrimSpace(b.Number+" "+viet.Line(b.Text)), "./.")
}

// inText reports whether the heading only parts a text whose question a heading above
// names.
func (p *part) inText() bool {
	return !p.named && p.above != nil && p.above.host() != nil
}

// host is the part whose text goes on here: itself or one above it.
func (p *part) host() *part {
	if p.q != nil {
		return p
	}
	return nil
}

// How alike a heading and a title must be, and how much more than to the next one.
const (
	sectionLike   = 0.5
	sectionSome   = 0.42
	questionLike  = 0.58
	questionSome  = 0.4
	questionWhole = 0.7
	hardly        = 0.03
	clearly       = 0.1
)

// name finds the section and the text question that a heading means.
func (r *report) name(p *part) {
	if p.above != nil {
		p.section = p.above.section
	}
	words := r.bagOf(p.text)
	if len(words) == 0 {
		return
	}
	near, best := r.nearest(words)
	var first, other *target
	top, runner := 0.0, 0.0
	var whole []*target
	inner := p.above != nil && len(p.above.joint) > 0
	for i := range r.texts {
		t := &r.texts[i]
		if inner && !slices.Contains(p.above.joint, t) {
			continue
		}
		s := r.alike(words, t.label)
		if t.q.Section == p.section || t.q.Section == near {
			s += 0.08
		}
		if r.words.cover(t.label, words) >= 0.75 {
			whole = append(whole, t)
		}
		if s > top {
			top, runner, first, other = s, top, t, first
		} else if s > runner {
			runner, other = s, t
		}
	}
	clearly := clearly
	if other != nil && r.words.cover(words, first.label) > 0.95 && r.words.cover(first.label, words) >= 1.4*r.words.cover(other.label, words) {
		clearly /= 2 // «Hạn chế» is rather what «tồn tại, hạn chế» asks than a longer question with the word
	}
	switch {
	case len(whole) > 1 && top >= questionLike && (strings.Contains(viet.Fold(p.text), viet.Fold(andWord)) || top-runner < clearly):
		p.joint, p.section, p.named = whole, whole[0].q.Section, true
	case inner && top >= questionSome && top > runner:
		p.q, p.section, p.named = first, first.q.Section, true
	case near < 0 && top >= questionLike && top-runner >= clearly && r.elsewhere(p, words, first):
		p.named = true // and answers what its paragraphs speak of
	case top >= questionLike && top-runner >= clearly && (best < sectionLike || top >= best+clearly):
		p.q, p.section, p.named = first, first.q.Section, true
	case near >= 0:
		p.section, p.named = near, true
	case top >= questionLike && top-runner >= clearly:
		p.q, p.section, p.named = first, first.q.Section, true
	case top >= questionSome && top-runner >= clearly, top >= questionLike && (top-runner >= hardly || first.q.Section == p.section):
		p.q, p.section, p.unsure = first, first.q.Section, true
	}
}

// nearest is the section that a heading names, -1 if none, and how alike the most alike is.
func (r *report) nearest(words bag) (near int, best float64) {
	second, at := 0.0, -1
	for i, b := range r.sections {
		if s := r.alike(words, b); s > best {
			best, second, at = s, best, i
		} else {
			second = max(second, s)
		}
	}
	if best >= sectionLike && best-second >= clearly/2 || best >= sectionSome && best-second >= clearly {
		return at, best
	}
	return -1, best
}

// elsewhere reports whether a few words below the heading of one section only happen to
// stand in the long question of another.
func (r *report) elsewhere(p *part, words bag, t *target) bool {
	above := p.above
	for above != nil && !above.named {
		above = above.above
	}
	if r.alike(words, t.label) >= questionWhole {
		return false
	}
	return above != nil && above.section >= 0 && above.section != t.q.Section && r.words.cover(t.label, words) < paragraphSure
}

// alike is how alike a heading and a title are: mostly how much of the heading the
// title has.
func (m *Matcher) alike(heading, title bag) float64 {
	effort.Add(len(heading))
	said := m.words.said(heading)
	if said == 0 {
		return 0
	}
	return 0.6*m.words.shared(heading, title)/said + 0.4*m.words.cover(title, heading)
}

// denied reports whether a question is asked where another was answered No: «Vì sao chưa có?»
func denied(q *form.Question) bool {
	return q.Condition != nil && strings.HasPrefix(q.Condition.Source, "not ")
}

// open adds the yes or no on which something found depends, to be asked: who writes how
// many members a committee has, has one.
func (r *report) open() {
	for i := 0; i < len(r.answers); i++ {
		a := r.answers[i]
		if a.q.Condition == nil || denied(a.q) {
			continue
		}
		for _, v := range a.q.Condition.Vars {
			if v.Q == nil || v.Q.Type != form.YesNo || v.Q.Parent != nil || slices.ContainsFunc(r.answers, func(b answer) bool { return b.q == v.Q }) {
				continue
			}
			from := a.from
			if a.q.IsText() || a.q.IsGroup() {
				from = viet.Shorten(a.text, 120)
			}
			r.answers = append(r.answers, answer{q: v.Q, text: yesWord, from: from})
		}
	}
}
