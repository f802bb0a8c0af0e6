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

// deadline is the last instant on time for the unit's report: its own, else
// the one that was set for its level at the nearest unit above, else the
// campaign's. set reads what coordinators set.
func (d *Campaign) deadline(unit roster.Unit, s report.Status, set func(store.Due) time.Time) time.Time {
	if !s.Due.IsZero() {
		return s.Due
	}
	for _, up := range append([]roster.Unit{unit}, d.Units.Ancestors(unit.Code)...) {
		if at := set(store.Due{Unit: up.Code, Level: unit.Level}); !at.IsZero() {
			return at
		}
	}
	l, _ := d.Plan.Level(unit.Level)
	return l.Deadline
}

// DeadlineIn is the unit's deadline inside a transaction: a key for each unit
// above.
func (d *Campaign) DeadlineIn(tx store.Getter, unit roster.Unit, s report.Status) (time.Time, error) {
	var failed error
	at := d.deadline(unit, s, func(due store.Due) time.Time {
		t, err := store.GetDue(tx, d.Name(), due)
		if err != nil {
			failed = Damaged(err)
		}
		return t
	})
	return at, failed
}

// deadlines is every unit's deadline, out of one snapshot.
func (d *Campaign) deadlines(r store.Reader, statuses map[string]report.Status) (func(unit string) time.Time, error) {
	dues, err := store.Dues(r, d.Name())
	if err != nil {
		return nil, err
	}
	return func(unit string) time.Time {
		u, ok := d.Units.Get(unit)
		if !ok {
			return time.Time{}
		}
		return d.deadline(u, statuses[unit], func(due store.Due) time.Time { return dues[due] })
	}, nil
}

// Calendar is the campaign with the deadlines that coordinators set, from one
// snapshot. A unit's own is kept beside those of levels, so that this reads a few
// records however many units there are.
func (d *Campaign) Calendar(r store.Reader) (*campaign.Campaign, error) {
	dues, err := store.Dues(r, d.Name())
	if err != nil {
		return nil, fmt.Errorf("read the deadlines: %w", err)
	}
	byLevel := map[int][]time.Time{}
	for due, at := range dues {
		byLevel[due.Level] = append(byLevel[due.Level], d.Local(at))
	}
	c := d.Plan
	for level, list := range byLevel {
		slices.SortFunc(list, time.Time.Compare)
		c = c.Also(level, list...)
	}
	return c, nil
}

// DigestHours are when a coordinator's digests come.
func (d *Campaign) DigestHours(t store.Told) []campaign.Hour {
	if !t.Own {
		return d.Plan.Digests
	}
	out := make([]campaign.Hour, len(t.Hours))
	for i, h := range t.Hours {
		out[i] = campaign.Hour(h)
	}
	return out
}
