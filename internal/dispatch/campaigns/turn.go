package campaigns

import (
	"giaoban/internal/answers"
	"giaoban/internal/conversation"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Turn sets up what does not depend on the input.
func (d *Campaign) Turn(rep store.Report, unit roster.Unit, o *form.Outline, draft *answers.Draft, focus *conversation.Focus) *conversation.Turn {
	about := d.AboutUnit(unit)
	draft.Below = nil
	if o.UsesBelow() {
		draft.Below = d.Below(unit)
	}
	return &conversation.Turn{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: o, Draft: draft},
			Words:     about.Words,
			Unit:      unit.Code,
			UnitLabel: about.label,
			Units:     d.Units,
		},
		Focus:   focus,
		Report:  ShortID(rep),
		Contact: d.Contact(),
		Names:   func(input string) []string { return codes(d.Units.Find(input, "")) },
	}
}

// unitFacts are what every question of one unit is put with. The list of units
// and the campaign do not change while the program runs, so they are made once.
type unitFacts struct {
	Words form.Words
	label string
}

func (d *Campaign) AboutUnit(unit roster.Unit) *unitFacts {
	if known, ok := d.facts.Load(unit.Code); ok {
		return known.(*unitFacts)
	}
	parent, hasParent := d.Units.Parent(unit.Code)
	f := &unitFacts{Words: d.Plan.Words(unit, parent, hasParent), label: d.Units.Path(unit.Code)}
	d.facts.Store(unit.Code, f)
	return f
}

func codes(m roster.Match) []string {
	if m.Found {
		return []string{m.Unit.Code}
	}
	out := make([]string, len(m.Several))
	for i, u := range m.Several {
		out[i] = u.Code
	}
	return out
}
