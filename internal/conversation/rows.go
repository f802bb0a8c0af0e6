package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/viet"
)

// rows are the mode of a repeating group: its list, one row that is shown, one that is to be taken out.
type rows struct {
	*Turn
	state *Listed
}

func (t *Turn) rows() rows { return rows{t, &t.Focus.Rows} }

// Listed is how much of a repeating group is shown.
type Listed struct {
	// Listed marks that its rows are shown by number.
	Listed bool `json:"l,omitempty"`
	// Page is the page of them, from 0.
	Page int `json:"g,omitempty"`
}

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
		t.refuse(t.Say.Count("no_such_row", len(rows), "row", c.Number, "noun", group.Rows.Noun))
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
	if q := t.asked(); q != nil {
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
		buttons = append(buttons, t.button(q, 0, actFix, t.Say.Say("button_fix", "code", q.Code)))
	}
	t.bubble(strings.Join(lines, "\n"), ButtonRows(buttons...))
}

// copiedPieces is how many messages of texts a copy takes along; a longer text
// is asked anew, since a transaction holds only so many records.
const copiedPieces = 20

// copyRow adds a row with the same answers but for its name and its files,
// which are asked anew.
func (t rows) copyRow(group *form.Question, from *answers.Row) {
	c := &t.Draft.Cells[group.Pos]
	if group.Rows.Max > 0 && len(c.Rows) >= group.Rows.Max {
		t.refuse(t.Say.Count("rows_most", group.Rows.Max, "noun", group.Rows.Noun))
		t.showRow(group, from)
		return
	}
	n := t.RowNumber(group, from.ID)
	r := answers.Row{ID: t.Draft.NextRow, Offered: from.Offered, Cells: make([]answers.Cell, len(group.Questions))}
	t.Draft.NextRow++
	left := copiedPieces
	for i := range group.Questions {
		q := &group.Questions[i]
		if q.Name != group.Rows.Name && !from.Cells[i].Hidden && (q.Way() != form.ByFiles || from.Cells[i].State == answers.Skipped) {
			left -= t.copyCell(q, &r, from, left)
		}
	}
	c.Rows, c.State = append(c.Rows, r), answers.Open
	t.Draft.RefreshRow(t.Outline, group, &c.Rows[len(c.Rows)-1])
	t.Draft.Refresh(t.Outline, group, 0)
	t.tell(t.Say.Say("row_copied", "n", n, "to", len(c.Rows)))
	t.Focus.enter(Idle, group.At(0))
	if !t.nextInRow(group, &c.Rows[len(c.Rows)-1]) {
		t.showRow(group, &c.Rows[len(c.Rows)-1])
	}
}

// copyCell copies one answer and notes it for the history; it gives how many
// messages of a text it took.
func (t rows) copyCell(q *form.Question, to, from *answers.Row, left int) int {
	have := &from.Cells[q.Pos]
	switch {
	case have.State == answers.Skipped:
		to.Cells[q.Pos].State = answers.Skipped
		return 0
	case have.State != answers.Answered:
		return 0
	}
	v := have.Value
	v.Names = slices.Clone(v.Names)
	answer := Answer{Place: q.At(to.ID), Value: v, Copied: true}
	if v.Text.Pieces == 0 {
		to.Cells[q.Pos] = answers.Cell{State: answers.Answered, Value: v}
		answer.Text = t.Shown(q, v)
		t.out.Answers = append(t.out.Answers, answer)
		return 0
	}
	var pieces []string
	if t.Texts != nil && v.Text.Pieces <= left {
		pieces = t.Texts(q.At(from.ID))
	}
	if len(pieces) != v.Text.Pieces || slices.Contains(pieces, "") {
		return 0
	}
	to.Cells[q.Pos] = answers.Cell{State: answers.Answered, Value: v}
	for i, text := range pieces {
		answer.Text, answer.Piece = text, i+1
		t.out.Answers = append(t.out.Answers, answer)
	}
	return len(pieces)
}

// moveRow puts a row at another place of the list, counted from 1. Its id stays.
func (t rows) moveRow(group *form.Question, id, to int) {
	c := &t.Draft.Cells[group.Pos]
	from := t.RowNumber(group, id)
	to = min(max(to, 1), len(c.Rows))
	row := c.Rows[from-1]
	moved := slices.Delete(slices.Clone(c.Rows), from-1, from)
	c.Rows = slices.Insert(moved, to-1, row)
	t.Draft.Refresh(t.Outline, group, 0)
	t.Focus.enter(Showing, group.At(id))
	t.state.Listed = true // the list is shown: a number is a row
	said := t.Say.Say("row_moved", "name", paper.QuotedName(t.Say, row.Label), "n", to)
	if from == to {
		said = t.Say.Say("row_stays", "name", paper.QuotedName(t.Say, row.Label), "n", to)
	}
	t.tell(said)
	t.bubble(t.RowLines(group, (to-1)/paper.RowsOnPage), ButtonRows(append(t.buttons().move(group, id),
		t.buttonAt(group.At(id), actFix, t.Say.Say("button_row", "n", to)),
		t.button(group, 0, actFix, t.Say.Say("button_list")))...))
	t.replace()
}

// laterRow leaves the row in focus half done; false when there is none.
func (t rows) laterRow() bool {
	q := t.asked()
	if q == nil || t.Focus.Row == 0 {
		return false
	}
	group := cmp.Or(q.Parent, q)
	r := t.Draft.Row(group, t.Focus.Row)
	if r == nil {
		return false
	}
	for i := range r.Cells {
		if c := &r.Cells[i]; !c.Hidden && c.State == answers.Open {
			c.PutOff(t.Now)
		}
	}
	t.tell(t.Say.Say("row_put_off", "n", t.RowNumber(group, r.ID), "name", t.QuotedName(r)))
	t.Focus.enter(Idle, group.At(0))
	t.next()
	return true
}

// resumeRow goes on with a row that was left half done.
func (t rows) resumeRow(group *form.Question, r *answers.Row) {
	for i := range r.Cells {
		if c := &r.Cells[i]; c.State == answers.Later {
			c.State, c.Since = answers.Open, 0
		}
	}
	t.Focus.enter(Idle, group.At(0))
	if !t.nextInRow(group, r) {
		t.showRow(group, r)
	}
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
func (t rows) pressedRowLater(q *form.Question, b Button) {
	if !t.current(b.Place) || !t.laterRow() {
		t.showRow(q.Parent, t.Draft.Row(q.Parent, b.Row))
	}
}

// turnPage shows another page of the list of rows.
func (t rows) turnPage(group *form.Question, page int) {
	t.state.Page, t.state.Listed = page, true
	t.grow(group)
	t.replace()
}
