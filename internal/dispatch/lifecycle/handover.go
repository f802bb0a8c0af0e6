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
// who are told how many they are, and which units wait for more time.
func (l *Lifecycle) handOver(ctx context.Context, c *campaigns.Campaign, r store.Reform, now time.Time) error {
	var open []report.Issue
	wish := map[string][]string{}
	err := l.set.KV.View(ctx, func(rd store.Reader) (err error) {
		if open, err = store.IssuesOf(rd, c.ID(), false); c.Set.Despite(err) != nil {
			return err
		}
		wish, err = wishes(rd, c, r)
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
	tops := slices.DeleteFunc(slices.Clone(c.Units.All()), func(u roster.Unit) bool { return came[u.Code]+len(wish[u.Code]) == 0 })
	return store.Each(ctx, l.set.KV, tops, 1, func(tx store.Tx, top roster.Unit) error {
		return tellHeads(tx, c, r, top, came[top.Code], wish[top.Code], now)
	})
}

// passedAtOnce is how many questions one transaction passes on: each is several records.
const passedAtOnce = 10

// wishes are the units that go on and wait for more time, each with the day, by the unit that is above them now.
func wishes(r store.Reader, c *campaigns.Campaign, reform store.Reform) (map[string][]string, error) {
	wish := map[string][]string{}
	for _, m := range reform.Moves {
		if m.Kind != roster.Renamed && m.Kind != roster.Moved {
			continue
		}
		id := c.Report(m.New)
		p, err1 := store.TimeRequests.Get(r, id)
		s, err2 := store.Statuses.Get(r, id)
		if c.Set.Despite(err1) != nil {
			return nil, err1
		}
		if c.Set.Despite(err2) != nil {
			return nil, err2
		}
		if up, ok := c.Units.Parent(m.New); ok && !p.At.IsZero() && !p.Declined && !s.State.In() && s.Due.Before(p.Until) {
			say := c.Phrases("")
			wish[up.Code] = append(wish[up.Code], say.Say("moved_wish", "unit", c.UnitLabel(m.New), "day", say.Day(p.Until)))
		}
	}
	return wish, nil
}

// tellHeads tells the coordinators of a unit what has come to them.
func tellHeads(tx store.Tx, c *campaigns.Campaign, r store.Reform, top roster.Unit, questions int, wish []string, now time.Time) error {
	members, err := store.Members.Get(tx, c.OnList(top.Code))
	if err = c.Set.Despite(err); err != nil {
		return err
	}
	if !store.Once(tx, fmt.Sprintf("order/%s/%s-%d-%s", c.ID(), movedKind, r.N, top.Code), now) {
		return nil // before a kill
	}
	m := locale.Message{Lines: []locale.Phrase{locale.Later("moved_came", "unit", top.Label())}}
	if questions > 0 {
		m.Lines = append(m.Lines, locale.Later("moved_questions", "n", questions))
	}
	if len(wish) > 0 {
		m.Lines = append(m.Lines, locale.Later("moved_wishes", "units", c.Phrases("").List(wish, namedWishes)))
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

// namedWishes is how many units that wait for more time are named.
const namedWishes = 10
