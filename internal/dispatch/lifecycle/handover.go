package lifecycle

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// handOver passes on what waited for the heads of units that ended: questions from below to whoever coordinates in their place,
// who are told how many they are, which units have come below theirs, how their reports stand, and what they wait for.
func (l *Lifecycle) handOver(ctx context.Context, c *campaigns.Campaign, r store.Reform, now time.Time) error {
	var open []report.Issue
	var waits waiting
	err := l.set.KV.View(ctx, func(rd store.Reader) (err error) {
		if open, err = store.IssuesOf(rd, c.ID(), false); c.Set.Despite(err) != nil {
			return err
		}
		waits, err = atHeads(rd, c, r)
		return err
	})
	if err != nil {
		return err
	}
	heirs := map[string]string{}
	for _, f := range r.Formers {
		heirs[f.Code] = campaigns.Heir(c, f.Code)
	}
	left := slices.DeleteFunc(slices.Clone(open), func(t report.Issue) bool { return t.Down() || heirs[t.Holder] == "" })
	err = store.Each(ctx, l.set.KV, left, passedAtOnce, func(tx store.Tx, t report.Issue) error {
		t.Passed, t.Holder, t.Taken = append(t.Passed, t.Holder), heirs[t.Holder], time.Time{}
		return store.PutIssue(tx, t)
	})
	if err != nil {
		return err
	}
	came := map[string]int{} // also those that were passed on before a kill
	for _, t := range open {
		if h := heirs[t.Holder]; h != "" && !t.Down() {
			came[h]++
		} else if n := len(t.Passed); n > 0 && heirs[t.Passed[n-1]] == t.Holder {
			came[t.Holder]++
		}
	}
	tops := slices.DeleteFunc(slices.Clone(c.Units.All()), func(u roster.Unit) bool {
		return came[u.Code]+len(waits.times[u.Code])+len(waits.pleas[u.Code])+len(waits.units[u.Code]) == 0
	})
	return store.Each(ctx, l.set.KV, tops, 1, func(tx store.Tx, top roster.Unit) error {
		return tellHeads(tx, c, r, top, came[top.Code], waits, now)
	})
}

// passedAtOnce is how many questions one transaction passes on: each is several records.
const passedAtOnce = 10

// waiting is what waits at the heads of units that are above others now, by those units.
type waiting struct {
	// times are the units that wait for more time, each with the day; pleas those that ask to have their report opened again.
	times, pleas map[string][]string
	// units are those that came from elsewhere, states how many of their reports, with those of units that ended in them, stand so.
	units  map[string][]string
	states map[string]map[report.State]int
}

// atHeads reads it. What a unit that ended asked for is over, as its people are told.
func atHeads(r store.Reader, c *campaigns.Campaign, reform store.Reform) (w waiting, err error) {
	w = waiting{map[string][]string{}, map[string][]string{}, map[string][]string{}, map[string]map[report.State]int{}}
	for _, m := range reform.Moves {
		up, ok := c.Units.Parent(m.New)
		if !ok {
			continue
		}
		id := c.Report(m.New)
		if m.Kind.Ends() {
			id = c.Report(reform.Former(m.Old))
		}
		status, err := store.Statuses.Get(r, id)
		if err = c.Set.Despite(err); err != nil {
			return w, err
		}
		if comes(c, reform, m) && !c.Late() && !c.Plan.IsPoll() {
			w.receive(c, up.Code, m.New, status)
		}
		if m.Kind != roster.Renamed && m.Kind != roster.Moved {
			continue
		}
		if err := w.asks(r, c, up.Code, id, status); err != nil {
			return w, err
		}
	}
	return w, nil
}

// comes reports whether by the move something has come below a unit that was not above it before.
func comes(c *campaigns.Campaign, reform store.Reform, m roster.Move) bool {
	if !m.Kind.Ends() {
		return m.Kind == roster.Moved
	}
	f, _ := c.Units.Ended(reform.Former(m.Old))
	up, _ := c.Units.Parent(m.New)
	return f.Parent != up.Code
}

func (w *waiting) receive(c *campaigns.Campaign, up, unit string, status report.Status) {
	if label := c.UnitLabel(unit); !slices.Contains(w.units[up], label) {
		w.units[up] = append(w.units[up], label)
	}
	if u, _ := c.Units.Get(unit); !c.Reports(u.Level) {
		return
	}
	if w.states[up] == nil {
		w.states[up] = map[report.State]int{}
	}
	w.states[up][status.State]++
}

// asks notes what a unit that goes on asked the heads above it for.
func (w *waiting) asks(r store.Reader, c *campaigns.Campaign, up string, id report.ID, status report.Status) error {
	time, err1 := store.TimeRequests.Get(r, id)
	plea, err2 := store.ReopenRequests.Get(r, id)
	for _, err := range []error{err1, err2} {
		if c.Set.Despite(err) != nil {
			return err
		}
	}
	if !time.At.IsZero() && !time.Declined && !status.State.In() && status.Due.Before(time.Until) {
		say := c.Phrases("")
		w.times[up] = append(w.times[up], say.Say("moved_wish", "unit", c.UnitLabel(id.Unit), "day", say.Day(time.Until)))
	}
	if campaigns.PleaWaits(plea, status) {
		w.pleas[up] = append(w.pleas[up], c.UnitLabel(id.Unit))
	}
	return nil
}

// tellHeads tells the coordinators of a unit what has come to them.
func tellHeads(tx store.Tx, c *campaigns.Campaign, r store.Reform, top roster.Unit, questions int, w waiting, now time.Time) error {
	members, err := store.Members.Get(tx, c.OnList(top.Code))
	if err = c.Set.Despite(err); err != nil {
		return err
	}
	if !store.Once(tx, fmt.Sprintf("order/%s/%s-%d-%s", c.ID(), movedKind, r.N, top.Code), now) {
		return nil // before a kill
	}
	m := locale.Message{Lines: []locale.Phrase{locale.Later("moved_came", "unit", top.Label())}}
	say, at := c.Phrases(""), top.Code
	if units := w.units[at]; len(units) > 0 {
		m.Lines = append(m.Lines, locale.Later("moved_units", "n", len(units), "units", say.List(units, namedWishes)))
	}
	if of := w.states[at]; len(of) > 0 {
		m.Lines = append(m.Lines, locale.Later("moved_reports", "in", of[report.Submitted]+of[report.Accepted], "waiting", of[report.Submitted],
			"working", of[report.InProgress]+of[report.Returned]+of[report.AwaitingSignOff], "not", of[report.NotStarted]))
	}
	if questions > 0 {
		m.Lines = append(m.Lines, locale.Later("moved_questions", "n", questions))
	}
	if wish := w.times[at]; len(wish) > 0 {
		m.Lines = append(m.Lines, locale.Later("moved_wishes", "units", say.List(wish, namedWishes)))
	}
	if pleas := w.pleas[at]; len(pleas) > 0 {
		m.Lines = append(m.Lines, locale.Later("moved_pleas", "units", say.List(pleas, namedWishes)))
	}
	for i, head := range members.With(roster.Coordinator) {
		n := notify.Said(m)
		n.ID, n.At, n.To = fmt.Sprintf("%s-%d-came-%s-%d", movedKind, r.N, top.Code, i), now, store.Receiver{Unit: top.Code, Address: head.Address}
		if err := notify.Put(tx, c, n); err != nil {
			return err
		}
	}
	return nil
}

// namedWishes is how many units are named in a line.
const namedWishes = 10
