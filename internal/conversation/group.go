package conversation

import (
	"strings"

	"giaoban/internal/chat"
)

// pressedGroup takes the buttons of a repeating group.
func (t *Turn) pressedGroup(group *Question, b Button) {
	c := &t.Draft.Cells[group.pos]
	r := t.Draft.row(group, b.Row)
	switch {
	case c.Hidden:
		t.refuse(t.Say.Say("button_not_now", "code", group.Code))
		t.again()
	case b.act == actAdd:
		t.addRow(group, c)
	case b.act == actStop && t.Focus.Phase == Growing && t.current(b.Place):
		t.stop(group, c)
	case (b.act == actOffer || b.act == actNext) && r != nil && t.Focus.Phase == Offering && t.current(b.Place):
		t.offeredRow(group, r, b.act == actOffer)
	case r != nil && t.pressedRow(group, r, b):
	case b.act == actFix && r != nil:
		t.showRow(group, r)
	case b.act == actLater && t.Focus.Phase == Growing && t.current(b.Place):
		t.laterList(group, c)
	case b.act == actPage && t.Focus.Phase == Growing && t.current(b.Place):
		t.turnRows(group, b.number())
	case b.act == actPage:
		t.goTo(group)
	case b.act == actFix:
		t.goTo(group)
	case b.act == actKeep && t.Focus.Phase == Checking && t.current(b.Place):
		t.keepWarning()
	default:
		t.refuse(t.Say.Say("button_gone"))
		t.again()
	}
}

// pressedRow takes the buttons under a row that is shown; under one that is not
// shown any more they show it, and change nothing.
func (t *Turn) pressedRow(group *Question, r *Row, b Button) bool {
	shown := t.current(b.Place) && t.Focus.Phase == Showing
	switch {
	case b.act == actRowGo:
		t.resumeRow(group, r)
	case b.act == actCopy && shown:
		t.copyRow(group, r)
	case b.act == actUp && shown:
		t.moveRow(group, r.ID, t.rowNumber(group, r.ID)-1)
	case b.act == actDown && shown:
		t.moveRow(group, r.ID, t.rowNumber(group, r.ID)+1)
	case b.act == actCopy, b.act == actUp, b.act == actDown:
		t.showRow(group, r)
	default:
		return false
	}
	return true
}

// laterList leaves a list as it is, to go on with other things.
func (t *Turn) laterList(group *Question, c *Cell) {
	c.putOff(t.Now)
	t.tell(t.Say.Count("list_put_off", len(c.Rows), "noun", group.Rows.Noun))
	t.next()
}

