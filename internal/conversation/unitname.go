package conversation

import (
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/roster"
)

// units tell the kind of question which unit is meant.
type units struct{ t *Turn }

var _ form.Units = units{}

// Own returns the reporting unit.
func (u units) Own() string { return u.t.Unit }

// Named returns the units that a typed name can mean.
func (u units) Named(input string) []string {
	if u.t.Names == nil {
		return nil
	}
	return u.t.Names(input)
}

// Find looks among the units that the question takes.
func (u units) Find(q *form.Question, input string) form.Found {
	if u.t.Units == nil {
		return form.Found{}
	}
	m := u.t.Units.Find(input, u.t.Top(q))
	return form.Found{Unit: m.Unit.Code, Several: unitCodes(m.Several), Near: unitCodes(m.Near)}
}

func unitCodes(units []roster.Unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.Code
	}
	return out
}

// unitButtons are the units that were offered, or the own one.
func (t *Turn) unitButtons(q *form.Question, row int) []chat.Choice {
	if !q.Searched() {
		return []chat.Choice{t.button(q, row, actOwn, t.Say.Say("button_right"))}
	}
	if len(t.Focus.Asked.Picked) == 0 {
		return []chat.Choice{t.button(q, row, actOwn, t.UnitLabel)}
	}
	var out []chat.Choice
	for _, code := range t.Focus.Asked.Picked {
		out = append(out, t.button(q, row, actUnit, t.UnitName(code), code))
	}
	return out
}

// pressedUnit takes a unit that was offered, if the question may have it.
func (t *Turn) pressedUnit(q *form.Question, b Button) bool {
	code := b.arg(0)
	if b.act != actUnit || !q.Searched() || t.Units == nil {
		return false
	}
	_, known := t.Units.Get(code)
	if top := t.Top(q); !known || top != "" && !t.Units.Contains(top, code) {
		return false
	}
	t.give(q, b.Place, form.Value{Name: code}, t.UnitName(code))
	return true
}
