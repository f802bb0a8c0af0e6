package conversation

import (
	"math"
	"slices"
	"strings"
	"time"

	"giaoban/internal/viet"
)

// A Draft is one unit's report as the checks need it: for each question its
// state and the value of numbers, choices and dates, and of a text only its
// length and flags. The texts themselves lie beside it, so the cost of an
// answer does not grow with what was written before.
//
// A draft belongs to the version of the outline named by Outline and is read
// with no other.
type Draft struct {
	Outline string
	// Cells are the outline's questions outside groups, in its order.
	Cells []Cell
	// Revision counts submissions.
	Revision int
	// NextRow is the id of the next new row. Ids are never used again.
	NextRow int
	// Introduced marks the sections whose introduction was said, Offered those
	// whose optional questions were offered, by the section's place.
	Introduced, Offered uint64
	// Kept are the warnings that somebody chose to keep, by check, row and
	// what it said; a warning that says something new is asked about again.
	Kept []KeptWarning
	// Again are the places that the coordinator above returned and nobody has
	// kept or corrected yet.
	Again []Place
	// Before are answers from earlier versions of the outline that wait for
	// their question to be answered again, or to come back.
	Before []Before

	// Below is what is known of the units below while a turn lasts. Not stored.
	Below *Below
}

// State is where one question stands.
type State uint8

// The states of a question. Their numbers are stored.
const (
	Open State = iota
	Answered
	Skipped // an optional question passed over
	Later   // put off
	Closed  // a group: the person said that is all
	Stale   // a calculated answer whose figures changed since it was confirmed
)

// A Cell is one question's place in a draft.
type Cell struct {
	State State
	// Hidden marks a question that does not apply. Its answer is kept and comes
	// back if it applies again.
	Hidden bool
	// Since is when the question was put off, in minutes since 1970; 0 if it is
	// not put off.
	Since int
	Value Value
	// Rows are a group's.
	Rows []Row
}

// A Row is one entry of a repeating group. Its id survives reordering.
type Row struct {
	ID int
	// Label is the beginning of the text that names the row in lists.
	Label   string
	Offered bool // its optional questions were offered
	Cells   []Cell
}

// A Value is what an answer comes to.
type Value struct {
	Number float64
	Approx bool // «khoảng»
	// Name is a choice's name, a special answer's, a unit's code, or a date as
	// 2016-07-05.
	Name  string
	Names []string // several choices, in the outline's order
	Text  TextInfo
	Files int
	// Figures are a calculated question's, in its order; its Names are the
	// list among them, its Text the reasons of what was corrected.
	Figures []Figured
}

// TextInfo is what checks need to know of a text.
type TextInfo struct {
	Letters   int  `expr:"letters"`
	HasNumber bool `expr:"has_number"`
	// Key is equal for texts that are equal but for marks, case and spaces.
	Key  int  `expr:"key"`
	None bool `expr:"none"` // «không có»
	// Pieces are the messages that the text came in.
	Pieces int `expr:"pieces"`
}

// Place names a question, and in a group the row.
type Place struct {
	Code string `json:"q"`
	Row  int    `json:"r,omitempty"`
}

// At is the question's place: in a row of its group, or 0 outside groups.
func (q *Question) At(row int) Place { return Place{Code: q.Code, Row: row} }

// NewDraft is an untouched report.
func NewDraft(o *Outline) *Draft {
	d := &Draft{Outline: o.Hash, Cells: make([]Cell, len(o.top)), NextRow: 1}
	for _, q := range o.top {
		d.Cells[q.pos].Hidden = !d.applies(o, q, nil)
	}
	return d
}

// cell finds the place's cell; nil if the draft has no such row.
func (d *Draft) cell(q *Question, row int) *Cell {
	if q.group == nil {
		return &d.Cells[q.pos]
	}
	if r := d.row(q.group, row); r != nil {
		return &r.Cells[q.pos]
	}
	return nil
}

