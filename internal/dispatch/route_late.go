package dispatch

import (
	"slices"

	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// Words of somebody with a report in the open period of a series are for that, unless they are at one of a late period that is not
// in: they turned to it, or were at it when the next period opened and have not begun that. A button is for the report that it names.

// lateAndLeft reports whether the context is of a late period in which the person does nothing: its report is submitted, or was not begun by
// anybody and they were only greeted there.
func (r router) lateAndLeft(s session.Context) (bool, error) {
	if !s.Late {
		return false, nil
	}
	status, err := store.Statuses.Get(r.Tx, s.ID)
	if err != nil || status.State != report.NotStarted {
		return status.State.In(), err
	}
	focus, err := session.FocusIn(r.Chat, s.ID)
	return focus.Mode == exchange.Idle, err
}

// unfinished finds the late report that the person was at when the next period opened; -1 if there is none.
func (r router) unfinished(contexts []session.Context) (int, error) {
	at := func(s session.Context) bool {
		seen := r.Chat.Reports[s.ID]
		return seen != nil && seen.Focus != nil
	}
	for i, s := range contexts {
		head := slices.ContainsFunc(contexts, func(o session.Context) bool {
			return !o.Late && o.Campaign.Name() == s.Campaign.Name() && (at(o) || o.ID == r.Chat.Current)
		})
		if !s.Late || s.Own || head || !at(s) {
			continue
		}
		if left, err := r.lateAndLeft(s); err != nil || !left {
			return i, err
		}
	}
	return -1, nil
}

// pastReport is the context of a report of a period that is not at hand any more, if a button names it.
func (r router) pastReport(about bool) (session.Context, bool, error) {
	if !about {
		return session.Context{}, false, nil
	}
	return r.Past()
}
