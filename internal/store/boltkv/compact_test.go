package boltkv_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// TestCompactLeavesNothingOfWhatWasDeleted holds that a new file has all records and their count, and no byte of others.
func TestCompactLeavesNothingOfWhatWasDeleted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	open := func() *boltkv.DB {
		db, err := boltkv.Open(path, boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	db := open()
	for i := range 200 {
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			tx.Put(fmt.Sprintf("kept/%d", i), []byte("stays"))
			tx.Put(fmt.Sprintf("gone/%d", i), bytes.Repeat([]byte("SECRET"), 100))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range 200 {
		if err := store.One(t.Context(), db, func(tx store.Tx) error { tx.Delete(fmt.Sprintf("gone/%d", i)); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	commits, err := db.Commits()
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := boltkv.Compact(path, boltkv.Options{}); err == nil {
		t.Fatal("a file that is in use is compacted")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	has := func() bool {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Contains(content, []byte("SECRET"))
	}
	if !has() {
		t.Fatal("the file has nothing of what was deleted, so the test holds nothing")
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), ".test.db-123"), []byte("cut off"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, after, err := boltkv.Compact(path, boltkv.Options{})
	if err != nil {
		t.Errorf("%d bytes, before %d, %v", after, before, err)
	}
	if has() {
		t.Error("what was deleted is in the new file")
	}
	db = open()
	defer db.Close()
	s, err := db.Survey(func(string, []byte) {})
	if err != nil || s.Records != 200 || s.Missing != 0 || s.Differs {
		t.Errorf("%+v, %v", s, err)
	}
	if n, err := db.Commits(); err != nil || n != commits {
		t.Errorf("%d commits, before %d, %v", n, commits, err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}
