// Package dispatch is the shell around the pure rooms: it takes one update, or
// one instant of the schedule, through load, think, save and say, in one
// transaction. What is said leaves by the outbox, whose rows are part of that
// transaction; an update that comes twice changes nothing.
//
// It holds no rule of its own about reporting, sends nothing itself, and never
// scans inside a transaction: what coordinators ask is read from a snapshot
// first.
package dispatch

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Options are what a Dispatcher works with. All are needed but Log.
type Options struct {
	KV store.KV
	// Campaigns are the open campaigns, at least one, in the order in which
	// people are shown them.
	Campaigns []*Definition
	// Versions are earlier versions that drafts may still belong to, by hash.
	Versions map[string]*form.Outline
	Catalog  *locale.Catalog
	// Random makes the codes of invitations; nil is the machine's own chance.
	Random io.Reader
	// Link is the address that opens the chat with a code; nil or "" if there is
	// none.
	Link func(tx store.Getter, code string) string
	// Deliver takes messages whose rows have been committed.
	Deliver func(...chat.Message)
	// Fetch takes files to be fetched whose rows have been committed. Default:
	// nobody; the rows wait for the next start.
	Fetch func(...store.Download)
	// MaxFile is the largest file that is taken, in bytes. Default:
	// answers.DefaultMaxFile.
	MaxFile int64
	// AlbumPause is how long the answer to a part of an album waits for the next
	// part, in real time; below zero it is to the end of the batch. Default: 1 s.
	AlbumPause time.Duration
	Log        *slog.Logger
}

// A Set is the open campaigns and what all of them work with.
type Set struct {
	Options
	All     []*Campaign
	counts  Stats
	top     int64 // where message numbers begin
	counter atomic.Int64
}

// A Dispatcher answers updates and does what falls due. It is safe for several
// goroutines; one person's updates are answered in the order given.
type Dispatcher struct {
	*Set
	*Notifier
	*Calendar
	*Lifecycle
	held *Album
}

// Stats count what the dispatcher did since it was made.
type Stats struct {
	Updates, Answers, Repeated, SetAside, Submitted atomic.Int64
}

// New makes a dispatcher. Message numbers go on from the real time, so that
// they grow from one run of the program to the next.
func New(o Options) *Dispatcher {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Fetch == nil {
		o.Fetch = func(...store.Download) {}
	}
	held := NewAlbum(o.Deliver, cmp.Or(o.AlbumPause, time.Second))
	o.Deliver = held.deliver
	s := Open(o)
	n := newNotifier(s, sayings())
	return &Dispatcher{Set: s, Notifier: n, Calendar: newCalendar(s, n), Lifecycle: newLifecycle(s, n), held: held}
}

// sayings are what orders to tell many say, by their kind.
func sayings() map[string]Kind {
	kinds := map[string]Kind{
		bulkText:  {Say: announcement, Lost: store.LostAnnouncement},
		bulkNudge: {Say: nudgeContent, Lost: store.LostNudge},
	}
	for _, c := range []Change{Rehearse, Reset, Collect, Shut, Reopen} {
		kinds[string(c)] = Kind{Say: changeSaid, Lost: store.LostAnnouncement}
	}
	return kinds
}

func Open(o Options) *Set {
	s := &Set{Options: o, top: time.Now().UnixNano()}
	for _, c := range o.Campaigns {
		s.All = append(s.All, s.open(c))
	}
	return s
}

// Stats gives the counters.
func (d *Set) Stats() *Stats { return &d.counts }

// number is where the next update's messages stand among all messages.
func (d *Set) number() int64 { return d.top + d.counter.Add(1) }

// Effects is what one update's transaction comes to. The transaction may run
// more than once, and assigns it anew each time.
type Effects struct {
	repeated bool
	messages []chat.Message
	answers  int
	// Question is a coordinator's question, to be answered from a snapshot.
	Question *Question
	// errand is what a coordinator does, decided upon a snapshot.
	errand *errand
	// codes are wanted for many units.
	codes *desk.Order
	// bulk marks that an order to tell many was written.
	bulk bool
	// submitted is a report that was just handed in.
	submitted *store.Report
	// export is a report that is wanted as a file.
	export *export
	// downloads are files that came in.
	downloads []store.Download
	// album tells whether messages answer a part of an album and may yet be
	// replaced; superseded are the messages that they replace.
	album      bool
	superseded []string
	// Statuses are the statuses that were written, for the index of what is below.
	Statuses []written
	// threads are the questions from below that were written, for the same.
	threads []report.Thread
}

// owes reports whether the sender is answered only after the commit.
func (r *Effects) owes() bool { return r.Question != nil || r.errand != nil }

// written is a status as it was committed.
type written struct {
	report store.Report
	status report.Status
}

// Question is what a coordinator asked.
type Question struct {
	Campaign *Campaign
	command  desk.Command
	who      []roster.Membership
	lang     string
}

// Updates answers a batch in order and returns when all of it is stored; the
// caller may then confirm it. An error means that nothing may be confirmed:
// the whole batch is to come again, and what was stored of it is not done
// twice.
func (d *Dispatcher) Updates(ctx context.Context, updates []chat.Update) error {
	for len(updates) > 0 {
		later, err := d.batch(ctx, updates)
		if err != nil {
			return err
		}
		updates = later
	}
	return nil
}

// errWaits is of an update whose sender is still owed an answer to an earlier
// one.
var errWaits = errors.New("an earlier update is answered first")

