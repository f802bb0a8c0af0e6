package campaign

import (
	"cmp"
	"slices"
	"time"

	"giaoban/internal/fault"
	"giaoban/internal/report"
)

// A Chase is how those above are told of a deadline that passed: who has not
// submitted, each working day at first, then once a week.
type Chase struct {
	// Daily is for how many days after the deadline they are told each working day.
	Daily int `yaml:"daily"`
	// Until is after how many days they are told no more.
	Until int `yaml:"until"`
}

// usualChase is that of a campaign that says nothing else.
var usualChase = Chase{Daily: 14, Until: 60}

func (p *parsing) chase(c *Campaign, written Chase) {
	c.Chase = Chase{cmp.Or(written.Daily, usualChase.Daily), cmp.Or(written.Until, max(usualChase.Until, written.Daily))}
	if c.Chase.Daily < 0 || c.Chase.Until < c.Chase.Daily || c.Chase.Until > furthest {
		p.fault(fault.New("campaign_chase", "daily", c.Chase.Daily, "until", c.Chase.Until), "chase")
	}
}

// Pace returns how those above are told of a deadline's units at that instant.
func (c *Campaign) Pace(deadline, at time.Time) report.Pace {
	today, stage := dayOf(at.In(c.Zone)), c.stage(deadline, at)
	switch {
	case stage == report.Chased && c.dayOff(today):
		return report.DayOff
	case stage == report.Between && c.beginsWeek(today):
		return report.Chased
	}
	return stage
}

// stage is how often those above are told around that instant: Collecting each day,
// Chased each working day, Between once a week, Over not any more.
func (c *Campaign) stage(deadline, at time.Time) report.Pace {
	today, last := dayOf(at.In(c.Zone)), dayOf(deadline.In(c.Zone))
	switch {
	case deadline.IsZero() || !at.After(deadline):
		return report.Collecting
	case !today.after(last.plus(c.Chase.Daily)):
		return report.Chased
	case !today.after(last.plus(c.Chase.Until)):
		return report.Between
	}
	return report.Over
}

// Rhythm returns how often coordinators of a level are told around that instant, in the
// words of stage.
func (c *Campaign) Rhythm(level int, at time.Time) report.Pace {
	stages := c.below(level, at, c.stage)
	switch {
	case len(stages) == 0:
		return report.Collecting
	case slices.Contains(stages, report.Chased):
		return report.Chased
	}
	return slices.Min(stages)
}

// beginsWeek reports whether the day is the first working day of its week: a Monday, or
// the next after a Monday off.
func (c *Campaign) beginsWeek(d day) bool {
	if c.dayOff(d) {
		return false
	}
	for d.weekday() != time.Monday {
		if d = d.plus(-1); !c.dayOff(d) {
			return false
		}
	}
	return true
}

// below returns the paces of the levels below one that have a deadline.
func (c *Campaign) below(level int, at time.Time, pace func(deadline, at time.Time) report.Pace) (paces []report.Pace) {
	for _, l := range c.Levels {
		if l.Level > level && !l.Deadline.IsZero() {
			paces = append(paces, pace(l.Deadline, at))
		}
	}
	return paces
}

// told reports whether coordinators of a level get a digest at that instant even if
// nothing happened.
func (c *Campaign) told(level int, at time.Time) bool {
	paces := c.below(level, at, c.Pace)
	switch {
	case len(paces) == 0:
		return true
	case slices.Contains(paces, report.DayOff):
		return false
	}
	return slices.Contains(paces, report.Collecting) || slices.Contains(paces, report.Chased)
}
