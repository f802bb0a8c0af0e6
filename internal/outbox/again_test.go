package outbox

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"giaoban/internal/chat"
)

// TestDoubt: what met a 5xx or a lost connection, a reminder or a reply, is sent again
// after 5 s, a minute and ten; what certainly did not arrive does not count.
func TestDoubt(t *testing.T) {
	const s, m = time.Second, time.Minute
	tests := []struct {
		name      string
		answers   []error // of the tries one after the other, then yes
		wantTries []time.Duration
		wantSent  bool
	}{
		{"once", []error{unknown("502")}, []time.Duration{0, 5 * s}, true},
		{"three times", []error{unknown("502"), unknown("502"), unknown("502")},
			[]time.Duration{0, 5 * s, m + 5*s, 11*m + 5*s}, true},
		{"four times", []error{unknown("502"), unknown("502"), unknown("502"), unknown("502")},
			[]time.Duration{0, 5 * s, m + 5*s, 11*m + 5*s}, false},
		{"no connection in between", []error{unknown("502"), retry(30*s, "429"), unknown("502"), retry(30*s, "429"), unknown("502")},
			[]time.Duration{0, 5 * s, 35 * s, m + 35*s, 2*m + 5*s, 12*m + 5*s}, true},
	}
	for _, priority := range []chat.Priority{chat.Reply, chat.Notice, chat.Bulk} {
		for _, test := range tests {
			t.Run(fmt.Sprint(test.name, ", priority ", priority), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					net := newNetwork(func(_ chat.Message, try int) error {
						if try <= len(test.answers) {
							return test.answers[try-1]
						}
						return nil
					})
					r := newRig(t, openKV(t), net, Options{})
					r.run()
					m := message("1", 1, priority)
					r.give(m)
					pass(time.Hour)
					if diff := cmp.Diff(test.wantTries, net.at(m.ID)); diff != "" {
						t.Errorf("tries (-want +got):\n%s", diff)
					}
					if sent := net.when(m.ID) >= 0; sent != test.wantSent || sent == (len(r.events) > 0) {
						t.Errorf("sent: %v, want %v; events: %+v", sent, test.wantSent, r.events)
					}
					if left := rows(t, r.kv); len(left) > 0 {
						t.Errorf("rows left: %v", left)
					}
				})
			})
		}
	}
}

// TestDoubtHoldsNobody: a reply that may have arrived holds those behind it until it was
// repeated once, a notice nobody; in the end it is given up, and no word of it is logged.
func TestDoubtHoldsNobody(t *testing.T) {
	for priority, want := range map[chat.Priority]time.Duration{chat.Reply: 5 * time.Second, chat.Notice: time.Second} {
		synctest.Test(t, func(t *testing.T) {
			doubtful, later := message("1", 1, priority), message("1", 2, priority)
			doubtful.Note = "what is missing"
			err := unknown("502")
			net := newNetwork(func(m chat.Message, _ int) error {
				if m.ID == doubtful.ID {
					return err
				}
				return nil
			})
			r := newRig(t, openKV(t), net, Options{})
			r.run()
			r.give(doubtful)
			pass(time.Second)
			r.give(later)
			pass(time.Hour)
			if at := net.when(later.ID); at != want {
				t.Errorf("what came later went at %v, want %v", at, want)
			}
			wantEvents := []Event{{Outcome: chat.MaybeSent, To: doubtful.To, Messages: []chat.Message{doubtful}, Err: err}}
			if diff := cmp.Diff(wantEvents, r.events, cmpopts.EquateErrors()); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
			if log := r.log.String(); !strings.Contains(log, "maybe sent") || strings.Contains(log, "mật") {
				t.Errorf("the log tells a message's text, or not its end:\n%s", log)
			}
		})
	}
}

// TestDoubtOutlivesAStart: the tries of a reply that may have arrived are counted
// over starts, but for one that a kill cut short before any had an unknown outcome.
func TestDoubtOutlivesAStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, reply := openKV(t), message("1", 1, chat.Reply)
		net := newNetwork(func(chat.Message, int) error { return unknown("502") })
		first := newRig(t, kv, net, Options{})
		first.run()
		first.give(reply)
		pass(6 * time.Second) // tried at 0 and 5 s
		first.stop()
		second := newRig(t, kv, net, Options{})
		second.run()
		pass(time.Hour)
		want := []time.Duration{0, 5 * time.Second, 66 * time.Second, 666 * time.Second}
		if diff := cmp.Diff(want, net.at(reply.ID)); diff != "" {
			t.Errorf("tries (-want +got):\n%s", diff)
		}
		if len(second.events) != 1 || second.events[0].Outcome != chat.MaybeSent {
			t.Errorf("events: %+v", second.events)
		}
		if left := rows(t, kv); len(left) > 0 {
			t.Errorf("rows left: %v", left)
		}
	})
}

