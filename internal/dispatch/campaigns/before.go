package campaigns

import (
	"errors"
	"fmt"

	"giaoban/internal/answers"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// Before returns the identity of the report that the unit's stands after: that of the period
// before, or of the campaign that the plan names as the one before. It is zero where there is
// none. Whatever is said of the last report, asks here which it is.
func (c *Campaign) Before(unit string) report.ID {
	if c.Plan.Period != nil {
		return periodBefore(c, unit)
	}
	return beforeAll(c, unit)
}

// periodBefore is the unit's report in the period that was open before; of the first it is that of the campaign before.
func periodBefore(c *Campaign, unit string) report.ID {
	key := c.Set.Series(c.Name()).Previous(c.Plan.Period.Key)
	switch {
	case key != "":
		return report.ID{Campaign: c.Name(), Period: key, Unit: unit}
	}
	return beforeAll(c, unit)
}

// beforeAll is the unit's report before the first period, or before a campaign that does not recur: of the campaign that the plan
// names, else what was brought in from outside.
func beforeAll(c *Campaign, unit string) report.ID {
	switch {
	case c.Plan.Previous != "":
		return report.ID{Campaign: c.Plan.Previous, Unit: unit}
	case c.Set.Series(c.Name()).Imported:
		return report.ID{Campaign: c.Name(), Period: store.Imported, Unit: unit}
	}
	return report.ID{}
}

// before reads the last reports, as far as they were in; nil if there are none.
func (c *Campaign) before(r store.Reader, lang string, damaged func(unit string)) func(unit string) (oversight.Paper, error) {
	if c.Before("").IsZero() {
		return nil
	}
	return func(unit string) (oversight.Paper, error) {
		rep := c.Before(unit)
		status, err := store.Statuses.Get(r, rep)
		if errors.Is(err, store.ErrDamaged) {
			c.Set.Log.Error("report left out", "unit", unit, "error", err)
			damaged(unit)
			return oversight.Paper{}, nil
		}
		if err != nil || !status.State.In() {
			return oversight.Paper{}, err
		}
		return c.paper(r, rep, lang, damaged)
	}
}

// LastReport reads a report that Before named, as far as it was in; nil if it was not, or if its
// outline is not at hand.
func (c *Campaign) LastReport(tx store.Getter, rep report.ID) (*answers.Last, error) {
	status, err := store.Statuses.Get(tx, rep)
	if err != nil {
		return nil, err
	}
	if !status.State.In() {
		return lastOfFormer(c, tx, rep)
	}
	draft, err := store.Drafts.Get(tx, rep)
	if err != nil || draft == nil {
		return nil, err
	}
	o := c.Set.Version(draft.Outline)
	if o == nil {
		return nil, fmt.Errorf("%w: it belongs to outline %s, which is not stored", store.ErrDamaged, draft.Outline)
	}
	return &answers.Last{Outline: o, Draft: draft}, nil
}

// lastOfFormer is what those reported that ended in the report's unit, and in no other; nil if none did.
func lastOfFormer(c *Campaign, tx store.Getter, rep report.ID) (*answers.Last, error) {
	last := &answers.Last{}
	for _, u := range c.Units.Before(rep.Unit) {
		f, _ := c.Units.Ended(u.Code)
		if len(f.Into) != 1 {
			continue
		}
		one, err := c.LastReport(tx, report.ID{Campaign: rep.Campaign, Period: rep.Period, Unit: u.Code})
		if err != nil {
			return nil, err
		}
		if one == nil {
			continue
		}
		last.Outline = one.Outline
		last.Parts = append(last.Parts, answers.Part{Unit: f.Unit.Label(), Last: one})
	}
	if len(last.Parts) == 0 {
		return nil, nil
	}
	return last, nil
}
