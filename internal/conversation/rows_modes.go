package conversation

import (
	"slices"

	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
)

// growing is the mode of a list that may have another row.
type growing struct{ resting }

// A number is a row where the rows are listed. Other words may be the name of one.
func (t growing) typed() {
	group := t.Asked()
	if t.Buttons().Listing(group) && t.rows().typedNumber(group) || t.matchesButton(t.Buttons().Grow()) || t.foreignTyped() {
		return
	}
	if !t.rows().nameTyped(group) {
		t.typedChoice(t.Buttons().Grow())
	}
}

// The buttons' own words, then what says that there is more, or that this is all.
func (t growing) heard() bool {
	if t.matchesLabel(t.Buttons().Grow()) {
		return true
	}
	act := ""
	group := t.Asked()
	if t.rows().heardDrop(group) {
		return true
	}
	end, _ := t.Command.Heard.End(t.rows().spoken(group))
	switch consent := t.Consents(command.Deed{Undoable: true}); {
	case end.Kind == string(command.ListMore), end.Kind == "" && consent == command.Yes:
		act = button.Add
	case end.Kind != "", consent == command.No:
		act = button.Stop
	default:
		return false
	}
	t.pressButton(button.Button{Report: t.Report, Place: t.Focus.Place, Act: act})
	return true
}

func (t growing) commanded(c command.Command) bool {
	switch c.Name {
	case command.Later:
		t.pressButton(button.Button{Place: t.Focus.Place, Act: button.Later})
	case command.Done, command.Skip:
		t.pressButton(button.Button{Place: t.Focus.Place, Act: button.Stop})
		t.Focus.Text.Done = c.Name == command.Done // one more «xong» is no answer
	default:
		return t.resting.commanded(c)
	}
	return true
}

func (t growing) pressed(b button.Button) bool {
	if !t.Here(b) {
		return false
	}
	group := t.Asked()
	switch b.Act {
	case button.Stop:
		t.rows().stop(group)
	case button.Later:
		t.rows().laterList(group)
	case button.Page:
		t.rows().turnPage(group, b.Number())
	default:
		return false
	}
	return true
}

func (t growing) unknown(again bool) bool {
	if again {
		t.pressButton(button.Button{Place: t.Focus.Place, Act: button.Stop})
	}
	return again
}

func (t growing) put() bool {
	t.rows().grow(t.Asked())
	return true
}

// showing is the mode of a row that is shown.
type showing struct{ resting }

func (t showing) heard() bool { return t.rows().heardDrop(t.Asked()) }

// «sửa 6.1.4» went to the commands.
func (t showing) typed() {
	if t.Focus.Rows.Listed && t.rows().typedNumber(t.Asked()) {
		return
	}
	if !t.matchesButton(t.rows().rowButtons()) {
		t.again(t.Say.Say("choice_no_match"))
	}
}

func (t showing) pressed(b button.Button) bool {
	group := t.Asked()
	if !t.Here(b) || t.Draft.Row(group, b.Row) == nil {
		return false
	}
	r := t.Draft.Row(group, b.Row)
	switch b.Act {
	case button.Copy:
		t.rows().copyRow(group, r)
	case button.Up:
		t.rows().moveRow(group, r.ID, t.RowNumber(group, r.ID)-1)
	case button.Down:
		t.rows().moveRow(group, r.ID, t.RowNumber(group, r.ID)+1)
	default:
		return false
	}
	return true
}

func (t showing) put() bool {
	group := t.Asked()
	r := t.Draft.Row(group, t.Focus.Row)
	if r != nil {
		t.rows().showRow(group, r)
	}
	return r != nil
}

// dropping is the mode of a row that is to be taken out. Its place is one of
// the row's fields.
type dropping struct{ resting }

func (t dropping) heard() bool {
	n := t.RowNumber(t.Asked().Parent, t.Focus.Row)
	return t.confirms(command.Deed{Name: "delete", Count: n}, t.Buttons().Drop())
}

func (t dropping) typed() { t.again(t.Say.Say("drop_held")) }

// Whatever puts it off or leaves things as they are takes no row out.
func (t dropping) commanded(c command.Command) bool {
	switch c.Name {
	case command.Cancel, command.Keep, command.Later, command.Skip:
		keep, ok := button.Parse(slices.Concat(t.Buttons().Drop()...)[1].Data)
		t.pressButton(keep)
		return ok
	}
	return t.resting.commanded(c)
}

func (t dropping) pressed(b button.Button) bool {
	q := t.Asked()
	if b.Act != button.Drop || !t.Current(b.Place) || q == nil || q.Parent == nil {
		return false
	}
	t.rows().drop(q.Parent)
	return true
}

func (t dropping) put() bool {
	t.rows().askDrop()
	return true
}
