package dispatch_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// rewrites changes the status of a unit's report.
func (w *world) rewrites(unit string, how func(*report.Status)) {
	w.t.Helper()
	s := w.statusOf(unit)
	how(&s)
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		store.Statuses.Put(tx, report.ID{Campaign: w.c.Name, Unit: unit}, s)
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// accepted are which of the units have an accepted report.
func (w *world) accepted(units []roster.Unit) (names []string) {
	for _, u := range units {
		if w.statusOf(u.Code).State == report.Accepted {
			names = append(names, u.Name)
		}
	}
	return names
}

// TestAcceptTogether: all that wait are accepted after one preview but those with something
// to look at, which are named; whoever names one accepts it too.
func TestAcceptTogether(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("truong", "401", roster.Coordinator)
	units := w.submitted(6)
	w.rewrites(units[1].Code, func(s *report.Status) { s.Warnings = 2 })
	w.rewrites(units[5].Code, func(s *report.Status) { s.State = report.Accepted })
	preview := w.presses("truong", w.types("truong", "xem"), "Chấp nhận cùng lúc (5)")
	for _, want := range []string{"Sẽ chấp nhận báo cáo của 4 xã: ", "Còn 1 báo cáo có điểm cần xem, chưa chấp nhận: " + units[1].Label() + ": 2 cảnh báo được giữ"} {
		if !strings.Contains(text(preview), want) {
			t.Errorf("no %q in:\n%s", want, text(preview))
		}
	}
	if strings.Contains(text(preview), units[5].Label()) {
		t.Errorf("what was accepted before is named:\n%s", text(preview))
	}
	look := w.presses("truong", preview, "Xem báo cáo "+units[1].Label())
	if !strings.Contains(text(look), units[1].Name) {
		t.Errorf("the button opens:\n%s", text(look))
	}
	typed := w.types("truong", "duyệt tất cả các xã đã nộp")
	if !strings.Contains(text(typed), "4 xã") || !strings.Contains(text(typed), "Còn 1 báo cáo") {
		t.Errorf("typed:\n%s", text(typed))
	}
	done := w.types("truong", "Gửi")
	if !strings.Contains(text(done), "Đã chấp nhận báo cáo của 4 xã") {
		t.Fatalf("done:\n%s", text(done))
	}
	if got := w.accepted(units); slices.Contains(got, units[1].Name) || len(got) != 5 {
		t.Errorf("accepted: %v", got)
	}
	w.rewrites(units[0].Code, func(s *report.Status) { s.State = report.Submitted })
	named := w.types("truong", "chấp nhận "+units[0].Name+", "+units[1].Name)
	if !strings.Contains(text(named), "Sẽ chấp nhận báo cáo của 2 xã") || !strings.Contains(text(named), "Trong đó có điểm cần xem: "+units[1].Label()+": 2 cảnh báo được giữ.") {
		t.Errorf("named:\n%s", text(named))
	}
	w.types("truong", "ok")
	if got := w.accepted(units); len(got) != 6 {
		t.Errorf("accepted in the end: %v", got)
	}
	if said := w.types("truong", "/khoa các xã đã nộp"); strings.Contains(text(said), "Sẽ chấp nhận") {
		t.Errorf("nothing waits, and yet:\n%s", text(said))
	}
}

// TestChangedMeanwhile: a report that was returned, or returned and handed in anew, between
// the preview and the yes is not accepted, and named.
func TestChangedMeanwhile(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("truong", "401", roster.Coordinator)
	units := w.submitted(4)
	preview := w.types("truong", "chấp nhận "+units[0].Name+", "+units[1].Name+", "+units[2].Name+", "+units[3].Name)
	w.rewrites(units[1].Code, func(s *report.Status) { s.State = report.Returned })
	w.rewrites(units[2].Code, func(s *report.Status) { s.Revision++ })
	done := text(w.presses("truong", preview, "Chấp nhận báo cáo 4 xã"))
	left := fmt.Sprintf("Không gồm: %s và %s (tình hình vừa thay đổi)", units[1].Label(), units[2].Label())
	if !strings.Contains(done, "Đã chấp nhận báo cáo của 2 xã") || !strings.Contains(strings.ReplaceAll(done, ", ", " và "), left) {
		t.Errorf("want %q in:\n%s", left, done)
	}
	if got := w.accepted(units); len(got) != 2 {
		t.Errorf("accepted: %v", got)
	}
	one := w.types("truong", "chấp nhận "+units[2].Name)
	w.rewrites(units[2].Code, func(s *report.Status) { s.Revision++ })
	if again := text(w.presses("truong", one, "Chấp nhận")); !strings.Contains(again, "Tình hình vừa thay đổi") {
		t.Errorf("a report that was handed in anew is accepted:\n%s", again)
	}
}

// TestDecisionCutOff ends the program after each commit of a decision about twenty-six
// reports; the first only marks the yes, as it comes right after a start. At the next start the rest is decided: nothing is lost, nobody is told twice, the
// head is answered once and the journal has one line.
func TestDecisionCutOff(t *testing.T) {
	inLine(t)
	for cut := range 7 {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		all := shippedCollection(t, "", "xa.yaml", "huyen.yaml")
		w := openWorld(t, kv, all)
		w.joins("truong", "401", roster.Coordinator)
		units := w.submitted(26)
		for i, u := range units {
			w.joins(fmt.Sprint("xa", i), u.Code, roster.Officer)
		}
		preview := w.types("truong", "duyệt tất cả các xã đã nộp")
		var send string
		for _, c := range preview {
			for _, row := range c.Choices {
				if strings.HasPrefix(row[0].Label, "Chấp nhận báo cáo 26 xã") {
					send = row[0].Data
				}
			}
		}
		press := chat.Update{Key: "yes", From: person("truong"), At: w.now, Input: chat.Input{Kind: chat.Press, Data: send}}
		end := &ending{KV: kv, left: 100}
		cutting := openWorld(t, end, all)
		end.left = cut
		cutErr := cutting.d.Updates(context.Background(), []chat.Update{press})
		after := openWorld(t, kv, all)
		if err := after.d.Updates(context.Background(), []chat.Update{press}); err != nil {
			t.Fatal(err)
		}
		if err := after.d.Flush(context.Background(), w.now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		accepted := len(w.accepted(units))
		if accepted == 0 && cut < 3 { // the yes itself was lost, and is given again
			continue
		}
		if accepted != len(units) {
			t.Errorf("after %d commits (%v): %d are accepted", cut, cutErr, accepted)
		}
		told, answers := map[chat.Address]int{}, 0
		err = kv.View(context.Background(), func(r store.Reader) error {
			rows, err := store.Outbox.List(r, "")
			for _, row := range rows {
				switch said := row.Content.Text; {
				case strings.Contains(said, "đã chấp nhận báo cáo của"):
					told[row.To]++
				case strings.Contains(said, "Đã chấp nhận báo cáo của 26 xã"):
					answers++
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range units {
			for _, m := range members(w, u.Code) {
				if told[m.Address] != 1 {
					t.Errorf("after %d commits (%v): %s of %s is told %d times", cut, cutErr, m.Address, u.Label(), told[m.Address])
				}
			}
		}
		if answers != 1 {
			t.Errorf("after %d commits (%v): the head is answered %d times", cut, cutErr, answers)
		}
		var lines []report.Entry
		err = kv.View(context.Background(), func(r store.Reader) (err error) {
			lines, _, err = store.JournalPage(r, report.ID{Campaign: w.c.Name}, "", 100, func(string) bool { return true })
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		lines = slices.DeleteFunc(lines, func(e report.Entry) bool { return e.Move != report.MoveAccept })
		if len(lines) != 1 {
			t.Errorf("after %d commits: %d lines of the journal", cut, len(lines))
		}
	}
}

// TestTwelveTogether measures what it takes a head to clear twelve submitted reports, in
// three of which there is something to look at: those are read, the others accepted after
// one preview.
func TestTwelveTogether(t *testing.T) {
	w := newWorldOfAll(t, "")
	w.joins("truong", "401", roster.Coordinator)
	units := w.submitted(12)
	for _, u := range units[4:7] {
		w.rewrites(u.Code, func(s *report.Status) { s.Warnings = 1 })
	}
	taps, words := 0, 0
	read := func(said []chat.Content) []chat.Content {
		words += len(strings.Fields(text(said)))
		return said
	}
	press := func(said []chat.Content, label string) []chat.Content {
		taps++
		return read(w.presses("truong", said, label))
	}
	preview := press(read(w.types("truong", "xem")), "Chấp nhận cùng lúc (12)")
	press(preview, "Chấp nhận báo cáo 9 xã")
	if got := w.accepted(units); len(got) != 9 {
		t.Fatalf("accepted together: %v", got)
	}
	said := press(preview, "Xem báo cáo")
	for range 3 {
		said = press(press(press(said, "Chấp nhận"), "Chấp nhận báo cáo"), "Báo cáo chờ duyệt tiếp theo")
	}
	if got := w.accepted(units); len(got) != 12 {
		t.Errorf("accepted in the end: %v", got)
	}
	t.Logf("%d taps, %d words, %.1f minutes at 150 words a minute", taps, words, float64(words)/150)
	if taps > 12 || words > 150*12 {
		t.Errorf("%d taps and %d words to clear twelve reports", taps, words)
	}
}
