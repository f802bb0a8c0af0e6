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
	life, err := seed.NewLife(w.d.Set.All[0], planted, seed.Road{Clock: moved,
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
				invitation.Put(tx, roster.Hash(code), roster.Invitation{List: w.c.UnitList, Unit: unit, Role: roster.Officer, Created: w.now, Expires: w.now.AddDate(0, 1, 0)})
				return nil
			})
		}})
	if err != nil {
		t.Fatal(err)
	}
	return w, life, moved
}

func TestLife(t *testing.T) {
	w, life, moved := living(t)
	w.joins("huyen", "401", roster.Coordinator)
	in := func() (n int) {
		_ = w.kv.View(context.Background(), func(r store.Reader) error {
			statuses, err := store.StatusesOf(r, report.ID{Campaign: w.c.Name})
			for code, s := range statuses {
				if s.State.In() {
					n++
				}
				at := s.Changed.In(w.c.Zone)
				if at.After(moved.Now()) || s.Started.After(s.Changed) {
					t.Errorf("%s: %+v", code, s)
				}
			}
			return err
		})
		return n
	}
	start := time.Now()
	for day := range 16 {
		at := time.Date(2016, 7, 4+day, 7, 30, 0, 0, w.c.Zone)
		for _, at := range []time.Time{at, at.Add(12 * time.Hour)} {
			if err := life.Pass(context.Background(), at); err != nil {
				t.Fatal(err)
			}
			moved.Set(at)
			w.now = at
			t.Log(at, in(), time.Since(start))
		}
	}
	for _, m := range w.said[person("huyen")] {
		t.Log("> ", strings.ReplaceAll(m.Content.Text, "\n", " | "))
	}
	last := map[string]int{}
	for who, all := range w.said {
		if who.Channel == seed.Nobody {
			last[fmt.Sprint(who.ID)] = len(all)
		}
	}
	t.Log(last)
}
