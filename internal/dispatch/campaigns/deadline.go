package campaigns

import (
	"fmt"
	"slices"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// deadline returns the last instant on time for the unit's report: its own deadline,
// else the one that was set for its level at the nearest unit above, else the
// campaign's. set are those of its level.
func (c *Campaign) deadline(unit roster.Unit, own time.Time, set []store.Deadline) time.Time {
	if !own.IsZero() {
		return own
	}
	if len(set) > 0 {
		for _, up := range append([]roster.Unit{unit}, c.Units.Ancestors(unit.Code)...) {
			if i := slices.IndexFunc(set, func(d store.Deadline) bool { return d.Unit == up.Code }); i >= 0 {
				return set[i].At
			}
		}
	}
	l, _ := c.Plan.Level(unit.Level)
	return l.Deadline
}

// DeadlineIn returns the unit's deadline inside a transaction. It takes one key, which
// all reports of the level share.
func (c *Campaign) DeadlineIn(tx store.Getter, unit roster.Unit, s report.Status) (time.Time, error) {
	set, err := store.Deadlines.Get(tx, c.AtLevel(unit.Level))
	return c.deadline(unit, s.Due, set), err
}

// AtLevel names the reports of a level.
func (c *Campaign) AtLevel(level int) store.Level {
	return store.Level{Campaign: c.ID(), Level: level}
}

// deadlines returns every unit's deadline, from one snapshot.
func (c *Campaign) deadlines(r store.Reader, statuses map[string]report.Status) (func(unit string) time.Time, error) {
	set, err := store.DeadlinesOf(r, c.ID())
	if err != nil {
		return nil, err
	}
	extended, err := store.ExtensionsOf(r, c.ID())
	if err != nil {
		return nil, err
	}
	return func(unit string) time.Time {
		u, ok := c.Units.Get(unit)
		if !ok {
			return time.Time{}
		}
		own := statuses[unit].Due
		if own.IsZero() {
			own = extended[unit]
		}
		return c.deadline(u, own, set[u.Level])
	}, nil
}

// Calendar returns the plan with the deadlines that coordinators set, from one
// snapshot. A unit's own deadline is kept beside those of levels, so that this reads a
// few records however many units there are.
func (c *Campaign) Calendar(r store.Reader) (*campaign.Campaign, error) {
	set, err := store.DeadlinesOf(r, c.ID())
	if err != nil {
		return nil, fmt.Errorf("read the deadlines: %w", err)
	}
	extended, err := store.ExtensionsOf(r, c.ID())
	if err != nil {
		return nil, fmt.Errorf("read the extensions: %w", err)
	}
	for unit, at := range extended {
		u, _ := c.Units.Get(unit)
		set[u.Level] = append(set[u.Level], store.Deadline{At: at})
	}
	plan := c.Plan
	for level, deadlines := range set {
		var list []time.Time
		for _, d := range deadlines {
			list = append(list, c.Local(d.At))
		}
		slices.SortFunc(list, time.Time.Compare)
		plan = plan.Also(level, list...)
	}
	return plan, nil
}

// DigestHours returns at which hours a coordinator's digests come.
func (c *Campaign) DigestHours(t store.Digests) []campaign.Hour {
	if !t.Own {
		return c.Plan.Digests
	}
	out := make([]campaign.Hour, len(t.Hours))
	for i, h := range t.Hours {
		out[i] = campaign.Hour(h)
	}
	return out
}
