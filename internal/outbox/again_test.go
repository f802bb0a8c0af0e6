package outbox

import (
	"fmt"
	"strings"
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

// TestDoubtHoldsNobody: a reply or a notice that may have arrived is passed by what
// comes later, and in the end is given up under its note; no word of it is logged.
func TestDoubtHoldsNobody(t *testing.T) {
	for _, priority := range []chat.Priority{chat.Reply, chat.Notice} {
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
			pass(0)
			if at := net.when(later.ID); at != time.Second {
				t.Errorf("what came later went at %v, want at once, at 1 s", at)
			}
			pass(time.Hour)
			want := []Event{{Kind: MaybeSent, To: doubtful.To, Messages: []string{doubtful.ID}, Notes: []string{doubtful.Note}, Err: err}}
			if diff := cmp.Diff(want, r.events, cmpopts.EquateErrors()); diff != "" {
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
		if len(second.events) != 1 || second.events[0].Kind != MaybeSent {
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
		if len(r.events) != 1 || r.events[0].Kind != GivenUp {
			t.Errorf("events: %+v", r.events)
		}
		tries := net.at(digest.ID)
		if n := len(tries); n < 30*50 || tries[n-1] >= 30*time.Hour {
			t.Errorf("%d tries, the last after %v; want one a minute for 30 h", n, tries[n-1])
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
