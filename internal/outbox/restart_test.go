package outbox

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// What waited when the program ended goes out after the next start, in order.
func TestRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := openKV(t)
		down := newNetwork(func(chat.Message, int) error { return retry(0, "no route to host") })
		before := newRig(t, kv, down, Options{})
		before.run()
		for n := range 12 {
			before.give(message("1", n, chat.Reply))
		}
		pass(time.Minute)
		before.stop()

		up := newNetwork(nil)
		newRig(t, kv, up, Options{}).run()
		pass(0)
		var want []string
		for n := range 12 {
			want = append(want, message("1", n, chat.Reply).ID)
		}
		if diff := cmp.Diff(want, up.ids()); diff != "" {
			t.Errorf("after the restart (-want +got):\n%s", diff)
		}
		pass(sweepTogether)
		if left := rows(t, kv); len(left) > 0 {
			t.Errorf("rows left: %v", left)
		}
	})
}

// A digest that was on its way when the program died may have arrived: it is
// sent again after a while, in order with what is behind it. After the fourth
// such end it is named.
func TestKilledOnTheWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := openKV(t)
		first, second := message("1", 1, chat.Bulk), message("1", 2, chat.Bulk)
		first.Note = "what is missing"
		answered := make(chan struct{})
		defer close(answered)
		silent := func(chat.Message, int) error { <-answered; return unknown("the program is dead") }
		for i, wait := range []time.Duration{0, 5 * time.Second, time.Minute, 10 * time.Minute} {
			net := newNetwork(silent)
			dead := newRig(t, kv, net, Options{})
			dead.run()
			if i == 0 {
				dead.give(first, second)
			}
			pass(wait + time.Second) // it has set out and no answer comes
			if diff := cmp.Diff([]arrival{{"1", first.ID, wait}}, net.tried, cmp.AllowUnexported(arrival{})); diff != "" {
				t.Errorf("tries after start %d (-want +got):\n%s", i, diff)
			}
			if len(dead.events) > 0 {
				t.Errorf("events after start %d: %+v", i, dead.events)
			}
		}
		net := newNetwork(nil)
		alive := newRig(t, kv, net, Options{})
		alive.run()
		pass(time.Second)
		want := []Event{{Outcome: chat.MaybeSent, To: first.To, Messages: []chat.Message{first}}}
		if diff := cmp.Diff(want, alive.events); diff != "" {
			t.Errorf("events (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{second.ID}, net.ids()); diff != "" {
			t.Errorf("sent (-want +got):\n%s", diff)
		}
		if left := rows(t, kv); len(left) > 0 {
			t.Errorf("rows left: %v", left)
		}
	})
}

// Starts that follow upon each other do not put a try off for ever: after its waits the
// message ends, and what is behind it goes.
func TestStartsDoNotPutOffATry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := openKV(t)
		first, second := message("1", 1, chat.Bulk), message("1", 2, chat.Bulk)
		var c store.Chat
		first.ID, second.ID = c.Next(first.To, time.Now()), c.Next(first.To, time.Now())
		net := newNetwork(func(m chat.Message, _ int) error {
			if m.ID == first.ID {
				return unknown("no answer")
			}
			return nil
		})
		for start := range 75 { // each nine seconds, twelve minutes long
			r := newRig(t, kv, net, Options{})
			r.run()
			if start == 0 {
				r.give(first, second)
			}
			pass(9 * time.Second)
			r.stop()
		}
		if got := net.ids(); !slices.Contains(got, second.ID) {
			t.Errorf("what was behind it does not go: %v", got)
		}
		if n := len(net.tried); n != 5 {
			t.Errorf("%d tries, want four of the first and one of the second", n)
		}
	})
}

