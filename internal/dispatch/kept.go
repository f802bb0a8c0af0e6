package dispatch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/coordinator"
	"giaoban/internal/dispatch/officer"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/store"
)

const (
	// mostWaiting is how many updates of one person wait behind a question of theirs. Nobody
	// who reads the answers types so many.
	mostWaiting = 200
	// mostStarts is how many starts find an update before it is taken for what ends the
	// program, mostTries how often its answer is tried before it is set aside.
	mostStarts, mostTries = 5, 10
	longestPause          = 30 * time.Second
	// lastAnswers is how long the end waits for the answers under way.
	lastAnswers = 5 * time.Second
)

// keep keeps an update, with what it was found to ask. The session's chat is written after it.
func (d *Dispatcher) keep(s *session.Session, k *session.Kept) {
	kept := session.Kept{Row: k.Row, Update: k.Update, Asked: s.Effects.Asked, Starts: k.Starts}
	if kept.Row == "" {
		kept.Row = s.Chat.Next(k.Update.From, k.Update.At)
	}
	kept.Keep(s.Tx)
	s.Effects.Kept = kept.Row
}

// keepUnseen keeps an update that nobody has looked at, if it has no row yet. Of somebody who
// asked too much already it is left out.
func (d *Dispatcher) keepUnseen(tx store.Tx, k *session.Kept, waiting int, r *session.Effects) error {
	if r.Kept = k.Row; k.Row != "" {
		return nil
	}
	s, err := session.Begin(d.Set, tx, k.Update, r)
	if err != nil {
		return err
	}
	if waiting < mostWaiting && d.limits.questions.left(k.Update.From, k.Update.At) {
		d.keep(s, k)
	} else {
		d.tooMany(s)
	}
	s.End()
	return nil
}

// Answer answers what is kept, some people's at once, until ctx ends. What is not answered
// then is answered after the next start.
func (d *Dispatcher) Answer(ctx context.Context) error {
	defer context.AfterFunc(ctx, d.desk.close)()
	var pool sync.WaitGroup
	for range d.Readers {
		pool.Go(func() {
			for l, ok := d.desk.take(true); ok; l, ok = d.desk.take(true) {
				d.desk.done(l, d.answerLine(ctx, l)...)
			}
		})
	}
	ended := make(chan struct{})
	go func() { pool.Wait(); close(ended) }()
	<-ctx.Done()
	select {
	case <-ended:
	case <-time.After(lastAnswers):
		d.Log.Warn("questions under way are answered after the next start")
	}
	return nil
}

// Waiting counts the updates that are kept.
func (d *Dispatcher) Waiting() int { return d.desk.size() }

// answerKept answers what is kept where nobody else does.
func (d *Dispatcher) answerKept(ctx context.Context) error {
	if d.Readers > 0 {
		return nil
	}
	for l, ok := d.desk.take(false); ok; l, ok = d.desk.take(false) {
		answered, err := d.answerFirst(ctx, l)
		d.desk.done(l, answered...)
		if err != nil {
			return err
		}
	}
	return nil
}

