package simulator

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/clock"
)

func TestConfirmation(t *testing.T) {
	w := newWorld(t)
	w.do(w.hoa.Type(botID, "hai"))
	w.do(w.hoa.Type(botID, "ba"))
	list := w.updates()
	if texts(list) != "Xin chào|hai|ba" || list[1].ID != list[0].ID+1 {
		t.Fatalf("%s", texts(list))
	}
	first := list[0].ID
	if got := texts(w.updates("limit", "2")); got != "Xin chào|hai" {
		t.Errorf("not confirmed, limit 2: %s", got)
	}
	if got := texts(w.updates("offset", fmt.Sprint(first))); got != "Xin chào|hai|ba" {
		t.Errorf("offset at the head: %s", got)
	}
	if got := texts(w.updates("offset", fmt.Sprint(first+1))); got != "hai|ba" {
		t.Errorf("first confirmed: %s", got)
	}
	if got := texts(w.updates("offset", fmt.Sprint(first+100))); got != "hai|ba" {
		t.Errorf("offset far ahead is ignored: %s", got)
	}
	if got := texts(w.updates("offset", "7")); got != "hai|ba" {
		t.Errorf("offset far behind is ignored: %s", got)
	}
	if got := texts(w.updates("offset", "-1")); got != "ba" {
		t.Errorf("the last one: %s", got)
	}
	if got := texts(w.updates()); got != "ba" {
		t.Errorf("the others are forgotten: %s", got)
	}
	w.updates("offset", fmt.Sprint(first+3))
	if n := w.sim.Pending(botID); n != 0 {
		t.Errorf("%d are left", n)
	}
}

func TestAllowedUpdates(t *testing.T) {
	w := newWorld(t)
	w.updates("offset", "-1", "allowed_updates", `["callback_query"]`)
	w.updates("offset", fmt.Sprint(w.updates()[0].ID+1)) // filtered at the entrance: what waited stayed
	w.do(w.hoa.Type(botID, "không nghe"))
	for _, keep := range []string{"null", "[", ""} {
		if got := texts(w.updates("allowed_updates", keep)); got != "" {
			t.Errorf("%q did not keep the list: %s", keep, got)
		}
	}
	if _, err := w.hoa.Press(botID, 1, "a"); err != nil {
		t.Fatal(err)
	}
	w.updates("allowed_updates", "[]")
	w.do(w.hoa.Type(botID, "nghe"))
	if got := texts(w.updates()); got != "pressed:a|nghe" {
		t.Errorf("after the default came back: %s", got)
	}
}

func TestUpdatesLiveForADay(t *testing.T) {
	w := newWorld(t)
	w.clock.Advance(time.Hour)
	w.do(w.hoa.Type(botID, "muộn"))
	w.clock.Advance(23 * time.Hour)
	if got := texts(w.updates()); got != "muộn" {
		t.Errorf("after 24 h: %s", got)
	}
	id := w.updates()[0].ID
	w.clock.Advance(8 * 24 * time.Hour)
	if n := w.sim.Pending(botID); n != 0 {
		t.Errorf("%d are left after nine days", n)
	}
	w.do(w.hoa.Type(botID, "mới"))
	list := w.updates("offset", fmt.Sprint(id+1))
	if texts(list) != "mới" || list[0].ID == id+1 {
		t.Errorf("ids were not seeded anew after a week: %d after %d, %s", list[0].ID, id, texts(list))
	}
}

func TestReseedAndRepeat(t *testing.T) {
	w := newWorld(t)
	if err := w.sim.Repeat(botID, 1); err != nil {
		t.Fatal(err)
	}
	w.do(w.hoa.Type(botID, "đôi"))
	list := w.updates()
	if texts(list) != "Xin chào|đôi|đôi" || list[1].ID != list[2].ID {
		t.Fatalf("%s", texts(list))
	}
	w.sim.Reseed(botID, 500)
	w.updates("offset", fmt.Sprint(list[2].ID+1))
	w.do(w.hoa.Type(botID, "thấp hơn"))
	low := w.updates("offset", fmt.Sprint(list[2].ID+1))
	if texts(low) != "thấp hơn" || low[0].ID != 500 {
		t.Errorf("%d %s", low[0].ID, texts(low))
	}
	w.sim.Inject(botID, "message", []byte(`{"date":"hỏng"}`))
	if r := w.call("getUpdates", "offset", "501"); string(r.Result) != `[{"update_id":501,"message":{"date":"hỏng"}}]` {
		t.Errorf("%s", r.Result)
	}
}

