package store_test

import (
	"context"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// TestRewindWhatWasSentToMany: what was sent to thousands is nearly as large as one transaction may be, and several of them
// are put right together.
func TestRewindWhatWasSentToMany(t *testing.T) {
	db, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	now := time.Date(2016, 7, 4, 7, 0, 0, 0, time.UTC)
	to := make([]store.Told, 6000)
	for i := range to {
		to[i] = store.Told{Receiver: store.Receiver{Unit: strconv.Itoa(10_000 + i), Address: chat.Address{Channel: "telegram", ID: strconv.Itoa(5_600_000_000 + i)}}}
	}
	const many = 4
	for i := range many {
		s := store.Sent{Campaign: report.ID{Campaign: "c"}, Notice: strconv.Itoa(i), At: now.AddDate(14, 0, 0), To: to}
		if err := store.One(t.Context(), db, func(tx store.Tx) error { store.Sents.Put(tx, s, s); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []int{many, 0} {
		if n, err := store.Rewind(context.Background(), db, now); n != want || err != nil {
			t.Errorf("%d are put right, want %d: %v", n, want, err)
		}
	}
}
