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
// campaign's. set reads what coordinators set.
func (c *Campaign) deadline(unit roster.Unit, s report.Status, set func(store.Due) time.Time) time.Time {
	if !s.Due.IsZero() {
		return s.Due
	}
	for _, up := range append([]roster.Unit{unit}, c.Units.Ancestors(unit.Code)...) {
		if at := set(store.Due{Unit: up.Code, Level: unit.Level}); !at.IsZero() {
			return at
		}
	}
	l, _ := c.Plan.Level(unit.Level)
	return l.Deadline
}

// DeadlineIn returns the unit's deadline inside a transaction. It takes a key for each
// unit above.
func (c *Campaign) DeadlineIn(tx store.Getter, unit roster.Unit, s report.Status) (time.Time, error) {
	var failed error
	at := c.deadline(unit, s, func(due store.Due) time.Time {
		t, err := store.GetDue(tx, c.Name(), due)
		if err != nil {
			failed = Damaged(err)
		}
		return t
	})
	return at, failed
}

// deadlines returns every unit's deadline, from one snapshot.
func (c *Campaign) deadlines(r store.Reader, statuses map[string]report.Status) (func(unit string) time.Time, error) {
	dues, err := store.Dues(r, c.Name())
	if err != nil {
		return nil, err
	}
	return func(unit string) time.Time {
		u, ok := c.Units.Get(unit)
		if !ok {
			return time.Time{}
		}
		return c.deadline(u, statuses[unit], func(due store.Due) time.Time { return dues[due] })
	}, nil
}

// Calendar returns the plan with the deadlines that coordinators set, from one
// snapshot. A unit's own deadline is kept beside those of levels, so that this reads a
// few records however many units there are.
func (c *Campaign) Calendar(r store.Reader) (*campaign.Campaign, error) {
	dues, err := store.Dues(r, c.Name())
	if err != nil {
		return nil, fmt.Errorf("read the deadlines: %w", err)
	}
	byLevel := map[int][]time.Time{}
	for due, at := range dues {
		byLevel[due.Level] = append(byLevel[due.Level], c.Local(at))
	}
	plan := c.Plan
	for level, list := range byLevel {
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
