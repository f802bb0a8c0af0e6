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
	"giaoban/internal/dispatch/people"
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
	desk   *desk
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
	d := &Dispatcher{Set: s, Notifier: n, Calendar: calendar.NewCalendar(s, n, turner), Lifecycle: lifecycle.NewLifecycle(s, n), albums: held,
		limits: newLimits(), doubt: doubt{longest: longestAnswer, started: true, overruns: map[string]int{}},
		unkept: unkept{told: map[string]*telling{}, under: map[chat.Address]*telling{}}, desk: newDesk()}
	s.Foretell = d.Calendar.Ahead
	if o.Readers > 0 {
		d.desk.slow = d.making
	}
	return d
}

// turner is who turns campaigns as their calendar says.
func turner(s *campaigns.Set, n *notify.Notifier) calendar.Turner {
	return lifecycle.NewLifecycle(s, n)
}

// kinds returns how all notices are worded.
func kinds() map[string]notify.Kind {
	all := map[string]notify.Kind{}
	for _, some := range []map[string]notify.Kind{officer.Kinds(), watch.Kinds(), issues.Kinds(), coordinator.Kinds(), people.Kinds(), lifecycle.Kinds()} {
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

// answerAll answers updates in one commit, but for what is kept to be answered after it.
func (d *Dispatcher) answerAll(ctx context.Context, updates []chat.Update) error {
	some := make([]*session.Kept, len(updates))
	for i, u := range updates {
		some[i] = &session.Kept{Update: u}
	}
	results, err := d.batch(ctx, some)
	repeated := false
	for i, r := range results {
		if repeated = repeated || r.Repeated; r.Kept != "" {
			d.desk.add(&session.Kept{Row: r.Kept, Update: updates[i], Asked: r.Asked, Load: r.Outdated})
		}
	}
	if err != nil {
		return err
	}
	if repeated { // perhaps the commit before was said to have failed and had not
		left, err := d.left(ctx, updates[0].At)
		if err != nil {
			return err
		}
		for _, k := range left {
			d.desk.add(k)
		}
	}
	return d.answerKept(ctx)
}

// batch looks at updates in one commit. What waits for the answer to an earlier one of the
// same person, and what is to be answered beside a snapshot, is kept: the results name its row.
func (d *Dispatcher) batch(ctx context.Context, some []*session.Kept) ([]session.Effects, error) {
	results := make([]session.Effects, len(some))
	functions := make([]func(store.Tx) error, len(some))
	last, waiting := map[chat.Address]int{}, make([]int, len(some))
	for i, k := range some {
		before, follows := last[k.Update.From]
		if last[k.Update.From] = i; follows {
			waiting[i] = waiting[before] + 1
		} else if k.Row == "" {
			waiting[i] = d.desk.waiting(k.Update.From)
		}
		functions[i] = func(tx store.Tx) error {
			results[i] = session.Effects{}
			behind := follows && results[before].Kept != "" || k.Row == "" && d.desk.waiting(k.Update.From) > 0
			return d.look(tx, k, behind, waiting[i], &results[i])
		}
	}
	var failed error
	for i, err := range d.KV.Update(ctx, functions...) {
		r := &results[i]
		switch {
		case err == nil, errors.Is(err, store.ErrUnwritten) && (r.Rowless || r.Repeated): // there was nothing to keep
			err = d.afterwards(ctx, some[i], r)
		default:
			*r = session.Effects{Kept: some[i].Row}
			if err = d.failed(ctx, some[i], err); err == nil {
				r.Kept = ""
			}
		}
		if some[i].Row == "" {
			err = d.notKept(some[i].Update, r, err)
		}
		if failed == nil {
			failed = err
		}
	}
	d.albums.EndOfBatch()
	return results, failed
}

// look looks at one update in its transaction, once.
func (d *Dispatcher) look(tx store.Tx, k *session.Kept, behind bool, waiting int, r *session.Effects) error {
	if k.Row == "" {
		if strange, err := d.stranger(tx, k.Update, r); strange || err != nil {
			return err
		}
		if !store.Once(tx, "update/"+k.Update.Key, k.Update.At) {
			r.Repeated = true
			return nil
		}
	} else if !store.Kepts.Has(tx, k.Row) {
		r.Repeated = true
		return nil
	}
	if behind {
		return d.keepUnseen(tx, k, waiting, r)
	}
	err := d.inTime(tx, func(tx store.Tx) error { return d.handle(tx, k, r) })
	if overran := errors.Is(err, errOverrun); overran || errors.Is(err, campaigns.ErrOutdated) {
		*r = session.Effects{Outdated: r.Outdated, Overran: overran}
		return d.keepUnseen(tx, k, 0, r)
	}
	return err
}

// afterwards does what follows a commit. What goes wrong there is told.
func (d *Dispatcher) afterwards(ctx context.Context, k *session.Kept, r *session.Effects) error {
	if r.Overran {
		if d.doubt.again(k.Update.Key) {
			d.Log.Warn("update took too long, tried again", "message", k.Update.Key)
			return nil
		}
		late := *k
		late.Row, r.Kept = r.Kept, ""
		return d.asideAfter(ctx, &late, errOverrun)
	}
	err := guarded(func() error { d.after(ctx, k.Update, r); return nil })
	if own(err) {
		late := *k
		late.Row, r.Kept = r.Kept, ""
		return d.asideAfter(ctx, &late, err)
	}
	return err
}

// after does what follows a commit: replies go to the outbox, notices are flushed.
func (d *Dispatcher) after(ctx context.Context, u chat.Update, r *session.Effects) {
	if r.Repeated {
		d.Counts.Repeated.Add(1)
		d.Counts.Updates.Add(1)
		return
	}
	if r.Kept == "" || r.Asked != nil { // else it is counted when it is looked at
		d.Counts.Updates.Add(1)
	}
	d.Counts.Answers.Add(int64(r.Answers))
	if d.Log.Enabled(ctx, slog.LevelDebug) {
		d.Log.Debug("dispatch: committed", "message", u.Key, "repeated", r.Repeated)
	}
	if r.Unread {
		d.Counts.Unread.Add(1)
	}
	d.begin(ctx, r.Opened)
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
}

// begin opens campaigns that the transaction began. What cannot be read of one is read at its first use.
func (d *Dispatcher) begin(ctx context.Context, opened []*campaigns.Definition) {
	for _, o := range opened {
		if d.Find(o.Campaign.Name) != nil {
			continue
		}
		d.Add(o)
		c := d.Find(o.Campaign.Name)
		if err := errors.Join(lifecycle.LoadPhase(ctx, c), c.Below.Load(ctx)); err != nil {
			d.Log.Error("read how a campaign stands", "campaign", c.Name(), "error", err)
		}
	}
}

// decide carries out a decision about several reports.
func (d *Dispatcher) decide(ctx context.Context, c *campaigns.Campaign, what store.Decision) error {
	r, err := coordinator.DecideAll(ctx, c, what)
	if err == nil {
		d.follow(ctx, r, what.At)
	}
	return err
}

// decideRest goes on with the decisions that something cut off.
func (d *Dispatcher) decideRest(ctx context.Context) error {
	for _, c := range d.All() {
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
	d.begin(ctx, r.Opened)
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