// addRow begins another row, unless one is unfinished or there are enough.
func (t *Turn) addRow(group *Question, c *Cell) {
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
func (t *Turn) stop(group *Question, c *Cell) {
	if len(c.Rows) < t.Draft.floor(t.Outline, group) && group.Rows.Reason == "" {
		t.grow(group)
		return
	}
	t.close(group)
	t.looked(Place{Code: group.Code})
	t.tell(t.Say.Count("rows_closed", len(c.Rows), "noun", group.Rows.Noun))
	t.checkOr(group, 0, t.next)
}

// reopen lets a group take rows again.
func (t *Turn) reopen(group *Question) {
	t.Draft.Cells[group.pos].State, t.Draft.Cells[group.pos].Since = Open, 0
	t.Draft.refresh(t.Outline, group, 0)
}

// showRow lists what a row says, field by field, each with a way to correct it.
func (t *Turn) showRow(group *Question, r *Row) {
	*t.Focus = Focus{Phase: Showing, Place: group.At(r.ID), Later: t.Focus.Later}
	var b strings.Builder
	b.WriteString(t.Say.Say("row_title", "n", t.rowNumber(group, r.ID), "name", t.quotedName(r)))
	for i := range group.Questions {
		q, c := &group.Questions[i], &r.Cells[i]
		if c.Hidden {
			continue
		}
		value := "…"
		if c.State == Answered {
			value = shorten(t.recalled(q, r.ID, c.Value), 60)
		}
		b.WriteString("\n" + t.Say.Say("row_field", "code", q.Code, "label", shorten(t.fill(q.Label, r.ID), 50), "value", value))
	}
	t.bubble(b.String(), t.rowButtons())
}

func (t *Turn) rowButtons() [][]chat.Choice {
	group := t.asked()
	r := t.Draft.row(group, t.Focus.Row)
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
	if _, half := halfRow(group, r); half {
		out = append(out, t.buttonAt(p, actRowGo, t.Say.Say("button_row_go", "n", t.rowNumber(group, r.ID))))
	}
	out = append(out, t.moveButtons(group, r.ID)...)
	return rows(append(out, t.buttonAt(p, actCopy, t.Say.Say("button_copy")),
		t.button(&group.Questions[0], r.ID, actAskDrop, t.Say.Say("button_drop")), t.button(group, 0, actFix, t.Say.Say("button_list")))...)
}

// typedRow takes words while a row is shown: «sửa 6.1.4» went to the commands.
func (t *Turn) typedRow(group *Question) {
	if t.Focus.Fixing && t.typedRowNumber(group) {
		return
	}
	if !t.matchesButton(t.rowButtons()) {
		t.tell(t.Say.Say("choice_no_match"))
		t.again()
	}
}

func (t *Turn) offeredRow(group *Question, r *Row, yes bool) {
	r.Offered = true
	if !yes {
		for i := range group.Questions {
			if c := &r.Cells[i]; !group.Questions[i].Required && c.State == Open {
				c.State = Skipped
			}
		}
	}
	t.next()
}

// dropCurrent asks before a row is taken out.
func (t *Turn) dropCurrent(q *Question) bool {
	switch {
	case q != nil && q.Type == Repeat && t.Focus.Row != 0: // the row is shown, or its optional questions offered
		q = &q.Questions[0]
	case q == nil || q.group == nil || t.Draft.row(q.group, t.Focus.Row) == nil:
		return false
	}
	t.dropping(q, t.Focus.Row)
	return true
}

// dropping asks before the row goes; the place is one of its fields.
func (t *Turn) dropping(q *Question, row int) {
	*t.Focus = Focus{Phase: Dropping, Place: q.At(row), Later: t.Focus.Later}
	t.askDrop()
}

func (t *Turn) askDrop() {
	q := t.asked()
	if r := t.Draft.row(q.group, t.Focus.Row); r != nil {
		t.bubble(t.Say.Say("drop_sure", "n", t.rowNumber(q.group, r.ID), "name", t.quotedName(r)), t.dropButtons())
	}
}

func (t *Turn) dropButtons() [][]chat.Choice {
	p := t.Focus.Place
	return rows(t.buttonAt(p, actDrop, t.Say.Say("button_drop")), t.buttonAt(p, actFix, t.Say.Say("button_keep")))
}

// drop takes a row out; the history keeps its answers.
func (t *Turn) drop(p Place) {
	q := t.Outline.byCode[p.Code]
	if q == nil || q.group == nil || t.Draft.row(q.group, p.Row) == nil || !t.current(p) || t.Focus.Phase != Dropping {
		t.refuse(t.Say.Say("button_gone"))
		t.again()
		return
	}
	c := &t.Draft.Cells[q.group.pos]
	kept := make([]Row, 0, len(c.Rows))
	for _, r := range c.Rows {
		if r.ID != p.Row {
			kept = append(kept, r)
		}
	}
	c.Rows, c.State = kept, Open
	t.Draft.refresh(t.Outline, q.group, 0)
	t.out.Answers = append(t.out.Answers, Answer{Place: q.group.At(p.Row), Removed: true})
	t.tell(t.Say.Say("dropped"))
	*t.Focus = Focus{Place: Place{Code: q.group.Code}, Later: t.Focus.Later}
	if len(kept) == 0 || !t.nextInGroup(q.group, c) {
		t.next()
	}
}
