package dispatch_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/clock"
	"giaoban/internal/dispatch/seed"
	"giaoban/internal/invitation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// living is a world whose communes of one district go on as the clock moves.
func living(t *testing.T) (*world, *seed.Life, *clock.Movable) {
	w := newWorldOfAll(t, "")
	w.now = time.Date(2016, 7, 4, 7, 0, 0, 0, w.c.Zone)
	planted := seed.Seed{From: w.now.AddDate(0, 0, -12), To: w.now.Add(-10 * time.Hour), Started: 0.8, Submitted: 0.45, Number: 2016, Script: demoScript(t),
		Skip: func(u roster.Unit) bool { return u.Parent != "401" || u.Code == "16144" }}
	if err := seed.Plant(context.Background(), w.d.Set, planted); err != nil {
		t.Fatal(err)
	}
	moved := clock.NewMovable(w.now)
	life, err := seed.NewLife(w.d.Set.All()[0], planted, seed.Road{Clock: moved,
		Updates: func(ctx context.Context, updates []chat.Update) error {
			for _, u := range updates {
				if u.At.After(moved.Now()) {
					t.Errorf("%s: said at %s, and it is %s", u.From.ID, u.At, moved.Now())
				}
			}
			return w.d.Updates(ctx, updates)
		},
		Code: func(ctx context.Context, unit string) (string, error) {
			code, _ := roster.NormalizeCode(roster.NewCode([]byte("life" + unit + "................")))
			return code, store.One(ctx, w.kv, func(tx store.Tx) error {
				return invitation.Put(tx, roster.Hash(code), roster.Invitation{List: w.c.UnitList, Unit: unit, Role: roster.Officer, Created: w.now, Expires: w.now.AddDate(0, 1, 0)})
			})
		}})
	if err != nil {
		t.Fatal(err)
	}
	return w, life, moved
}

// passes lets the communes go on up to an instant, and does what falls due then.
func passes(t *testing.T, w *world, life *seed.Life, moved *clock.Movable, to time.Time) {
	t.Helper()
	for at := w.now; at.Before(to); {
		if at = time.Date(at.Year(), at.Month(), at.Day()+1, 7, 30, 0, 0, at.Location()); at.After(to) {
			at = to
		}
		if err := life.Pass(context.Background(), at); err != nil {
			t.Fatal(err)
		}
		moved.Set(at)
		w.goes(at)
	}
}

func (w *world) statuses() (all map[string]report.Status) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		all, err = store.StatusesOf(r, report.ID{Campaign: w.c.Name})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

func countIn(statuses map[string]report.Status) (n int) {
	for _, s := range statuses {
		if s.State.In() {
			n++
		}
	}
	return n
}

// TestLife: the communes of a district go on through the deadline at people's hours, in
// order, and what the head reads is what the store has; what comes back is corrected.
func TestLife(t *testing.T) {
	inLine(t)
	w, life, moved := living(t)
	w.joins("huyen", "401", roster.Coordinator)
	begun := countIn(w.statuses())
	at := func(day, hour, minute int) time.Time { return time.Date(2016, 7, day, hour, minute, 0, 0, w.c.Zone) }
	passes(t, w, life, moved, at(4, 12, 30))
	if !hears(w.types("huyen", "/tinhhinh"), fmt.Sprintf("đã nộp %d/27", countIn(w.statuses()))) {
		t.Errorf("at noon: %v", w.types("huyen", "/tinhhinh")[0].Text)
	}
	w.types("huyen", "/tralai Nga Yên X8.06: chưa nêu số liệu")
	w.types("huyen", "gửi")
	if s := w.statuses()["16132"]; s.State != report.Returned {
		t.Fatalf("Nga Yên is not returned: %v\n%s", s.State, w.said[person("huyen")][len(w.said[person("huyen")])-1].Content.Text)
	}
	passes(t, w, life, moved, at(5, 12, 30))
	if s := w.statuses()["16132"]; s.State != report.Submitted || s.Revision != 2 {
		t.Errorf("Nga Yên does not correct its report: %+v", s)
	}
	first := countIn(w.statuses())
	passes(t, w, life, moved, at(6, 7, 30))
	second := countIn(w.statuses())
	passes(t, w, life, moved, at(21, 7, 30))
	last := countIn(w.statuses())
	if begun >= first || first >= second || second >= last || last == 27 {
		t.Errorf("submitted: %d at first, then %d, %d, %d", begun, first, second, last)
	}
	if !hears(w.types("huyen", "/tinhhinh"), fmt.Sprintf("đã nộp %d/27", last)) {
		t.Errorf("in the end: %v", w.types("huyen", "/tinhhinh")[0].Text)
	}
	numbers := 0
	for _, u := range w.units.Children("401") {
		for _, m := range w.members(u.Code) {
			if m.Post == "" {
				t.Errorf("whoever works at %s has no post", u.Full())
			}
			if m.Telephone != "" {
				numbers++
			}
		}
	}
	if numbers == 0 {
		t.Error("nobody has kept the telephone")
	}
	for code, s := range w.statuses() {
		if s.Started.After(s.Changed) || s.Changed.After(moved.Now()) || s.State.In() && s.Submitted.Before(s.Started) {
			t.Errorf("%s: out of order: %+v", code, s)
		}
		if n := s.Submitted.In(w.c.Zone); n.After(at(4, 7, 0)) && (n.Weekday() == time.Saturday || n.Weekday() == time.Sunday || n.Hour() < 7 || n.Hour() >= 21) {
			t.Errorf("%s submitted at %s", code, n)
		}
	}
}

func hears(said []chat.Content, words string) bool {
	for _, c := range said {
		if strings.Contains(c.Text, words) {
			return true
		}
	}
	return false
}

// TestLifeIsTheSame: two runs end alike, however the clock is moved between.
func TestLifeIsTheSame(t *testing.T) {
	inLine(t)
	var ends []map[string]report.Status
	for _, stops := range [][]int{{12}, {8, 9, 10, 11, 12}} {
		w, life, moved := living(t)
		for _, hour := range stops {
			passes(t, w, life, moved, time.Date(2016, 7, 4, hour, 0, 0, 0, w.c.Zone))
		}
		ends = append(ends, w.statuses())
	}
	for code, a := range ends[0] {
		if b := ends[1][code]; a.State != b.State || a.Done != b.Done || !a.Changed.Equal(b.Changed) {
			t.Errorf("%s: %v %d %s, and %v %d %s", code, a.State, a.Done, a.Changed, b.State, b.Done, b.Changed)
		}
	}
}

// TestSeedInOfficeHours: what the communes did before the demonstration begins was done in
// the hours of an office.
func TestSeedInOfficeHours(t *testing.T) {
	w, _, _ := living(t)
	for unit, s := range w.statuses() {
		for _, at := range []time.Time{s.Started, s.Changed, s.Submitted} {
			hour := at.In(w.c.Zone).Format("15:04")
			if at.IsZero() || hour >= "07:30" && hour <= "11:30" || hour >= "13:30" && hour <= "17:00" {
				continue
			}
			t.Errorf("%s: something at %s", unit, at.In(w.c.Zone))
		}
	}
}
