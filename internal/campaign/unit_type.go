package campaign

import (
	"slices"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
)

// Where the types of units may stand.
var unitTypes = []string{typeBefore, typeAfter}

const (
	typeBefore = "before" // «xã Nga An»
	typeAfter  = "after"  // «Oak Hill ward»
)

// TypesBehind reports whether units are called by their types behind their names.
func (c *Campaign) TypesBehind() bool {
	if c.UnitType != "" {
		return c.UnitType == typeAfter
	}
	return locale.TypesBehind(c.Language)
}

func (p *parsing) unitType(c *Campaign, word string) {
	if c.UnitType = word; word != "" && !slices.Contains(unitTypes, word) {
		p.fault(fault.New("campaign_unit_type", "word", word).Meant(word, unitTypes), "unit_type")
	}
}
