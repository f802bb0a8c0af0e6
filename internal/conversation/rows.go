package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// rows are the mode of a repeating group: its list, one row that is shown, one that is to be taken out.
type rows struct {
	*Turn
	state *exchange.Listed
}

func (t *Turn) rows() rows { return rows{t, &t.Focus.Rows} }

// commanded does what was typed about a row; false when it is no such command.
func (t rows) commanded(c command.Command) bool {
	switch c.Name {
	case command.RowLater:
		return t.laterRow()
	case command.RowView, command.RowDrop, command.RowCopy, command.RowGo, command.RowMove:
	default:
		return false
	}
	group, r := t.meantRow(c)
	if r == nil {
		return true
	}
	switch c.Name {
	case command.RowView:
		t.showRow(group, r)
	case command.RowDrop:
		t.dropping(&group.Questions[0], r.ID)
	case command.RowCopy:
		t.copyRow(group, r)
	case command.RowGo:
		t.resumeRow(group, r)
	case command.RowMove:
		t.moveRow(group, r.ID, c.MoveTo)
	}
	return true
}

// meantRow finds the row that a command names, or says why there is none.
func (t rows) meantRow(c command.Command) (*form.Question, *answers.Row) {
	group := t.meantGroup(c.Part)
	if group == nil {
		t.whichGroup()
		return nil, nil
	}
	rows := t.Draft.Cells[group.Pos].Rows
	if c.Number < 1 || c.Number > len(rows) {
		t.Refuse(t.Say.Count("no_such_row", len(rows), "row", c.Number, "noun", group.Rows.Noun))
		t.ways().goTo(group)
		return nil, nil
	}
	return group, &rows[c.Number-1]
}

// meantGroup is the list that a row's number belongs to: the one that is named,
// or that the person is in, or the only one that has rows.
func (t rows) meantGroup(arg string) *form.Question {
	if arg != "" {
		if q := t.Outline.QuestionTyped(arg); q != nil {
			if q = cmp.Or(q.Parent, q); q.IsGroup() && !t.Draft.Cells[q.Pos].Hidden {
				return q
			}
		}
		return nil
	}
	if q := t.Asked(); q != nil {
		if q = cmp.Or(q.ReasonFor, q.Parent, q); q.IsGroup() {
			return q
		}
	}
	if groups := t.GroupsWithRows(); len(groups) == 1 {
		return groups[0]
	}
	return nil
}

// whichGroup asks which list was meant, or says that there is none yet.
func (t rows) whichGroup() {
	groups := t.GroupsWithRows()
	if len(groups) == 0 {
		t.again(t.Say.Say("no_rows_yet"))
		return
	}
	lines := []string{t.Say.Say("which_list", "code", groups[0].Code)}
	var buttons []chat.Choice
	for _, q := range groups {
		n := len(t.Draft.Cells[q.Pos].Rows)
		lines = append(lines, t.Say.Count("list_line", n, "code", q.Code, "noun", q.Rows.Noun))
		buttons = append(buttons, t.Button(q, 0, button.Fix, t.Say.Say("button_fix", "code", q.Code)))
	}
	t.Bubble(strings.Join(lines, "\n"), button.Rows(buttons...))
}

// copiedPieces is how many messages of texts a copy takes along; a longer text
// is asked anew, since a transaction holds only so many records.
const copiedPieces = 20

// copyRow adds a row with the same answers but for its name and its files,
// which are asked anew.
func (t rows) copyRow(group *form.Question, from *answers.Row) {
	if most, _ := t.Ceiling(group); t.Full(group) {
		t.Refuse(t.Say.Count("rows_most", most, "noun", group.Rows.Noun))
		t.showRow(group, from)
		return
	}
	n, id, left := t.RowNumber(group, from.ID), t.Draft.NextRow, copiedPieces
	r := t.Draft.CopyRow(t.Outline, group, from, func(q *form.Question, v form.Value) bool {
		texts := []string{t.Shown(q, v)}
		if v.Text.Pieces > 0 {
			texts = nil
			if t.Texts != nil && v.Text.Pieces <= left {
				texts = t.Texts(q.At(from.ID))
			}
			if len(texts) != v.Text.Pieces || slices.Contains(texts, "") {
				return false
			}
			left -= len(texts)
		}
		for i, text := range texts {
			a := exchange.Answer{Place: q.At(id), Value: v, Text: text, Copied: true}
			if v.Text.Pieces > 0 {
				a.Piece = i + 1
			}
			t.Out.Answers = append(t.Out.Answers, a)
		}
		return true
	})
	t.Tell(t.Say.Say("row_copied", "n", n, "to", len(t.Draft.Cells[group.Pos].Rows)))
	t.goOnIn(group, r)
}

