package conversation

import (
	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// offeredUnits is how many units that share a name are offered as buttons.
const offeredUnits = 8

// searched tells whether a unit question takes more units than the own one.
func (q *Question) searched() bool {
	return q.Type == UnitName && (q.Within == WithinBelow || q.Within == WithinAll)
}

// top is where the question's units are looked for; empty is everywhere.
func (w *Writer) top(q *Question) string {
	if q.Within == WithinAll {
		return ""
	}
	return w.Unit
}

// findUnit reads a typed name of a unit, or one of those that were offered.
// Several, or names like it, are offered as buttons; none is ever guessed.
func (t *Turn) findUnit(q *Question, input string) (Value, string) {
	if yes, unclear := viet.ReadYesNo(input); unclear == nil && yes && len(t.Focus.Picked) == 0 {
		return Value{Name: t.Unit}, ""
	}
	if viet.Fold(viet.Line(input)) == viet.Fold(t.UnitLabel) {
		return Value{Name: t.Unit}, ""
	}
	if t.Units == nil {
		return Value{}, t.Say.Say("unit_unknown", "input", shorten(input, 40))
	}
	if len(t.Focus.Picked) > 0 {
		if i, unclear := viet.ReadChoice(input, t.unitLabels(t.Focus.Picked)); unclear == nil {
			return Value{Name: t.Focus.Picked[i]}, ""
		}
	}
	m := t.Units.Find(input, t.top(q))
	t.Focus.Picked = nil
	switch {
	case m.Found:
		return Value{Name: m.Unit.Code}, ""
	case len(m.Several) > 0:
		t.Focus.Picked = unitCodes(m.Several[:min(offeredUnits, len(m.Several))])
		s := t.Say.Count("unit_several", len(m.Several), "input", shorten(input, 40))
		if left := len(m.Several) - offeredUnits; left > 0 {
			s += "\n" + t.Say.Count("unit_several_more", left)
		}
		return Value{}, s
	case len(m.Near) > 0:
		t.Focus.Picked = unitCodes(m.Near)
		return Value{}, t.Say.Say("unit_near", "input", shorten(input, 40))
	}
	return Value{}, t.Say.Say("unit_unknown", "input", shorten(input, 40))
}

func unitCodes(units []roster.Unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.Code
	}
	return out
}

func (w *Writer) unitLabels(codes []string) []string {
	out := make([]string, len(codes))
	for i, code := range codes {
		out[i] = w.unitName(code)
	}
	return out
}

// unitName is a unit with what lies above it: «xã Nga An, huyện Nga Sơn».
func (w *Writer) unitName(code string) string {
	if code == w.Unit {
		return w.UnitLabel
	}
	if w.Units != nil {
		if path := w.Units.Path(code); path != "" {
			return path
		}
	}
	return code
}

// unitButtons are the units that were offered, or the own one.
func (t *Turn) unitButtons(q *Question, row int) []chat.Choice {
	if !q.searched() {
		return []chat.Choice{t.button(q, row, actOwn, t.Say.Say("button_right"))}
	}
	if len(t.Focus.Picked) == 0 {
		return []chat.Choice{t.button(q, row, actOwn, t.UnitLabel)}
	}
	var out []chat.Choice
	for _, code := range t.Focus.Picked {
		out = append(out, t.button(q, row, actUnit, t.unitName(code), code))
	}
	return out
}

// pressedUnit takes a unit that was offered, if the question may have it.
func (t *Turn) pressedUnit(q *Question, b Button) bool {
	code := b.arg(0)
	if b.act != actUnit || !q.searched() || t.Units == nil {
		return false
	}
	_, known := t.Units.Get(code)
	if top := t.top(q); !known || top != "" && !t.Units.Contains(top, code) {
		return false
	}
	t.give(q, b.Place, Value{Name: code}, t.unitName(code))
	return true
}

// unitLine tells how the unit is answered.
func (t *Turn) unitLine(q *Question) string {
	switch {
	case !q.searched():
		return t.Say.Say("unit_prefilled", "unit", t.UnitLabel)
	case len(t.Focus.Picked) > 0:
		return ""
	}
	return t.Say.Say("unit_search", "unit", t.UnitLabel)
}
