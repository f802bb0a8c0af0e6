package outbox

import (
	"context"
	"errors"
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
	err := b.send(ctx, l, w)
	if err == nil {
		l.passed(p)
		b.sent.Add(1)
		b.sweeper.add(swept{lane: l, person: p, address: w.To.ID, id: w.ID, marked: w.marked})
		return
	}
	kind := verdict(err)
	if kind == 0 {
		kind = b.again(ctx, l, p, w, err)
	}
	if kind != 0 {
		b.drop(l, p, w.To, kind, err)
	}
}

// doubts are the waits after the tries that may have delivered a message. After
// one more it is given up: the person may have it several times already.
var doubts = [...]time.Duration{5 * time.Second, time.Minute, 10 * time.Minute}

// send does one try. It is marked first, so that a kill before the answer counts
// as a try. A reply is marked only when a try before this one may have delivered
// it: somebody waits, and a commit more for each answer would double its cost.
func (b *Outbox) send(ctx context.Context, l *lane, w *waiting) error {
	if w.Priority != chat.Reply || w.unknown > 0 {
		w.marked = true
		if err := b.mark(ctx, w.ID, w.unknown+1); err != nil {
			return &chat.RetryError{Err: err}
		}
	}
	m := w.Message
	m.Content.Replace = b.shown.resolve(m.Content.Replace)
	id, err := l.channel.Send(ctx, m)
	if err == nil {
		b.shown.note(m.ID, id)
	}
	return err
}

// mark stores how many tries may have delivered a message.
func (b *Outbox) mark(ctx context.Context, id string, tries int) error {
	return store.One(ctx, b.kv, func(tx store.Tx) error { markSending(tx, id, tries); return nil })
}

// verdict returns how a failed try ends the message, or 0 if it may be repeated.
func verdict(err error) Kind {
	var (
		gone    *chat.GoneError
		refused *chat.RefusedError
	)
	switch {
	case errors.Is(err, chat.ErrUnknownOutcome):
	case errors.As(err, &gone):
		return Gone
	case errors.As(err, &refused):
		return Refused
	}
	return 0
}

// again plans the next try, unless there were enough: then it returns how
// the message ended.
func (b *Outbox) again(ctx context.Context, l *lane, p *person, w *waiting, err error) Kind {
	now := time.Now()
	if w.trouble == nil {
		w.trouble = newTrouble(now)
		b.o.Log.Warn("outbox: not delivered yet, trying on", "to", w.To.String(), "message", w.ID, "err", err)
	}
	wait := w.trouble.pause.NextBackOff()
	var asked time.Duration
	var retry *chat.RetryError
	certain := errors.As(err, &retry) && !errors.Is(err, chat.ErrUnknownOutcome)
	if certain {
		asked = retry.After
		wait = max(wait, asked)
	} else {
		if w.unknown++; w.unknown > len(doubts) {
			return MaybeSent
		}
		wait = doubts[w.unknown-1]
	}
	if b.stale(w, now, wait) {
		if w.unknown > 0 {
			return MaybeSent
		}
		return GivenUp
	}
	if asked > 0 {
		l.throttle(w.To.ID, asked, strings.Contains(strings.ToLower(err.Error()), "global"))
	}
	if certain && w.marked {
		b.unmark(context.WithoutCancel(ctx), w)
	}
	b.failed.Add(1)
	l.later(p, wait, asked)
	return 0
}

// stale reports whether a message is of no more use after one more wait.
func (b *Outbox) stale(w *waiting, now time.Time, wait time.Duration) bool {
	if !w.Until.IsZero() {
		return !b.o.Now().Add(wait).Before(w.Until)
	}
	return now.Sub(w.trouble.since)+wait > b.o.Patience
}

// unmark takes a try back that certainly did not deliver the message. If that
// fails, a crash before the next try has it counted.
func (b *Outbox) unmark(ctx context.Context, w *waiting) {
	if err := b.mark(ctx, w.ID, w.unknown); err != nil {
		b.o.Log.Warn("outbox: mark not taken back", "message", w.ID, "err", err)
	}
}

// drop ends p's message under way, or all of p's if nobody is there to read them.
func (b *Outbox) drop(l *lane, p *person, to chat.Address, kind Kind, err error) {
	messages := l.taken(p, kind == Gone)
	b.end(kind, to, err, messages...)
	for i, w := range messages {
		s := swept{id: w.ID, marked: w.marked}
		if i == len(messages)-1 {
			s.lane, s.person, s.address = l, p, to.ID
		}
		b.sweeper.add(s)
	}
}
