package trial_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/internal/simulator"
	"giaoban/internal/store"
)

// platform is what Telegram takes: so much to all, one a second to one chat after a few.
var platform = simulator.Limits{Rate: 30, ChatRate: 1, ChatOnce: 5}

// TestLimits has the platform enforce its limits: an announcement to 3,000 while 100
// officers answer, then officers alone who offer three times what is allowed. Where the
// settings say that there are no limits nothing is held back. It runs when GIAOBAN_TRIAL
// says for how long the officers answer.
func TestLimits(t *testing.T) {
	long := trialFor(t)
	t.Run("bulk", func(t *testing.T) {
		c := newCrowd(t, "")
		idle := c.answer(t.Context(), long/4, 8)
		c.sim.SetLimits(platform)
		ctx, stop := context.WithCancel(t.Context())
		var busy []time.Duration
		var answering sync.WaitGroup
		answering.Go(func() { busy = c.answer(ctx, time.Hour, 8) })
		took, sent := c.announce(25 * time.Minute)
		stop()
		answering.Wait()
		limited := c.sim.Limited()
		used := float64(sent) / took.Seconds() / platform.Rate
		t.Logf("%d receivers in %v beside %d answers: %.1f %% of the rate, %d × 429; answers idle p50 %v p95 %v, busy p50 %v p95 %v", len(c.all),
			took.Round(time.Second), len(busy), 100*used, limited.Refused, part(idle, 50), part(idle, 95), part(busy, 50), part(busy, 95))
		if limited.Refused > 0 || used < 0.97 || part(busy, 50) > 2*part(idle, 50) {
			t.Error("the platform had to refuse, the rate is not used, or the officers are slowed" + c.tooMuch())
		}
		c.recount(t)
	})
	t.Run("answers", func(t *testing.T) {
		c := newCrowd(t, "")
		limits := platform
		limits.ChatOnce = 1000 // an officer gets an answer in three seconds; it is the whole that is tried
		c.sim.SetLimits(limits)
		begin := time.Now()
		took := c.answer(t.Context(), long, 3*platform.Rate)
		limited := c.sim.Limited()
		used := float64(c.replied(begin, long)) / long.Seconds() / platform.Rate
		t.Logf("officers alone, %d answers offered in %v: %.1f %% of the rate, %d × 429, %d into a declared wait", len(took), long, 100*used, limited.Refused, limited.Into)
		if used < 0.9 || limited.Refused > 1+int(long/time.Minute) || limited.Into > 0 {
			t.Error("the rate is not used, or the platform had to say so more than once a minute" + c.tooMuch())
		}
		c.recount(t)
	})
	t.Run("none", func(t *testing.T) {
		c := newCrowd(t, "messages_per_second: 0\nmessages_per_second_to_one: 0\n")
		took, sent := c.announce(5 * time.Minute)
		answers := c.answer(t.Context(), long/4, 3*platform.Rate)
		t.Logf("no limits: %d receivers in %v, %.0f messages a second; answers p50 %v p95 %v", len(c.all), took.Round(10*time.Millisecond),
			float64(sent)/took.Seconds(), part(answers, 50), part(answers, 95))
		if took > time.Minute || part(answers, 95) > time.Second {
			t.Error("something is held back")
		}
		c.recount(t)
	})
}

// crowd is many receivers, some of whom answer, and a coordinator.
type crowd struct {
	*world
	all      []*officer
	officers []*officer
	head     *head
}

func newCrowd(t *testing.T, settings string) *crowd {
	w := newWorld(t, 3*time.Hour, settings)
	c := &crowd{world: w, head: &head{person: w.join("--unit", "38", "--role", "coordinator")[0]}}
	c.all = c.receivers(setting("GIAOBAN_RECEIVERS", 3000))
	communes := map[string]bool{}
	for i, o := range c.all {
		if o.first = i * 97 % numbers; len(c.officers) < 100 && !communes[o.unit] {
			communes[o.unit] = true
			c.officers = append(c.officers, o)
		}
	}
	var opening sync.WaitGroup
	for _, o := range c.officers {
		opening.Go(func() { o.opens() })
	}
	opening.Wait()
	time.Sleep(5 * time.Second) // what was sent until now is no part of what is measured
	return c
}

