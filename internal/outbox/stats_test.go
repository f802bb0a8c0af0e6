package outbox

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/chat"
)

// Each call is counted by its priority and by how it ended, what waits by how it stands,
// and an answer from when its update came to the first of its pages.
func TestStats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := newNetwork(func(m chat.Message, try int) error {
			switch {
			case m.To.ID == "gone":
				return &chat.GoneError{Err: errors.New("403")}
			case m.To.ID == "slow" && try == 1:
				return retry(7*time.Second, "429")
			case m.To.ID == "dark":
				return unknown("502")
			}
			return nil
		})
		r := newRig(t, openKV(t), net, Options{})
		r.run()
		answer := message("fine", 1, chat.Reply)
		answer.Answers, answer.Since = "telegram/1/7", time.Now().Add(-2*time.Second)
		page := message("fine", 2, chat.Reply)
		page.Answers, page.Since = answer.Answers, answer.Since
		r.give(answer, page)
		r.give(message("gone", 3, chat.Notice))
		pass(time.Second)
		slow := message("slow", 4, chat.Reply)
		slow.Answers = "telegram/1/8"
		r.give(slow)
		pass(time.Second)
		s := r.Stats()
		for _, want := range []struct {
			p       chat.Priority
			outcome string
		}{{chat.Reply, "delivered"}, {chat.Notice, "gone"}, {chat.Reply, "throttled"}} {
			n := int64(1)
			if want.outcome == "delivered" {
				n = 2
			}
			if got := s.Lines[want.p].Tries[want.outcome]; got != n {
				t.Errorf("%d %s at priority %d, want %d", got, want.outcome, want.p, n)
			}
		}
		if seen := s.Answering.Seen(); seen.Count != 1 || seen.Sum < 2 || seen.Sum > 2.5 {
			t.Errorf("answers took %+v, want one of 2 s", seen)
		}
		if s.Waiting != 1 || s.Lines[chat.Reply].Waiting != 1 || s.Ended[chat.Gone] != 1 || s.Asked != 7*time.Second || s.Sent != 2 {
			t.Errorf("%+v", s)
		}
		held := r.Held(func(m chat.Message) bool { return m.Answers == slow.Answers })
		if len(held) != 1 || held[0].ID != slow.ID || held[0].Tries != 1 || held[0].Sending || !held[0].Next.After(time.Now()) {
			t.Errorf("held: %+v", held)
		}
		if left := time.Until(held[0].GivenUp); left < 23*time.Hour || left > 24*time.Hour {
			t.Errorf("given up in %v, want a day after the first try", left)
		}
		if at := r.Reached(answer.To); at.IsZero() || !r.Reached(slow.To).IsZero() {
			t.Errorf("reached at %v and %v", at, r.Reached(slow.To))
		}
		pass(time.Minute)
		if r.Stats().Waiting != 0 || len(r.Held(func(chat.Message) bool { return true })) != 0 || r.Reached(slow.To).IsZero() {
			t.Error("the message did not go after the wait")
		}
		r.give(message("dark", 5, chat.Bulk))
		pass(10 * time.Second)
		if held := r.Held(func(m chat.Message) bool { return m.To.ID == "dark" }); len(held) != 1 || held[0].Unknown != 2 {
			t.Errorf("held after two tries of unknown outcome: %+v", held)
		}
	})
}
