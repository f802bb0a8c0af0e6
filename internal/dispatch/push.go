package dispatch

import (
	"context"
	"fmt"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// mostTold is how many people one update may send word to: a transaction is
// small.
const mostTold = 30

// push tells somebody else of what the person did, now or when the quiet hours
// end.
func push(s *Session, to chat.Address, c chat.Content) {
	m := s.Campaign.message(s.number, len(s.Effects.messages), to, c)
	m.Priority = chat.Notice
	if until := s.Campaign.Plan.Allowed(s.Update.At); until.After(s.Update.At) {
		s.delayed++
		store.PutDelayed(s.Tx, s.Campaign.name(), until, fmt.Sprintf("%s/%02d", s.Update.Key, s.delayed), m)
		return
	}
	store.PutMessage(s.Tx, m)
	s.Effects.messages = append(s.Effects.messages, m)
}

// toMembers tells the unit's members in the role, but not who did it.
func toMembers(s *Session, w *Report, c chat.Content, role roster.Role) error {
	members, err := store.GetMembers(s.Tx, s.Campaign.list(), w.unit.Code)
	if err != nil {
		return damaged(err)
	}
	for i, m := range members.With(role) {
		if !m.Blocked && m.Address != s.Update.From && i < mostTold {
			push(s, m.Address, c)
		}
	}
	return nil
}

// releasedAtOnce is how many messages one round lets go.
const releasedAtOnce = 500

// release sends what waited for the end of the quiet hours.
func release(ctx context.Context, d *Campaign, now time.Time) error {
	waiting, err := delayed(ctx, d, releasedAtOnce)
	if err != nil {
		return err
	}
	var messages []chat.Message
	var functions []func(store.Tx) error
	for _, w := range waiting {
		if w.Until.After(now) {
			break
		}
		m := d.message(d.Set.number(), 0, w.Message.To, w.Message.Content) // marked before, and not twice
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

func delayed(ctx context.Context, d *Campaign, most int) (waiting []store.Delayed, err error) {
	err = d.Set.KV.View(ctx, func(r store.Reader) error {
		var unreadable error
		waiting, unreadable = store.AllDelayed(r, d.name(), most)
		if unreadable != nil {
			d.Set.Log.Error("messages that wait", "error", unreadable)
		}
		return nil
	})
	return waiting, err
}
