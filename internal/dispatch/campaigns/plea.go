package campaigns

import (
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// PleaWaits reports whether a request to open a report again waits for an answer. One from before the last submission was answered by
// reopening.
func PleaWaits(p store.ReopenRequest, s report.Status) bool {
	return !p.At.IsZero() && p.Declined.IsZero() && s.State.In() && !p.At.Before(s.Submitted)
}

// Pleads returns the late periods of the campaign's series in which the unit asks to have its report opened again, and this one does
// not take part in: a head who types «mở lại» may mean them.
func Pleads(tx store.Getter, c *Campaign, unit string) (late []*Campaign, err error) {
	for _, p := range c.Set.All() {
		if p.Name() != c.Name() || p.ID() == c.ID() || !p.Late() || p.Phase().Closed {
			continue
		}
		request, err := store.ReopenRequests.Get(tx, p.Report(unit))
		if err != nil {
			return nil, err
		}
		status, err := store.Statuses.Get(tx, p.Report(unit))
		if err != nil {
			return nil, err
		}
		if PleaWaits(request, status) {
			late = append(late, p)
		}
	}
	return late, nil
}
