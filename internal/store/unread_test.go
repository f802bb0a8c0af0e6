package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/store"
)

// TestUnread: what was not understood is kept for 90 days, the oldest first.
func TestUnread(t *testing.T) {
	kv := open(t)
	now := time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)
	err := store.One(context.Background(), kv, func(tx store.Tx) error {
		store.KeepUnread(tx, "u1", store.Unread{Text: "mới", Role: "coordinator", At: now})
		store.KeepUnread(tx, "u2", store.Unread{Text: "cũ", At: now.AddDate(0, 0, -91)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = kv.View(context.Background(), func(r store.Reader) error {
		list, err := store.Unreads.List(r, "")
		if err != nil || len(list) != 2 || strings.Contains(list[0].Text, "mới") {
			t.Errorf("kept %+v, %v", list, err)
		}
		old, err := store.OldUnread(r, now)
		if err != nil || len(old) != 1 || !strings.HasSuffix(old[0], "u2") {
			t.Errorf("old are %v, %v", old, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
