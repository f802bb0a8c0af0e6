package conversation

import (
	"cmp"

	"giaoban/internal/chat"
)

// pressedGroup takes the buttons of a repeating group.
func (t *Turn) pressedGroup(group *Question, b Button) {
	c := &t.Draft.Cells[group.pos]
	r := t.Draft.row(group, b.Row)
	switch {
	case c.Hidden:
		t.tell(t.Say.Say("button_not_now", "code", group.Code))
		t.again()
	case b.act == actAdd:
		t.addRow(group, c)
	case b.act == actStop:
		t.close(group)
		t.tell(t.Say.Count("rows_closed", len(c.Rows), "noun", group.Rows.Noun))
		t.checkOr(group, 0, t.next)
	case (b.act == actOffer || b.act == actNext) && r != nil:
		t.offeredRow(group, r, b.act == actOffer)
	case b.act == actFix:
		c.State = Open
		t.Focus.Phase, t.Focus.Place = Growing, Place{Code: group.Code}
		t.grow(group)
	case b.act == actKeep:
		t.keepWarning()
	default:
		t.tell(t.Say.Say("button_gone"))
		t.again()
	}
}

// addRow begins another row, unless one is unfinished or there are enough.
func (t *Turn) addRow(group *Question, c *Cell) {
	c.State = Open
	if group.Rows.Max > 0 && len(c.Rows) >= group.Rows.Max {
		t.tell(t.Say.Count("rows_full", group.Rows.Max, "noun", group.Rows.Noun))
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
	if q == nil || q.group == nil {
		return false
	}
	t.Focus.Phase = Dropping
	t.askDrop()
	return true
}

func (t *Turn) askDrop() {
	q := t.asked()
	if r := t.Draft.row(q.group, t.Focus.Row); r != nil {
		t.bubble(t.Say.Say("drop_sure", "n", t.rowNumber(q.group, r.ID), "name", cmp.Or(r.Label, "…")), t.dropButtons())
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
		t.tell(t.Say.Say("button_gone"))
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
	c.Rows = kept
	t.Outline.refresh(t.Draft, q.group, 0)
	t.out.Answers = append(t.out.Answers, Answer{Place: Place{q.group.Code, p.Row}, Removed: true})
	t.tell(t.Say.Say("dropped"))
	t.next()
}