// goOnIn asks what is open in a row, or shows the row.
func (t rows) goOnIn(group *form.Question, r *answers.Row) {
	t.Focus.Enter(exchange.Idle, group.At(0))
	if !t.nextInRow(group, r) {
		t.showRow(group, r)
	}
}

// moveRow puts a row at another place of the list, counted from 1.
func (t rows) moveRow(group *form.Question, id, to int) {
	from := t.RowNumber(group, id)
	to = min(max(to, 1), len(t.Draft.Cells[group.Pos].Rows))
	t.Draft.MoveRow(t.Outline, group, from-1, to-1)
	t.Focus.Enter(exchange.Showing, group.At(id))
	t.state.Listed = true // the list is shown: a number is a row
	key := "row_moved"
	if from == to {
		key = "row_stays"
	}
	t.Tell(t.Say.Say(key, "name", t.QuotedName(t.Draft.Row(group, id)), "n", to))
	t.Bubble(t.InWords().RowLines(group, (to-1)/paper.RowsOnPage), button.Rows(append(t.Buttons().Move(group, id),
		t.ButtonAt(group.At(id), button.Fix, t.Say.Say("button_row", "n", to)),
		t.Button(group, 0, button.Fix, t.Say.Say("button_list")))...))
	t.Replace()
}

// laterRow leaves the row in focus half done; false when there is none.
func (t rows) laterRow() bool {
	q := t.Asked()
	if q == nil || t.Focus.Row == 0 {
		return false
	}
	group := cmp.Or(q.Parent, q)
	r := t.Draft.Row(group, t.Focus.Row)
	if r == nil {
		return false
	}
	r.PutOff(t.Now)
	t.Tell(t.Say.Say("row_put_off", "n", t.RowNumber(group, r.ID), "name", t.QuotedName(r)))
	t.Focus.Enter(exchange.Idle, group.At(0))
	t.next()
	return true
}

// resumeRow goes on with a row that was left half done.
func (t rows) resumeRow(group *form.Question, r *answers.Row) {
	r.Resume()
	t.goOnIn(group, r)
}

// typedNumber shows the row whose number was typed; false when it is none.
func (t rows) typedNumber(group *form.Question) bool {
	n, err := strconv.Atoi(strings.TrimRight(viet.Line(t.Input.Text), "."))
	if err != nil {
		return false
	}
	list := t.Draft.Cells[group.Pos].Rows
	if n >= 1 && n <= len(list) {
		t.showRow(group, &list[n-1])
		return true
	}
	t.decline(t.Say.Count("no_such_row", len(list), "row", n, "noun", group.Rows.Noun))
	return true
}

// pressedRowLater leaves the row half done, if it is the one being filled in.
func (t rows) pressedRowLater(q *form.Question, b button.Button) {
	if !t.Current(b.Place) || !t.laterRow() {
		t.showRow(q.Parent, t.Draft.Row(q.Parent, b.Row))
	}
}

// turnPage shows another page of the list of rows.
func (t rows) turnPage(group *form.Question, page int) {
	t.state.Page, t.state.Listed = page, true
	t.grow(group)
	t.Replace()
}

// pressed takes the buttons of a repeating group and of its rows; those that
// only mean something while a list or a row is in focus show it.
func (t rows) pressed(group *form.Question, b button.Button) bool {
	r := t.Draft.Row(group, b.Row)
	switch b.Act {
	case button.Add:
		t.addRow(group)
	case button.RowGo:
		if r == nil {
			return false
		}
		t.resumeRow(group, r)
	case button.Copy, button.Up, button.Down:
		if r == nil {
			return false
		}
		t.showRow(group, r)
	case button.Fix:
		if r != nil {
			t.showRow(group, r)
			break
		}
		t.ways().goTo(group)
	case button.Page:
		t.ways().goTo(group)
	case button.LastAll:
		carryingIn(t.Turn).show(group)
	default:
		return false
	}
	return true
}

