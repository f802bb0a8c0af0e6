package outbox

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"giaoban/internal/chat"
)

// Whatever fails and however often, each person gets everything: in order, but for
// what may have arrived at the first try, which the next ones pass.
func TestOrderPerPerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bad := func(id string) int {
			h := fnv.New32a()
			fmt.Fprint(h, id)
			return int(h.Sum32() % 5)
		}
		inDoubt := func(id string) bool { return bad(id) == 2 }
		net := newNetwork(func(m chat.Message, try int) error {
			switch bad := bad(m.ID); {
			case try > bad:
				return nil
			case inDoubt(m.ID):
				return unknown("connection lost")
			}
			return retry(time.Duration(try)*time.Second, "too many requests")
		})
		r := newRig(t, openKV(t), net, Options{})
		r.run()
		want, wantDoubted := map[string][]string{}, map[string]int{}
		for n := range 20 {
			for p := range 10 {
				m := message(fmt.Sprint(p), n, chat.Reply)
				if inDoubt(m.ID) {
					wantDoubted[m.ID] = 1
				} else {
					want[m.To.ID] = append(want[m.To.ID], m.ID)
				}
				r.give(m)
			}
		}
		pass(time.Hour)
		got, doubted := map[string][]string{}, map[string]int{}
		for _, a := range net.seen {
			if inDoubt(a.id) {
				doubted[a.id]++
			} else {
				got[a.to] = append(got[a.to], a.id)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("arrivals by person (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(wantDoubted, doubted); diff != "" || len(doubted) == 0 {
			t.Errorf("arrivals of what was in doubt (-want +got):\n%s", diff)
		}
		if left := rows(t, r.kv); len(left) > 0 {
			t.Errorf("rows left: %v", left)
		}
		if s := r.Stats(); s.Sent != 200 || s.Waiting != 0 || r.people() != 0 {
			t.Errorf("stats %+v, %d people still known; want 200 sent, nothing waiting", s, r.people())
		}
	})
}

func (r *rig) people() int {
	l := r.lanes["telegram"]
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.people)
}

