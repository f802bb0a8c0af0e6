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
		p, m, ok := l.next()
		if !ok {
			return
		}
		b.deliver(ctx, l, p, m)
	}
}

// deliver tries the first message of p and sees to what follows.
func (b *Outbox) deliver(ctx context.Context, l *lane, p *person, m chat.Message) {
	err := b.send(ctx, l, m)
	if err == nil {
		l.passed(p)
		b.sent.Add(1)
		b.sweeper.add(swept{lane: l, person: p, address: m.To.ID, id: m.ID, once: m.Once})
		return
	}
	kind := verdict(err, m.Once)
	if kind == 0 {
		kind = b.again(ctx, l, p, m, err)
	}
	if kind != 0 {
		b.drop(l, p, m.To, kind, err)
	}
}

// send does one try. A message that must not come twice is marked first.
func (b *Outbox) send(ctx context.Context, l *lane, m chat.Message) error {
	if m.Once {
		mark := func(tx store.Tx) error { store.MarkSending(tx, m.ID); return nil }
		if err := store.One(ctx, b.kv, mark); err != nil {
			return &chat.RetryError{Err: err}
		}
	}
	m.Content.Replace = b.shown.resolve(m.Content.Replace)
	id, err := l.channel.Send(ctx, m)
	if err == nil {
		b.shown.note(m.ID, id)
	}
	return err
}

// verdict tells how a failed try ends the message, or 0 if it is to be repeated.
func verdict(err error, once bool) Kind {
	var (
		gone    *chat.GoneError
		refused *chat.RefusedError
		retry   *chat.RetryError
	)
	switch {
	case errors.Is(err, chat.ErrUnknownOutcome):
	case errors.As(err, &gone):
		return Gone
	case errors.As(err, &refused):
		return Refused
	case errors.As(err, &retry):
		return 0
	}
	if once {
		return MaybeSent
	}
	return 0 // a bubble may come twice, an answer must not be lost
}

// again plans the next try, unless there were enough: then it returns GivenUp.
func (b *Outbox) again(ctx context.Context, l *lane, p *person, m chat.Message, err error) Kind {
	now := time.Now()
	if p.trouble == nil {
		p.trouble = newTrouble(now)
		b.o.Log.Warn("outbox: not delivered yet, trying on", "to", m.To.String(), "message", m.ID, "err", err)
	}
	wait := p.trouble.pause.NextBackOff()
	if now.Sub(p.trouble.since)+wait > b.o.Patience {
		return GivenUp
	}
	var retry *chat.RetryError
	if errors.As(err, &retry) && retry.After > 0 {
		wait = max(wait, retry.After)
		l.throttle(m.To.ID, retry.After, strings.Contains(strings.ToLower(err.Error()), "global"))
	}
	if m.Once {
		b.unmark(context.WithoutCancel(ctx), m.ID)
	}
	b.failed.Add(1)
	l.later(p, wait)
	return 0
}

// unmark takes the mark back from a message that certainly was not delivered.
// If that fails, a crash before the next try has it reported instead of sent.
func (b *Outbox) unmark(ctx context.Context, id string) {
	err := store.One(ctx, b.kv, func(tx store.Tx) error { store.UnmarkSending(tx, id); return nil })
	if err != nil {
		b.o.Log.Warn("outbox: mark not taken back", "message", id, "err", err)
	}
}

// drop ends p's first message, or all of them if nobody is there to read them.
func (b *Outbox) drop(l *lane, p *person, to chat.Address, kind Kind, err error) {
	messages := l.taken(p, kind == Gone)
	e := Event{Kind: kind, To: to, Err: err}
	for _, m := range messages {
		e.Messages = append(e.Messages, m.ID)
	}
	b.end(e)
	for i, m := range messages {
		s := swept{id: m.ID, once: m.Once}
		if i == len(messages)-1 {
			s.lane, s.person, s.address = l, p, to.ID
		}
		b.sweeper.add(s)
	}
}