// TestARepeatSurvivesTheOffset fetches updates one by one: the twin comes although the offset has passed it.
func TestARepeatSurvivesTheOffset(t *testing.T) {
	w := newWorld(t)
	w.sim.Repeat(botID, 1)
	w.do(w.hoa.Type(botID, "đôi"))
	first := w.updates("limit", "1")[0].ID
	w.updates("limit", "1", "offset", fmt.Sprint(first+1))
	twin := w.updates("limit", "1", "offset", fmt.Sprint(first+2))
	if texts(twin) != "đôi" || twin[0].ID != first+1 {
		t.Errorf("%+v", twin)
	}
	if rest := w.updates("offset", fmt.Sprint(first+2)); len(rest) != 0 {
		t.Errorf("delivered a third time: %s", texts(rest))
	}
}

// strict makes a world whose polling rules are the platform's.
func strict(t *testing.T) *world {
	w := newWorld(t)
	w.sim.options.Lenient = false
	w.updates("offset", "-1")
	w.updates("offset", fmt.Sprint(w.updates()[0].ID+1))
	return w
}

func TestLongPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.updates()[0].ID
		start := time.Now()
		if got := w.updates("offset", fmt.Sprint(id+1), "timeout", "999"); len(got) != 0 || time.Since(start) != pollMax {
			t.Errorf("held %v, got %s", time.Since(start), texts(got))
		}
		go func() {
			time.Sleep(7 * time.Second)
			w.do(w.hoa.Type(botID, "đến"))
		}()
		start = time.Now()
		if got := w.updates("offset", fmt.Sprint(id+1), "timeout", "30"); texts(got) != "đến" || time.Since(start) != 7*time.Second {
			t.Errorf("held %v, got %s", time.Since(start), texts(got))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start = time.Now()
		w.callWithin(ctx, "getUpdates", "offset", fmt.Sprint(id+2), "timeout", "30")
		if time.Since(start) != time.Second {
			t.Errorf("a client that hung up was held %v", time.Since(start))
		}
	})
}

func TestHastyPolling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := strict(t)
		time.Sleep(time.Minute)
		start := time.Now()
		w.updates()
		if time.Since(start) != 0 {
			t.Errorf("a first short poll was held %v", time.Since(start))
		}
		w.updates()
		if time.Since(start) != pollSoon {
			t.Errorf("the same offset at once was held %v", time.Since(start))
		}
		w.do(w.hoa.Type(botID, "một"))
		w.do(w.hoa.Type(botID, "hai"))
		time.Sleep(time.Minute)
		if got := texts(w.updates()); got != "một|hai" {
			t.Errorf("unhurried: %s", got)
		}
		if got := texts(w.updates()); got != "một" {
			t.Errorf("the same offset within half a second: %s", got)
		}
	})
}

func TestSecondPollerWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := strict(t)
		older := make(chan reply, 3)
		poll := func() { older <- w.call("getUpdates", "timeout", "20", "offset", "-1") }
		start := time.Now()
		for range 3 {
			go poll()
			synctest.Wait()
		}
		for _, after := range []time.Duration{0, conflictPause} {
			r := <-older
			if r.status != 409 || r.Description !=
				"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running" {
				t.Errorf("%d %s", r.status, r.Description)
			}
			if got := time.Since(start); got != after {
				t.Errorf("409 after %v, want %v", got, after)
			}
		}
		w.do(w.hoa.Type(botID, "cho người mới"))
		if r := <-older; !r.OK || len(r.Result) < 10 {
			t.Errorf("the newcomer got %+v", r)
		}
	})
}

func TestClosingEndsPolls(t *testing.T) {
	c := clock.NewMovable(begin())
	s := New(Options{Clock: c})
	w := &world{T: t, sim: s, clock: c}
	done := make(chan reply)
	go func() { done <- w.call("getUpdates", "timeout", "50") }()
	if err := s.Wait(t.Context(), func() bool { b := s.bot(botID); return b != nil && b.polled() }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	<-done
}

func (b *bot) polled() bool {
	b.queue.mu.Lock()
	defer b.queue.mu.Unlock()
	return b.queue.poll != nil
}
