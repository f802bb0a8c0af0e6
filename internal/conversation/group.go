package conversation

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// pressedGroup takes the buttons of a repeating group.
func (t rows) pressedGroup(group *form.Question, b Button) {
	c := &t.Draft.Cells[group.Pos]
	r := t.Draft.Row(group, b.Row)
	switch {
	case c.Hidden:
		t.refuse(t.Say.Say("button_not_now", "code", group.Code))
		t.again()
	case b.act == actAdd:
		t.addRow(group, c)
	case b.act == actStop && t.Focus.Mode == Growing && t.current(b.Place):
		t.stop(group, c)
	case (b.act == actOffer || b.act == actNext) && r != nil && t.Focus.Mode == Offering && t.current(b.Place):
		t.offeredRow(group, r, b.act == actOffer)
	case r != nil && t.pressedRow(group, r, b):
	case b.act == actFix && r != nil:
		t.showRow(group, r)
	case b.act == actLater && t.Focus.Mode == Growing && t.current(b.Place):
		t.laterList(group, c)
	case b.act == actPage && t.Focus.Mode == Growing && t.current(b.Place):
		t.turnRows(group, b.number())
	case b.act == actPage:
		t.ways().goTo(group)
	case b.act == actFix:
		t.ways().goTo(group)
	case b.act == actKeep && t.Focus.Mode == Checking && t.current(b.Place):
		t.checks().keepWarning()
	default:
		t.refuse(t.Say.Say("button_gone"))
		t.again()
	}
}

// pressedRow takes the buttons under a row that is shown; under one that is not
// shown any more they show it, and change nothing.
func (t rows) pressedRow(group *form.Question, r *answers.Row, b Button) bool {
	shown := t.current(b.Place) && t.Focus.Mode == Showing
	switch {
	case b.act == actRowGo:
		t.resumeRow(group, r)
	case b.act == actCopy && shown:
		t.copyRow(group, r)
	case b.act == actUp && shown:
		t.moveRow(group, r.ID, t.RowNumber(group, r.ID)-1)
	case b.act == actDown && shown:
		t.moveRow(group, r.ID, t.RowNumber(group, r.ID)+1)
	case b.act == actCopy, b.act == actUp, b.act == actDown:
		t.showRow(group, r)
	default:
		return false
	}
	return true
}

// laterList leaves a list as it is, to go on with other things.
func (t rows) laterList(group *form.Question, c *answers.Cell) {
	c.PutOff(t.Now)
	t.tell(t.Say.Count("list_put_off", len(c.Rows), "noun", group.Rows.Noun))
	t.next()
}

// addRow begins another row, unless one is unfinished or there are enough.
func (t rows) addRow(group *form.Question, c *answers.Cell) {
	t.reopen(group)
	if group.Rows.Max > 0 && len(c.Rows) >= group.Rows.Max {
		t.refuse(t.Say.Count("rows_full", group.Rows.Max, "noun", group.Rows.Noun))
		t.close(group)
		t.next()
		return
	}
	for i := range c.Rows {
		if t.nextInRow(group, &c.Rows[i]) {
			return
		}
	}
	t.startRow(group)
}

// stop takes the rows as all there are; fewer than the floor only where the
// outline asks for the reason.
func (t rows) stop(group *form.Question, c *answers.Cell) {
	if len(c.Rows) < t.Draft.Floor(t.Outline, group) && group.Rows.Reason == "" {
		t.grow(group)
		return
	}
	t.close(group)
	t.Looked(form.Place{Code: group.Code})
	t.tell(t.Say.Count("rows_closed", len(c.Rows), "noun", group.Rows.Noun))
	t.checkOr(group, 0, t.next)
}

// reopen lets a group take rows again.
func (t rows) reopen(group *form.Question) {
	t.Draft.Cells[group.Pos].State, t.Draft.Cells[group.Pos].Since = answers.Open, 0
	t.Draft.Refresh(t.Outline, group, 0)
}

// showRow lists what a row says, field by field, each with a way to correct it.
func (t rows) showRow(group *form.Question, r *answers.Row) {
	t.Focus.enter(Showing, group.At(r.ID))
	var b strings.Builder
	b.WriteString(t.Say.Say("row_title", "n", t.RowNumber(group, r.ID), "name", t.QuotedName(r)))
	for i := range group.Questions {
		q, c := &group.Questions[i], &r.Cells[i]
		if c.Hidden {
			continue
		}
		value := "…"
		if c.State == answers.Answered {
			value = viet.Shorten(t.recalled(q, r.ID, c.Value), 60)
		}
		b.WriteString("\n" + t.Say.Say("row_field", "code", q.Code, "label", viet.Shorten(t.Fill(q.Label, r.ID), 50), "value", value))
	}
	t.bubble(b.String(), t.rowButtons())
}

