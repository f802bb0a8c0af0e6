package campaigns

import (
	"giaoban/internal/answers"
	"giaoban/internal/conversation"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
	"giaoban/internal/roster"
)

// Turn sets up the part of a report's turn that does not depend on the input. What is
// below, if the outline uses it, is in the draft.
func (c *Campaign) Turn(about *UnitFacts, o *form.Outline, draft *answers.Draft, focus *exchange.Focus) *conversation.Turn {
	return conversation.New(exchange.Facts{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: o, Draft: draft},
			Words:     about.Words,
			Unit:      about.unit.Code,
			UnitLabel: about.label,
			Units:     c.Units,
		},
		Focus:   focus,
		Report:  about.Short,
		Above:   about.above,
		Contact: about.spoken.Contact,
		Order:   about.spoken.Order,
		Names:   func(input string) []string { return codes(c.Units.Find(input, "")) },
	})
}

// UnitFacts are what every question of one unit is put with. The list of units
// and the campaign do not change while the program runs, so they are made once.
type UnitFacts struct {
	Short string // how buttons name the unit's report
	Words form.Words
	unit  roster.Unit
	label string
	above string // the unit above; "" if there is none
	// spoken is how the campaign speaks in the language of the words.
	spoken Voice
}

// A unitIn is a unit in a language.
type unitIn struct{ unit, lang string }

// AboutUnit returns what is known of a unit's questions, in the words of a language.
func (c *Campaign) AboutUnit(unit roster.Unit, say locale.Phrases) *UnitFacts {
	key, spoken := unitIn{unit.Code, say.Tag()}, c.In(say)
	if known, ok := c.facts.Load(key); ok {
		return known.(*UnitFacts)
	}
	parent, hasParent := c.Units.Parent(unit.Code)
	f := &UnitFacts{unit: unit, Short: c.Report(unit.Code).Short(), Words: spoken.Plan.Words(unit, parent, hasParent), label: c.Units.Path(unit.Code), spoken: spoken}
	if p := c.Plan.Period; p != nil { // Words are made for each unit
		f.Words[form.PeriodWords] = p.Own(say)
	}
	if hasParent {
		f.above = parent.Label()
	}
	c.facts.Store(key, f)
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
