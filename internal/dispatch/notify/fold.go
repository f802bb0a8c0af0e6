package notify

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// noticePause is how long a head is left alone after a notice of submissions;
// what comes meanwhile is folded into the next.
const noticePause = time.Hour

// NoteSubmission puts a submission down for every coordinator of the unit
// above; Tell sends it.
func NoteSubmission(d *campaigns.Campaign, tx store.Tx, unit roster.Unit) error {
	parent, ok := d.Units.Parent(unit.Code)
	if !ok || len(d.Units.Ancestors(parent.Code)) == 0 {
		return nil // the province gets no notice for each commune
	}
	members, err := store.GetMembers(tx, d.List(), parent.Code)
	if err != nil {
		return campaigns.Damaged(err)
	}
	for _, m := range members.With(roster.Coordinator) {
		told, err := store.GetTold(tx, d.Name(), parent.Code, m.Address)
		if err != nil {
			return campaigns.Damaged(err)
		}
		told.Submitted = append(told.Submitted, unit.Code)
		if err := store.PutTold(tx, d.Name(), parent.Code, m.Address, told); err != nil {
			return err
		}
	}
	return nil
}

// Tell sends the notices of submission that are due: an hour after the last
// one, outside the quiet hours, several folded into one.
func (n *Notifier) Tell(ctx context.Context, now time.Time) error {
	for _, in := range n.set.All {
		if err := TellDue(ctx, in, now); err != nil {
			return err
		}
	}
	return nil
}

func TellDue(ctx context.Context, d *campaigns.Campaign, now time.Time) error {
	if d.Plan.InQuiet(now) {
		return nil
	}
	var due []store.Receiver
	var s report.Scene
	err := d.Set.KV.View(ctx, func(r store.Reader) error {
		waiting, err := store.AllUntold(r, d.Name())
		if err != nil {
			return err
		}
		due = slices.DeleteFunc(waiting, func(w store.Receiver) bool { return NoticeDue(d, w.Told).After(now) })
		if len(due) == 0 {
			return nil // the usual end of a submission: nothing more is read
		}
		s, err = d.OverviewFrom(r, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the notices that wait: %w", err)
	}
	for _, w := range due {
		if err := tell(ctx, d, w, s); err != nil {
			return err
		}
	}
	return nil
}

// NoticeDue is when what waits may be told.
func NoticeDue(d *campaigns.Campaign, t store.Told) time.Time {
	if t.Last.IsZero() || len(t.Questions) > 0 {
		return time.Time{}
	}
	return d.Plan.Allowed(t.Last.Add(noticePause))
}

func tell(ctx context.Context, d *campaigns.Campaign, w store.Receiver, s report.Scene) error {
	now := s.Now
	content, ok := report.SubmittedNotice(s, w.Unit, w.Told.Submitted, d.Phrases(""))
	number := d.Set.Number()
	var messages []chat.Message
	err := store.One(ctx, d.Set.KV, func(tx store.Tx) error {
		messages = nil
		told, err := store.GetTold(tx, d.Name(), w.Unit, w.Address)
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
			m := d.Message(number, 1+i, w.Address, newQuestion(d, t, ""))
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
			m := d.Message(number, 0, w.Address, d.Named([]chat.Content{content})[0])
			m.Priority = chat.Notice
			store.PutMessage(tx, m)
			messages = append(messages, m)
		}
		return store.PutTold(tx, d.Name(), w.Unit, w.Address, told)
	})
	if err != nil {
		return fmt.Errorf("notice to %s: %w", w.Address, err)
	}
	d.Set.Deliver(messages...)
	return nil
}
