package campaigns

import (
	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// covered reports whether units that ended in one reported in its place: in a period from before, nothing is expected of it.
func covered(c *Campaign, unit string, state func(former string) report.State) bool {
	for _, u := range c.Units.Before(unit) {
		if f, _ := c.Units.Ended(u.Code); len(f.Into) == 1 && state(u.Code).In() {
			return true
		}
	}
	return false
}

// excuseSuccessors has nothing expected of units in a period that is over if others reported in their place.
func excuseSuccessors(c *Campaign, statuses map[string]report.Status) {
	if !c.Late() {
		return
	}
	for _, u := range c.Units.AtLevel(c.Level()) {
		if statuses[u.Code].State == report.NotStarted && covered(c, u.Code, func(former string) report.State { return statuses[former].State }) {
			statuses[u.Code] = report.Status{State: report.Exempt}
		}
	}
}

// Owes reports whether a report of a period that is over is still expected of a unit, which has this status.
func Owes(tx store.Getter, c *Campaign, unit string, status report.Status) (owes bool, err error) {
	if status.State.In() || !status.State.Counts() {
		return false, nil
	}
	return status.State != report.NotStarted || !covered(c, unit, func(former string) report.State {
		s, err2 := store.Statuses.Get(tx, c.Report(former))
		if err2 = c.Set.Despite(err2); err2 != nil {
			err = err2
		}
		return s.State
	}), err
}

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

// Heir is the unit whose coordinators take the place of those of a unit that ended: the one of its level, else the one above.
func Heir(c *Campaign, former string) string {
	if at := c.Units.Successors(former); len(at) == 1 {
		return at[0]
	}
	up, _ := c.Units.Parent(former)
	return up.Code
}
