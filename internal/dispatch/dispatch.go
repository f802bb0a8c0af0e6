// Package dispatch is the shell around the pure rooms. It takes one update, or one instant of the schedule, through load, think, save and
// say, in one transaction. What is said leaves by the outbox, whose rows are part of that transaction; an update that comes twice changes
// nothing. Its rooms do the work: dispatch itself runs batches, finds who answers an update, and does what follows a commit.
//
// It holds no rule of its own about reporting, sends nothing itself, and never scans inside a transaction: what coordinators ask is read
// from a snapshot.
package dispatch

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/calendar"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/coordinator"
	"giaoban/internal/dispatch/issues"
	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/officer"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/dispatch/watch"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// A Dispatcher answers updates and does what falls due. It is safe for several
// goroutines; one person's updates are answered in the order given.
type Dispatcher struct {
	*campaigns.Set
	*notify.Notifier
	*calendar.Calendar
	*lifecycle.Lifecycle
	albums *albumBuffer
	limits limits
	known  sync.Map // addresses of people who had a part when they last wrote
	doubt  doubt
	unkept unkept
}

// New makes a dispatcher.
func New(o campaigns.Options) *Dispatcher {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Fetch == nil {
		o.Fetch = func(...store.Download) {}
	}
	if o.Read == nil {
		o.Read = func(...store.Reading) {}
	}
	if o.Tell == nil {
		o.Tell = func(m chat.Message, over func(bool)) {
			o.Deliver(m)
			over(true)
		}
	}
	if o.System == nil {
		o.System = func(store.Reader, locale.Phrases) string { return "" }
	}
	if o.Expire == nil {
		o.Expire = func() {}
	}
	held := newAlbumBuffer(o)
	o.Deliver = held.Deliver
	s := campaigns.Open(o)
	n := notify.New(s, kinds())
	return &Dispatcher{Set: s, Notifier: n, Calendar: calendar.NewCalendar(s, n), Lifecycle: lifecycle.NewLifecycle(s, n), albums: held,
		limits: newLimits(), doubt: doubt{longest: longestAnswer, started: true, overruns: map[string]int{}},
		unkept: unkept{told: map[string]*telling{}, under: map[chat.Address]*telling{}}}
}

// kinds returns how all notices are worded.
func kinds() map[string]notify.Kind {
	all := map[string]notify.Kind{}
	for _, some := range []map[string]notify.Kind{officer.Kinds(), watch.Kinds(), issues.Kinds(), coordinator.Kinds(), lifecycle.Kinds()} {
		maps.Copy(all, some)
	}
	return all
}

// Updates answers a batch in order and returns when all of it is stored, or its
// sender knows that it is not (see unkept.go); the caller may then confirm it. An
// error means that nothing may be confirmed: the whole batch is to come again, and
// what was stored of it is not done twice.
func (d *Dispatcher) Updates(ctx context.Context, updates []chat.Update) error {
	fresh, _ := d.unkept.known(updates)
	answer := d.answerAll
	if d.doubt.first(len(fresh)) {
		answer = d.afterStart
	}
	err := answer(ctx, fresh)
	return errors.Join(err, d.tellUnkept(ctx, updates))
}

// answerAll answers updates in as few commits as their order allows.
func (d *Dispatcher) answerAll(ctx context.Context, updates []chat.Update) error {
	for len(updates) > 0 {
		later, err := d.batch(ctx, updates)
		if err != nil {
			return err
		}
		updates = later
	}
	return nil
}

// errWaits marks an update whose sender is still owed the answer to an earlier one.
var errWaits = errors.New("an earlier update is answered first")

