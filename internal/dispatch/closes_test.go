package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// closing is a world whose campaign closes by itself three days after the last deadline in force.
func closing(t *testing.T) *world {
	t.Helper()
	c := shippedCollection(t, "", "xa.yaml")
	c.Campaign.Levels = c.Campaign.Levels[:1] // communes, until the end of 5 July
	c.Campaign.Closes = campaign.Closing{Days: 3, After: true}
	return newWorldWith(t, c)
}

// allHeard are the texts that somebody got since a number of messages.
func (w *world) allHeard(name string, since int) string {
	var texts []string
	for _, m := range w.said[person(name)][since:] {
		texts = append(texts, m.Content.Text)
	}
	return strings.Join(texts, "\n---\n")
}

// TestClosesByItself: at its instant, in the quiet hours, the campaign closes once; everybody is told in the morning, an
// officer reads on and writes no more, and the journal, the counter and the plan have it.
func TestClosesByItself(t *testing.T) {
	w := closing(t)
	in := w.d.All()[0]
	w.joins("an", "16144", roster.Officer)
	w.joins("tinh", "38", roster.Coordinator)
	w.types("an", "bắt đầu")

	plan := w.planned(w.now, 10)
	if !strings.Contains(plan, "00:00 09/07/2016: đóng đợt báo cáo") || strings.Contains(plan, "không tự mở, tự đóng") {
		t.Errorf("plan:\n%s", plan)
	}
	w.goes(day(2016, 7, 8, "23:59"))
	if in.Phase().Closed {
		t.Fatal("closed too early")
	}
	since := len(w.said[person("an")])
	w.goes(day(2016, 7, 9, "00:01"))
	if p := in.Phase(); !p.Closed || !p.Calendar || !p.Since.Equal(day(2016, 7, 9, "00:00")) {
		t.Fatalf("phase: %+v", p)
	}
	if got := w.allHeard("an", since); got != "" {
		t.Errorf("told in the quiet hours: %s", got)
	}
	w.goes(day(2016, 7, 9, "07:31"))
	for _, name := range []string{"an", "tinh"} {
		if got := w.allHeard(name, since); !strings.Contains(got, "đã đóng ngày 09/7/2016: đồng chí vẫn xem được") {
			t.Errorf("%s heard: %s", name, got)
		}
		since = 0
	}
	if got := w.types("an", "/xem"); !strings.Contains(got[0].Text, "Nga An") {
		t.Errorf("reading: %s", got[0].Text)
	}
	if got := w.types("an", "đúng"); !strings.Contains(got[0].Text, "đã đóng") {
		t.Errorf("writing: %s", got[0].Text)
	}
	if got := w.types("tinh", "/nhatky"); !strings.Contains(got[0].Text, "bot: đóng đợt báo cáo theo lịch") {
		t.Errorf("journal: %s", got[0].Text)
	}
	if n := w.d.Stats().Closed.Load(); n != 1 {
		t.Errorf("counted %d", n)
	}
	since = len(w.said[person("an")])
	w.goes(day(2016, 8, 9, "12:00"))
	if got := w.allHeard("an", since); got != "" {
		t.Errorf("told afterwards: %s", got)
	}
}

// TestExtensionMovesTheClosing: who was given more time has it.
func TestExtensionMovesTheClosing(t *testing.T) {
	w := closing(t)
	w.goes(day(2016, 7, 5, "12:00"))
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		store.Extensions.Put(tx, w.d.All()[0].Report("16144"), day(2016, 7, 7, "16:30"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.goes(day(2016, 7, 9, "12:00"))
	if w.d.All()[0].Phase().Closed {
		t.Fatal("closed as if nobody had more time")
	}
	w.goes(day(2016, 7, 10, "16:31"))
	if p := w.d.All()[0].Phase(); !p.Closed || !p.Since.Equal(day(2016, 7, 10, "16:30")) {
		t.Errorf("phase: %+v", p)
	}
}

// TestMissedClosing: a machine that was off closes at its start, with no reminder from behind the closing; one that an
// operator opens again stays so.
func TestMissedClosing(t *testing.T) {
	w := closing(t)
	w.joins("an", "16144", roster.Officer)
	w.goes(day(2016, 7, 6, "12:00"))
	since := len(w.said[person("an")])
	off := day(2016, 7, 21, "09:00")
	done, err := w.d.Done(context.Background(), off)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.d.Do(context.Background(), done, off); err != nil {
		t.Fatal(err)
	}
	w.now = off
	if got := w.allHeard("an", since); !strings.Contains(got, "đã đóng ngày 21/7/2016") || strings.Contains(got, "Đã quá hạn") {
		t.Errorf("heard: %s", got)
	}
	if _, err := w.d.Change(context.Background(), w.c.Name, campaign.Reopen, false, off); err != nil {
		t.Fatal(err)
	}
	w.goes(day(2016, 7, 25, "12:00"))
	if p := w.d.All()[0].Phase(); p.Closed || p.Calendar {
		t.Errorf("closed again: %+v", p)
	}
}

// TestClosedInAFuture: what a wrong clock closed is open again once the clock is right, and closes at its hour.
func TestClosedInAFuture(t *testing.T) {
	w := closing(t)
	now := w.now
	w.goes(day(2016, 7, 20, "12:00"))
	if !w.d.All()[0].Phase().Closed {
		t.Fatal("not closed")
	}
	if err := w.d.Rewind(context.Background(), now); err != nil {
		t.Fatal(err)
	}
	w.now = now
	w.goes(day(2016, 7, 8, "12:00"))
	if w.d.All()[0].Phase().Closed {
		t.Fatal("still closed")
	}
	w.goes(day(2016, 7, 9, "00:01"))
	if !w.d.All()[0].Phase().Closed {
		t.Error("not closed at its hour")
	}
}

// TestRemindedByTheHour: a step in hours comes on a day off, to who had their reminder of the day, and says the hour.
func TestRemindedByTheHour(t *testing.T) {
	c := shippedCollection(t, "", "xa.yaml")
	c.Campaign.Levels = c.Campaign.Levels[:1]
	c.Campaign.Levels[0].Deadline = day(2016, 7, 10, "16:30") // a Sunday
	c.Campaign.Reminders = []campaign.Reminder{{ID: "today", Days: 0, To: "officer"}, {ID: "soon", Hours: -2, To: "officer"}}
	w := newWorldWith(t, c)
	w.joins("an", "16144", roster.Officer)
	w.goes(day(2016, 7, 10, "12:00"))
	since := len(w.said[person("an")])
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		store.Reminders.Put(tx, person("an"), store.Reminded{Day: "2016-07-10", Sent: 1})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.goes(day(2016, 7, 10, "14:29"))
	if got := w.allHeard("an", since); got != "" {
		t.Errorf("heard before its hour: %s", got)
	}
	w.goes(day(2016, 7, 10, "18:00"))
	got := w.allHeard("an", since)
	if !strings.Contains(got, "phải nộp trước 16:30 ngày 10/7/2016, còn 2 giờ") || strings.Count(got, "16:30") != 1 {
		t.Errorf("heard: %s", got)
	}
}

// planned is the plan of so many days, in words.
func (w *world) planned(from time.Time, days int) string {
	w.t.Helper()
	var lines []string
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		plans, err := w.d.Ahead(context.Background(), r, from, from.AddDate(0, 0, days))
		lines = nil
		for _, p := range plans {
			lines = append(lines, p.Lines(w.d.All()[0].Phrases(""))...)
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}
