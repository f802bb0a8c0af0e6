package outbox

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// work is one worker of a lane.
func (b *Outbox) work(ctx context.Context, l *lane) {
	for {
		p, w, ok := l.next()
		if !ok {
			return
		}
		b.deliver(ctx, l, p, w)
	}
}

// deliver tries p's message under way and sees to what follows.
func (b *Outbox) deliver(ctx context.Context, l *lane, p *person, w *waiting) {
	if p.troubled && w.stale(b.o.Now()) {
		b.drop(l, p, w.To, w.expired(), errStale)
		return
	}
	shown, err := b.send(ctx, l, p, w)
	if errors.Is(err, errHeld) {
		return
	}
	if err == nil {
		unnoted := b.noteArrived(w)
		l.passed(p)
		b.counts.arrived(w)
		b.counts.delivered.Store(time.Now().UnixNano())
		if b.o.Log.Enabled(ctx, slog.LevelDebug) {
			b.o.Log.Debug("outbox: delivered", "message", w.Answers)
		}
		w.tell(true)
		s := b.left(w)
		s.lane, s.person, s.address, s.shown, s.unnoted = l, p, w.To.ID, shown, unnoted
		b.sweeper.add(s)
		return
	}
	how := verdict(err)
	if how == 0 {
		how = b.again(ctx, l, p, w, err)
	}
	if how != 0 {
		b.drop(l, p, w.To, how, err)
	}
}

// noteArrived makes it known that a message arrived, if that is news. What could not be noted is left to the sweeper, which
// keeps the row until then: it is not sent again, and nobody waits.
func (b *Outbox) noteArrived(w *waiting) (unnoted func() error) {
	if !w.Unsure && (!w.doubted || w.Note == "") {
		return nil
	}
	note := func() error {
		return b.o.Report(Event{Outcome: chat.Delivered, To: w.To, Messages: []chat.Message{w.Message}})
	}
	if err := note(); err != nil {
		b.o.Log.Warn("outbox: what arrived after all is not noted, trying on", "to", w.To.String(), "err", err)
		return note
	}
	return nil
}

// errStale is why a message was not tried any more, errHeld why it is not tried now.
var (
	errStale = errors.New("the next of its kind takes its place")
	errHeld  = errors.New("the channel asked everybody to wait")
)

// stale reports whether the next of its kind has taken a message's place, by campaign time.
func (w *waiting) stale(now time.Time) bool { return !w.Until.IsZero() && !now.Before(w.Until) }

// expired is how a message ends that is of no more use.
func (w *waiting) expired() chat.Outcome {
	if w.unknown > 0 {
		return chat.MaybeSent
	}
	return chat.GivenUp
}

// doubts are the waits after the tries that may have delivered a message. After
// one more it is given up: the person may have it several times already.
var doubts = [...]time.Duration{5 * time.Second, time.Minute, 10 * time.Minute}

// restOfDoubt is how long a message that was left from before waits for its next try. When
// it was tried is not stored, but when it was decided: a wait that began anew with each
// start would never end where starts follow upon each other, and hold all behind it.
func (b *Outbox) restOfDoubt(w *waiting) time.Duration {
	wait := doubts[w.unknown-1]
	queued, ok := store.QueuedAt(w.ID)
	if !ok {
		return wait
	}
	due := queued
	for _, d := range doubts[:w.unknown] {
		due = due.Add(d)
	}
	return min(wait, max(0, due.Sub(b.o.Now())))
}

// send does one try. It is marked first, so that a kill before the answer counts
// as a try. A reply is marked only when a try before this one may have delivered
// it: somebody waits, and a commit more for each answer would double its cost. Shown is
// what the channel calls the message, if that is to be kept.
func (b *Outbox) send(ctx context.Context, l *lane, p *person, w *waiting) (shown string, err error) {
	if w.ID != "" && (w.Priority != chat.Reply || w.unknown > 0) {
		w.marked = true
		if err := b.mark(ctx, w.ID, w.unknown+1); err != nil {
			return "", &chat.RetryError{Err: err}
		}
	}
	if l.held(p) {
		return "", errHeld
	}
	m := w.Message
	m.Content.Replace = b.shown.resolve(m.Content.Replace)
	start := time.Now()
	id, err := l.channel.Send(chat.OnWait(ctx, func(e *chat.RetryError) {
		l.throttleWithin(p, w.To.ID, e.After, global(e))
	}), m)
	b.counts.tried(m.Priority, err, start)
	switch {
	case err != nil || id == "" || m.ID == "":
	case m.Keep:
		b.shown.keep(m.ID, id)
		return id, nil
	default:
		b.shown.note(m.ID, id)
	}
	return "", err
}