func (t rows) rowButtons() [][]chat.Choice {
	group := t.asked()
	r := t.Draft.Row(group, t.Focus.Row)
	if r == nil {
		return nil
	}
	var out []chat.Choice
	for i := range group.Questions {
		if q := &group.Questions[i]; !r.Cells[i].Hidden {
			out = append(out, t.button(q, r.ID, actFix, t.Say.Say("button_fix", "code", q.Code)))
		}
	}
	p := group.At(r.ID)
	if _, half := answers.HalfRow(group, r); half {
		out = append(out, t.buttonAt(p, actRowGo, t.Say.Say("button_row_go", "n", t.RowNumber(group, r.ID))))
	}
	out = append(out, t.buttons().move(group, r.ID)...)
	return ButtonRows(append(out, t.buttonAt(p, actCopy, t.Say.Say("button_copy")),
		t.button(&group.Questions[0], r.ID, actAskDrop, t.Say.Say("button_drop")), t.button(group, 0, actFix, t.Say.Say("button_list")))...)
}

// typedRow takes words while a row is shown: «sửa 6.1.4» went to the commands.
func (t rows) typedRow(group *form.Question) {
	if t.state.Listed && t.typedRowNumber(group) {
		return
	}
	if !t.matchesButton(t.rowButtons()) {
		t.tell(t.Say.Say("choice_no_match"))
		t.again()
	}
}

func (t rows) offeredRow(group *form.Question, r *answers.Row, yes bool) {
	r.Offered = true
	if !yes {
		for i := range group.Questions {
			if c := &r.Cells[i]; !group.Questions[i].Required && c.State == answers.Open {
				c.State = answers.Skipped
			}
		}
	}
	t.next()
}

// dropCurrent asks before a row is taken out.
func (t rows) dropCurrent(q *form.Question) bool {
	switch {
	case q != nil && q.IsGroup() && t.Focus.Row != 0: // the row is shown, or its optional questions offered
		q = &q.Questions[0]
	case q == nil || q.Parent == nil || t.Draft.Row(q.Parent, t.Focus.Row) == nil:
		return false
	}
	t.dropping(q, t.Focus.Row)
	return true
}

// dropping asks before the row goes; the place is one of its fields.
func (t rows) dropping(q *form.Question, row int) {
	t.Focus.enter(Dropping, q.At(row))
	t.askDrop()
}

func (t rows) askDrop() {
	q := t.asked()
	if r := t.Draft.Row(q.Parent, t.Focus.Row); r != nil {
		t.bubble(t.Say.Say("drop_sure", "n", t.RowNumber(q.Parent, r.ID), "name", t.QuotedName(r)), t.dropButtons())
	}
}

func (t rows) dropButtons() [][]chat.Choice {
	p := t.Focus.Place
	return ButtonRows(t.buttonAt(p, actDrop, t.Say.Say("button_drop")), t.buttonAt(p, actFix, t.Say.Say("button_keep")))
}

// drop takes a row out; the history keeps its answers.
func (t rows) drop(p form.Place) {
	q := t.Outline.ByCode[p.Code]
	if q == nil || q.Parent == nil || t.Draft.Row(q.Parent, p.Row) == nil || !t.current(p) || t.Focus.Mode != Dropping {
		t.refuse(t.Say.Say("button_gone"))
		t.again()
		return
	}
	c := &t.Draft.Cells[q.Parent.Pos]
	kept := make([]answers.Row, 0, len(c.Rows))
	for _, r := range c.Rows {
		if r.ID != p.Row {
			kept = append(kept, r)
		}
	}
	c.Rows, c.State = kept, answers.Open
	t.Draft.Refresh(t.Outline, q.Parent, 0)
	t.out.Answers = append(t.out.Answers, Answer{Place: q.Parent.At(p.Row), Removed: true})
	t.tell(t.Say.Say("dropped"))
	t.Focus.enter(Idle, q.Parent.At(0))
	if len(kept) == 0 || !t.nextInGroup(q.Parent, c) {
		t.next()
	}
}
