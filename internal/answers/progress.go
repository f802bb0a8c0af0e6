package answers

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/form"
)

// QuestionNumber returns where a question stands among those of its section, or of its
// row, in the order in which they are asked: the required ones first. Those that do
// not apply keep their numbers, as on paper, so that the total does not jump.
func QuestionNumber(s *form.Section, q *form.Question) (n, total int) {
	list := inOrder(beside(s, q))
	return 1 + slices.Index(list, q), len(list)
}

// beside are the questions of the question's row, or of its section.
func beside(s *form.Section, q *form.Question) []form.Question {
	if q.Parent != nil {
		return q.Parent.Questions
	}
	return s.Questions
}

func inOrder(list []form.Question) (out []*form.Question) {
	for _, required := range []bool{true, false} {
		for i := range list {
			if x := &list[i]; !x.Submits() && (x.First() || x.IsGroup()) == required {
				out = append(out, x)
			}
		}
	}
	return out
}

// Numbered is the question that is put under a number as people type it: 2.8 is «câu 8» of
// section 2, 6.1.7 that of its first list, 7 stands beside the question that is asked. A
// number that begins with a nought, or with letters, is a code. It is nil if there is none.
func Numbered(o *form.Outline, typed string, asked *form.Question) *form.Question {
	var list []form.Question
	head, last, inside := cutLast(typed)
	switch {
	case !inside && asked != nil:
		list = beside(&o.Sections[asked.Section], asked)
	case !inside:
	case !strings.Contains(head, "."):
		if i := o.SectionNumbered(head); i >= 0 {
			list = o.Sections[i].Questions
		}
	default:
		if group := cmp.Or(Numbered(o, head, nil), o.QuestionTyped(head)); group != nil {
			list = group.Questions
		}
	}
	n, err := strconv.Atoi(last)
	if put := inOrder(list); err == nil && strings.Trim(head, "0123456789.") == "" && last[0] != '0' && n >= 1 && n <= len(put) {
		return put[n-1]
	}
	return nil
}

// cutLast takes the number behind the last point of a place.
func cutLast(typed string) (head, last string, inside bool) {
	if i := strings.LastIndexByte(typed, '.'); i >= 0 {
		return typed[:i], typed[i+1:], true
	}
	return "", typed, false
}

// RowNumber returns the place of a row in its group, from 1; 0 if it is not there.
func (s *Sheet) RowNumber(group *form.Question, id int) int {
	for i, r := range s.Draft.Cells[group.Pos].Rows {
		if r.ID == id {
			return i + 1
		}
	}
	return 0
}

