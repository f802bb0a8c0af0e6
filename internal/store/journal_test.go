package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/report"
	"giaoban/internal/store"
)

// TestJournalPages: the newest first, only what is wanted, each line once over
// all pages, and one campaign's lines never in another's.
func TestJournalPages(t *testing.T) {
	kv := open(t)
	start := time.Date(2016, 7, 6, 8, 0, 0, 0, time.UTC)
	ctx := context.Background()
	for i := range 23 {
		d := report.Entry{When: start.Add(time.Duration(i/2) * time.Second), Move: report.MoveReturn, Unit: []string{"in", "out"}[i%2], Remark: fmt.Sprint(i)}
		for _, campaign := range []string{"a", "ab"} {
			if err := store.One(ctx, kv, func(tx store.Tx) error {
				store.Journal.Put(tx, store.Line{Campaign: report.ID{Campaign: campaign}, Update: fmt.Sprint("update", i), At: d.When}, d)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
	}
	var got []string
	cursor, pages := "", 0
	err := kv.View(ctx, func(r store.Reader) error {
		for {
			page, next, err := store.JournalPage(r, report.ID{Campaign: "a"}, cursor, 5, func(unit string) bool { return unit == "in" })
			if err != nil {
				return err
			}
			for _, d := range page {
				got = append(got, d.Remark)
			}
			if pages++; next == "" || pages > 9 {
				return nil
			}
			cursor = next
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"22", "20", "18", "16", "14", "12", "10", "8", "6", "4", "2", "0"}
	if diff := cmp.Diff(want, got); diff != "" || pages != 3 {
		t.Errorf("%d pages (-want +got):\n%s", pages, diff)
	}
}

// TestDeadlines: what is set for a level below a unit is read back, by level and
// among all of the campaign; the last that is set for a unit counts.
func TestDeadlines(t *testing.T) {
	kv := open(t)
	at := time.Date(2016, 7, 10, 16, 59, 59, 0, time.UTC)
	a, b := report.ID{Campaign: "a"}, report.ID{Campaign: "b"}
	level := store.Level{Campaign: a, Level: 3}
	update(t, kv, func(tx store.Tx) error {
		for i, set := range []struct {
			d      store.Deadline
			before time.Time
		}{
			{store.Deadline{Unit: "401", At: at.AddDate(0, 0, 1)}, time.Time{}},
			{store.Deadline{Unit: "402", At: at.AddDate(0, 0, 2)}, time.Time{}},
			{store.Deadline{Unit: "401", At: at}, at.AddDate(0, 0, 1)},
		} {
			if before, err := store.SetDeadline(tx, level, set.d); err != nil || !before.Equal(set.before) {
				t.Errorf("%d is set in the place of %v, %v", i, before, err)
			}
		}
		store.Extensions.Put(tx, report.ID{Campaign: "a", Unit: "16144"}, at)
		return nil
	})
	err := kv.View(context.Background(), func(r store.Reader) error {
		want := []store.Deadline{{Unit: "401", At: at}, {Unit: "402", At: at.AddDate(0, 0, 2)}}
		one, err := store.Deadlines.Get(r, level)
		if diff := cmp.Diff(want, one); err != nil || diff != "" {
			t.Errorf("%v:\n%s", err, diff)
		}
		all, err := store.DeadlinesOf(r, a)
		if diff := cmp.Diff(map[int][]store.Deadline{3: want}, all); err != nil || diff != "" {
			t.Errorf("%v:\n%s", err, diff)
		}
		extended, err := store.ExtensionsOf(r, a)
		if diff := cmp.Diff(map[string]time.Time{"16144": at}, extended); err != nil || diff != "" {
			t.Errorf("%v:\n%s", err, diff)
		}
		other, err := store.DeadlinesOf(r, b)
		none, err2 := store.ExtensionsOf(r, b)
		if len(other)+len(none) > 0 || err != nil || err2 != nil {
			t.Errorf("another campaign has %v, %v, %v, %v", other, none, err, err2)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
