package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/roster"
)

// TestALostReminderIsNamedAbove: a reminder that may not have arrived is not
// sent again, and the next digest above names it, once.
func TestALostReminderIsNamedAbove(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	w.goes(time.Date(2016, 7, 4, 8, 0, 0, 0, w.c.Zone))
	said := w.said[person("an")]
	reminder := said[len(said)-1]
	if !reminder.Once || !strings.Contains(reminder.Content.Text, "còn 1 ngày") {
		t.Fatalf("no reminder: %+v", reminder)
	}
	for range 2 {
		if err := w.d.Undelivered(context.Background(), person("an"), false, true, reminder.ID); err != nil {
			t.Fatal(err)
		}
	}
	digest := func(at time.Time) string {
		before := len(w.said[person("truong")])
		w.goes(at)
		var texts []string
		for _, m := range w.said[person("truong")][before:] {
			texts = append(texts, m.Content.Text)
		}
		return strings.Join(texts, "\n\n")
	}
	want := "nhắc hạn gửi xã Nga An, huyện Nga Sơn lúc 07:30 ngày 04/7/2016"
	if got := digest(time.Date(2016, 7, 5, 8, 0, 0, 0, w.c.Zone)); strings.Count(got, want) != 1 {
		t.Errorf("the digest names the lost reminder not once:\n%s", got)
	}
	if got := digest(time.Date(2016, 7, 6, 8, 0, 0, 0, w.c.Zone)); strings.Contains(got, want) {
		t.Errorf("the digest after it names it again:\n%s", got)
	}
	if n := len(w.said[person("an")]); n != len(said)+2 {
		t.Errorf("%d messages for the officer after the reminder, want those of the last day and the day after", n-len(said))
	}
}