// SectionProgress counts the section's required questions, and what was put off
// in it.
func (s *Sheet) SectionProgress(section *form.Section) (done, total, later int) {
	for i := range section.Questions {
		q := &section.Questions[i]
		c := &s.Draft.Cells[q.Pos]
		if c.Hidden || q.Submits() {
			continue
		}
		later += waiting(c)
		if !c.Must(q) {
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

// SetAside counts the answers that are kept but out of sight, because the
// branch on which they were given does not apply now.
func (s *Sheet) SetAside() (n int) {
	for i := range s.Draft.Cells {
		c := &s.Draft.Cells[i]
		n += int(form.Flag(c.Hidden && c.State == Answered))
		for j := range c.Rows {
			for k := range c.Rows[j].Cells {
				f := &c.Rows[j].Cells[k]
				n += int(form.Flag((c.Hidden || f.Hidden) && f.State == Answered))
			}
		}
	}
	return n
}

// Instant returns the instant that lies so many minutes after 1970 began.
func (s *Sheet) Instant(minutes int) time.Time {
	return time.Unix(int64(minutes)*60, 0).In(s.Now.Location())
}

// PutOffs counts what was put off in the report, and gives since when the
// first of it waits.
func (s *Sheet) PutOffs() (n, first int) {
	s.Draft.Each(s.Outline, func(_ *form.Question, _ int, c *Cell) bool {
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

// Untouched reports whether nothing was answered yet.
func (s *Sheet) Untouched() bool {
	for i := range s.Draft.Cells {
		if c := &s.Draft.Cells[i]; c.State != Open || len(c.Rows) > 0 {
			return false
		}
	}
	return true
}

// Waits reports whether something in the row was put off; its optional questions
// are not offered before that is done.
func (r *Row) Waits() bool {
	return slices.ContainsFunc(r.Cells, func(c Cell) bool { return !c.Hidden && c.State == Later })
}

// laterGroup returns a list that was left for later as a whole.
func (s *Sheet) laterGroup() *form.Question {
	for _, q := range s.Outline.Top {
		if c := &s.Draft.Cells[q.Pos]; q.IsGroup() && !c.Hidden && c.State == Later {
			return q
		}
	}
	return nil
}

// GroupsWithRows returns the groups that apply and have a row.
func (s *Sheet) GroupsWithRows() []*form.Question {
	var groups []*form.Question
	for _, q := range s.Outline.Top {
		if c := &s.Draft.Cells[q.Pos]; q.IsGroup() && !c.Hidden && len(c.Rows) > 0 {
			groups = append(groups, q)
		}
	}
	return groups
}

// HalfRow reports whether required questions of a row are still to be answered,
// and how many.
func HalfRow(group *form.Question, r *Row) (left int, half bool) {
	done, total := RowProgress(group, r)
	return total - done, done < total
}

// HalfRows returns the rows of the report that are not done, with their groups.
func (s *Sheet) HalfRows() (places []form.Place) {
	for _, group := range s.GroupsWithRows() {
		for i := range s.Draft.Cells[group.Pos].Rows {
			r := &s.Draft.Cells[group.Pos].Rows[i]
			if _, half := HalfRow(group, r); half || s.Draft.pendingIn(group, r) {
				places = append(places, group.At(r.ID))
			}
		}
	}
	return places
}

// RowCountWord fills {can}, the rows needed, or {so_muc}, the rows there are, of
// the group that asks for a reason.
func (s *Sheet) RowCountWord(name string) (string, bool) {
	for _, q := range s.Outline.Top {
		if q.IsGroup() && q.Rows.Reason != "" {
			if name == "can" {
				return strconv.Itoa(s.Draft.Floor(s.Outline, q)), true
			}
			return strconv.Itoa(len(s.Draft.Cells[q.Pos].Rows)), true
		}
	}
	return "", false
}

// Entry returns where a jump into a section leads: its first open question, or
// its first one if all are answered; nil if none applies.
func (s *Sheet) Entry(section *form.Section) (first *form.Question) {
	for i := range section.Questions {
		q := &section.Questions[i]
		c := &s.Draft.Cells[q.Pos]
		if c.Hidden || q.Submits() {
			continue
		}
		if c.Asks(q) {
			return q
		}
		if first == nil {
			first = q
		}
	}
	return first
}

// Progress counts the required questions that apply: outside groups, and in
// groups up to the floor (a row beyond the floor counts for nothing; a missing
// row counts as one question).
func (d *Draft) Progress(o *form.Outline) (done, total int) {
	for _, q := range o.Top {
		c := &d.Cells[q.Pos]
		if c.Hidden || !c.Must(q) {
			continue
		}
		switch q.Way() {
		case form.OnSubmit:
		case form.InRows:
			a, b := d.groupProgress(o, q)
			done, total = done+a, total+b
		default:
			total++
			if c.State == Answered {
				done++
			}
		}
	}
	return done, total
}

func (d *Draft) groupProgress(o *form.Outline, group *form.Question) (done, total int) {
	c := &d.Cells[group.Pos]
	floor := max(1, d.Floor(o, group))
	if c.State == Closed {
		floor = min(floor, len(c.Rows))
	}
	for i := range min(floor, len(c.Rows)) {
		a, b := RowProgress(group, &c.Rows[i])
		done, total = done+a, total+b
	}
	if missing := floor - len(c.Rows); missing > 0 {
		total += missing * group.RequiredFields
	}
	return done, total
}

// RowProgress counts the required questions of a row that apply.
func RowProgress(group *form.Question, r *Row) (done, total int) {
	for i := range group.Questions {
		q := &group.Questions[i]
		c := &r.Cells[q.Pos]
		if c.Hidden || !c.Must(q) {
			continue
		}
		total++
		if c.State == Answered {
			done++
		}
	}
	return done, total
}
