package session

import (
	"errors"
	"sync"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// last lets a draft look up the unit's report before it, and returns what reads that one's
// texts: its status and its draft are read when something asks, a text when it is shown. What
// cannot be read is told in the log, and as if it had not been reported: a damaged report of
// last time does not keep anybody from this one.
func (s *Session) last(draft *answers.Draft, unit roster.Unit) func(form.Place, form.TextInfo) []string {
	rep := s.Campaign.Before(unit.Code)
	if rep.IsZero() {
		return nil
	}
	failed := func(err error) {
		if errors.Is(err, store.ErrDamaged) {
			s.Campaign.Set.Log.Error("the last report is left out", "unit", unit.Code, "report", rep.String(), "error", err)
			return
		}
		s.Damaged = errors.Join(s.Damaged, err)
	}
	draft.Last = sync.OnceValue(func() *answers.Last {
		last, err := s.Campaign.LastReport(s.Tx, rep)
		if err != nil {
			failed(err)
			return nil
		}
		return last
	})
	return func(filed form.Place, of form.TextInfo) []string {
		text, err := store.Text(s.Tx, rep, filed, of)
		if err != nil {
			failed(err)
		}
		return text
	}
}