// batch runs updates side by side in one commit. An update that is answered
// only after the commit holds back what its sender did next, and nothing else:
// that comes later, in a commit of its own.
func (d *Dispatcher) batch(ctx context.Context, updates []chat.Update) (later []chat.Update, failed error) {
	results := make([]Effects, len(updates))
	functions := make([]func(store.Tx) error, len(updates))
	for i := range updates {
		number := d.number()
		functions[i] = func(tx store.Tx) error {
			results[i] = Effects{}
			for before := range i {
				if results[before].owes() && updates[before].From == updates[i].From {
					return errWaits
				}
			}
			return d.handle(tx, updates[i], number, &results[i])
		}
	}
	for i, err := range d.KV.Update(ctx, functions...) {
		switch {
		case errors.Is(err, errWaits):
			later = append(later, updates[i])
			continue
		case err != nil:
			err = d.failed(ctx, updates[i], err)
		default:
			err = d.after(ctx, updates[i], &results[i])
		}
		if failed == nil {
			failed = err
		}
	}
	d.held.EndOfBatch()
	return later, failed
}

// after does what follows a commit: messages go to the outbox, questions are
// answered, heads are told of submissions.
func (d *Dispatcher) after(ctx context.Context, u chat.Update, r *Effects) error {
	d.counts.Updates.Add(1)
	d.counts.Answers.Add(int64(r.answers))
	if r.repeated {
		d.counts.Repeated.Add(1)
		return nil
	}
	for _, w := range r.Statuses {
		d.StatusChanged(w.report, w.status)
	}
	for _, t := range r.threads {
		d.threadChanged(t)
	}
	d.Fetch(r.downloads...)
	d.answer(u.From, r)
	d.spreadIf(ctx, r, u.At)
	if r.errand != nil {
		return d.errand(ctx, r.errand.Campaign, u)
	}
	if r.Question != nil {
		return AnswerQuestion(ctx, u, r.Question)
	}
	if r.export != nil {
		return sendReport(ctx, u, r.export)
	}
	if r.submitted != nil {
		d.counts.Submitted.Add(1)
		if err := d.Tell(ctx, u.At); err != nil {
			d.Log.Error("notices of submission wait for the next round", "error", err)
		}
	}
	return nil
}

// errand decides an errand upon a snapshot, and does what follows.
func (d *Dispatcher) errand(ctx context.Context, in *Campaign, u chat.Update) error {
	r, err := AnswerErrand(ctx, in, u)
	if err != nil {
		return err
	}
	d.Deliver(r.messages...)
	d.spreadIf(ctx, r, u.At)
	if r.codes != nil {
		return manyCodes(ctx, in, u, r.codes)
	}
	return nil
}

func (d *Dispatcher) spreadIf(ctx context.Context, r *Effects, now time.Time) {
	if !r.bulk {
		return
	}
	if err := d.Expand(ctx, now); err != nil {
		d.Log.Error("orders to tell many wait for the next round", "error", err)
	}
}

// failed decides what becomes of an update that could not be dealt with: one
// that itself is the trouble is set aside and its sender told; trouble with the
// store stops the batch, to be tried again.
func (d *Dispatcher) failed(ctx context.Context, u chat.Update, err error) error {
	var panicked *store.PanicError
	own := errors.As(err, &panicked) || errors.Is(err, store.ErrTooLarge) || errors.Is(err, store.ErrTooManyKeys) ||
		errors.Is(err, store.ErrEmptyValue) || errors.Is(err, store.ErrBadKey) || errors.Is(err, errDamaged)
	if !own {
		return fmt.Errorf("store update: %w", err)
	}
	d.Log.Error("update set aside", "update", u.Key, "reason", firstLine(err))
	d.counts.SetAside.Add(1)
	m := d.message(d.number(), 0, u.From, chat.Content{Text: d.All[0].phrases("").Say("set_aside", "contact", d.All[0].contact())})
	raw, _ := json.Marshal(u.Input) // an Input has nothing that cannot be written
	aside := store.Aside{Raw: string(raw), Reason: err.Error(), At: u.At}
	err = store.One(ctx, d.KV, func(tx store.Tx) error {
		if !store.Once(tx, "update/"+u.Key, u.At) {
			return nil
		}
		store.PutMessage(tx, m)
		return store.SetAside(tx, u.Key, aside)
	})
	if err != nil {
		return fmt.Errorf("set update aside: %w", err)
	}
	d.Deliver(m)
	return nil
}

// SetAside keeps an update that its channel could not read.
func (d *Dispatcher) SetAside(ctx context.Context, raw []byte, key string, at time.Time, reason error) error {
	d.Log.Error("unreadable update set aside", "update", key, "reason", reason)
	d.counts.SetAside.Add(1)
	return store.One(ctx, d.KV, func(tx store.Tx) error {
		return store.SetAside(tx, key, store.Aside{Raw: string(raw), Reason: reason.Error(), At: at})
	})
}

// errDamaged marks a record that cannot be read: repeating the update would
// not help.
var errDamaged = errors.New("damaged record")

func damaged(err error) error { return fmt.Errorf("%w: %w", errDamaged, err) }

func firstLine(err error) string {
	s := err.Error()
	for i, r := range s {
		if r == '\n' {
			return s[:i]
		}
	}
	return s
}

// message is a content on its way. Its id sorts behind all earlier ones.
func (d *Set) message(number int64, n int, to chat.Address, c chat.Content) chat.Message {
	return chat.Message{ID: fmt.Sprintf("%016x-%02x", number, n), To: to, Content: c}
}
