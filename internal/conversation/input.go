package conversation

import (
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
)

// Asked is the question in focus: its name, in a group the row's number from 1,
// and an example that can be typed: the own unit's name where one is asked for.
func (t *Turn) Asked() (name string, row int, example string) {
	q := t.asked()
	if q == nil {
		return "", 0, ""
	}
	if q.Parent != nil {
		row = t.RowNumber(q.Parent, t.Focus.Row)
	}
	if q.NamesUnit() {
		return q.Name, row, t.UnitLabel
	}
	return q.Name, row, t.Fill(q.Example, t.Focus.Row)
}

// figureButtons confirm the figures, or lead to the one that is not right.
func (t figures) figureButtons(q *form.Question) []chat.Choice {
	if len(t.Draft.WaitsFor(t.Outline, q)) > 0 {
		return nil
	}
	var out []chat.Choice
	if t.Draft.Computable(t.Outline, q) {
		out = append(out, t.button(q, 0, actOwn, t.Say.Say("button_right")))
	}
	if list := q.Correctables(); len(list) > 1 {
		for _, i := range list {
			out = append(out, t.button(q, 0, actPart, t.Say.Say("button_part", "label", t.Fill(q.Figures[i].Label, 0)), strconv.Itoa(i)))
		}
	}
	return out
}

// previous is the question before the place that has been dealt with.
func (t *Turn) previous(at form.Place) (found *form.Question, row int) {
	group := t.asked()
	if group != nil && !group.IsGroup() {
		group = nil
	}
	inside := false
	t.Draft.Each(t.Outline, func(q *form.Question, r int, c *answers.Cell) bool {
		if q.Code == at.Code && r == at.Row {
			return false
		}
		if group != nil { // behind the row, or behind all rows
			here := q.Parent == group && (at.Row == 0 || r == at.Row)
			if inside && !here || q.Parent == nil && q.Section > group.Section {
				return false
			}
			inside = here
		}
		if c.State == answers.Answered || c.State == answers.Skipped || c.State == answers.Later {
			found, row = q, r
		}
		return true
	})
	return found, row
}
