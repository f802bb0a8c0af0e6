package exchange

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// LastAnswer is what the report before this one answered, with the words in which it would be
// given now; ok is false if it did not, or if the question takes such an answer no more. A row of a list is
// that of the same name in the last report.
func (t *Facts) LastAnswer(q *form.Question, row int) (v form.Value, words string, ok bool) {
	if q.IsGroup() || !q.Recalls() {
		return v, "", false
	}
	was, ok := t.rowBefore(q, row)
	if !ok {
		return v, "", false
	}
	v, ok = t.Draft.Recalled().Answer(q, was)
	if !ok {
		return v, "", false
	}
	return t.asLast(q, row, v, was)
}

// rowBefore is the id of the row of the last report that has the name of this one; 0 of what is no field of a list. The
// field that is the name has none: it is given first.
func (t *Facts) rowBefore(q *form.Question, row int) (id int, ok bool) {
	if q.Parent == nil {
		return 0, true
	}
	name := ""
	for _, r := range t.Draft.Cells[q.Parent.Pos].Rows {
		if r.ID == row {
			name = viet.Fold(r.Label)
		}
	}
	if name == "" || q.Parent.Rows.Name == q.Name {
		return 0, false
	}
	for _, r := range t.Draft.Recalled().Rows(q.Parent) {
		if viet.Fold(r.Label) == name {
			if ok { // two of one name
				return 0, false
			}
			id, ok = r.ID, true
		}
	}
	return id, ok
}

// LastApart is what units that ended in this one answered last time, each by its name, where that does not add up; "" if
// nothing is known of any.
func (t *Facts) LastApart(q *form.Question) string {
	if !q.Recalls() {
		return ""
	}
	var parts []string
	for _, p := range t.Draft.Recalled().Apart(q) {
		if v, ok := p.Answer(q, 0); ok && !q.IsText() {
			parts = append(parts, t.Say.Say("value_last_of", "unit", p.Unit, "value", t.InWords().ShownLast(q, v, "")))
		}
	}
	return strings.Join(parts, "; ")
}

// asLast is an answer of the last report as the question at a place takes it now; of a text it has the words
// that stand in the row of the last report.
func (t *Facts) asLast(q *form.Question, row int, v form.Value, was int) (form.Value, string, bool) {
	words := ""
	switch {
	case q.IsText():
		words = t.InWords().LastText(q, was)
		v = form.Value{Text: answers.Describe(words, 1, form.TextInfo{})}
	case q.Fits(v, t.Given("")) == nil:
		words = t.Echoed(q, v)
	}
	placed := t.Draft.Cell(q, row) != nil // a row that is only shown is not
	return v, words, words != "" && (!placed || t.Constrained(q, row, v) == "")
}

// A Carried is an answer of the last report that may be taken over.
type Carried struct {
	Q     *form.Question
	Value form.Value
	Words string
}

// LastRows are the rows of the last report's list that are not in this one yet, by the words that
// name them: of a list that the outline lets the officer take over.
func (t *Facts) LastRows(group *form.Question) (rows []answers.Row) {
	if !group.IsGroup() || !group.Carry {
		return nil
	}
	now := t.Draft.Cells[group.Pos].Rows
	for _, r := range t.Draft.Recalled().Rows(group) {
		if r.Label != "" && !slices.ContainsFunc(now, func(x answers.Row) bool { return x.Label == r.Label }) {
			rows = append(rows, r)
		}
	}
	return rows
}

// LastRow is what a row of the last report answers, field by field, as it would be taken over.
func (t *Facts) LastRow(group *form.Question, was answers.Row, row int) (list []Carried) {
	for i := range group.Questions {
		q := &group.Questions[i]
		v, ok := t.Draft.Recalled().Answer(q, was.ID)
		if !ok || !q.Recalls() {
			continue
		}
		if v, words, ok := t.asLast(q, row, v, was.ID); ok {
			list = append(list, Carried{q, v, words})
		}
	}
	return list
}

// CarriesAll reports whether so much of a section is still open and may be answered as in the last
// report that one button for all of it is worth its place.
func (t *Facts) CarriesAll(section int) (n int) {
	for i := range t.Outline.Sections[section].Questions {
		q := &t.Outline.Sections[section].Questions[i]
		c := &t.Draft.Cells[q.Pos]
		if !q.Carry || q.IsGroup() || c.Hidden || c.State != answers.Open && c.State != answers.Later {
			continue
		}
		if v, ok := t.Draft.Recalled().Answer(q, 0); ok && (q.IsText() || q.Fits(v, t.Given("")) == nil) {
			n++
		}
	}
	return n
}

// worthAll is from how many answers on a section is taken over with one button.
const worthAll = 2

// carry are the buttons that take over what the last report answered.
func (t Buttons) carry(q *form.Question, row int, c *answers.Cell) (out []chat.Choice) {
	if !q.Carry || c.State == answers.Answered {
		return nil
	}
	v, words, ok := t.LastAnswer(q, row)
	if !ok {
		return nil
	}
	label := t.Say.Say("button_last_value", "value", strings.Trim(t.InWords().ShownLast(q, v, words), "«»“”"))
	if !button.FitsWhole(label) {
		label = t.Say.Say("button_last")
	}
	out = append(out, t.Button(q, row, button.Last, label))
	if n := t.CarriesAll(q.Section); n >= worthAll {
		out = append(out, t.Button(q, row, button.LastAll, t.Say.Count("button_last_all", n)))
	}
	return out
}
