package dispatch

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// answerQuestion answers a coordinator from a snapshot.
func (d *drive) answerQuestion(ctx context.Context, u chat.Update, q *question) error {
	switch {
	case q.command.Reads():
		return d.answerReading(ctx, u, q)
	case q.command.Name == desk.Journal:
		return d.readJournal(ctx, u, q)
	}
	s, err := d.scene(ctx, u.At)
	if err != nil {
		return fmt.Errorf("read the state of units: %w", err)
	}
	contents := desk.Reply(s, q.who, q.command, d.phrases(q.lang))
	return d.say(ctx, "reply/"+u.Key, u.At, chat.Message{To: u.From}, d.named(contents), nil)
}

// say queues contents for one person under a key that lets it happen once, each
// as a message like the one given. also, if given, is part of the same
// transaction.
func (d *drive) say(ctx context.Context, once string, at time.Time, like chat.Message, contents []chat.Content, also func(store.Tx) error) error {
	number := d.set.number()
	var messages []chat.Message
	err := store.One(ctx, d.set.KV, func(tx store.Tx) error {
		messages = nil
		if !store.Once(tx, once, at) {
			return nil
		}
		for i, c := range contents {
			m := d.message(number, i, like.To, c)
			m.Priority, m.Until, m.Note = like.Priority, like.Until, like.Note
			store.PutMessage(tx, m)
			messages = append(messages, m)
		}
		if also == nil {
			return nil
		}
		return also(tx)
	})
	if err != nil {
		return err
	}
	d.set.Deliver(messages...)
	return nil
}

// noticePause is how long a head is left alone after a notice of submissions;
// what comes meanwhile is folded into the next.
const noticePause = time.Hour

// noteSubmission puts a submission down for every coordinator of the unit
// above; Tell sends it.
func (d *drive) noteSubmission(tx store.Tx, unit roster.Unit) error {
	parent, ok := d.Units.Parent(unit.Code)
	if !ok || len(d.Units.Ancestors(parent.Code)) == 0 {
		return nil // the province gets no notice for each commune
	}
	members, err := store.GetMembers(tx, d.list(), parent.Code)
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	for _, m := range members.With(roster.Coordinator) {
		told, err := store.GetTold(tx, d.name(), parent.Code, m.Address)
		if err != nil {
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
		told.Submitted = append(told.Submitted, unit.Code)
		if err := store.PutTold(tx, d.name(), parent.Code, m.Address, told); err != nil {
			return err
		}
	}
	return nil
}

// Tell sends the notices of submission that are due: an hour after the last
// one, outside the quiet hours, several folded into one.
func (d *set) Tell(ctx context.Context, now time.Time) error {
	for _, in := range d.drives {
		if err := in.tellDue(ctx, now); err != nil {
			return err
		}
	}
	return nil
}

func (d *drive) tellDue(ctx context.Context, now time.Time) error {
	if d.Plan.InQuiet(now) {
		return nil
	}
	var due []store.Receiver
	var s report.Scene
	err := d.set.KV.View(ctx, func(r store.Reader) error {
		waiting, err := store.AllUntold(r, d.name())
		if err != nil {
			return err
		}
		due = slices.DeleteFunc(waiting, func(w store.Receiver) bool { return d.noticeDue(w.Told).After(now) })
		if len(due) == 0 {
			return nil // the usual end of a submission: nothing more is read
		}
		s, err = d.sceneFrom(r, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the notices that wait: %w", err)
	}
	for _, w := range due {
		if err := d.tell(ctx, w, s); err != nil {
			return err
		}
	}
	return nil
}

// noticeDue is when what waits may be told.
func (d *drive) noticeDue(t store.Told) time.Time {
	if t.Last.IsZero() || len(t.Questions) > 0 {
		return time.Time{}
	}
	return d.Plan.Allowed(t.Last.Add(noticePause))
}

func (d *drive) tell(ctx context.Context, w store.Receiver, s report.Scene) error {
	now := s.Now
	content, ok := report.SubmittedNotice(s, w.Unit, w.Told.Submitted, d.phrases(""))
	number := d.set.number()
	var messages []chat.Message
	err := store.One(ctx, d.set.KV, func(tx store.Tx) error {
		messages = nil
		told, err := store.GetTold(tx, d.name(), w.Unit, w.Address)
		if err != nil {
			return err
		}
		told.Questions = told.Questions[min(len(w.Told.Questions), len(told.Questions)):]
		for i, n := range w.Told.Questions {
			t, ok, err := store.GetThread(tx, n)
			if err != nil {
				return err
			}
			if !ok || !t.Open || t.Holder != w.Unit {
				continue // answered or passed up meanwhile
			}
			m := d.message(number, 1+i, w.Address, d.newQuestion(t, ""))
			m.Priority = chat.Notice
			store.PutMessage(tx, m)
			messages = append(messages, m)
		}
		if len(told.Submitted) < len(w.Told.Submitted) || !told.Last.Equal(w.Told.Last) {
			return nil // somebody else told them meanwhile
		}
		told.Submitted = told.Submitted[len(w.Told.Submitted):]
		if ok {
			told.Last = now
			m := d.message(number, 0, w.Address, d.named([]chat.Content{content})[0])
			m.Priority = chat.Notice
			store.PutMessage(tx, m)
			messages = append(messages, m)
		}
		return store.PutTold(tx, d.name(), w.Unit, w.Address, told)
	})
	if err != nil {
		return fmt.Errorf("notice to %s: %w", w.Address, err)
	}
	d.set.Deliver(messages...)
	return nil
}