// left is what is to be deleted of a message whose end is known: its row with its mark, and with the last that takes a
// message's place what the channel called that one.
func (b *Outbox) left(w *waiting) swept {
	s := swept{id: w.ID, marked: w.marked}
	if w.Content.Last {
		s.last = w.Content.Replace
		b.shown.forget(s.last)
	}
	return s
}

// mark stores how many tries may have delivered a message.
func (b *Outbox) mark(ctx context.Context, id string, tries int) error {
	return store.One(ctx, b.kv, func(tx store.Tx) error { markSending(tx, id, tries); return nil })
}

// verdict returns how a failed try ends the message, or 0 if it may be repeated.
func verdict(err error) chat.Outcome {
	var (
		gone    *chat.GoneError
		refused *chat.RefusedError
	)
	switch {
	case errors.Is(err, chat.ErrUnknownOutcome):
	case errors.As(err, &gone):
		return chat.Gone
	case errors.As(err, &refused):
		return chat.Refused
	}
	return 0
}

// again plans the next try, unless there were enough: then it returns how
// the message ended.
func (b *Outbox) again(ctx context.Context, l *lane, p *person, w *waiting, err error) chat.Outcome {
	now := time.Now()
	if w.trouble == nil {
		w.trouble = newTrouble(now)
		b.o.Log.Warn("outbox: not delivered yet, trying on", "to", w.To.String(), "row", w.ID, "message", w.Answers, "err", err)
	}
	w.trouble.tries++
	wait := w.trouble.pause.NextBackOff()
	var asked time.Duration
	var retry *chat.RetryError
	certain := errors.As(err, &retry) && !errors.Is(err, chat.ErrUnknownOutcome)
	if certain {
		asked = retry.After
		wait = max(wait, asked)
	} else {
		if w.unknown++; w.unknown > len(doubts) {
			return chat.MaybeSent
		}
		wait = doubts[w.unknown-1]
	}
	if b.hopeless(w, now, wait) {
		return w.expired()
	}
	if asked > 0 {
		l.throttle(p, w.To.ID, asked, global(err))
	}
	if certain && w.marked {
		b.unmark(context.WithoutCancel(ctx), w)
	}
	l.later(p, wait, asked)
	return 0
}

// global reports whether the channel said that it means everybody.
func global(err error) bool { return strings.Contains(strings.ToLower(err.Error()), "global") }

// hopeless reports whether a message is of no more use after one more wait.
func (b *Outbox) hopeless(w *waiting, now time.Time, wait time.Duration) bool {
	if !w.Until.IsZero() {
		return w.stale(b.o.Now().Add(wait))
	}
	return now.Sub(w.trouble.since)+wait > b.o.Patience
}

// unmark takes a try back that certainly did not deliver the message. If that
// fails, a crash before the next try has it counted.
func (b *Outbox) unmark(ctx context.Context, w *waiting) {
	if err := b.mark(ctx, w.ID, w.unknown); err != nil {
		b.o.Log.Warn("outbox: mark not taken back", "row", w.ID, "message", w.Answers, "err", err)
	}
}

// drop ends p's message under way, or all of p's if nobody is there to read them. What
// cannot be noted is tried again.
func (b *Outbox) drop(l *lane, p *person, to chat.Address, how chat.Outcome, err error) {
	messages := l.ending(p, how == chat.Gone)
	if err := b.endEach(how, to, err, messages); err != nil {
		b.o.Log.Error("outbox: what became of messages is not noted, trying on", "to", to.String(), "err", err)
		w := messages[0]
		w.trouble, w.doubted = cmp.Or(w.trouble, newTrouble(time.Now())), true
		l.later(p, unnoted, 0)
		return
	}
	l.ended(p, messages)
	for i, w := range messages {
		w.tell(false)
		s := b.left(w)
		if i == len(messages)-1 {
			s.lane, s.person, s.address = l, p, to.ID
		}
		b.sweeper.add(s)
	}
}

// endEach makes it known how messages of one person ended. Of one that an earlier try may
// have delivered nobody can say that it did not arrive.
func (b *Outbox) endEach(how chat.Outcome, to chat.Address, err error, messages []*waiting) error {
	var sure, doubtful []*waiting
	for _, w := range messages {
		if w.unknown > 0 {
			doubtful = append(doubtful, w)
		} else {
			sure = append(sure, w)
		}
	}
	if len(sure) > 0 || how == chat.Gone {
		if err := b.end(how, to, err, sure...); err != nil {
			return err
		}
	}
	if len(doubtful) == 0 {
		return nil
	}
	return b.end(chat.MaybeSent, to, err, doubtful...)
}

// unnoted is the wait after an end that the store did not take.
const unnoted = 10 * time.Second
