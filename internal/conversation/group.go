package conversation

import (
	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
)

// pressed takes the buttons of a repeating group and of its rows; those that
// only mean something while a list or a row is in focus show it.
func (t rows) pressed(group *form.Question, b Button) bool {
	r := t.Draft.Row(group, b.Row)
	switch b.act {
	case actAdd:
		t.addRow(group)
	case actRowGo:
		if r == nil {
			return false
		}
		t.resumeRow(group, r)
	case actCopy, actUp, actDown:
		if r == nil {
			return false
		}
		t.showRow(group, r)
	case actFix:
		if r != nil {
			t.showRow(group, r)
			break
		}
		t.ways().goTo(group)
	case actPage:
		t.ways().goTo(group)
	default:
		return false
	}
	return true
}

// laterList leaves a list as it is, to go on with other things.
func (t rows) laterList(group *form.Question) {
	c := &t.Draft.Cells[group.Pos]
	c.PutOff(t.Now)
	t.tell(t.Say.Count("list_put_off", len(c.Rows), "noun", group.Rows.Noun))
	t.next()
}

// addRow begins another row, unless one is unfinished or there are enough.
func (t rows) addRow(group *form.Question) {
	c := &t.Draft.Cells[group.Pos]
	t.Draft.OpenRows(t.Outline, group)
	if group.Rows.Max > 0 && len(c.Rows) >= group.Rows.Max {
		t.refuse(t.Say.Count("rows_full", group.Rows.Max, "noun", group.Rows.Noun))
		t.Draft.CloseRows(t.Outline, group)
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
func (t rows) stop(group *form.Question) {
	n := len(t.Draft.Cells[group.Pos].Rows)
	if n < t.Draft.Floor(t.Outline, group) && group.Rows.Reason == "" {
		t.grow(group)
		return
	}
	t.Draft.CloseRows(t.Outline, group)
	t.Looked(form.Place{Code: group.Code})
	t.tell(t.Say.Count("rows_closed", n, "noun", group.Rows.Noun))
	t.checkOr(group, 0, t.next)
}

// showRow lists what a row says, field by field, each with a way to correct it.
func (t rows) showRow(group *form.Question, r *answers.Row) {
	t.Focus.enter(Showing, group.At(r.ID))
	t.bubble(t.inWords().Row(group, r, t.recalled), t.rowButtons())
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
		t.bubble(t.Say.Say("drop_sure", "n", t.RowNumber(q.Parent, r.ID), "name", t.QuotedName(r)), t.buttons().drop())
	}
}

// drop takes the row in focus out; the history keeps its answers.
func (t rows) drop(group *form.Question) {
	c, id := &t.Draft.Cells[group.Pos], t.Focus.Row
	t.Draft.DropRow(t.Outline, group, id)
	t.out.Answers = append(t.out.Answers, Answer{Place: group.At(id), Removed: true})
	t.tell(t.Say.Say("dropped"))
	t.Focus.enter(Idle, group.At(0))
	if len(c.Rows) == 0 || !t.nextInGroup(group, c) {
		t.next()
	}
}
