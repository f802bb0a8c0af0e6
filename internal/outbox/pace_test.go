package outbox

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"giaoban/internal/chat"
)

// platform is a channel that enforces limits as Telegram does: so many messages a second,
// so many for each chat, and a wait that it declares when that is too much.
type platform struct {
	latency time.Duration
	all     *rate.Limiter
	burst   int // of each chat, at one a second
	wait    time.Duration

	mu    sync.Mutex
	chats map[string]*rate.Limiter
	until time.Time            // a declared wait for everybody
	apart map[string]time.Time // and for one chat
	// refused counts the answers 429; into, of those, what came in a declared wait.
	refused []time.Duration
	into    int
	start   time.Time
	sent    map[string]time.Time
	order   []string
}

func newPlatform(latency time.Duration) *platform {
	return &platform{latency: latency, all: rate.NewLimiter(30, 30), burst: 3, wait: 3 * time.Second,
		chats: map[string]*rate.Limiter{}, apart: map[string]time.Time{}, start: time.Now(), sent: map[string]time.Time{}}
}

func (p *platform) Send(_ context.Context, m chat.Message) (string, error) {
	time.Sleep(p.latency / 2)
	err := p.take(m)
	time.Sleep(p.latency / 2)
	return "1", err
}

func (p *platform) take(m chat.Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.chats[m.To.ID] == nil {
		p.chats[m.To.ID] = rate.NewLimiter(1, p.burst)
	}
	until := &p.until
	switch {
	case now.Before(p.until) || now.Before(p.apart[m.To.ID]):
		p.into++
	case !p.all.Allow():
		*until = now.Add(p.wait)
	case !p.chats[m.To.ID].Allow():
		p.apart[m.To.ID] = now.Add(p.wait)
		p.refused = append(p.refused, now.Sub(p.start))
		return retry(p.wait, "Too Many Requests: retry after 3")
	default:
		p.sent[m.ID] = now
		p.order = append(p.order, m.ID)
		return nil
	}
	p.refused = append(p.refused, now.Sub(p.start))
	return retry(max(until.Sub(now), p.apart[m.To.ID].Sub(now)), "Too Many Requests: retry after 3")
}

// limits are those of the platform.
var limits = Options{Rate: 30, ChatRate: 1}

// TestBulkBesideAnswers is trial 3 of bulk in small: notices to many while officers answer
// use the rate up, cause no 429, and slow no answer.
func TestBulkBesideAnswers(t *testing.T) {
	const receivers, officers, each = 1000, 100, 2 // messages, people, answers of each
	synctest.Test(t, func(t *testing.T) {
		net := newPlatform(80 * time.Millisecond)
		r := newRig(t, openKV(t), net, limits)
		r.run()
		var bulk, answers []chat.Message
		for n := range receivers {
			bulk = append(bulk, message(fmt.Sprint(n), 1, chat.Bulk))
		}
		r.give(bulk...)
		asked := map[string]time.Time{}
		die := rand.New(rand.NewPCG(1, 2))
		for n := range officers * each { // 8 a second, at random
			pass(time.Duration(die.ExpFloat64() * float64(time.Second/8)))
			m := message(fmt.Sprint(n%officers), 100+n, chat.Reply)
			asked[m.ID] = time.Now()
			answers = append(answers, m)
			r.give(m)
		}
		pass(2 * time.Minute)
		last := slices.MaxFunc(bulk, func(a, b chat.Message) int { return net.sent[a.ID].Compare(net.sent[b.ID]) })
		took := net.sent[last.ID].Sub(net.start)
		within, waits := 0, []time.Duration{}
		for _, m := range answers {
			if net.sent[m.ID].Before(net.sent[last.ID]) {
				within++
			}
			waits = append(waits, net.sent[m.ID].Sub(asked[m.ID]))
		}
		used := float64(receivers+within) / took.Seconds() / 30
		if len(net.sent) != receivers+officers*each || len(net.refused) > 0 {
			t.Errorf("%d arrived, %d answers 429", len(net.sent), len(net.refused))
		}
		slices.Sort(waits)
		// An answer to somebody whose notice is on its way waits for that.
		p95, slowest := waits[len(waits)*95/100], waits[len(waits)-1]
		if used < 0.97 || p95 > net.latency/2 || slowest > 2*net.latency {
			t.Errorf("%.1f %% of the rate used, answers: p95 %v, slowest %v", 100*used, p95, slowest)
		}
	})
}

