package dispatch_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// blocks notes that somebody blocked the bot.
func (w *world) blocks(name string) {
	w.t.Helper()
	if err := w.d.Ended(context.Background(), w.now, person(name), chat.Gone); err != nil {
		w.t.Fatal(err)
	}
}

// TestAnOrderInVainLeavesATrace: an order that would reach nobody is not sent. Who wanted it reads of whom and why not, at once
// and in the journal, and whoever asks why finds it.
func TestAnOrderInVainLeavesATrace(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
	w.blocks("an")
	const gone, nobody = "Đã chặn tin hoặc không còn tài khoản (1): xã Nga An.", "Chưa có ai kích hoạt (1): xã Nga Yên."
	for _, test := range []struct{ typed, said, wanted string }{
		{"/nhac Nga An, Nga Yên", "Không gửi lời nhắc, vì không ai nhận được.", "định nhắc nộp báo cáo"},
		{"/thongbao Nga An, Nga Yên: Họp.", "Không gửi thông báo, vì không ai nhận được.", "định gửi thông báo"},
	} {
		got := text(w.types("truong", test.typed))
		for _, want := range []string{test.said, gone, nobody} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", test.typed, want, got)
			}
		}
		journal := text(w.types("truong", "/nhatky"))
		_, lines, _ := strings.Cut(journal, "\n")
		line, _, _ := strings.Cut(lines, "\n")
		for _, want := range []string{test.wanted, gone, nobody} {
			if !strings.Contains(line, want) {
				t.Errorf("%s: no %q in the journal's newest line\n%s", test.typed, want, line)
			}
		}
	}
	err := w.kv.View(t.Context(), func(r store.Reader) error {
		all, err := notify.Courses(r, w.d.All()[0])
		for _, c := range all {
			if p := notify.Far(r, w.d.All()[0], c, c.Units); !c.Vain || len(c.To) != 1 || len(p.Missed[chat.Gone]) != 1 || len(p.Missed[0]) != 1 {
				t.Errorf("kept is %+v, which is %+v", c, p)
			}
		}
		if len(all) != 2 {
			t.Errorf("%d orders are kept", len(all))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range w.said[person("an")] {
		if strings.Contains(m.Content.Text, "Họp.") {
			t.Errorf("it was sent: %+v", m)
		}
	}
}

// TestAReminderThatDidNotArrive: what became of a reminder of the calendar stands with its receiver, and that it did not
// arrive in the journal of those above; but not where the next step takes its place.
func TestAReminderThatDidNotArrive(t *testing.T) {
	for how, says := range map[chat.Outcome]string{
		chat.Gone: "lời nhắc hạn theo lịch không đến – xã Nga An (đã chặn tin hoặc không còn tài khoản)", chat.Refused: "(ứng dụng nhắn tin từ chối)",
		chat.MaybeSent: "(không rõ đã nhận hay chưa)", chat.GivenUp: "", chat.Delivered: "",
	} {
		w := newWorld(t)
		w.joins("an", "16144", roster.Officer)
		w.joins("truong", "401", roster.Coordinator)
		w.goes(time.Date(2016, 7, 4, 8, 0, 0, 0, w.c.Zone))
		reminder := w.last("an")
		ended := w.now
		if how == chat.GivenUp {
			ended = reminder.Until
		}
		for range 2 { // as one that was cut off between
			if err := w.d.Ended(t.Context(), ended, reminder.To, how, reminder); err != nil {
				t.Fatal(err)
			}
			ended = ended.Add(time.Second)
		}
		journal := text(w.types("truong", "/nhatky"))
		if n := strings.Count(journal, "lời nhắc hạn theo lịch"); says != "" && n != 1 || says == "" && n != 0 || !strings.Contains(journal, says) {
			t.Errorf("%s: the journal says\n%s", how, journal)
		}
		err := w.kv.View(t.Context(), func(r store.Reader) error {
			last, err := store.Reminders.Get(r, person("an"))
			want := operation.Missed
			if how == chat.Delivered {
				want = operation.Reached
			}
			if came, _ := notify.CameTo(r, last.Told); came != want || last.Told.Ended != how || len(last.About) != 1 || last.About[0].Unit != "16144" || last.At.IsZero() {
				t.Errorf("%s: kept is %+v", how, last)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnEndThatIsCutOff: what came of an order was kept, and the program was killed while it took the rest away. The next
// start takes that away, and what is kept stays what it was.
func TestAnEndThatIsCutOff(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	o := store.Order{Campaign: w.d.All()[0].ID(), Notice: "nhac/x", By: person("truong"), At: w.now, What: "nhac", Units: []string{"16144"}, Found: true, Parts: 2, Over: true}
	kept := store.Course{Order: o, Ended: w.now, To: []store.Told{{Receiver: store.Receiver{Unit: "16144", Address: person("an")}, Ended: chat.Delivered}}}
	err := store.One(t.Context(), w.kv, func(tx store.Tx) error {
		store.Orders.Put(tx, o, o)
		store.Courses.Put(tx, o, kept)
		store.Parts.Put(tx, store.PartOf{Campaign: o.Campaign, Notice: o.Notice, N: 1}, store.Part{}) // the other one is gone
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.d.Progress(t.Context(), w.now.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	err = w.kv.View(t.Context(), func(r store.Reader) error {
		orders, err1 := store.Orders.List(r, "")
		parts, err2 := store.Parts.List(r, "")
		courses, err3 := store.Courses.List(r, "")
		if len(orders)+len(parts) > 0 || len(courses) != 1 || courses[0].Lacks || len(courses[0].To) != 1 || !courses[0].Ended.Equal(kept.Ended) {
			t.Errorf("left are %d orders and %d parts; kept is %+v", len(orders), len(parts), courses)
		}
		return errors.Join(err1, err2, err3)
	})
	if err != nil {
		t.Fatal(err)
	}
}
