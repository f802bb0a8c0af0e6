package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// last is the newest message to somebody.
func (w *world) last(name string) chat.Message {
	said := w.said[person(name)]
	return said[len(said)-1]
}

// lost has the outbox give a message up.
func (w *world) lost(m chat.Message) {
	w.t.Helper()
	if err := w.d.Ended(context.Background(), w.now, m.To, chat.MaybeSent, m); err != nil {
		w.t.Fatal(err)
	}
}

// digest is what somebody is told up to an instant.
func (w *world) digest(name string, at time.Time) string {
	before := len(w.said[person(name)])
	w.goes(at)
	var texts []string
	for _, m := range w.said[person(name)][before:] {
		texts = append(texts, m.Content.Text)
	}
	return strings.Join(texts, "\n\n")
}

// TestALostReminderIsNamedAbove: a reminder that may not have arrived is named
// by the next digest above, once.
func TestALostReminderIsNamedAbove(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	w.goes(time.Date(2016, 7, 4, 8, 0, 0, 0, w.c.Zone))
	said := len(w.said[person("an")])
	reminder := w.last("an")
	if !strings.Contains(reminder.Content.Text, "còn 1 ngày") {
		t.Fatalf("no reminder: %+v", reminder)
	}
	if next := time.Date(2016, 7, 5, 7, 30, 0, 0, w.c.Zone); reminder.Priority != chat.Bulk || !reminder.Until.Equal(next) {
		t.Errorf("tried until %v, want the next step of the ladder, %v", reminder.Until, next)
	}
	w.lost(reminder)
	w.lost(reminder)
	want := "nhắc hạn gửi xã Nga An, huyện Nga Sơn lúc 07:30 ngày 04/7/2016"
	if got := w.digest("truong", time.Date(2016, 7, 5, 8, 0, 0, 0, w.c.Zone)); strings.Count(got, want) != 1 {
		t.Errorf("the digest names the lost reminder not once:\n%s", got)
	}
	if got := w.digest("truong", time.Date(2016, 7, 6, 8, 0, 0, 0, w.c.Zone)); strings.Contains(got, want) {
		t.Errorf("the digest after it names it again:\n%s", got)
	}
	if n := len(w.said[person("an")]); n != said+2 {
		t.Errorf("%d messages for the officer after the reminder, want those of the last day and the day after", n-said)
	}
}

// TestALostDigestIsNamedInTheNext, by its own hour, although another went out
// before it was given up.
func TestALostDigestIsNamedInTheNext(t *testing.T) {
	w := newWorld(t)
	w.joins("truong", "401", roster.Coordinator)
	w.goes(time.Date(2016, 7, 4, 8, 0, 0, 0, w.c.Zone))
	digest := w.last("truong")
	next, _ := w.c.NextDigest(1, w.c.Digests, w.now)
	if digest.Priority != chat.Bulk || !digest.Until.Equal(next) {
		t.Errorf("tried until %v, want the next digest, %v", digest.Until, next)
	}
	w.goes(next.Add(time.Minute))
	w.lost(digest)
	const want = "bản tổng hợp lúc 07:30 ngày 04/7/2016"
	if got := w.digest("truong", time.Date(2016, 7, 6, 8, 0, 0, 0, w.c.Zone)); strings.Count(got, want) != 1 {
		t.Errorf("the digest names the lost one not once:\n%s", got)
	}
	if got := w.digest("truong", time.Date(2016, 7, 7, 8, 0, 0, 0, w.c.Zone)); strings.Contains(got, want) {
		t.Errorf("the digest after it names it again:\n%s", got)
	}
}

// TestALostReminderIsNamed, and so is an announcement: whoever ordered them read
// that they were sent.
func TestALostReminderIsNamed(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	w.goes(time.Date(2016, 7, 4, 8, 0, 0, 0, w.c.Zone))
	for _, order := range []string{"/nhac nga an", "/thongbao nga an: Họp giao ban lúc 8 giờ."} {
		w.types("truong", order)
		w.types("truong", "Gửi")
		m := w.last("an")
		if m.Priority != chat.Bulk || m.Note == "" {
			t.Fatalf("after %s: %+v", order, m)
		}
		w.lost(m)
	}
	got := w.digest("truong", time.Date(2016, 7, 5, 8, 0, 0, 0, w.c.Zone))
	for _, want := range []string{"lời nhắc gửi xã Nga An, huyện Nga Sơn lúc 08:00 ngày 04/7/2016", "thông báo gửi xã Nga An, huyện Nga Sơn lúc 08:00 ngày 04/7/2016"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("the digest names %q not once:\n%s", want, got)
		}
	}
}