// TestAnswersAlone is trial 3 of answers in small: three times what is allowed, for five
// minutes. The platform has to say so once, and nothing overtakes.
func TestAnswersAlone(t *testing.T) {
	for _, latency := range []time.Duration{2 * time.Millisecond, 150 * time.Millisecond} {
		synctest.Test(t, func(t *testing.T) {
			net := newPlatform(latency)
			net.burst = 1000
			r := newRig(t, openKV(t), net, limits)
			r.run()
			const officers = 300
			for n := range 90 * 120 {
				pass(time.Second / 90)
				r.Add(message(fmt.Sprint(n%officers), n, chat.Reply))
			}
			took := time.Since(net.start)
			net.mu.Lock() // answers still leave
			if used := float64(len(net.sent)) / took.Seconds() / 30; used < 0.9 {
				t.Errorf("%.1f %% of the rate used", 100*used)
			}
			if len(net.refused) > 1 || net.into > 0 {
				t.Errorf("answers 429 at %v, %d into a declared wait", net.refused, net.into)
			}
			last := map[string]string{}
			for _, id := range net.order {
				who, _, _ := strings.Cut(id, "/")
				if id <= last[who] {
					t.Errorf("%s came after %s", id, last[who])
				}
				last[who] = id
			}
			net.mu.Unlock()
			r.stop()
		})
	}
}

// TestBurst: as many replies as the platform takes in a second go at once, more make it
// say so no more than once; a minute later they go at once again.
func TestBurst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := newPlatform(100 * time.Millisecond)
		r := newRig(t, openKV(t), net, limits)
		r.run()
		burst := func(round, n int) (last time.Duration) {
			at := time.Now()
			for i := range n {
				r.give(message(fmt.Sprint(i), round, chat.Reply))
			}
			pass(time.Minute)
			for i := range n {
				last = max(last, net.sent[message(fmt.Sprint(i), round, chat.Reply).ID].Sub(at))
			}
			return last
		}
		if last := burst(1, 28); last > 50*time.Millisecond || len(net.refused) > 0 {
			t.Errorf("28 took %v, answers 429 at %v", last, net.refused)
		}
		if last := burst(2, 100); last > 6*time.Second || len(net.refused) > 1 {
			t.Errorf("100 took %v, answers 429 at %v", last, net.refused)
		}
		pass(time.Minute)
		if last := burst(3, 28); last > 50*time.Millisecond || len(net.refused) > 1 {
			t.Errorf("28 took %v after a quiet minute, answers 429 at %v", last, net.refused)
		}
	})
}

// TestBulkIsNotStarved: answers that take everything leave bulk one a second.
func TestBulkIsNotStarved(t *testing.T) {
	for _, allowed := range []rate.Limit{30, rate.Inf} { // a platform that says so, and one that takes it all
		synctest.Test(t, func(t *testing.T) {
			net := newPlatform(20 * time.Millisecond)
			net.all.SetLimit(allowed)
			net.burst = 1000
			r := newRig(t, openKV(t), net, limits)
			r.run()
			for n := range 100 {
				r.give(message(fmt.Sprint("bulk", n), 1, chat.Bulk))
			}
			for n := range 60 * 60 {
				pass(time.Second / 60)
				r.Add(message(fmt.Sprint(n%100), n, chat.Reply))
			}
			bulk := 0
			net.mu.Lock() // answers still leave
			for n := range 100 {
				if _, sent := net.sent[message(fmt.Sprint("bulk", n), 1, chat.Bulk).ID]; sent {
					bulk++
				}
			}
			if bulk < 50 || len(net.refused) > 1 {
				t.Errorf("%v a second allowed: %d of bulk within a minute, answers 429 at %v", allowed, bulk, net.refused)
			}
			net.mu.Unlock()
			r.stop()
		})
	}
}

// TestNoLimits: without limits nothing is held back.
func TestNoLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := newNetwork(nil)
		r := newRig(t, openKV(t), net, Options{})
		r.run()
		for n := range 300 {
			r.give(message(fmt.Sprint(n%10), n, chat.Priority(n%3)))
		}
		pass(0)
		pass(sweepTogether * 300)
		if n := len(net.ids()); n != 300 || net.seen[n-1].at > 2*time.Second {
			t.Errorf("%d arrived, the last at %v", n, net.seen[n-1].at)
		}
	})
}

// TestBulkAfterManyAnswers: what the platform took of the answers beyond its rate, without a
// word, is not made up for by those who come after.
func TestBulkAfterManyAnswers(t *testing.T) {
	const answers, receivers = 1500, 60
	synctest.Test(t, func(t *testing.T) {
		net := newPlatform(2 * time.Millisecond)
		net.all.SetLimit(rate.Inf)
		r := newRig(t, openKV(t), net, limits)
		r.run()
		for n := range answers {
			r.give(message(fmt.Sprint(n), 1, chat.Reply))
		}
		pass(15 * time.Second)
		if len(net.sent) != answers {
			t.Fatalf("%d of %d answers after 15 s", len(net.sent), answers)
		}
		for n := range receivers {
			r.give(message(fmt.Sprint(n), 2, chat.Bulk))
		}
		pass(4 * time.Second)
		if len(net.sent) != answers+receivers {
			t.Errorf("%d of %d of what was sent to many, four seconds after the answers", len(net.sent)-answers, receivers)
		}
	})
}