func (d *Draft) row(group *Question, id int) *Row {
	rows := d.Cells[group.pos].Rows
	i := slices.IndexFunc(rows, func(r Row) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &rows[i]
}

// putOff leaves the question for later, as of now.
func (c *Cell) putOff(now time.Time) {
	if c.State != Later {
		c.State, c.Since = Later, max(0, int(now.Unix()/60))
	}
}

// addRow begins a new row and returns its id.
func (d *Draft) addRow(o *Outline, group *Question) int {
	r := Row{ID: d.NextRow, Cells: make([]Cell, len(group.Questions))}
	d.NextRow++
	c := &d.Cells[group.pos]
	c.Rows = append(c.Rows, r)
	c.State = Open
	d.refreshRow(o, group, &c.Rows[len(c.Rows)-1])
	return r.ID
}

// set stores an answer and re-checks what applies because of it.
func (d *Draft) set(o *Outline, q *Question, row int, v Value) {
	c := d.cell(q, row)
	c.State, c.Value, c.Since = Answered, v, 0
	d.forget(q, row)
	d.refresh(o, q, row)
}

// refresh re-checks which questions apply after q changed. Conditions name
// only what is asked earlier, so one pass in order settles everything.
func (d *Draft) refresh(o *Outline, q *Question, row int) {
	if q.group != nil {
		if r := d.row(q.group, row); r != nil {
			d.refreshRow(o, q.group, r)
		}
		q = q.group
	}
	changed := map[*Question]bool{q: true}
	for _, dependent := range q.dependents {
		if !dependent.dependsOn(changed) {
			continue
		}
		c := &d.Cells[dependent.pos]
		if hidden := !d.applies(o, dependent, nil); hidden != c.Hidden {
			c.Hidden = hidden
			changed[dependent] = true
		}
		if dependent.Type == Repeat {
			for i := range c.Rows {
				d.refreshRow(o, dependent, &c.Rows[i])
			}
		}
	}
}

func (d *Draft) refreshRow(o *Outline, group *Question, r *Row) {
	for i := range group.Questions {
		q := &group.Questions[i]
		r.Cells[q.pos].Hidden = !d.applies(o, q, r)
	}
}

// applies evaluates a question's condition: an unknown one does not hold yet.
func (d *Draft) applies(o *Outline, q *Question, row *Row) bool {
	if q.relevant == nil {
		return true
	}
	v, known := d.eval(q.relevant, row)
	yes, _ := v.(bool)
	return known && yes
}

// floor is how many rows a group needs; 0 while that is not known.
func (d *Draft) floor(o *Outline, group *Question) int {
	if group.minRows == nil {
		return 0
	}
	v, known := d.eval(group.minRows, nil)
	if !known {
		return 0
	}
	return max(0, int(number(v)))
}

// describe reads off a text what checks need.
func describe(text string, pieces int, before TextInfo) TextInfo {
	text, seam := strings.CutPrefix(text, glued)
	info := TextInfo{Letters: viet.Letters(text), Pieces: pieces, Key: foldKey(text)}
	if pieces > 1 && !seam && !strings.HasPrefix(text, " ") {
		info.Letters++ // the end of the paragraph before
	}
	for _, r := range text {
		if r >= '0' && r <= '9' {
			info.HasNumber = true
		}
	}
	if pieces > 1 {
		info.Letters += before.Letters
		info.HasNumber = info.HasNumber || before.HasNumber
		info.Key = info.Key ^ before.Key<<1
	}
	return info
}

// foldKey is a short key of a text without marks, case and spaces.
func foldKey(text string) int {
	h := uint32(2166136261)
	for _, r := range viet.Fold(text) {
		if r == ' ' || r == '\n' {
			continue
		}
		h = (h ^ uint32(r)) * 16777619
	}
	return int(h)
}

// Progress counts the required questions that apply: outside groups, and in
// groups up to the floor (a row beyond the floor counts for nothing; a missing
// row counts as one question).
func (d *Draft) Progress(o *Outline) (done, total int) {
	for _, q := range o.top {
		c := &d.Cells[q.pos]
		if c.Hidden || !q.Required || q.Type == Acknowledge {
			continue
		}
		if q.Type != Repeat {
			total++
			if c.State == Answered {
				done++
			}
			continue
		}
		a, b := d.groupProgress(o, q)
		done, total = done+a, total+b
	}
	return done, total
}

func (d *Draft) groupProgress(o *Outline, group *Question) (done, total int) {
	c := &d.Cells[group.pos]
	floor := max(1, d.floor(o, group))
	if c.State == Closed {
		floor = min(floor, len(c.Rows))
	}
	for i := range min(floor, len(c.Rows)) {
		a, b := rowProgress(group, &c.Rows[i])
		done, total = done+a, total+b
	}
	if missing := floor - len(c.Rows); missing > 0 {
		total += missing * group.requiredFields
	}
	return done, total
}

func rowProgress(group *Question, r *Row) (done, total int) {
	for i := range group.Questions {
		q := &group.Questions[i]
		c := &r.Cells[q.pos]
		if c.Hidden || !q.Required {
			continue
		}
		total++
		if c.State == Answered {
			done++
		}
	}
	return done, total
}

// SectionOf is the code of the section in which a question stands.
func (o *Outline) SectionOf(code string) string {
	q := o.byCode[code]
	if q == nil {
		return ""
	}
	return o.Sections[q.section].Code
}

// Forwards tells whether the text of a question goes up to the coordinator
// above when it is closed.
func (o *Outline) Forwards(code string) bool {
	q := o.byCode[code]
	return q != nil && q.Forward == "up"
}

// FigureValues are the figures that are rolled up, in the outline's order; NaN
// is one that is not known.
func (d *Draft) FigureValues(o *Outline) []float64 {
	out := make([]float64, len(o.Figures))
	for i := range o.Figures {
		v, known := d.eval(o.Figures[i].value, nil)
		out[i] = math.NaN()
		if known {
			out[i] = number(v)
		}
	}
	return out
}

// Post is the post of who fills in the report: the answer to the first
// question of the opening section that is a choice, or nothing yet.
func (w *Writer) Post() string {
	for _, q := range w.Outline.top {
		if q.section > 0 {
			return ""
		}
		if c := &w.Draft.Cells[q.pos]; q.Type == SelectOne && c.State == Answered {
			return w.Shown(q, c.Value)
		}
	}
	return ""
}

// RowsMissing is how many rows a group lacks to its floor.
func (d *Draft) RowsMissing(o *Outline, code string) int {
	q := o.byCode[code]
	if q == nil || q.Type != Repeat {
		return 0
	}
	return d.floor(o, q) - len(d.Cells[q.pos].Rows)
}

// Asked is the question in focus: its name, in a group the row's number from 1,
// and an example that can be typed: the own unit's name where one is asked for.
func (t *Turn) Asked() (name string, row int, example string) {
	q := t.asked()
	if q == nil {
		return "", 0, ""
	}
	if q.group != nil {
		row = t.rowNumber(q.group, t.Focus.Row)
	}
	if q.Type == UnitName {
		return q.Name, row, t.UnitLabel
	}
	return q.Name, row, t.fill(q.Example, t.Focus.Row)
}

// Pieces is how many messages the text at the place came in; 0 if it is none.
func (d *Draft) Pieces(o *Outline, p Place) int {
	q := o.byCode[p.Code]
	if q == nil {
		return 0
	}
	c := d.cell(q, p.Row)
	if c == nil || c.State != Answered {
		return 0
	}
	return c.Value.Text.Pieces
}