// batch runs updates in one commit. An update that is answered only after the commit
// holds back what its own sender did next, and nothing else; that is returned, to come
// in a commit of its own.
func (d *Dispatcher) batch(ctx context.Context, updates []chat.Update) (later []chat.Update, failed error) {
	results := make([]session.Effects, len(updates))
	functions := make([]func(store.Tx) error, len(updates))
	for i := range updates {
		functions[i] = func(tx store.Tx) error {
			results[i] = session.Effects{}
			for before := range i {
				if results[before].Owes() && updates[before].From == updates[i].From {
					return errWaits
				}
			}
			return d.inTime(tx, updates[i], &results[i])
		}
	}
	for i, err := range d.KV.Update(ctx, functions...) {
		switch {
		case errors.Is(err, errWaits):
			later = append(later, updates[i])
			continue
		case errors.Is(err, campaigns.ErrOutdated):
			later = append(later, updates[i])
			err = results[i].Outdated(ctx)
		case errors.Is(err, store.ErrUnwritten) && (results[i].Rowless || results[i].Repeated): // there was nothing to keep
			err = d.afterwards(ctx, updates[i], &results[i])
		case errors.Is(err, errOverrun) && d.doubt.again(updates[i].Key):
			d.Log.Warn("update took too long, tried again", "message", updates[i].Key)
			later = append(later, updates[i])
			continue
		case err != nil:
			err = d.failed(ctx, updates[i], err)
		default:
			err = d.afterwards(ctx, updates[i], &results[i])
		}
		if err = d.notKept(updates[i], &results[i], err); failed == nil {
			failed = err
		}
	}
	d.albums.EndOfBatch()
	return later, failed
}

// after does what follows a commit: replies go to the outbox, notices are flushed,
// questions are answered.
func (d *Dispatcher) after(ctx context.Context, u chat.Update, r *session.Effects) error {
	d.Counts.Updates.Add(1)
	d.Counts.Answers.Add(int64(r.Answers))
	if d.Log.Enabled(ctx, slog.LevelDebug) {
		d.Log.Debug("dispatch: committed", "message", u.Key, "repeated", r.Repeated)
	}
	if r.Unread {
		d.Counts.Unread.Add(1)
	}
	if r.Repeated {
		d.Counts.Repeated.Add(1)
		return d.decideRest(ctx) // it may come again because that failed
	}
	for _, change := range r.Changes {
		d.Changed(change)
	}
	if r.Submitted != nil {
		d.Counts.Submitted.Add(1)
	}
	d.Fetch(r.Downloads...)
	d.Read(r.Readings...)
	d.answer(u.From, r)
	d.flush(ctx, r, u.At)
	if r.Outreach != nil {
		return d.outreach(ctx, r.Outreach, u)
	}
	if r.Question != nil {
		return coordinator.AnswerQuestion(ctx, u, r.Question)
	}
	if r.Export != nil {
		return officer.SendReport(ctx, u, r.Export)
	}
	return nil
}

// outreach answers an input to an operation on units, and does what follows.
func (d *Dispatcher) outreach(ctx context.Context, e *session.Outreach, u chat.Update) error {
	r, err := coordinator.AnswerOutreach(ctx, e, u)
	if err != nil {
		return err
	}
	d.follow(ctx, r, u.At)
	switch {
	case r.Codes != nil:
		return coordinator.ManyCodes(ctx, e.Campaign, u, r.Codes)
	case r.Decided != nil:
		return d.decide(ctx, e.Campaign, *r.Decided)
	}
	return nil
}

// decide carries out a decision about several reports.
func (d *Dispatcher) decide(ctx context.Context, c *campaigns.Campaign, what store.Decision) error {
	r, err := coordinator.DecideAll(ctx, c, what)
	if errors.Is(err, store.ErrUnwritten) { // the decision itself is kept, and is gone on with
		return fmt.Errorf("go on with a decision: %v", err)
	}
	if err == nil {
		d.follow(ctx, r, what.At)
	}
	return err
}

// decideRest goes on with the decisions that something cut off.
func (d *Dispatcher) decideRest(ctx context.Context) error {
	for _, c := range d.All {
		left, err := coordinator.Undecided(ctx, c)
		if err != nil {
			return err
		}
		for _, what := range left {
			if err := d.decide(ctx, c, what); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow hands on what came of an operation.
func (d *Dispatcher) follow(ctx context.Context, r *session.Effects, at time.Time) {
	for _, change := range r.Changes {
		d.Changed(change)
	}
	d.Deliver(r.Messages...)
	d.flush(ctx, r, at)
}

// flush flushes the notices that an update brought about.
func (d *Dispatcher) flush(ctx context.Context, r *session.Effects, now time.Time) {
	if r.Notices == 0 {
		return
	}
	if err := d.Flush(ctx, now); err != nil {
		d.Log.Error("notices wait for the next round", "error", err)
	}
}

// answer hands the replies on: at once, or for a part of an album after a moment, in
// case the next part replaces them.
func (d *Dispatcher) answer(to chat.Address, r *session.Effects) {
	if !r.Album {
		d.Deliver(r.Messages...)
		return
	}
	d.albums.Hold(to, r.Messages, r.Superseded)
}