// answerLine answers the first of a line, and tries again while the store does not take it.
func (d *Dispatcher) answerLine(ctx context.Context, l *line) []*session.Kept {
	pause := time.Second
	for try := 1; ; try++ {
		answered, err := d.answerFirst(ctx, l)
		if err == nil || ctx.Err() != nil {
			return answered
		}
		k := d.desk.unseen(l)[0]
		d.Log.Error("a question is not answered yet, trying on", "message", k.Update.Key, "error", err)
		if try >= mostTries && !errors.Is(err, store.ErrUnwritten) && d.asideAfter(ctx, k, err) == nil {
			return append(answered, k)
		}
		select {
		case <-ctx.Done():
			return answered
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
}

// answerFirst answers the first of a line: what it asks if that is known, else it with those
// behind it, up to one that asks something. It returns those that are done with.
func (d *Dispatcher) answerFirst(ctx context.Context, l *line) (answered []*session.Kept, err error) {
	some := d.desk.unseen(l)
	if first := some[0]; first.Asked != nil {
		if err := d.answerAsked(ctx, first); err != nil {
			return nil, err
		}
		return some, nil
	}
	if load := some[0].Load; load != nil {
		if err := load(ctx); err != nil {
			return nil, fmt.Errorf("read what is below: %w", err)
		}
	}
	results, err := d.batch(ctx, some)
	for i, k := range some {
		if k.Asked, k.Load = results[i].Asked, results[i].Outdated; results[i].Kept == "" {
			answered = append(answered, k)
		}
	}
	return answered, err
}

// answerAsked answers what was asked. What goes wrong with the answer itself is told.
func (d *Dispatcher) answerAsked(ctx context.Context, k *session.Kept) error {
	err := guarded(func() error {
		switch k.Asked.What {
		case session.Question:
			return coordinator.AnswerQuestion(ctx, k)
		case session.Export:
			return officer.SendReport(ctx, k)
		case session.Codes:
			return coordinator.ManyCodes(ctx, k)
		}
		return d.outreach(ctx, k)
	})
	if own(err) {
		return d.asideAfter(ctx, k, err)
	}
	return err
}

// outreach answers an input to an operation on units, and does what follows.
func (d *Dispatcher) outreach(ctx context.Context, k *session.Kept) error {
	r, err := coordinator.AnswerOutreach(ctx, k, func(s *session.Session) *command.Heard { return router{s}.read().Heard })
	if err != nil {
		return err
	}
	d.follow(ctx, r, k.Update.At)
	switch {
	case r.Repeated: // what follows failed
		return d.decideRest(ctx)
	case r.Asked != nil:
		k.Asked = r.Asked
		return d.answerAsked(ctx, k)
	case r.Decided != nil:
		return d.decide(ctx, k.Asked.Campaign, *r.Decided)
	}
	return nil
}

// making says that an answer is being made, in the place of which it comes.
func (d *Dispatcher) making(k session.Kept) {
	c := k.Asked.Campaign
	var said []chat.Message
	err := store.One(context.Background(), d.KV, func(tx store.Tx) error {
		said = nil
		row, ok, err := store.Kepts.Find(tx, k.Row)
		if err != nil || !ok || row.Place != "" {
			return err
		}
		p, err := store.GetPerson(tx, k.Update.From)
		if err = d.Despite(err); err != nil {
			return err
		}
		like := k.Update.Answer()
		like.Keep = true
		say := c.Phrases(p.Language)
		said = c.Queue(tx, k.Update.At, say, like, chat.Content{Text: say.Say("answer_making")})
		row.Place = said[0].ID
		store.Kepts.Put(tx, k.Row, row)
		return nil
	})
	if err != nil {
		d.Log.Warn("nobody is told that an answer takes long", "message", k.Update.Key, "error", err)
		return
	}
	d.Deliver(said...)
}

// left reads what lies in the store. Whose row cannot be read is told so.
func (d *Dispatcher) left(ctx context.Context, now time.Time) (left []*session.Kept, err error) {
	var lost []*session.Kept
	err = d.KV.View(ctx, func(r store.Reader) error {
		left, lost = nil, nil
		for row, err := range store.Kepts.All(r, "") {
			var k *session.Kept
			if err == nil {
				k, err = session.KeptIn(d.Set, row.Key, row.Value)
			}
			if err == nil {
				left = append(left, k)
				continue
			}
			if err := d.Despite(err); err != nil {
				return err
			}
			_, address, _ := strings.Cut(row.Key, "-")
			from, _ := chat.ParseAddress(address)
			lost = append(lost, &session.Kept{Row: row.Key, Update: chat.Update{Key: row.Key, From: from, At: now}})
		}
		return nil
	})
	for _, k := range lost {
		if err == nil {
			err = d.asideAfter(ctx, k, store.ErrDamaged)
		}
	}
	return left, err
}

// resume puts on the desk what the program left when it ended. What many starts found may be
// why it ended, and is set aside.
func (d *Dispatcher) resume(ctx context.Context, now time.Time) error {
	left, err := d.left(ctx, now)
	if err != nil {
		return err
	}
	for _, k := range left {
		k.Starts++
	}
	err = store.Each(ctx, d.KV, left, store.MaxKeys/2, func(tx store.Tx, k *session.Kept) error {
		row, ok, err := store.Kepts.Find(tx, k.Row)
		if row.Starts = k.Starts; ok {
			store.Kepts.Put(tx, k.Row, row)
		}
		return err
	})
	for _, k := range left {
		switch {
		case err != nil:
		case k.Starts > mostStarts:
			err = d.asideAfter(ctx, k, errThird)
		default:
			d.desk.add(k)
		}
	}
	return err
}