// TestStale: what certainly did not arrive is tried until the next of its kind
// takes its place, by the campaign's clock, and not afterwards.
func TestStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		campaign := func() time.Time { return time.Now().AddDate(-10, 0, 0) }
		net := newNetwork(func(chat.Message, int) error { return retry(0, "no route to host") })
		r := newRig(t, openKV(t), net, Options{Now: campaign})
		digest := message("1", 1, chat.Bulk)
		digest.Until = campaign().Add(30 * time.Hour)
		r.run()
		r.give(digest)
		pass(30*time.Hour - 2*time.Minute)
		r.mu.Lock()
		early := len(r.events)
		r.mu.Unlock()
		if early > 0 {
			t.Fatalf("given up after %v: %+v", time.Since(start), r.events)
		}
		pass(2 * time.Minute)
		if len(r.events) != 1 || r.events[0].Outcome != chat.GivenUp {
			t.Errorf("events: %+v", r.events)
		}
		tries := net.at(digest.ID)
		if n := len(tries); n < 30*50 || tries[n-1] >= 30*time.Hour {
			t.Errorf("%d tries, the last after %v; want one a minute for 30 h", n, tries[n-1])
		}
	})
}

// TestStaleBehind: what became stale while the one before it could not be delivered is
// not sent when the channel is back; the one that is not stale is.
func TestStaleBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var hours atomic.Int64 // of campaign time
		var up atomic.Bool
		net := newNetwork(func(chat.Message, int) error {
			if !up.Load() {
				return retry(0, "no route to host")
			}
			return nil
		})
		r := newRig(t, openKV(t), net, Options{Now: func() time.Time { return start.Add(time.Duration(hours.Load()) * time.Hour) }})
		r.run()
		var digests []chat.Message
		for n := range 4 { // at four hours of campaign time, a second apart
			m := message("1", n, chat.Bulk)
			m.Until = start.Add(time.Duration(8*n+8) * time.Hour)
			digests = append(digests, m)
			r.give(m)
			pass(time.Second)
			hours.Store(min(int64(8*n+8), 31))
		}
		up.Store(true)
		pass(time.Hour)
		if diff := cmp.Diff([]string{digests[3].ID}, net.ids()); diff != "" {
			t.Errorf("sent (-want +got):\n%s", diff)
		}
		if len(r.events) != 3 || r.events[0].Outcome != chat.GivenUp || r.events[2].Messages[0].ID != digests[2].ID {
			t.Errorf("events: %+v", r.events)
		}
		if left := rows(t, r.kv); len(left) > 0 {
			t.Errorf("rows left: %v", left)
		}
	})
}

// TestStepsAside: what waits for another try is passed by what is more urgent,
// and only by that.
func TestStepsAside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		digest, page := message("1", 1, chat.Bulk), message("1", 2, chat.Bulk)
		notice, reply := message("1", 3, chat.Notice), message("1", 4, chat.Reply)
		net := newNetwork(func(m chat.Message, try int) error {
			switch {
			case m.ID == digest.ID && try <= 2, m.ID == notice.ID && try == 1:
				return unknown("502")
			}
			return nil
		})
		r := newRig(t, openKV(t), net, Options{})
		r.run()
		r.give(digest, page)
		pass(0)
		r.give(notice)
		pass(100 * time.Millisecond)
		r.give(reply)
		pass(0)
		if at := net.when(reply.ID); at != 100*time.Millisecond {
			t.Errorf("the reply went at %v, want at once", at)
		}
		later := message("1", 5, chat.Reply)
		pass(10 * time.Second)
		r.give(later)
		pass(time.Minute)
		want := []string{reply.ID, notice.ID, later.ID, digest.ID, page.ID}
		if diff := cmp.Diff(want, net.ids()); diff != "" {
			t.Errorf("order (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]time.Duration{0, 5 * time.Second, 65 * time.Second}, net.at(digest.ID)); diff != "" {
			t.Errorf("tries of the digest (-want +got):\n%s", diff)
		}
		if n := r.people(); n != 0 {
			t.Errorf("%d people still known", n)
		}
	})
}

// TestAskedToWait: where the channel asked to wait before the next message to a
// person, nothing goes to that person, whatever asked for it.
func TestAskedToWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		digest, reply := message("1", 1, chat.Bulk), message("1", 2, chat.Reply)
		net := newNetwork(func(m chat.Message, try int) error {
			if m.ID == digest.ID && try == 1 {
				return retry(7*time.Second, "429: retry after 7")
			}
			return nil
		})
		r := newRig(t, openKV(t), net, Options{})
		r.run()
		r.give(digest)
		pass(time.Second)
		r.give(reply)
		pass(time.Minute)
		if diff := cmp.Diff([]string{reply.ID, digest.ID}, net.ids()); diff != "" {
			t.Errorf("order (-want +got):\n%s", diff)
		}
		if at := net.when(reply.ID); at != 7*time.Second {
			t.Errorf("the reply went at %v, want 7 s", at)
		}
	})
}

// TestFileHoldsNobody: a file that cannot be delivered is passed by what is said later.
func TestFileHoldsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		file, later := message("1", 1, chat.Reply), message("1", 2, chat.Reply)
		file.Content.File = &chat.File{Name: "a.docx", Data: []byte("x")}
		net := newNetwork(func(m chat.Message, _ int) error {
			if m.ID == file.ID {
				return retry(0, "write: connection reset by peer")
			}
			return nil
		})
		r := newRig(t, openKV(t), net, Options{})
		r.run()
		r.give(file, later)
		pass(time.Minute)
		if at := net.when(later.ID); at < time.Second/2 || at > 5*time.Second {
			t.Errorf("what came later went at %v, want after the second try", at)
		}
		pass(25 * time.Hour)
		if len(r.events) != 1 || r.events[0].Outcome != chat.GivenUp {
			t.Errorf("events: %+v", r.events)
		}
	})
}
