// Package notify tells people something that they did not ask for: now, or when the quiet hours end; to one, to a unit, to those above
// it, or to many. It notes what did not arrive.
//
// What a broadcast says is a table that its maker gives: notify knows no campaign's business.
package notify

import (
	"context"
	"fmt"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// mostTold is how many people one update may send word to: a transaction is
// small.
const mostTold = 30

// Push tells somebody else of what the person did, now or when the quiet hours
// end.
func Push(s *session.Session, to chat.Address, c chat.Content) {
	m := s.Campaign.Message(s.Number, len(s.Effects.Messages), to, c)
	m.Priority = chat.Notice
	if until := s.Campaign.Plan.Allowed(s.Update.At); until.After(s.Update.At) {
		s.Delayed++
		store.PutDelayed(s.Tx, s.Campaign.Name(), until, fmt.Sprintf("%s/%02d", s.Update.Key, s.Delayed), m)
		return
	}
	store.PutMessage(s.Tx, m)
	s.Effects.Messages = append(s.Effects.Messages, m)
}

// ToMembers tells the unit's members in the role, but not who did it.
func ToMembers(s *session.Session, w *session.Report, c chat.Content, role roster.Role) error {
	members, err := store.GetMembers(s.Tx, s.Campaign.List(), w.Unit.Code)
	if err != nil {
		return campaigns.Damaged(err)
	}
	for i, m := range members.With(role) {
		if !m.Blocked && m.Address != s.Update.From && i < mostTold {
			Push(s, m.Address, c)
		}
	}
	return nil
}

// Later is at, or just after done if that is over.
func Later(at, done time.Time) time.Time {
	if at.After(done) {
		return at
	}
	return done.Add(time.Second)
}

// releasedAtOnce is how many messages one round lets go.
const releasedAtOnce = 500

// Release sends what waited for the end of the quiet hours.
func Release(ctx context.Context, d *campaigns.Campaign, now time.Time) error {
	waiting, err := Delayed(ctx, d, releasedAtOnce)
	if err != nil {
		return err
	}
	var messages []chat.Message
	var functions []func(store.Tx) error
	for _, w := range waiting {
		if w.Until.After(now) {
			break
		}
		m := d.Message(d.Set.Number(), 0, w.Message.To, w.Message.Content) // marked before, and not twice
		m.Priority = w.Message.Priority
		messages = append(messages, m)
		functions = append(functions, func(tx store.Tx) error {
			tx.Delete(w.Key)
			store.PutMessage(tx, m)
			return nil
		})
	}
	if len(functions) == 0 {
		return nil
	}
	for i, err := range d.Set.KV.Update(ctx, functions...) {
		if err != nil {
			return fmt.Errorf("send what waited: %w", err)
		}
		d.Set.Deliver(messages[i])
	}
	return nil
}

func Delayed(ctx context.Context, d *campaigns.Campaign, most int) (waiting []store.Delayed, err error) {
	err = d.Set.KV.View(ctx, func(r store.Reader) error {
		var unreadable error
		waiting, unreadable = store.AllDelayed(r, d.Name(), most)
		if unreadable != nil {
			d.Set.Log.Error("messages that wait", "error", unreadable)
		}
		return nil
	})
	return waiting, err
}