// TestArrivedAfterAll: what was left from before the start and somebody waits for is said
// to be delivered, as another end may be noted; and so is what goes to a chat that took
// nothing before, and what the store could not note the end of.
func TestArrivedAfterAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := openKV(t)
		noted, plain := message("1", 1, chat.Bulk), message("2", 1, chat.Bulk)
		noted.Note = "part 1"
		commit(t, kv, noted, plain)
		full := true
		r := newRig(t, kv, newNetwork(func(m chat.Message, try int) error {
			if m.To.ID == "4" && try == 1 {
				return &chat.RefusedError{Err: errors.New("400")}
			}
			return nil
		}), Options{})
		note := r.o.Report
		r.o.Report = func(e Event) error {
			if e.Outcome == chat.Refused && full {
				return errors.New("no space left on device")
			}
			return note(e)
		}
		r.run()
		unsure, refused := message("3", 1, chat.Bulk), message("4", 1, chat.Bulk)
		unsure.Unsure, refused.Note = true, "part 2"
		r.give(unsure, refused)
		pass(time.Minute)
		want := map[string]bool{noted.ID: true, unsure.ID: true, refused.ID: true}
		for _, e := range r.events {
			if e.Outcome != chat.Delivered || !want[e.Messages[0].ID] {
				t.Errorf("event %+v", e)
			}
			delete(want, e.Messages[0].ID)
		}
		if len(want) > 0 || len(rows(t, kv)) > 0 {
			t.Errorf("not said to be delivered: %v; rows left: %v", want, rows(t, kv))
		}
	})
}

// At the end the sends under way are waited for, nothing new is begun.
func TestShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := openKV(t)
		net := newNetwork(func(chat.Message, int) error { time.Sleep(3 * time.Second); return nil })
		r := newRig(t, kv, net, Options{})
		r.run()
		under, next := message("1", 1, chat.Reply), message("1", 2, chat.Reply)
		r.give(under, next)
		pass(time.Second)
		r.stop()
		if took := time.Since(net.start); took != 3*time.Second {
			t.Errorf("ended after %v, want 3 s", took)
		}
		if diff := cmp.Diff([]string{under.ID}, net.ids()); diff != "" {
			t.Errorf("sent (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{next.ID}, rows(t, kv)); diff != "" {
			t.Errorf("rows (-want +got):\n%s", diff)
		}
	})
}

// deaf is a channel that answers only when it is cut off.
type deaf struct{}

func (deaf) Send(ctx context.Context, _ chat.Message) (string, error) {
	<-ctx.Done()
	return "", unknown(ctx.Err().Error())
}

func TestShutdownIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		r := newRig(t, openKV(t), deaf{}, Options{Grace: 2 * time.Second})
		r.run()
		m := message("1", 1, chat.Reply)
		r.give(m)
		pass(time.Second)
		r.stop()
		if took := time.Since(start); took != 3*time.Second {
			t.Errorf("ended after %v, want 3 s", took)
		}
		if diff := cmp.Diff([]string{m.ID}, rows(t, r.kv)); diff != "" {
			t.Errorf("rows (-want +got):\n%s", diff)
		}
	})
}

// slow is a store whose commits take a while or fail.
type slow struct {
	store.KV
	commit time.Duration
	full   atomic.Bool
}

func (s *slow) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	time.Sleep(s.commit)
	if s.full.Load() {
		return slices.Repeat([]error{errors.New("no space left on device")}, len(fs))
	}
	return s.KV.Update(ctx, fs...)
}

// Only one bubble of a person is ever in doubt: the next waits for the deletion
// of the last one's row. Other people do not.
func TestOneBubbleInDoubt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := &slow{KV: openKV(t), commit: time.Second}
		net := newNetwork(nil)
		r := newRig(t, kv, net, Options{})
		r.run()
		r.Add(message("1", 1, chat.Reply), message("1", 2, chat.Reply), message("2", 1, chat.Reply))
		pass(time.Minute)
		want := map[string]time.Duration{"telegram:1/000001": 0, "telegram:2/000001": 0, "telegram:1/000002": time.Second}
		for id, at := range want {
			// The two of the first moment may need two deletions.
			if got := net.when(id); got < at || got > 2*at {
				t.Errorf("%s went at %v, want %v", id, got, at)
			}
		}
	})
}

// A disk that takes no deletions does not hold back answers.
func TestDeletionsAreTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := &slow{KV: openKV(t)}
		net := newNetwork(nil)
		r := newRig(t, kv, net, Options{})
		r.run()
		first, second := message("1", 1, chat.Reply), message("1", 2, chat.Reply)
		r.commit(first, second)
		kv.full.Store(true)
		r.Add(first, second)
		pass(500 * time.Millisecond)
		if diff := cmp.Diff([]string{first.ID, second.ID}, net.ids()); diff != "" {
			t.Errorf("sent (-want +got):\n%s", diff)
		}
		kv.full.Store(false)
		pass(2 * time.Second)
		if left := rows(t, kv); len(left) > 0 {
			t.Errorf("rows left: %v", left)
		}
	})
}
