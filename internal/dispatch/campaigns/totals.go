package campaigns

import (
	"errors"
	"slices"

	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// mostEarlier is how many periods before one are added up: a year of weeks.
const mostEarlier = 52

// earlier are the campaigns, or the periods, that stand before this one, the newest first.
func (c *Campaign) earlier(most int) (list []report.ID) {
	for at := c; at != nil && len(list) < most; {
		id := at.Before("")
		if id.IsZero() || slices.Contains(list, id) || id == c.ID() {
			break
		}
		list = append(list, id)
		at = c.Set.Named(id)
	}
	return list
}

// compared gives an overview what its figures are compared with and added up to: the last time,
// and all times before it only where the outline adds a figure up over them.
func (c *Campaign) compared(r store.Reader, o *form.Outline, s *report.Overview) error {
	most := 0
	for _, f := range o.Figures {
		s.Cumulative = append(s.Cumulative, f.Cumulative)
		switch {
		case f.Cumulative:
			most = mostEarlier
		case f.Headline:
			most = max(most, 1)
		}
	}
	for _, id := range c.earlier(most) {
		statuses, err := store.StatusesOf(r, id)
		if errors.Is(err, store.ErrDamaged) {
			c.Set.Log.Error("what was reported before is left out", "campaign", id.String(), "error", err)
			s.Earlier = nil // a total without one of them is none
			return nil
		}
		if err != nil {
			return err
		}
		s.Earlier = append(s.Earlier, statuses)
	}
	return nil
}
