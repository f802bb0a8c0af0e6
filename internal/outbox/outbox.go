// Package outbox delivers what waits: the messages that a committed transaction
// decided, each person's in order, replies before notices before bulk, at the
// pace that a channel bears, again and again until the channel said how it ended.
//
// It must not decide what is said, write a message's row (the transaction that
// decides it does), read the store after the start, log a message's text, or
// make a caller of Add wait.
//
// # What a crash may show
//
// A row is deleted after its message was sent, so a crash in between repeats
// that message. To keep this to one message per person, a person's next message
// waits until the row of the one before is deleted; nobody else's does, and no
// worker is held by it.
//
// # What is tried again
//
// A try that certainly did not deliver its message is repeated with growing
// pauses until the message is stale. One that may have delivered it, because the
// answer never came or said nothing, is repeated at most three times; then the
// message ends as MaybeSent. A mark with their number is stored before each call
// that sends bulk or a notice, so that a crash between call and answer is counted.
// A reply gets its mark before the second try: a crash in the first is not counted.
//
// Replies, notices and bulk to one person are three lines, the more urgent first. A
// reply that waits for another try holds the replies behind it, unless it was repeated
// once and may have arrived: that is for minutes, and perhaps for nothing.
//
// What has become stale while its person could not be reached is not sent any more.
package outbox

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// Channel is a network that messages leave by. Send may be called from many
// goroutines, but never twice at once for the same person. Its errors are those
// of package chat; any other counts as an unknown outcome.
type Channel interface {
	Send(ctx context.Context, m chat.Message) (id string, err error)
}

// weigher is a channel that knows how many messages it makes of one of ours.
type weigher interface{ Calls(m chat.Message) int }

// Event is an end that somebody should know about: of messages that were not delivered,
// or of one that was although that is news: it is marked Unsure, or has a note and another
// end of it may be known. They are off the outbox.
type Event struct {
	Outcome  chat.Outcome
	To       chat.Address
	Messages []chat.Message // of who is Gone maybe none
	Err      error          // the channel's last word; nil for what a crash left behind
}

// Options have sensible zero values.
type Options struct {
	// Log receives what an operator should know. Default: nowhere.
	Log *slog.Logger
	// Report is told of each Event before the rows are deleted, from several
	// goroutines; after a crash it may be told again. It may write to the store
	// and call Add. Messages whose end it could not note are tried again. Default: nobody.
	Report func(Event) error
	// Rate is how many messages a channel takes in a second of real time, ChatRate how
	// many for one person; 0 is no limit. What may fall short of it is in pace.go.
	Rate, ChatRate float64
	// Workers is how many messages are on their way at once in each channel.
	// Half of them at most carry notices and bulk. Default: 48.
	Workers int
	// Patience is how long in real time a message is tried that does not say
	// until when, counted from its first failure since the start. Default: 24 h.
	Patience time.Duration
	// Now is campaign time, which a message's Until is compared with. Default:
	// time.Now.
	Now func() time.Time
	// Grace is how long Run waits at its end for the sends under way. Default: 5 s.
	Grace time.Duration
}

// Outbox is the queue in memory and those who empty it.
type Outbox struct {
	kv      store.KV
	o       Options
	lanes   map[string]*lane
	sweeper *sweeper
	shown   *shown
	strange sync.Map // names of channels that messages named and we have not
	counts  *counts
}

