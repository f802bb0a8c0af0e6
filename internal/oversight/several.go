package oversight

import (
	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/whom"
)

// listed are the units that a list of names means: «Nga Yên, Nga Trường». Where a name is
// that of a unit and of one inside it, the unit around is meant. contents say what of the
// list is not clear. All of a level below a unit are the unit.
func (d question) listed(offer func(roster.Unit, string) chat.Choice) (units []roster.Unit, contents []chat.Content) {
	found := whom.Circle{Scope: d.scope, Overview: d.Overview, Levels: d.Levels}.Find(d.cmd.Unit)
	if root, ok := d.Units.Get(found.Whole.Root); ok {
		return []roster.Unit{root}, nil
	}
	units = found.Units
	for _, p := range found.Unclear {
		head, _, ok := d.Units.Head(p.Meant.Units)
		if !ok {
			return nil, d.scope.Unclear(p.Text, p.Meant, offer)
		}
		units = append(units, head)
	}
	return units, nil
}

// compared puts several units beside each other.
func (d question) compared() []chat.Content {
	units, contents := d.listed(func(u roster.Unit, label string) chat.Choice { return d.card(u, label) })
	switch {
	case contents != nil:
		return contents
	case len(units) < 2:
		return one(d.say.Say("compare_two"))
	}
	c := chat.Content{Text: report.Compare(d.Overview, units[:min(len(units), maxCompared)], d.say)}
	var choices []chat.Choice
	for _, u := range units[:min(len(units), maxCompared)] {
		choices = append(choices, d.card(u, u.Label()))
	}
	c.Choices = pairs(choices)
	return []chat.Content{c}
}

// maxCompared is how many units fit beside each other on a phone.
const maxCompared = 10
