package conversation

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// nextInGroup asks the next field of a group's rows, or whether there are more
// rows; false when the group has nothing to ask now.
func (t rows) nextInGroup(group *form.Question, c *answers.Cell) bool {
	for i := range c.Rows {
		if t.nextInRow(group, &c.Rows[i]) {
			return true
		}
	}
	switch {
	case c.State == answers.Closed:
		return false
	case !c.Emptied() && len(c.Rows) == 0 && len(t.LastRows(group)) == 0 && (group.Gated || t.Draft.Floor(t.Outline, group) > 0):
		t.startRow(group)
	case t.Full(group):
		t.Draft.CloseRows(t.Outline, group)
		return false
	case t.Uncounted(group): // first how many there are
		return false
	case group.Rows.Exactly != "" && len(c.Rows) > 0 && len(c.Rows) < t.Draft.Floor(t.Outline, group):
		t.startRow(group)
	default:
		t.askMore(group)
	}
	return true
}

func (t rows) nextInRow(group *form.Question, r *answers.Row) bool {
	for i := range group.Questions {
		q := &group.Questions[i]
		c := &r.Cells[q.Pos]
		if !c.Hidden && (c.Asks(q) || c.State == answers.Open && r.Offered || t.Draft.Pending(q, r.ID) && c.State != answers.Later) {
			t.ask(q, r.ID)
			return true
		}
	}
	if r.Waits() || r.Optional(group) == 0 {
		return false
	}
	if r.Optional(group) <= answers.Few {
		r.Offered = true
		return t.nextInRow(group, r)
	}
	t.offer(form.Place{Code: group.Code, Row: r.ID})
	return true
}

// startRow begins a row and asks its first question.
func (t rows) startRow(group *form.Question) {
	id := t.Draft.AddRow(t.Outline, group)
	t.Draft.Refresh(t.Outline, group, 0)
	n := len(t.Draft.Cells[group.Pos].Rows)
	if n == 1 { // the others are announced by their number
		t.Introduce(group.Section)
		t.Tell(strings.Join(append(t.ways().enteredBlock(group, 0), t.FillRow(group.Label, n)), "\n"))
	}
	t.ask(&group.Questions[0], id)
}

// askMore puts whether there is a row, or another one.
func (t rows) askMore(group *form.Question) {
	t.Focus.Mode, t.Focus.Place = exchange.Growing, form.Place{Code: group.Code}
	t.grow(group)
}

// grow asks whether there is another row, or of an empty list that may stay so
// whether there is any.
func (t rows) grow(group *form.Question) {
	n := len(t.Draft.Cells[group.Pos].Rows)
	if n == 0 {
		t.Introduce(group.Section)
		t.Tell(strings.Join(t.ways().enteredBlock(group, 0), "\n"))
	}
	if rows := t.Draft.Cells[group.Pos].Rows; n > 0 && t.stood.Row == rows[n-1].ID {
		t.Lead = append(t.Lead, paper.Between{Writer: &t.Writer}.RowEnd(group, &rows[n-1])...)
	}
	floor := t.Draft.Floor(t.Outline, group)
	if t.Buttons().Listing(group) {
		t.Tell(t.InWords().RowLines(group, t.Focus.Rows.Page))
	}
	if n == 0 && floor == 0 {
		ask := t.Say.Say("row_any", "noun", group.Rows.Noun)
		if group.Rows.Ask != "" {
			ask = t.Fill(group.Rows.Ask, 0)
		}
		t.Bubble(ask, t.Buttons().Grow())
		return
	}
	if n < floor {
		key := "row_more_needed"
		if group.Rows.Reason == "" {
			key = "row_more_firm"
		}
		t.Bubble(t.Say.Count(key, n, "noun", group.Rows.Noun, "floor", floor), t.Buttons().Grow())
		return
	}
	t.Bubble(t.Say.Count("row_more", n, "noun", group.Rows.Noun), t.Buttons().Grow())
}

// nextInSameRow goes on in the row that was just answered in, so that who
// jumped to a list is not led out of it in the middle of a row.
func (t rows) nextInSameRow(from form.Place) bool {
	q := t.Outline.ByCode[from.Code]
	if q == nil || q.Parent == nil || t.Draft.Cells[q.Parent.Pos].Hidden {
		return false
	}
	r := t.Draft.Row(q.Parent, from.Row)
	if r == nil {
		return false
	}
	if t.nextInRow(q.Parent, r) {
		return true
	}
	c := &t.Draft.Cells[q.Parent.Pos]
	return c.State == answers.Open && !r.Waits() && t.nextInGroup(q.Parent, c)
}
