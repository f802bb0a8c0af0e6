package conversation

import (
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// offeredUnits is how many units that share a name are offered as buttons.
const offeredUnits = 8

// findUnit reads a typed name of a unit, or one of those that were offered.
// Several, or names like it, are offered as buttons; none is ever guessed.
func (t *Turn) findUnit(q *form.Question, input string) (form.Value, string) {
	if yes, unclear := viet.ReadYesNo(input); unclear == nil && yes && len(t.Focus.Picked) == 0 {
		return form.Value{Name: t.Unit}, ""
	}
	if viet.Fold(viet.Line(input)) == viet.Fold(t.UnitLabel) {
		return form.Value{Name: t.Unit}, ""
	}
	if t.Units == nil {
		return form.Value{}, t.Say.Say("unit_unknown", "input", viet.Shorten(input, 40))
	}
	if len(t.Focus.Picked) > 0 {
		if i, unclear := viet.ReadChoice(input, t.UnitLabels(t.Focus.Picked)); unclear == nil {
			return form.Value{Name: t.Focus.Picked[i]}, ""
		}
	}
	m := t.Units.Find(input, t.Top(q))
	t.Focus.Picked = nil
	switch {
	case m.Found:
		return form.Value{Name: m.Unit.Code}, ""
	case len(m.Several) > 0:
		t.Focus.Picked = unitCodes(m.Several[:min(offeredUnits, len(m.Several))])
		s := t.Say.Count("unit_several", len(m.Several), "input", viet.Shorten(input, 40))
		if left := len(m.Several) - offeredUnits; left > 0 {
			s += "\n" + t.Say.Count("unit_several_more", left)
		}
		return form.Value{}, s
	case len(m.Near) > 0:
		t.Focus.Picked = unitCodes(m.Near)
		return form.Value{}, t.Say.Say("unit_near", "input", viet.Shorten(input, 40))
	}
	return form.Value{}, t.Say.Say("unit_unknown", "input", viet.Shorten(input, 40))
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
	if len(t.Focus.Picked) == 0 {
		return []chat.Choice{t.button(q, row, actOwn, t.UnitLabel)}
	}
	var out []chat.Choice
	for _, code := range t.Focus.Picked {
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

// unitLine tells how the unit is answered.
func (t *Turn) unitLine(q *form.Question) string {
	switch {
	case !q.Searched():
		return t.Say.Say("unit_prefilled", "unit", t.UnitLabel)
	case len(t.Focus.Picked) > 0:
		return ""
	}
	return t.Say.Say("unit_search", "unit", t.UnitLabel)
}
