package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/simulator"
)

// said counts the bot's answers in somebody's chat: neither its greeting, nor a word that
// one takes long.
func (r *limitsRun) said(u *simulator.User) (n int) {
	for _, m := range u.Chat(r.bot).Messages {
		if !m.Own && !strings.HasPrefix(m.Text, "Đang lập") && !strings.HasPrefix(m.Text, "Xin chào") {
			n++
		}
	}
	return n
}

// TestStopWhileAsked is a trial: the program is stopped again and again while coordinators
// ask. Each question is answered, before the end or by the next start. GIAOBAN_STOPS makes it
// long.
func TestStopWhileAsked(t *testing.T) {
	stops := number("GIAOBAN_STOPS", 3)
	r := newLimitsRun(t, 1, 0, 0)
	die := rand.New(rand.NewPCG(1, 2))
	asked := make([]int, len(r.heads))
	longest := time.Duration(0)
	for range stops {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(300+die.IntN(300))*time.Millisecond)
		for n := 0; ctx.Err() == nil; n++ {
			head := n % len(r.heads)
			if _, err := r.heads[head].Type(r.bot, []string{"/nhatky", "/vuongmac"}[n/len(r.heads)%2]); err != nil {
				t.Fatal(err)
			}
			asked[head]++
			time.Sleep(5 * time.Millisecond)
		}
		cancel()
		begin := time.Now()
		r.stop()
		longest = max(longest, time.Since(begin))
		r.app.clock.(*clock.Movable).Set(r.app.clock.Now().Add(time.Minute)) // nobody is over the limit
		r.starts()
	}
	questions, unanswered, doubled := 0, 0, 0
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for i, u := range r.heads {
		questions += asked[i]
		if _, err := u.Await(ctx, r.bot, func(simulator.Chat) bool { return r.said(u) >= asked[i] }); err != nil {
			unanswered += asked[i] - r.said(u)
		}
		doubled += max(0, r.said(u)-asked[i])
		if slices.ContainsFunc(u.Chat(r.bot).Messages, func(m simulator.Shown) bool { return strings.HasPrefix(m.Text, "Đang lập") }) {
			t.Error("a word that an answer is being made was left")
		}
	}
	t.Logf("%d stops while %d questions were asked: %d unanswered, %d answered twice; a stop took %v at most", stops, questions, unanswered, doubled, longest.Round(time.Millisecond))
	if unanswered > 0 || doubled > stops { // a message on its way when the program stops may come twice
		t.Error("a question was not answered, or too many twice")
	}
}

// TestOfficersBesideQuestions is a trial: how long officers wait for their answers while
// coordinators ask fifty times a second. GIAOBAN_SECONDS makes it long.
func TestOfficersBesideQuestions(t *testing.T) {
	seconds := number("GIAOBAN_SECONDS", 2)
	r := newLimitsRun(t, 100, 0, 0)
	const perSecond = 10
	idle := r.asking(t.Context(), 100, seconds*perSecond, perSecond)
	flood := func(who []*simulator.User) []time.Duration {
		ctx, cancel := context.WithCancel(t.Context())
		var asking sync.WaitGroup
		asking.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				if _, err := who[n%len(who)].Type(r.bot, []string{"/tinhhinh", "/chuanop"}[n/len(who)%2]); err != nil {
					t.Error(err)
				}
				time.Sleep(time.Second / 50)
			}
		})
		took := r.asking(t.Context(), 100, seconds*perSecond, perSecond)
		cancel()
		asking.Wait()
		return took
	}
	one, many := flood([]*simulator.User{r.head}), flood(r.heads)
	t.Logf("officers' answers p50 and p95: idle %v %v; beside one coordinator %v %v, %.1f times; beside twelve %v %v, %.1f times", share(idle, 50), share(idle, 95),
		share(one, 50), share(one, 95), float64(share(one, 95))/float64(share(idle, 95)), share(many, 50), share(many, 95), float64(share(many, 95))/float64(share(idle, 95)))
	if seconds >= 10 && share(one, 95) > 500*time.Millisecond {
		t.Error("a coordinator holds up the officers")
	}
}