// laterList leaves a list as it is, to go on with other things.
func (t rows) laterList(group *form.Question) {
	c := &t.Draft.Cells[group.Pos]
	c.PutOff(t.Now)
	t.Draft.Refresh(t.Outline, group, 0) // it is not closed any more
	t.Tell(t.Say.Count("list_put_off", len(c.Rows), "noun", group.Rows.Noun))
	t.next()
}

// addRow begins another row, unless one is unfinished or there are enough.
func (t rows) addRow(group *form.Question) {
	c := &t.Draft.Cells[group.Pos]
	t.Draft.OpenRows(t.Outline, group)
	if most, _ := t.Ceiling(group); t.Full(group) {
		t.Refuse(t.Say.Count("rows_full", most, "noun", group.Rows.Noun))
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
	if floor := t.Draft.Floor(t.Outline, group); n < floor && group.Rows.Reason == "" {
		t.Tell(t.Say.Count("rows_floor", floor, "noun", group.Rows.Noun))
		t.grow(group)
		return
	}
	t.Draft.CloseRows(t.Outline, group)
	t.Looked(form.Place{Code: group.Code})
	if n == 0 {
		t.Tell(t.Say.Say("rows_none", "noun", group.Rows.Noun))
	} else {
		t.Tell(t.Say.Count("rows_closed", n, "noun", group.Rows.Noun))
	}
	t.checkOr(group, 0, t.next)
}

// showRow lists what a row says, field by field, each with a way to correct it.
func (t rows) showRow(group *form.Question, r *answers.Row) {
	t.Focus.Enter(exchange.Showing, group.At(r.ID))
	t.Bubble(t.InWords().Row(group, r, t.Recalled), t.rowButtons())
}

func (t rows) rowButtons() [][]chat.Choice {
	group := t.Asked()
	r := t.Draft.Row(group, t.Focus.Row)
	if r == nil {
		return nil
	}
	var out []chat.Choice
	for i := range group.Questions {
		if q := &group.Questions[i]; !r.Cells[i].Hidden {
			out = append(out, t.Button(q, r.ID, button.Fix, t.Say.Say("button_fix", "code", q.Code)))
		}
	}
	p := group.At(r.ID)
	if _, half := answers.HalfRow(group, r); half {
		out = append(out, t.ButtonAt(p, button.RowGo, t.Say.Say("button_row_go", "n", t.RowNumber(group, r.ID))))
	}
	out = append(out, t.Buttons().Move(group, r.ID)...)
	return button.Rows(append(out, t.ButtonAt(p, button.Copy, t.Say.Say("button_copy")),
		t.Button(&group.Questions[0], r.ID, button.AskDrop, t.Say.Say("button_drop")), t.Button(group, 0, button.Fix, t.Say.Say("button_list")))...)
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
	t.Focus.Enter(exchange.Dropping, q.At(row))
	t.askDrop()
}

func (t rows) askDrop() {
	q := t.Asked()
	if r := t.Draft.Row(q.Parent, t.Focus.Row); r != nil {
		t.Bubble(t.Say.Say("drop_sure", "n", t.RowNumber(q.Parent, r.ID), "name", t.QuotedName(r)), t.Buttons().Drop())
	}
}

// drop takes the row in focus out; the history keeps its answers.
func (t rows) drop(group *form.Question) {
	c, id := &t.Draft.Cells[group.Pos], t.Focus.Row
	t.Draft.DropRow(t.Outline, group, id)
	t.Out.Answers = append(t.Out.Answers, exchange.Answer{Place: group.At(id), Removed: true})
	t.Tell(t.Say.Say("dropped"))
	t.Focus.Enter(exchange.Idle, group.At(0))
	switch {
	case len(c.Rows) == 0: // the row that was taken out does not come back by itself
		t.askMore(group)
	case !t.nextInGroup(group, c):
		t.next()
	}
}
