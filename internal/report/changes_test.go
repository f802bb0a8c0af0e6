package report

import (
	"testing"
	"time"

	"giaoban/internal/roster"
)

// TestExemptions: a unit that was exempted and is not any more, all since the last digest,
// stands as it stood; else each is told by itself.
func TestExemptions(t *testing.T) {
	now := time.Date(2016, 7, 5, 7, 30, 0, 0, time.UTC)
	u := roster.Unit{Code: "1", Level: 3}
	exempt := Entry{Unit: "1", Move: MoveExempt, When: now.Add(-2 * time.Hour)}
	back := Entry{Unit: "1", Move: MoveUnexempt, When: now.Add(-time.Hour)}
	for _, c := range []struct {
		state                State
		acts                 []Entry
		exempted, unexempted int
	}{
		{Exempt, []Entry{exempt}, 1, 0},
		{NotStarted, []Entry{back}, 0, 1},
		{InProgress, []Entry{back}, 0, 1},
		{NotStarted, []Entry{exempt, back}, 0, 0},
	} {
		s := Overview{Now: now, Acts: c.acts, Status: map[string]Status{"1": {State: c.state, Changed: c.acts[len(c.acts)-1].When}}}
		got := s.changes([]roster.Unit{u}, now.Add(-24*time.Hour))
		if got.Exempted != c.exempted || got.Unexempted != c.unexempted || got.Other+got.Continued+got.Begun != 0 {
			t.Errorf("%d after %v: %+v", c.state, c.acts, got)
		}
	}
}