// New makes an outbox for these channels by the names in chat.Address.
func New(kv store.KV, channels map[string]Channel, o Options) *Outbox {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Report == nil {
		o.Report = func(Event) error { return nil }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Workers = cmp.Or(o.Workers, 48)
	o.Patience = cmp.Or(o.Patience, 24*time.Hour)
	o.Grace = cmp.Or(o.Grace, 5*time.Second)
	b := &Outbox{kv: kv, o: o, lanes: map[string]*lane{}, sweeper: newSweeper(kv, o.Log), shown: newShown(), counts: newCounts()}
	for name, channel := range channels {
		b.lanes[name] = newLane(channel, o, b.sweeper.hurry)
	}
	return b
}

// Start queues the rows that were left from before, in the order of their ids,
// which must therefore grow as bytes from one message of a person to the next.
// Call it once, before the first Add.
func (b *Outbox) Start(ctx context.Context) error {
	var rows, maybe []*waiting
	err := b.kv.View(ctx, func(r store.Reader) error {
		for row, err := range store.Shown.All(r, "") {
			if err == nil {
				b.shown.keep(row.Key, row.Value)
			}
		}
		for row, err := range AllUnsent(r) {
			if err != nil {
				b.o.Log.Error("outbox: a row cannot be read, left alone", "err", err)
				continue
			}
			w := &waiting{Message: row.Message, unknown: row.Tries, marked: row.Tries > 0, doubted: true}
			if w.unknown > len(doubts) {
				maybe = append(maybe, w)
				continue
			}
			if w.unknown > 0 {
				w.trouble = newTrouble(time.Now())
				w.trouble.until = w.trouble.since.Add(b.restOfDoubt(w))
			}
			rows = append(rows, w)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the outbox: %w", err)
	}
	for _, w := range rows {
		b.add(w)
	}
	for _, w := range maybe {
		if b.end(chat.MaybeSent, w.To, nil, w) == nil {
			b.sweeper.add(b.left(w))
		}
	}
	if len(rows)+len(maybe) > 0 {
		b.o.Log.Info("outbox: messages left from before", "waiting", len(rows), "maybe sent", len(maybe))
	}
	return nil
}

// Add queues messages whose rows are committed, in the order in which they are
// to be delivered. It does not block and may be called by several goroutines,
// but the messages of one person must be added in order.
func (b *Outbox) Add(messages ...chat.Message) {
	for i, m := range messages {
		if m.To.Channel == store.ForgottenChannel {
			continue // it has no row
		}
		b.add(&waiting{Message: m, page: i > 0 && m.To == messages[i-1].To})
	}
}

// Tell queues a message that has no row, and calls over once: when it arrived, or when it
// is known that it did not, or may not have. What waits when Run ends is not told of.
func (b *Outbox) Tell(m chat.Message, over func(arrived bool)) {
	m.ID = ""
	b.add(&waiting{Message: m, over: over})
}

func (b *Outbox) add(w *waiting) {
	if l := b.lanes[w.To.Channel]; l != nil {
		l.add(w)
		return
	}
	if _, told := b.strange.LoadOrStore(w.To.Channel, true); !told {
		b.o.Log.Error("outbox: no such channel, its messages stay in the store", "channel", w.To.Channel)
	}
}

// Expire gives up what became stale while its person could not be reached, and returns
// when that is reported.
func (b *Outbox) Expire() {
	now := b.o.Now()
	for _, l := range b.lanes {
		for _, w := range l.expire(now) {
			if err := b.end(w.expired(), w.To, errStale, w); err != nil {
				b.o.Log.Error("outbox: what became stale is not noted, its row is left to the next start", "row", w.ID, "message", w.Answers, "err", err)
				continue
			}
			w.tell(false)
			b.sweeper.add(b.left(w))
		}
	}
}

// Leaving counts the people of a channel who are about to get something, without those whose
// messages wait for another try.
func (b *Outbox) Leaving(channel string) int {
	if l := b.lanes[channel]; l != nil {
		return l.leaving()
	}
	return 0
}

// Run delivers until ctx ends. Then it starts nothing new, waits for the sends
// under way for as long as Options.Grace, deletes the rows of what was sent, and
// returns nil. What still waits is found in the store by the next Start.
func (b *Outbox) Run(ctx context.Context) error {
	sendCtx, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	var workers, sweeping sync.WaitGroup
	stop := make(chan struct{})
	sweeping.Go(func() { b.sweeper.run(stop) })
	for _, l := range b.lanes {
		for range b.o.Workers {
			workers.Go(func() { b.work(sendCtx, l) })
		}
	}
	<-ctx.Done()
	for _, l := range b.lanes {
		l.close()
	}
	last := time.AfterFunc(b.o.Grace, cut)
	workers.Wait()
	last.Stop()
	close(stop)
	sweeping.Wait()
	return nil
}

// end makes it known that messages left the outbox without being delivered.
func (b *Outbox) end(how chat.Outcome, to chat.Address, err error, messages ...*waiting) error {
	e := Event{Outcome: how, To: to, Err: err}
	for _, w := range messages {
		e.Messages = append(e.Messages, w.Message)
	}
	first, answers := "", ""
	if len(messages) > 0 {
		first, answers = messages[0].ID, messages[0].Answers
	}
	b.o.Log.Warn("outbox: not delivered", "why", how.String(), "to", to.String(), "messages", len(messages), "row", first, "message", answers, "err", err)
	err = b.o.Report(e)
	if err == nil {
		b.counts.ended[how].Add(int64(len(messages)))
	}
	return err
}
