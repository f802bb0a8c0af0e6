package retention_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/store"
)

// TestWipeTakesWhatIsDamaged: a bot's scans leave damaged records out. A wipe takes them all the same, with the notes of
// them: else the report of that unit could never be begun anew.
func TestWipeTakesWhatIsDamaged(t *testing.T) {
	kv, id, now := openKV(t), report.ID{Campaign: "c", Unit: "1"}, time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)
	other := report.ID{Campaign: "other", Unit: "1"}
	do(t, kv, func(tx store.Tx) error {
		for _, r := range []report.ID{id, other} {
			for _, key := range []string{store.Statuses.Key(r), store.FilesOf.Key(r), store.Drafts.Key(r)} {
				tx.Put(key, []byte("damaged"))
				if _, err := store.SetAside(tx, key, []byte("damaged"), now); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err := retention.Wipe(t.Context(), store.Noting(kv, func(string, []byte) {}), id.Whole(), slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	left := 0
	for _, key := range keys(t, kv) {
		if strings.Contains(key, id.String()) {
			t.Errorf("%s is left", key)
		}
		if strings.Contains(key, other.String()) {
			left++
		}
	}
	if left != 6 {
		t.Errorf("of another campaign %d records are left", left)
	}
}
