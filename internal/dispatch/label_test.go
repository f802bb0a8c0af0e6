package dispatch_test

import (
	"context"
	"testing"
	"time"

	"giaoban/internal/dispatch/seed"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestNextNamesAll: what falls due at the same minute is named together.
func TestNextNamesAll(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct{ after, at, label string }{
		{"2016-07-04 12:00", "2016-07-05 07:30", "bản tổng hợp, nhắc hạn"},
		{"2016-07-05 12:00", "2016-07-06 00:00", "hết hạn nộp"},
		{"2016-07-09 12:00", "2016-07-10 07:30", "bản tổng hợp"},
	} {
		after, err := time.ParseInLocation("2006-01-02 15:04", c.after, w.c.Zone)
		if err != nil {
			t.Fatal(err)
		}
		at, label, ok := w.d.Next(context.Background(), after)
		if got := at.Format("2006-01-02 15:04"); !ok || got != c.at || label != c.label {
			t.Errorf("after %s: %s at %s, want %s at %s", c.after, label, got, c.label, c.at)
		}
	}
}

// TestPlantLeavesSome: in the demonstration's district somebody has handed in,
// somebody is at it and at least three have not begun, whoever else begins.
func TestPlantLeavesSome(t *testing.T) {
	w := newWorld(t)
	script := demoScript(t)
	planted := seed.Seed{From: w.now.AddDate(0, 0, -12), To: w.now.Add(-10 * time.Hour), Started: 0.8, Submitted: 0.45, Number: 2016, Script: script,
		Skip: func(u roster.Unit) bool { return u.Parent != "401" && u.Parent != "395" }}
	if err := seed.Plant(context.Background(), w.d.Set, planted); err != nil {
		t.Fatal(err)
	}
	states := map[report.State]int{}
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		statuses, err := store.StatusesOf(r, report.ID{Campaign: w.c.Name})
		for _, u := range w.units.Children("401") {
			if u.Code != "16144" { // the phone on the page
				states[statuses[u.Code].State]++
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if states[report.NotStarted] < 3 || states[report.InProgress] == 0 || states[report.Submitted] == 0 {
		t.Errorf("states of the district: %v", states)
	}
}
