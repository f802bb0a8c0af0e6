package answers

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"giaoban/internal/form"
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
	Again []form.Place
	// Remarks are why single questions among them were returned, by their codes.
	Remarks map[string]string
	// Before are answers from earlier versions of the outline that wait for
	// their question to be answered again, or to come back.
	Before []Before

	// Below is what is known of the units below while a turn lasts, Today the day as
	// 2016-07-05 where the outline's conditions ask for it. Not stored.
	Below *form.Below
	Today string
	// Last looks up the report before this one, while a turn lasts; nil where there can be
	// none. Not stored.
	Last func() *Last
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
	// Needed marks an optional question that must be answered now.
	Needed bool
	// Since is when the question was put off, in minutes since 1970; 0 if it is
	// not put off.
	Since int
	Value form.Value
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

// NewDraft returns an untouched report.
func NewDraft(o *form.Outline) *Draft {
	d := &Draft{Outline: o.Hash, Cells: make([]Cell, len(o.Top)), NextRow: 1}
	for _, q := range o.Top {
		d.settle(o, q, &d.Cells[q.Pos], nil)
	}
	return d
}

// Cell finds the place's cell; nil if the draft has no such row.
func (d *Draft) Cell(q *form.Question, row int) *Cell {
	if q.Parent == nil {
		return &d.Cells[q.Pos]
	}
	if r := d.Row(q.Parent, row); r != nil {
		return &r.Cells[q.Pos]
	}
	return nil
}