// TestOneChat: pages to one person go at the chat's rate, a reply between them at once.
func TestOneChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := newPlatform(0)
		r := newRig(t, openKV(t), net, limits)
		r.run()
		for n := range 4 {
			r.give(message("1", n, chat.Bulk))
		}
		pass(500 * time.Millisecond)
		reply := message("1", 9, chat.Reply)
		r.give(reply)
		pass(time.Minute)
		if at := net.sent[reply.ID].Sub(net.start); at != 500*time.Millisecond {
			t.Errorf("the reply went at %v", at)
		}
		if last := net.sent[message("1", 3, chat.Bulk).ID].Sub(net.start); len(net.refused) > 0 || last < 4*time.Second || last > 4100*time.Millisecond {
			t.Errorf("the last page went at %v, answers 429 at %v", last, net.refused)
		}
	})
}

// TestPages: of the pages of one reply three go at once, and the platform has nothing to
// say; without a limit all do.
func TestPages(t *testing.T) {
	for chatRate, want := range map[float64]time.Duration{1: 3 * time.Second, 0: 0} {
		synctest.Test(t, func(t *testing.T) {
			net := newPlatform(0)
			if chatRate == 0 {
				net.burst = 10
			}
			r := newRig(t, openKV(t), net, Options{Rate: 30, ChatRate: chatRate})
			r.run()
			var pages []chat.Message
			for n := range 6 {
				pages = append(pages, message("1", n, chat.Reply))
			}
			r.give(pages...)
			pass(time.Minute)
			at := func(n int) time.Duration { return net.sent[pages[n].ID].Sub(net.start).Round(100 * time.Millisecond) }
			if at(2) != 0 || at(5) != want || len(net.refused) > 0 {
				t.Errorf("pages at %v, %v, answers 429 at %v", at(2), at(5), net.refused)
			}
		})
	}
}

// TestThrottled: a wait that the channel asks for holds everybody, but for one that a
// person alone has brought about.
func TestThrottled(t *testing.T) {
	const s = time.Second
	tests := []struct {
		name              string
		messages          int // to the one who is told to wait at the last
		asked             time.Duration
		text              string
		wantOne, wantElse time.Duration
	}{
		{"nothing explains it", 1, 10 * s, "429: retry after 10", 10 * s, 10 * s},
		{"for hours", 1, 3600 * s, "429: retry after 3600", 3600 * s, 60 * s},
		{"one got too much", 3, 10 * s, "429: retry after 10", 10 * s, s},
		{"everybody is meant", 3, 10 * s, "429: global limit, retry after 10", 10 * s, 10 * s},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				last := message("1", test.messages, chat.Reply)
				net := newNetwork(func(m chat.Message, try int) error {
					if m.ID == last.ID && try == 1 {
						return retry(test.asked, test.text)
					}
					return nil
				})
				r := newRig(t, openKV(t), net, limits)
				r.run()
				for n := range test.messages {
					r.give(message("1", n+1, chat.Reply))
				}
				pass(s)
				other := message("9", 1, chat.Reply)
				r.give(other)
				pass(2 * time.Hour)
				got := []time.Duration{net.when(last.ID).Truncate(s), net.when(other.ID).Truncate(s)}
				if diff := cmp.Diff([]time.Duration{test.wantOne, test.wantElse}, got); diff != "" {
					t.Errorf("the one who was told to wait, another (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// TestOneTriesFirst: after a declared wait one message goes; the others follow when it
// got through, and wait on if it did not.
func TestOneTriesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const latency = 200 * time.Millisecond
		var tries atomic.Int64
		net := newNetwork(nil)
		net.answer = func(chat.Message, int) error {
			mine := tries.Add(1)
			time.Sleep(latency)
			if mine <= 2 {
				return retry(5*time.Second, "429: retry after 5")
			}
			return nil
		}
		r := newRig(t, openKV(t), net, limits)
		r.run()
		r.give(message("0", 1, chat.Reply))
		pass(time.Second)
		for n := range 20 {
			r.give(message(fmt.Sprint(n+1), 1, chat.Reply))
		}
		pass(time.Minute)
		var at []time.Duration
		for _, a := range net.tried[:4] {
			at = append(at, a.at.Round(10*time.Millisecond))
		}
		want := []time.Duration{0, 5200 * time.Millisecond, 10400 * time.Millisecond, 10600 * time.Millisecond}
		if diff := cmp.Diff(want, at); diff != "" || len(net.seen) != 21 {
			t.Errorf("%d arrived; tries (-want +got):\n%s", len(net.seen), diff)
		}
	})
}

// TestNobodyObjects: where the platform takes more than it is said to, answers are not
// held to the rate.
func TestNobodyObjects(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := newNetwork(func(chat.Message, int) error { time.Sleep(5 * time.Millisecond); return nil })
		r := newRig(t, openKV(t), net, limits)
		r.run()
		for n := range 500 {
			r.give(message(fmt.Sprint(n), 1, chat.Reply))
		}
		pass(time.Minute)
		if last := net.seen[len(net.seen)-1].at; len(net.seen) != 500 || last > 300*time.Millisecond {
			t.Errorf("%d arrived, the last after %v", len(net.seen), last)
		}
	})
}
