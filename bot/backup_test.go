package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/report"
	"giaoban/internal/store"
)

// TestABackupSaysWhatIsDamaged: damage in the database is in its copy too. The backup is made, and names it.
func TestABackupSaysWhatIsDamaged(t *testing.T) {
	data := t.TempDir()
	db := founded(t, filepath.Join(data, databaseFile))
	key := store.Statuses.Key(report.ID{Campaign: "c", Unit: "16144"})
	err := store.One(t.Context(), db, func(tx store.Tx) error { tx.Put(key, []byte("damaged")); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	code, _, errs := bot(t, data, "backup", "copy.tar")
	if code, out, errs := bot(t, data, "check", "--data", data); code != 1 || !strings.Contains(out, "damaged: "+key+" (status, campaign \"c\", unit \"16144\")") ||
		!strings.Contains(errs, "faults in "+data+": 1") {
		t.Errorf("check says %d: %s%s", code, out, errs)
	}
	if _, err := os.Stat("copy.tar"); code != 0 || err != nil || !strings.Contains(errs, "keep the earlier backups: "+key) {
		t.Errorf("%d, %v: %s", code, err, errs)
	}
}
