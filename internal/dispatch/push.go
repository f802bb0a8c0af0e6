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
func (v *visit) push(to chat.Address, c chat.Content) {
	m := v.d.message(v.number, len(v.r.messages), to, c)
	m.Priority = chat.Notice
	if until := v.d.Plan.Allowed(v.u.At); until.After(v.u.At) {
		v.delayed++
		store.PutDelayed(v.tx, v.d.name(), until, fmt.Sprintf("%s/%02d", v.u.Key, v.delayed), m)
		return
	}
	store.PutMessage(v.tx, m)
	v.r.messages = append(v.r.messages, m)
}

// toMembers tells the unit's members in the role, but not who did it.
func (v *visit) toMembers(w *work, c chat.Content, role roster.Role) error {
	members, err := store.GetMembers(v.tx, v.d.list(), w.unit.Code)
	if err != nil {
		return damaged(err)
	}
	for i, m := range members.With(role) {
		if !m.Blocked && m.Address != v.u.From && i < mostTold {
			v.push(m.Address, c)
		}
	}
	return nil
}

// releasedAtOnce is how many messages one round lets go.
const releasedAtOnce = 500

// release sends what waited for the end of the quiet hours.
func (d *drive) release(ctx context.Context, now time.Time) error {
	waiting, err := d.delayed(ctx, releasedAtOnce)
	if err != nil {
		return err
	}
	var messages []chat.Message
	var functions []func(store.Tx) error
	for _, w := range waiting {
		if w.Until.After(now) {
			break
		}
		m := d.message(d.set.number(), 0, w.Message.To, w.Message.Content) // marked before, and not twice
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
	for i, err := range d.set.KV.Update(ctx, functions...) {
		if err != nil {
			return fmt.Errorf("send what waited: %w", err)
		}
		d.set.Deliver(messages[i])
	}
	return nil
}

func (d *drive) delayed(ctx context.Context, most int) (waiting []store.Delayed, err error) {
	err = d.set.KV.View(ctx, func(r store.Reader) error {
		var unreadable error
		waiting, unreadable = store.AllDelayed(r, d.name(), most)
		if unreadable != nil {
			d.set.Log.Error("messages that wait", "error", unreadable)
		}
		return nil
	})
	return waiting, err
}