func TestPriority(t *testing.T) {
	tests := []struct {
		name string
		add  []chat.Message
		want []string
	}{
		{
			"replies, then notices, then bulk",
			[]chat.Message{message("1", 1, chat.Bulk), message("2", 1, chat.Notice), message("3", 1, chat.Reply), message("4", 1, chat.Reply)},
			[]string{"telegram:3/000001", "telegram:4/000001", "telegram:2/000001", "telegram:1/000001"},
		},
		{
			"a reply passes what waits before it",
			[]chat.Message{message("1", 1, chat.Bulk), message("2", 1, chat.Bulk), message("2", 2, chat.Reply)},
			[]string{"telegram:2/000002", "telegram:1/000001", "telegram:2/000001"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				net := newNetwork(nil)
				r := newRig(t, openKV(t), net, Options{Workers: 1})
				r.commit(test.add...)
				r.run() // Start queues all before a worker looks
				pass(time.Minute)
				if diff := cmp.Diff(test.want, net.ids()); diff != "" {
					t.Errorf("order (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// What is not delivered is reported, and nothing of it stays behind.
func TestEnds(t *testing.T) {
	gone := &chat.GoneError{Err: errors.New("403: bot was blocked by the user")}
	refused := &chat.RefusedError{Err: errors.New("400: message is too long")}
	first, second := message("1", 1, chat.Reply), message("1", 2, chat.Reply)
	digest := message("1", 1, chat.Bulk)
	digest.Note = "what is missing"
	to := first.To
	tests := []struct {
		name       string
		add        []chat.Message
		err        error // always, for the first message
		within     time.Duration
		wantEvents []Event
		wantSent   []string
		wantTries  int
	}{
		{"gone takes all that waits along", []chat.Message{first, second}, gone, 0,
			[]Event{{chat.Gone, to, []chat.Message{first, second}, gone}}, nil, 1},
		{"refused spares the next", []chat.Message{first, second}, refused, 0,
			[]Event{{chat.Refused, to, []chat.Message{first}, refused}}, []string{second.ID}, 1},
		{"an unknown outcome of a digest is no reason to repeat it for ever", []chat.Message{digest, second}, unknown("lost"), time.Hour,
			[]Event{{chat.MaybeSent, to, []chat.Message{digest}, unknown("lost")}}, []string{second.ID}, 4},
		{"an error without a kind counts as unknown", []chat.Message{digest}, errors.New("what"), time.Hour,
			[]Event{{chat.MaybeSent, to, []chat.Message{digest}, errors.New("what")}}, nil, 4},
		{"nor is that of a reply", []chat.Message{first, second}, unknown("lost"), time.Hour,
			[]Event{{chat.MaybeSent, to, []chat.Message{first}, unknown("lost")}}, []string{second.ID}, 4},
		{"a digest that was certainly not delivered is repeated", []chat.Message{digest}, retry(0, "no route"), 2 * time.Second,
			nil, nil, 2},
		{"patience has an end", []chat.Message{first, second}, retry(time.Hour, "later"), 25 * time.Hour,
			[]Event{{chat.GivenUp, to, []chat.Message{first}, retry(time.Hour, "later")}}, []string{second.ID}, 25},
		{"with a digest too", []chat.Message{digest}, retry(time.Hour, "later"), 25 * time.Hour,
			[]Event{{chat.GivenUp, to, []chat.Message{digest}, retry(time.Hour, "later")}}, nil, 25},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				net := newNetwork(func(m chat.Message, _ int) error {
					if m.ID == first.ID {
						return test.err
					}
					return nil
				})
				r := newRig(t, openKV(t), net, Options{})
				r.commit(test.add...)
				r.run()
				pass(test.within)
				opt := cmp.Comparer(func(a, b error) bool { return a == nil && b == nil || a != nil && b != nil && a.Error() == b.Error() })
				if diff := cmp.Diff(test.wantEvents, r.events, opt); diff != "" {
					t.Errorf("events (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(test.wantSent, net.ids(), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("sent (-want +got):\n%s", diff)
				}
				if n := len(net.at(first.ID)); n != test.wantTries {
					t.Errorf("%d tries, want %d", n, test.wantTries)
				}
				pass(sweepTogether)
				if left := rows(t, r.kv); len(test.wantEvents) > 0 && len(left) > 0 {
					t.Errorf("rows left: %v", left)
				}
				if strings.Contains(r.log.String(), "mật") {
					t.Errorf("the log tells a message's text:\n%s", r.log)
				}
			})
		})
	}
}

func TestUnknownChannelStaysInStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, openKV(t), newNetwork(nil), Options{})
		r.run()
		m := message("1", 1, chat.Reply)
		m.To.Channel = "zalo"
		r.give(m)
		pass(time.Minute)
		if diff := cmp.Diff([]string{m.ID}, rows(t, r.kv)); diff != "" {
			t.Errorf("rows (-want +got):\n%s", diff)
		}
	})
}

// Many writers, many people, a network that fails now and then: for the race
// detector, and nothing may be lost, doubled or overtaken by its like.
func TestTenThousand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const writers, people, each = 8, 25, 50
		net := newNetwork(func(m chat.Message, try int) error {
			if try == 1 && strings.HasSuffix(m.ID, "7") {
				return retry(0, "try again")
			}
			return nil
		})
		r := newRig(t, openKV(t), net, Options{})
		r.run()
		var writing sync.WaitGroup
		for w := range writers {
			writing.Go(func() {
				for n := range each {
					for p := range people {
						r.Add(message(fmt.Sprintf("%d-%d", w, p), n, chat.Priority(n%3)))
					}
				}
			})
		}
		writing.Wait()
		pass(10 * time.Minute)
		last := map[string]string{}
		for _, a := range net.seen {
			n, err := strconv.Atoi(a.id[strings.LastIndex(a.id, "/")+1:])
			if err != nil {
				t.Fatal(err)
			}
			line := fmt.Sprintf("%s at priority %d", a.to, n%3)
			if a.id <= last[line] {
				t.Fatalf("%s came after %s", a.id, last[line])
			}
			last[line] = a.id
		}
		if len(net.seen) != writers*people*each {
			t.Errorf("%d arrived, want %d", len(net.seen), writers*people*each)
		}
	})
}
