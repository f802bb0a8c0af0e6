package answers

import (
	"slices"

	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A Before is an answer that the draft's version of the outline has no place
// for: its question is gone, or means something else now. It is out of sight
// of conditions and checks. It goes when the question is answered again, and
// comes back whole when a later version has the question as it was.
type Before struct {
	Name string // the question's
	Row  int
	// Type and Meaning are the question's when it was answered.
	Type    form.Type
	Meaning uint32
	// Words are how the answer was read back, cut to what a list shows.
	Words string
	Cell  Cell
}

// beforeLetters is how much of an answer its Words hold.
const beforeLetters = 120

// Move carries a draft to another version of its outline. Answers are found by
// the question's name and keep the row's id. What an answered question meant
// and no longer means stands open again, with the answer in Before; so does,
// out of sight, what is no longer asked. words reads an answer back.
func Move(from, to *form.Outline, d *Draft, words func(q *form.Question, row int, v form.Value) string) *Draft {
	m := &moving{from: from, to: to, old: d, changes: form.Compare(from, to), words: words}
	m.now = &Draft{Outline: to.Hash, Cells: make([]Cell, len(to.Top)), Revision: d.Revision, NextRow: d.NextRow,
		Before: slices.Clone(d.Before), Below: d.Below, Last: d.Last, Today: d.Today}
	m.now.Introduced, m.now.Offered = m.sections(d.Introduced), m.sections(d.Offered)
	for _, k := range d.Kept {
		id := k.Check()
		if slices.ContainsFunc(to.Checks, func(c form.Check) bool { return c.ID == id }) {
			m.now.Kept = append(m.now.Kept, k)
		}
	}
	for _, p := range d.Again {
		if now, ok := to.Placed(from.Filed(p)); ok {
			m.now.Again = append(m.now.Again, now)
			if remark := d.Remarks[p.Code]; remark != "" {
				if m.now.Remarks == nil {
					m.now.Remarks = map[string]string{}
				}
				m.now.Remarks[now.Code] = remark
			}
		}
	}
	for _, q := range from.Top {
		m.shelve(q)
	}
	for _, q := range to.Top {
		m.fill(q)
		m.now.settle(to, q, &m.now.Cells[q.Pos], nil)
	}
	m.floors()
	return m.now
}

// moving is a draft on its way from one version to another.
type moving struct {
	from, to *form.Outline
	old, now *Draft
	changes  map[string]form.Change
	words    func(q *form.Question, row int, v form.Value) string
}

// sections carries marks of sections over by their code.
func (m *moving) sections(marks uint64) (out uint64) {
	for i := range m.from.Sections {
		if marks&(1<<i) == 0 {
			continue
		}
		for j := range m.to.Sections {
			if m.to.Sections[j].Code == m.from.Sections[i].Code {
				out |= 1 << j
			}
		}
	}
	return out
}

// kin returns the question of the old version whose answers can be this one's.
func (m *moving) kin(q *form.Question) *form.Question {
	old := m.from.ByName[q.Name]
	if old == nil || old.GroupName() != q.GroupName() || old.IsGroup() != q.IsGroup() {
		return nil
	}
	return old
}

// shelve puts aside what the new version cannot take as it is.
func (m *moving) shelve(old *form.Question) {
	c := &m.old.Cells[old.Pos]
	change := m.changes[old.Name]
	if !old.IsGroup() {
		if c.State == Answered && change.Concerns(c.Value) {
			m.aside(old, 0, c)
		}
		return
	}
	for i := range old.Questions {
		f := &old.Questions[i]
		for j := range c.Rows {
			if fc := &c.Rows[j].Cells[i]; fc.State == Answered && m.changes[f.Name].Concerns(fc.Value) {
				m.aside(f, c.Rows[j].ID, fc)
			}
		}
	}
	if now := m.to.ByName[old.Name]; now == nil || !now.IsGroup() {
		m.asideGroup(old, c)
	}
}

func (m *moving) aside(q *form.Question, row int, c *Cell) {
	m.now.Forget(q, row)
	words := ""
	if !q.IsGroup() {
		words = viet.Shorten(m.words(q, row, c.Value), beforeLetters)
	}
	m.now.Before = append(m.now.Before, Before{Name: q.Name, Row: row, Type: q.Type, Meaning: q.Meaning(),
		Words: words, Cell: Cell{State: c.State, Value: c.Value}})
}

// asideGroup keeps a group's rows without their fields, which are kept by name.
func (m *moving) asideGroup(q *form.Question, c *Cell) {
	if len(c.Rows) == 0 {
		return
	}
	m.now.Forget(q, 0)
	kept := Cell{State: c.State}
	for _, r := range c.Rows {
		kept.Rows = append(kept.Rows, Row{ID: r.ID, Label: r.Label, Offered: r.Offered})
	}
	m.now.Before = append(m.now.Before, Before{Name: q.Name, Type: q.Type, Meaning: q.Meaning(), Cell: kept})
}

// fill gives a question of the new version its cell.
func (m *moving) fill(q *form.Question) {
	c := &m.now.Cells[q.Pos]
	old := m.kin(q)
	if !q.IsGroup() {
		if old != nil {
			m.carry(q, &m.old.Cells[old.Pos], c)
		}
		m.restore(q, 0, c)
		return
	}
	var before Cell
	if old != nil {
		before = m.old.Cells[old.Pos]
	}
	if i := m.now.BeforeAt(q.Name, 0); i >= 0 && m.now.Before[i].Type == form.Repeat {
		switch b := m.now.Before[i]; {
		case old == nil: // the group is back
			before = b.Cell
			m.now.Forget(q, 0)
		case b.Meaning == q.Meaning(): // and so is its end
			before.State = b.Cell.State
			m.now.Forget(q, 0)
		}
	}
	c.State = before.State
	if before.Emptied() {
		c.Rows = []Row{}
	}
	for i := range before.Rows {
		c.Rows = append(c.Rows, m.row(q, old, &before.Rows[i]))
	}
	for i := range c.Rows { // their conditions see each other's rows
		m.now.RefreshRow(m.to, q, &c.Rows[i])
	}
}

func (m *moving) row(group, old *form.Question, before *Row) Row {
	r := Row{ID: before.ID, Label: before.Label, Offered: before.Offered, Cells: make([]Cell, len(group.Questions))}
	for i := range group.Questions {
		q := &group.Questions[i]
		if f := m.kin(q); old != nil && f != nil {
			m.carry(q, &before.Cells[f.Pos], &r.Cells[i])
		}
		m.restore(q, r.ID, &r.Cells[i])
	}
	return r
}

// carry takes an answer over, unless it has just been put aside.
func (m *moving) carry(q *form.Question, before, c *Cell) {
	switch {
	case (before.State == Answered || before.State == Stale) && m.changes[q.Name].Concerns(before.Value):
	case before.State == Skipped && q.Required:
	default:
		c.State, c.Value, c.Since = before.State, before.Value, before.Since
	}
	if q.Way() == form.ByTicks { // stored in the outline's order
		c.Value.Names = q.InOrder(c.Value.Names)
	}
}

// restore gives an unanswered question back what was answered when it meant
// what it means now.
func (m *moving) restore(q *form.Question, row int, c *Cell) {
	i := m.now.BeforeAt(q.Name, row)
	if i < 0 || c.State == Answered {
		return
	}
	b := &m.now.Before[i]
	if b.Meaning != q.Meaning() || !q.PicksExist(b.Cell.Value) {
		return
	}
	c.State, c.Value = b.Cell.State, b.Cell.Value
	m.now.Forget(q, row)
}

// floors opens a closed group again that now needs more rows, or that is asked
// under another condition, for its end to be confirmed.
func (m *moving) floors() {
	for _, q := range m.to.Top {
		c := &m.now.Cells[q.Pos]
		old := m.kin(q)
		if !q.IsGroup() || c.State != Closed {
			continue
		}
		change := m.changes[q.Name]
		short := (old == nil || change.What&form.Floor != 0) && len(c.Rows) < m.now.Floor(m.to, q)
		if short || change.Concerns(form.Value{}) {
			if old != nil {
				m.aside(old, 0, &Cell{State: Closed})
			}
			c.State = Open
			m.now.Refresh(m.to, q, 0)
		}
	}
}

// BeforeAt finds the earlier answer; -1 if there is none.
func (d *Draft) BeforeAt(name string, row int) int {
	return slices.IndexFunc(d.Before, func(b Before) bool { return b.Name == name && b.Row == row })
}

// Forget drops an earlier answer: the question was answered again.
func (d *Draft) Forget(q *form.Question, row int) {
	if i := d.BeforeAt(q.Name, row); i >= 0 {
		d.Before = slices.Delete(d.Before, i, i+1)
	}
}

// Pending reports whether the place was answered before its question came to
// mean something else, and has not been dealt with since.
func (d *Draft) Pending(q *form.Question, row int) bool {
	if len(d.Before) == 0 {
		return false
	}
	c := d.Cell(q, row)
	return c != nil && c.State != Answered && c.State != Closed && d.BeforeAt(q.Name, row) >= 0
}

// pendingIn reports whether something of the row is pending.
func (d *Draft) pendingIn(group *form.Question, r *Row) bool {
	for i := range group.Questions {
		if !r.Cells[i].Hidden && d.Pending(&group.Questions[i], r.ID) {
			return true
		}
	}
	return false
}

// Recheck lists, in the outline's order, what must be looked at again.
func (d *Draft) Recheck(o *form.Outline) (places []form.Place) {
	if len(d.Before) == 0 {
		return nil
	}
	for _, q := range o.Top {
		c := &d.Cells[q.Pos]
		if c.Hidden {
			continue
		}
		if d.Pending(q, 0) {
			places = append(places, form.Place{Code: q.Code})
		}
		for i := range c.Rows {
			for j := range q.Questions {
				f := &q.Questions[j]
				if !c.Rows[i].Cells[j].Hidden && d.Pending(f, c.Rows[i].ID) {
					places = append(places, f.At(c.Rows[i].ID))
				}
			}
		}
	}
	return places
}
