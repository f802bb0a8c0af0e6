package notify

import (
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// While has a notice told only as long as the report stands as it does after what came
// about. A later notice about the same takes its place while it waits, and if the report
// then stands as it did before the first of them, there is nothing to tell.
func While(n store.Notice, about string, rep report.ID, before, after report.Status) store.Notice {
	n = Still(n, about, rep, after)
	was := standing(before)
	n.While.Was = &was
	return n
}

// Still is While for what leaves the report as it stands.
func Still(n store.Notice, about string, rep report.ID, s report.Status) store.Notice {
	n.Instead = about + "/" + rep.Unit
	n.While = &store.While{Report: rep, Is: standing(s)}
	return n
}

// Replace takes away a notice about a report that waits for a person since it came about:
// they are told the same by something else.
func Replace(tx store.Tx, c *campaigns.Campaign, about string, rep report.ID, to chat.Address, since time.Time) error {
	n := store.Notice{Campaign: c.ID(), ID: about + "/" + rep.Unit + "/" + to.String(), At: since}
	n.NotBefore = Due(c, n, since)
	if _, ok, err := store.Notices.Find(tx, n); err != nil || !ok {
		return err
	}
	store.Notices.Delete(tx, n)
	return nil
}

// Signing is what the notices of steps of signing are about.
const Signing = "signing"

// AboutDeadline is While for a notice of the report's own deadline. It is over with the
// submission.
func AboutDeadline(n store.Notice, rep report.ID, before, after report.Status) store.Notice {
	n = While(n, "deadline", rep, before, after)
	n.While.Deadline = true
	return n
}

func standing(s report.Status) store.Standing {
	return store.Standing{State: s.State, Round: s.Round, Revision: s.Revision, Due: s.Due}
}

// holds reports whether what a notice tells is still so.
func holds(tx store.Getter, w *store.While) (bool, error) {
	if w == nil {
		return true, nil
	}
	status, err := store.Statuses.Get(tx, w.Report)
	if err != nil {
		return false, err
	}
	same := func(s store.Standing) bool {
		if w.Deadline {
			return status.Due.Equal(s.Due)
		}
		return status.State == s.State && status.Round == s.Round && status.Revision == s.Revision
	}
	over := w.Deadline && (status.State.In() || status.State == report.Exempt)
	return !over && same(w.Is) && (w.Was == nil || !same(*w.Was)), nil
}

// once keeps one round from telling somebody the same words twice.
type once struct {
	mu   sync.Mutex
	said map[words]string // by which notice
}

type words struct {
	to   chat.Address
	text string
}

// first reports whether no other notice of the round says this to the receiver.
func (o *once) first(to chat.Address, text, notice string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	key := words{to, text}
	if o.said == nil {
		o.said = map[words]string{}
	}
	if o.said[key] == "" {
		o.said[key] = notice
	}
	return o.said[key] == notice
}
