package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// Ahead is how far in the future an instant may lie that was recorded as over. What lies further was written while the
// machine's clock was wrong.
const Ahead = time.Hour

// Rewind puts right what was recorded in a future that did not come, and returns how many records that were. What was
// done then does not count as done: what is due comes again. What somebody did then is taken for done now, since nobody
// can say when it was; only the journal and the history of answers keep what they say, and an hour that somebody ordered
// stays, as it was shown to them.
func Rewind(ctx context.Context, kv KV, now time.Time) (n int, err error) {
	var mends []func(Tx) error
	err = kv.View(ctx, func(r Reader) error {
		mends = nil
		for _, find := range futures {
			mends = append(mends, find(r, now)...)
		}
		return nil
	})
	if err != nil || len(mends) == 0 {
		return 0, err
	}
	// Each by itself: what was sent to thousands is nearly as large as one transaction may be.
	return len(mends), errors.Join(kv.Update(ctx, mends...)...)
}

// A future finds the records of one kind that lie in the future, and returns how each is put right.
type future func(r Reader, now time.Time) []func(Tx) error

// futures are the kinds of records that keep an instant by which something is decided.
var futures = []future{
	of(OnceKeys, forgetDue, nil, past),
	of(DigestsOf, nil, nil, func(d *Digests, now time.Time) bool {
		yesterday := now.Add(-24 * time.Hour) // told twice is better than never
		return or(later(&d.Last, now, yesterday), later(&d.News, now, yesterday), past(&d.Since, now))
	}),
	of(Notices, moveNotice, nil, func(n *Notice, now time.Time) bool {
		if !past(&n.At, now) {
			return false
		}
		past(&n.Answers, now)
		if !n.Ordered {
			n.NotBefore = now
		}
		return true
	}),
	of(Folds, nil, nil, func(f *Folded, now time.Time) bool { return later(&f.Last, now, time.Time{}) }),
	of(Invitations, nil, nil, func(i *roster.Invitation, now time.Time) bool {
		valid := i.Expires.Sub(i.Created)
		if !past(&i.Created, now) {
			return false
		}
		i.Expires = now.Add(valid)
		return true
	}),
	of(Phases, nil, nil, func(p *campaign.Phase, now time.Time) bool {
		if !p.Calendar || !past(&p.Since, now) {
			return false
		}
		p.Closed, p.Calendar = false, false // its hour has not come
		return true
	}),
	of(Statuses, nil, mendRequests, func(s *report.Status, now time.Time) bool {
		return or(past(&s.Started, now), past(&s.Changed, now), past(&s.Submitted, now), past(&s.First, now))
	}),
	of(Excuses, nil, nil, func(e *report.Excuse, now time.Time) bool { return past(&e.Said, now) }),
	of(OpenIssues, nil, nil, func(w *report.Waiting, now time.Time) bool { return past(&w.Since, now) }),
	of(AnsweredIssues, nil, nil, func(w *report.Waiting, now time.Time) bool { return past(&w.Since, now) }),
	of(Ladder, moveStep, nil, func(s *report.Step, now time.Time) bool { return past(&s.At, now) }),
	of(Orders, nil, nil, func(o *Order, now time.Time) bool { return past(&o.At, now) }),
	of(Courses, nil, nil, func(c *Course, now time.Time) bool { return or(past(&c.At, now), past(&c.Ended, now)) }),
	of(Sents, nil, nil, func(s *Sent, now time.Time) bool { return past(&s.At, now) }),
	of(Decisions, nil, nil, func(d *Decision, now time.Time) bool { return past(&d.At, now) }),
	of(Unreads, nil, nil, func(u *Unread, now time.Time) bool { return past(&u.At, now) }),
	of(Asides, nil, nil, func(a *Aside, now time.Time) bool { return past(&a.At, now) }),
}

// later sets an instant that lies in the future to another, and reports whether it did.
func later(at *time.Time, now, to time.Time) bool {
	if !at.After(now.Add(Ahead)) {
		return false
	}
	*at = to
	return true
}

// past sets an instant that lies in the future to now.
func past(at *time.Time, now time.Time) bool { return later(at, now, now) }

// or is so that all of them are done.
func or(all ...bool) bool {
	for _, one := range all {
		if one {
			return true
		}
	}
	return false
}

// of makes a future of a table. put writes the record of a key, where that is not all; beside is what else lies with it.
// A damaged record is another's business.
func of[K, V any](t Table[K, V], put func(tx Tx, key string, v V) error, beside func(r Reader, name string, now time.Time) []func(Tx) error,
	mend func(*V, time.Time) bool) future {
	return func(r Reader, now time.Time) (mends []func(Tx) error) {
		for row, err := range t.All(r, "") {
			if beside != nil {
				mends = append(mends, beside(r, row.Key, now)...)
			}
			if err != nil || !mend(&row.Value, now) {
				continue
			}
			key := t.prefix + row.Key
			mends = append(mends, func(tx Tx) error {
				b := tx.Get(key)
				if b == nil {
					return nil
				}
				latest, err := t.open(key, b)
				if err != nil || !mend(&latest, now) {
					return nil // it is damaged, or was written since
				}
				if put != nil {
					return put(tx, key, latest)
				}
				tx.Put(key, seal(key, t.codec.Encode(latest)))
				return nil
			})
		}
		return mends
	}
}

// forgetDue forgets that what falls due was done. What else must not happen twice has happened.
func forgetDue(tx Tx, key string, at time.Time) error {
	name := strings.TrimPrefix(key, OnceKeys.prefix)
	opened := strings.HasPrefix(name, "notice/") && strings.Contains(name, "/"+PeriodNotice)
	if strings.HasPrefix(name, "digest/") || strings.HasPrefix(name, "remind/") || opened {
		tx.Delete(key)
		return nil
	}
	OnceKeys.Put(tx, name, at)
	return nil
}

// moveNotice puts a notice where it lies by its instant.
func moveNotice(tx Tx, key string, n Notice) error {
	tx.Delete(key)
	Notices.Put(tx, n, n)
	if n.Fold == "" {
		return nil
	}
	f, err := Folds.Get(tx, n)
	if err == nil {
		f.Waits = n.NotBefore
		Folds.Put(tx, n, f)
	}
	return nil
}

// moveStep puts a step of the ladder where it lies by its instant.
func moveStep(tx Tx, key string, s report.Step) error {
	campaign, err := report.ParseID(key[len(Ladder.prefix) : len(key)-16]) // before the instant
	if err != nil {
		return err
	}
	tx.Delete(key)
	Ladder.Put(tx, LadderStep{Campaign: campaign, At: s.At}, s)
	return nil
}

// mendRequests puts the wishes of a report right.
func mendRequests(r Reader, name string, now time.Time) (mends []func(Tx) error) {
	id, err := report.ParseID(name)
	if err != nil {
		return nil
	}
	return slices.Concat(
		request(r, TimeRequests, id, func(w *TimeRequest) bool { return past(&w.At, now) }),
		request(r, ReopenRequests, id, func(w *ReopenRequest) bool { return or(past(&w.At, now), past(&w.Declined, now)) }))
}

// request puts one of them right, as it is then.
func request[V any](r Reader, t Table[report.ID, V], id report.ID, mend func(*V) bool) []func(Tx) error {
	if w, ok, err := t.Find(r, id); !ok || err != nil || !mend(&w) {
		return nil
	}
	return []func(Tx) error{func(tx Tx) error {
		if w, ok, err := t.Find(tx, id); ok && err == nil && mend(&w) {
			t.Put(tx, id, w)
		}
		return nil
	}}
}
