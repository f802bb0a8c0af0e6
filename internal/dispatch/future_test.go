package dispatch_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/invitation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// a future is an hour in 2030, which the machine's clock shows by mistake.
var wrongHour = time.Date(2030, 1, 2, 9, 0, 0, 0, time.UTC)

// step does what falls due now, as the schedule does.
func (w *world) step() {
	w.t.Helper()
	ctx := context.Background()
	done, err := w.d.Done(ctx, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	if at, _, ok := w.d.Next(ctx, done); w.now.After(done) && ok && !at.After(w.now) {
		if err := w.d.Do(ctx, done, w.now); err != nil {
			w.t.Fatal(err)
		}
	}
}

// inTheFuture does something while the clock is wrong, for an hour.
func (w *world) inTheFuture(do func()) {
	w.t.Helper()
	right := w.now
	w.now = wrongHour.In(w.c.Zone)
	w.step()
	do()
	w.now = w.now.Add(time.Hour)
	w.step()
	w.now = right.Add(time.Hour)
}

// TestAFutureThatDidNotCome: an hour of a clock in 2030 keeps back nothing that falls due
// afterwards: digests, reminders and notices come as if it had never been.
func TestAFutureThatDidNotCome(t *testing.T) {
	days := map[bool]map[string][]string{}
	for _, wrong := range []bool{false, true} {
		w := newWorld(t)
		names := crowd(w, 0, 3)
		w.joins("tinh", "38", roster.Coordinator)
		w.goes(time.Date(2016, 7, 4, 10, 0, 0, 0, w.c.Zone))
		act := func() {
			w.types("o0", "bắt đầu")
			w.types("o0", "có")
			w.types("tinh", "/lich 8h, 16h")
			w.types("o1", "/vuongmac")
			w.types("o1", "Xã chưa có máy tính, đề nghị tỉnh hướng dẫn.")
			w.types("o1", "gửi")
		}
		if wrong {
			w.inTheFuture(act)
		} else {
			act()
			w.now = time.Date(2016, 7, 4, 11, 0, 0, 0, w.c.Zone)
		}
		w.step()
		before := map[string]int{}
		for _, who := range append(names, "tinh") {
			before[who] = len(w.said[person(who)])
		}
		days[wrong] = map[string][]string{}
		for range 12 {
			w.goes(w.now.Add(24 * time.Hour))
			for _, who := range append(names, "tinh") {
				kinds := []string{}
				for _, m := range w.said[person(who)][before[who]:] {
					first, _, _ := strings.Cut(m.Content.Text, "\n")
					kinds = append(kinds, fmt.Sprint(m.Priority, " ", first))
				}
				before[who] = len(w.said[person(who)])
				slices.Sort(kinds)
				days[wrong][who] = append(days[wrong][who], fmt.Sprintf("%s: %q", w.now.Format(time.DateOnly), kinds))
			}
		}
	}
	for who, want := range days[false] {
		for i, got := range days[true][who] {
			if i > 0 && got != want[i] { // on the first day what the wrong hour said may come twice
				t.Errorf("%s\nwith a wrong hour: %s\nwithout:           %s", who, got, want[i])
			}
		}
	}
	if digests := fmt.Sprint(days[false]["tinh"]); strings.Count(digests, "\"2 ") < 8 {
		t.Errorf("there were hardly any digests: %s", digests)
	}
}

// TestRewind: each kind of record that keeps an instant from a future which did not come is
// put right, and all others stay.
func TestRewind(t *testing.T) {
	w := newWorld(t)
	crowd(w, 0, 2)
	w.joins("tinh", "38", roster.Coordinator)
	w.goes(time.Date(2016, 7, 4, 10, 0, 0, 0, w.c.Zone))
	right := drafts(t, w.kv)
	if err := w.d.Rewind(t.Context(), w.now); err != nil {
		t.Fatal(err)
	}
	if now := drafts(t, w.kv); !slices.Equal(now, right) {
		t.Errorf("a right clock changed something")
	}
	code, _ := roster.NormalizeCode(roster.NewCode([]byte("an invitation of the future........")))
	w.inTheFuture(func() {
		w.types("o0", "bắt đầu")
		w.types("o0", "có")
		w.types("la", "/start AAAA-AAAA-AAAA")
		err := store.One(t.Context(), w.kv, func(tx store.Tx) error {
			return invitation.Put(tx, roster.Hash(code), roster.Invitation{List: w.c.UnitList, Unit: communes(w)[1], Role: roster.Officer,
				Created: w.now, Expires: w.now.Add(roster.InvitationValid)})
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	n, err := store.Rewind(t.Context(), w.kv, w.now)
	if err != nil || n == 0 {
		t.Fatalf("%d records, %v", n, err)
	}
	if again, err := store.Rewind(t.Context(), w.kv, w.now); err != nil || again != 0 {
		t.Errorf("%d records are in the future still, %v", again, err)
	}
	if told := w.types("nguoi moi", "/start "+code); len(told) == 0 || !strings.Contains(told[0].Text, "Mã đúng") {
		t.Errorf("a code of the future: %+v", told)
	}
	err = w.kv.View(t.Context(), func(r store.Reader) error {
		inv, _, err := store.Invitations.Find(r, roster.Hash(code))
		if err != nil || inv.Expires.After(w.now.Add(roster.InvitationValid)) {
			t.Errorf("it is valid until %v, %v", inv.Expires, err)
		}
		for row, err := range store.OnceKeys.All(r, "") {
			if err != nil || row.Value.After(w.now.Add(time.Hour)) {
				t.Errorf("%s: %v, %v", row.Key, row.Value, err)
			}
		}
		for row, err := range store.Statuses.All(r, "") {
			if s := row.Value; err != nil || s.Changed.After(w.now) || s.Started.After(w.now) {
				t.Errorf("%s: %v, %v", row.Key, s, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if told := w.types("o1", "bắt đầu"); len(told) == 0 {
		t.Error("nobody answers")
	}
}
