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
			if err := store.One(ctx, kv, func(tx store.Tx) error { return store.AppendEntry(tx, campaign, fmt.Sprint("update", i), d) }); err != nil {
				t.Fatal(err)
			}
		}
	}
	var got []string
	cursor, pages := "", 0
	err := kv.View(ctx, func(r store.Reader) error {
		for {
			page, next, err := store.Journal(r, "a", cursor, 5, func(unit string) bool { return unit == "in" })
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

// TestDues: what is set for a level below a unit is read back, by itself and
// among all of the campaign.
func TestDues(t *testing.T) {
	kv := open(t)
	at, due := time.Date(2016, 7, 10, 16, 59, 59, 0, time.UTC), store.Due{Unit: "401", Level: 3}
	ctx := context.Background()
	if err := store.One(ctx, kv, func(tx store.Tx) error { return store.PutDue(tx, "a", due, at) }); err != nil {
		t.Fatal(err)
	}
	err := kv.View(ctx, func(r store.Reader) error {
		one, err := store.GetDue(r, "a", due)
		if err != nil || !one.Equal(at) {
			t.Errorf("read %v, %v", one, err)
		}
		all, err := store.Dues(r, "a")
		if diff := cmp.Diff(map[store.Due]time.Time{due: at}, all); err != nil || diff != "" {
			t.Errorf("%v:\n%s", err, diff)
		}
		other, err := store.Dues(r, "b")
		if len(other) > 0 || err != nil {
			t.Errorf("another campaign has %v, %v", other, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