// Row finds a row of a group by its id; nil if it was taken out.
func (d *Draft) Row(group *form.Question, id int) *Row {
	rows := d.Cells[group.Pos].Rows
	i := slices.IndexFunc(rows, func(r Row) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &rows[i]
}

// PutOff leaves the question for later, as of now.
func (c *Cell) PutOff(now time.Time) {
	if c.State != Later {
		c.State, c.Since = Later, max(0, int(now.Unix()/60))
	}
}

// AddRow begins a new row and returns its id.
func (d *Draft) AddRow(o *form.Outline, group *form.Question) int {
	r := Row{ID: d.NextRow, Cells: make([]Cell, len(group.Questions))}
	d.NextRow++
	c := &d.Cells[group.Pos]
	c.Rows = append(c.Rows, r)
	c.State = Open
	d.RefreshRow(o, group, &c.Rows[len(c.Rows)-1])
	return r.ID
}

// Set stores an answer and re-checks what applies because of it.
func (d *Draft) Set(o *form.Outline, q *form.Question, row int, v form.Value) {
	c := d.Cell(q, row)
	c.State, c.Value, c.Since = Answered, v, 0
	d.Forget(q, row)
	d.Refresh(o, q, row)
}

// Refresh re-checks which questions apply after q changed. Conditions name
// only what is asked earlier, so one pass in order settles everything.
func (d *Draft) Refresh(o *form.Outline, q *form.Question, row int) {
	if q.Parent != nil {
		if r := d.Row(q.Parent, row); r != nil {
			d.RefreshRow(o, q.Parent, r)
		}
		q = q.Parent
	}
	changed := map[*form.Question]bool{q: true}
	for _, dependent := range q.Dependents {
		if !dependent.DependsOn(changed) {
			continue
		}
		c := &d.Cells[dependent.Pos]
		if d.settle(o, dependent, c, nil) {
			changed[dependent] = true
		}
		if dependent.IsGroup() {
			for i := range c.Rows {
				d.RefreshRow(o, dependent, &c.Rows[i])
			}
		}
	}
	d.reopen(o)
}

// reopen lets lists take rows again whose firm floor has risen above what they
// were closed with.
func (d *Draft) reopen(o *form.Outline) {
	for _, group := range o.Firm {
		if c := &d.Cells[group.Pos]; c.State == Closed && len(c.Rows) < d.Floor(o, group) {
			d.OpenRows(o, group)
		}
	}
}

// RefreshRow re-checks which questions of a row apply.
func (d *Draft) RefreshRow(o *form.Outline, group *form.Question, r *Row) {
	for i := range group.Questions {
		q := &group.Questions[i]
		d.settle(o, q, &r.Cells[q.Pos], r)
	}
}

// settle works out anew whether a question applies, and whether it must be answered; it
// reports whether the former is otherwise than before.
func (d *Draft) settle(o *form.Outline, q *form.Question, c *Cell, row *Row) (changed bool) {
	was := c.Hidden
	c.Hidden = !d.Applies(o, q, row)
	if q.Needed != nil {
		must, known := d.eval(q.Needed, row)
		c.Needed = known && must == true
	}
	return c.Hidden != was
}

// Applies evaluates the conditions on which a question is asked: an unknown one does not hold yet.
func (d *Draft) Applies(o *form.Outline, q *form.Question, row *Row) bool {
	for _, e := range q.Conditions {
		if v, known := d.eval(e, row); !known || v != true {
			return false
		}
	}
	return leaves(d, q, row)
}

// Floor returns how many rows a group needs; 0 while that is not known.
func (d *Draft) Floor(o *form.Outline, group *form.Question) int {
	if group.MinRows == nil {
		return 0
	}
	v, known := d.eval(group.MinRows, nil)
	if !known {
		return 0
	}
	floor := max(0, int(form.Number(v)))
	if most, known := ceiling(d, group); known {
		floor = min(floor, most)
	}
	return floor
}

// Describe reads off a text what checks need.
func Describe(text string, pieces int, before form.TextInfo) form.TextInfo {
	sum := form.SumWith(0, text)
	if pieces > 1 {
		sum = form.SumWith(before.Sum, text)
	}
	text, seam := strings.CutPrefix(text, viet.Glued)
	info := form.TextInfo{Letters: viet.Letters(text), Pieces: pieces, Key: foldKey(text), Sum: sum}
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

// foldKey returns a short key of a text without marks, case and spaces.
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

// FigureValues returns the figures that are rolled up, in the outline's order; NaN
// is one that is not known.
func (d *Draft) FigureValues(o *form.Outline) []float64 {
	out := make([]float64, len(o.Figures))
	for i := range o.Figures {
		v, known := d.eval(o.Figures[i].Expression, nil)
		out[i] = math.NaN()
		if known {
			out[i] = form.Number(v)
		}
	}
	return out
}

// RowsMissing returns how many rows a group lacks to its floor.
func (d *Draft) RowsMissing(o *form.Outline, code string) int {
	q := o.ByCode[code]
	if q == nil || !q.IsGroup() {
		return 0
	}
	return d.Floor(o, q) - len(d.Cells[q.Pos].Rows)
}

// Text returns what is known of the text at the place; nothing if it is none.
func (d *Draft) Text(o *form.Outline, p form.Place) (info form.TextInfo) {
	q := o.ByCode[p.Code]
	if q == nil {
		return info
	}
	c := d.Cell(q, p.Row)
	if c == nil || c.State != Answered {
		return info
	}
	return c.Value.Text
}

// Few optional questions are asked without an offer, which would be a message
// more: their own buttons pass over them.
const Few = 3

// Optional counts the section's optional questions that are still to be asked.
func (d *Draft) Optional(s *form.Section) (n int) {
	for i := range s.Questions {
		if x := &s.Questions[i]; d.Cells[x.Pos].OpenOption(x) {
			n++
		}
	}
	return n
}

// OpenOption reports whether the question is optional and still to be asked.
func (c *Cell) OpenOption(q *form.Question) bool {
	return !c.Hidden && !c.Must(q) && c.State == Open && !q.Submits() && !q.IsGroup()
}

// Optional counts a row's optional questions that are still to be asked.
func (r *Row) Optional(group *form.Question) (n int) {
	for i := range group.Questions {
		if r.Cells[i].OpenOption(&group.Questions[i]) {
			n++
		}
	}
	return n
}

// FirstOptional returns the first optional question of a section that is open; nil if
// there is none.
func (d *Draft) FirstOptional(s *form.Section) *form.Question {
	for i := range s.Questions {
		q := &s.Questions[i]
		if d.Cells[q.Pos].OpenOption(q) {
			return q
		}
	}
	return nil
}

// Clone returns a draft of its own, for trying answers.
func (d *Draft) Clone() *Draft {
	c := *d
	c.Cells = slices.Clone(d.Cells)
	for i := range c.Cells {
		c.Cells[i].Rows = slices.Clone(c.Cells[i].Rows)
		for j := range c.Cells[i].Rows {
			c.Cells[i].Rows[j].Cells = slices.Clone(c.Cells[i].Rows[j].Cells)
		}
	}
	c.Kept, c.Again, c.Before, c.Remarks = slices.Clone(d.Kept), slices.Clone(d.Again), slices.Clone(d.Before), maps.Clone(d.Remarks)
	return &c
}

// Wipe takes all answers out but files, and returns where they were.
func (d *Draft) Wipe(o *form.Outline) (gone []form.Place) {
	for _, q := range o.Top {
		c := &d.Cells[q.Pos]
		switch way := q.Way(); {
		case way == form.OnSubmit || way == form.ByFiles:
			continue
		case way == form.InRows:
			for _, r := range c.Rows {
				gone = append(gone, q.At(r.ID))
			}
		case c.State == Answered:
			gone = append(gone, q.At(0))
		}
		*c = Cell{Hidden: c.Hidden}
		d.Refresh(o, q, 0)
	}
	d.Offered, d.Kept = 0, nil
	return gone
}

// Receipt numbers a submission: the unit's code, which time it is, and four
// letters that tie them to the instant.
func (d *Draft) Receipt(report, unit string, at time.Time) string {
	check := strings.ToUpper(form.NameHash(fmt.Sprint(report, unit, d.Revision, at.Unix())))
	for len(check) < 4 {
		check = "0" + check
	}
	return fmt.Sprintf("%s-%d-%s", unit, d.Revision, check[len(check)-4:])
}
