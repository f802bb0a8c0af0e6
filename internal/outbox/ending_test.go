package outbox

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// TestStaleWhileAllEnds: what becomes stale while it is noted that its person is gone ends once, with all else of theirs.
func TestStaleWhileAllEnds(t *testing.T) {
	now := time.Date(2016, 7, 4, 7, 0, 0, 0, time.UTC)
	l := newLane(nil, Options{Workers: 1}, func() {})
	late := message("1", 2, chat.Bulk)
	late.Until = now
	for _, m := range []chat.Message{message("1", 1, chat.Reply), late} {
		l.add(&waiting{Message: m, doubted: true})
	}
	p, _, _ := l.next()
	messages := l.ending(p, true)
	if out := l.expire(now); len(messages) != 2 || len(out) != 0 {
		t.Errorf("%d messages end with their person, and %d of them as stale too", len(messages), len(out))
	}
	l.ended(p, messages)
	if l.waiting != 0 || len(p.waits) != 0 {
		t.Errorf("%d messages are counted, and %d wait", l.waiting, len(p.waits))
	}
}

// TestALateTimer of a person of whom nothing was known any more leaves whoever has the name now alone: two lines of one
// person would not keep the order.
func TestALateTimer(t *testing.T) {
	l := newLane(nil, Options{}, func() {})
	l.add(&waiting{Message: message("1", 1, chat.Reply)})
	now := l.people["1"]
	l.forget(&person{}, "1")
	if l.people["1"] != now {
		t.Error("the person's line is forgotten while a message waits in it")
	}
}

// TestLastThatMayHaveArrived: the last message that takes another's place ends with a start; nothing is kept of either.
func TestLastThatMayHaveArrived(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := openKV(t)
		made, answer := message("1", 1, chat.Reply), message("1", 2, chat.Reply)
		answer.Content.Replace, answer.Content.Last = made.ID, true
		commit(t, kv, answer)
		err := store.One(context.Background(), kv, func(tx store.Tx) error {
			store.Shown.Put(tx, made.ID, "7")
			markSending(tx, answer.ID, len(doubts)+1)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		r := newRig(t, kv, newNetwork(nil), Options{})
		r.run()
		pass(time.Second)
		_ = kv.View(context.Background(), func(r store.Reader) error {
			if store.Shown.Has(r, made.ID) || store.Outbox.Has(r, answer.ID) {
				t.Error("what the channel called a message is kept, and nothing takes its place any more")
			}
			return nil
		})
	})
}

// TestArrivedIsNoted: the row of what arrived goes once that is noted, or another end would stay noted of somebody who has it.
// It is not sent again meanwhile, and what follows to the same person goes.
func TestArrivedIsNoted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := newNetwork(nil)
		r := newRig(t, openKV(t), net, Options{})
		full := true
		r.o.Report = func(e Event) error {
			r.mu.Lock()
			defer r.mu.Unlock()
			if full {
				return errors.New("no space left on device")
			}
			r.events = append(r.events, e)
			return nil
		}
		r.run()
		news, second, other := message("1", 1, chat.Bulk), message("2", 1, chat.Bulk), message("1", 2, chat.Reply)
		news.Unsure, second.Unsure = true, true
		r.give(news, second)
		pass(5 * time.Second)
		r.give(other)
		pass(time.Minute)
		if got := rows(t, r.kv); !slices.Contains(got, news.ID) || !slices.Contains(got, second.ID) || slices.Contains(got, other.ID) || len(net.at(other.ID)) != 1 {
			t.Errorf("while nothing can be noted there are the rows %v, and what follows was tried at %v", got, net.at(other.ID))
		}
		r.mu.Lock()
		full = false
		r.mu.Unlock()
		pass(time.Minute)
		if got := rows(t, r.kv); len(got) > 0 || len(r.events) != 2 || r.events[0].Outcome != chat.Delivered {
			t.Errorf("rows %v are left, noted is %+v", got, r.events)
		}
		if len(net.at(news.ID)) != 1 || len(net.at(second.ID)) != 1 {
			t.Errorf("sent at %v and %v", net.at(news.ID), net.at(second.ID))
		}
	})
}