// receivers has so many officers join, some in each commune.
func (w *world) receivers(n int) (all []*officer) {
	list := w.joinSome(n, "--unit", "38", "--role", "officer", "--below", "--level", "3", "--count", "5")
	for _, p := range list {
		all = append(all, &officer{person: p})
	}
	return all
}

func (o *officer) opens() {
	for _, text := range opening {
		o.says(o.t.Context(), typed{text: text})
	}
}

// answer has the officers answer, so many times a second together, and returns how long
// they waited for their replies, the shortest first.
func (c *crowd) answer(ctx context.Context, long time.Duration, perSecond float64) (took []time.Duration) {
	die := rand.New(rand.NewPCG(1, 2))
	ctx, cancel := context.WithTimeout(ctx, long)
	defer cancel()
	turns := make([]chan typed, len(c.officers))
	var mu sync.Mutex
	var all sync.WaitGroup
	for i, o := range c.officers {
		turns[i] = make(chan typed, 1<<14)
		all.Go(func() {
			for what := range turns[i] {
				o.hears(c.t.Context(), what.id, func(m simulator.Shown) bool { return strings.Contains(m.Text, what.want) })
				mu.Lock()
				took = append(took, time.Since(what.at))
				mu.Unlock()
			}
		})
	}
	for n, at := 0, time.Now(); ; n++ {
		at = at.Add(time.Duration(die.ExpFloat64() * float64(time.Second) / perSecond))
		if !sleep(ctx, time.Until(at)) {
			break
		}
		o := c.officers[n%len(c.officers)]
		what := o.next()
		what.at, what.id = time.Now(), o.types(what.text)
		o.said = append(o.said, what)
		turns[n%len(turns)] <- what
	}
	for _, turn := range turns {
		close(turn)
	}
	all.Wait()
	slices.Sort(took)
	return took
}

// announce has the head tell all of them something, and returns how long that takes.
func (c *crowd) announce(most time.Duration) (took time.Duration, sent int) {
	words := "họp giao ban, mang theo sổ ghi chép."
	c.head.says("/thongbao các xã: "+words, "Sẽ gửi thông báo")
	begin := time.Now()
	c.head.says("Gửi", "gửi thông báo")
	ctx, cancel := context.WithTimeout(c.t.Context(), most)
	defer cancel()
	for _, o := range c.all {
		if _, err := o.user.Await(ctx, c.bot, func(chat simulator.Chat) bool {
			return slices.ContainsFunc(chat.Messages, func(m simulator.Shown) bool { return !m.Own && strings.Contains(m.Text, words) })
		}); err != nil {
			c.t.Fatalf("%s did not get the announcement: %v", o.name, err)
		}
	}
	return time.Since(begin), c.replied(begin, time.Since(begin))
}

// replied counts what the platform took in a while.
func (c *crowd) replied(since time.Time, long time.Duration) (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, call := range c.calls {
		if call.Taken && call.At.After(since) && call.At.Before(since.Add(long)) {
			n++
		}
	}
	return n
}

// tooMuch says of the first refusals what had been taken before.
func (c *crowd) tooMuch() (out string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, call := range c.calls {
		if call.Code != 429 || strings.Count(out, "\n") > 5 {
			continue
		}
		all, one := 0, 0
		for _, before := range slices.Backward(c.calls[:i]) {
			age := call.At.Sub(before.At)
			if age > 5*time.Second {
				break
			}
			if before.Taken && age < time.Second {
				all++
			}
			if before.Taken && before.Chat == call.Chat {
				one++
			}
		}
		out += fmt.Sprintf("\n    429 at %s: %d were taken in the second before, %d of this chat in five: «%s»", call.At.Format("15:04:05.000"), all, one, first(call.Text, 40))
	}
	return out
}

// recount ends the program and looks at each officer's answers and replies.
func (c *crowd) recount(t *testing.T) {
	if took, err := c.program.end(); err != nil {
		t.Errorf("SIGTERM: after %v: %v", took, err)
	}
	r := newRecount(&wreck{world: c.world})
	r.open(func(reader store.Reader) error {
		for _, o := range c.officers {
			r.officer(reader, o)
		}
		r.left(reader)
		return nil
	})
	r.faults(t)
}

func part(sorted []time.Duration, percent int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)].Round(10 * time.Microsecond)
}
