package campaigns

import (
	"giaoban/internal/chat"
)

// WhichUnit is the verb of the buttons by which somebody whose unit was split says of which of the new ones they are.
const WhichUnit = "which"

// Which are those buttons, of units of the same level.
func Which(c *Campaign, former string, into []string) (rows [][]chat.Choice) {
	f, _ := c.Units.Ended(former)
	for _, code := range into {
		if u, ok := c.Units.Get(code); ok && u.Level == f.Level {
			a := chat.Action{To: chat.Report, For: c.Report(former).Short(), Verb: WhichUnit, Target: code}
			rows = append(rows, []chat.Choice{a.Choice(u.Full())})
		}
	}
	return rows
}

// Labels are the names of units.
func Labels(c *Campaign, codes []string) (labels []string) {
	for _, code := range codes {
		labels = append(labels, c.UnitLabel(code))
	}
	return labels
}
