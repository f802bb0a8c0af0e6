package form

import (
	"slices"

	"giaoban/internal/fault"
	"giaoban/internal/language"
)

// unitName is a unit of the list, by its code: the own one, or one that is looked
// for by its name.
var unitName = kind{
	keys:  []string{"within"},
	check: checkUnit,
	read: func(q *Question, in Input) (Value, *Problem) {
		if q.Searched() {
			return findUnit(q, in)
		}
		return readUnit(q, in)
	},
	show:        func(_ *Question, v Value, say Writer) string { return say.Unit(v.Name) },
	how:         howUnit,
	notAFile:    "file_not_choice",
	interpreted: true,
	unit:        true,
}

// The words that may stand after within:, which units a unit question takes.
const (
	WithinOwn   = "own"   // the reporting unit only, and so where nothing is said
	WithinBelow = "below" // it and all below it
	WithinAll   = "all"   // the whole list
)

// Searched reports whether a unit question takes more units than the own one.
func (q *Question) Searched() bool { return q.Within == WithinBelow || q.Within == WithinAll }

func checkUnit(p *parsing, q *Question, path []any) {
	if within := []string{WithinOwn, WithinBelow, WithinAll}; q.Within != "" && !slices.Contains(within, q.Within) {
		p.Note(append(path, "within"), fault.New("within_unknown", "code", q.Code, "within", q.Within).Meant(q.Within, within))
	}
}

// howUnit says that the own unit is taken, or that another may be looked for.
func howUnit(q *Question, in Input) string {
	switch own := in.Say.Unit(in.Units.Own()); {
	case !q.Searched():
		return in.Say.Say("unit_prefilled", "unit", own)
	case len(in.Offered) > 0:
		return ""
	default:
		return in.Say.Say("unit_search", "unit", own)
	}
}

// readUnit accepts the own unit by a yes or by its name, and no other.
func readUnit(_ *Question, in Input) (Value, *Problem) {
	own := in.Units.Own()
	yes, unclear := in.Reader.YesNo(in.Text, language.Question{})
	if unclear == nil && yes.Value || slices.Contains(in.Units.Named(in.Text), own) {
		return Value{Name: own}, nil
	}
	return Value{}, refusal("unit_not_yours", "unit", Named(own))
}

// offeredUnits is how many units that share a name are offered.
const offeredUnits = 8

// findUnit reads a typed name of a unit, or one of those that were offered.
// Several, or names like it, are offered; none is ever guessed.
func findUnit(q *Question, in Input) (Value, *Problem) {
	own := in.Units.Own()
	if yes, unclear := in.Reader.YesNo(in.Text, language.Question{}); unclear == nil && yes.Value && len(in.Offered) == 0 || in.Reader.Same(in.Text, in.Say.Unit(own)) {
		return Value{Name: own}, nil
	}
	if len(in.Offered) > 0 {
		names := make([]string, len(in.Offered))
		for i, code := range in.Offered {
			names[i] = in.Say.Unit(code)
		}
		if i, unclear := in.Reader.Choice(in.Text, language.Question{}, names); unclear == nil {
			return Value{Name: in.Offered[i.Value]}, nil
		}
	}
	switch found := in.Units.Find(q, in.Text); {
	case found.Unit != "":
		return Value{Name: found.Unit}, nil
	case len(found.Several) > 0:
		p := problemCount("unit_several", len(found.Several), "input", Typed(in.Text))
		if left := len(found.Several) - offeredUnits; left > 0 {
			p.Then = problemCount("unit_several_more", left)
		}
		p.Offers = found.Several[:min(offeredUnits, len(found.Several))]
		return Value{}, p
	case len(found.Near) > 0:
		p := problem("unit_near", "input", Typed(in.Text))
		p.Offers = found.Near
		return Value{}, p
	}
	return Value{}, problem("unit_unknown", "input", Typed(in.Text))
}
