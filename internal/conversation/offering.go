package conversation

import (
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// offering is the mode of optional questions that were offered.
type offering struct{ resting }

func (t offering) typed() { t.typedChoice(t.Buttons().Offer()) }

func (t offering) heard() bool { return t.confirms(command.Deed{Undoable: true}, t.Buttons().Offer()) }

func (t offering) commanded(c command.Command) bool {
	if c.Name != command.Skip && c.Name != command.Done {
		return t.resting.commanded(c)
	}
	t.ways().skipOptional()
	return true
}

func (t offering) pressed(b button.Button) bool {
	if b.Act != button.Offer && b.Act != button.Next || !t.Here(b) {
		return false
	}
	return t.ways().offered(b.Act == button.Offer)
}

func (t offering) unknown(again bool) bool {
	if again {
		t.pressButton(button.Button{Place: t.Focus.Place, Act: button.Next})
	}
	return again
}

func (t offering) put() bool {
	q := t.Asked()
	if q == nil || !q.IsGroup() && !t.Draft.Cells[q.Pos].OpenOption(q) {
		return false
	}
	t.offer(t.Focus.Place)
	return true
}

// offer asks whether the optional questions of a section, or of the row that
// the place names, are to be answered.
func (t *Turn) offer(p form.Place) {
	q := t.Outline.ByCode[p.Code]
	t.Focus.Mode, t.Focus.Place = exchange.Offering, p
	if p.Row != 0 {
		r := t.Draft.Row(q, p.Row)
		n := r.Optional(q)
		t.Bubble(t.Say.Count("offer_row", n, "row", t.RowNumber(q, p.Row)), t.Buttons().Offer())
		return
	}
	n := t.Draft.Optional(&t.Outline.Sections[q.Section])
	if q.Section == len(t.Outline.Sections)-1 {
		t.Bubble(t.Say.Count("offer_last_section", n), t.Buttons().Offer())
		return
	}
	t.Bubble(t.Say.Count("offer_section", n), t.Buttons().Offer())
}
