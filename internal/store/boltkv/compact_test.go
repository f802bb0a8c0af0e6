package boltkv_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

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
	cutOff := filepath.Join(filepath.Dir(path), ".test.db-123")
	if err := os.WriteFile(cutOff, []byte("SECRET"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := open().Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(cutOff); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was left by one that was cut off stays: %v", err)
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

// TestOpenWaitsForTheNewFile: whoever waits while a new file takes the place of the one they wait for gets the new one.
// What they wrote into the other would be in no file.
func TestOpenWaitsForTheNewFile(t *testing.T) {
	folder := t.TempDir()
	path, other := filepath.Join(folder, "test.db"), filepath.Join(folder, "other.db")
	begin := func(path, value string) *boltkv.DB {
		db, err := boltkv.Open(path, boltkv.Options{NoSync: true})
		if err == nil {
			err = store.One(t.Context(), db, func(tx store.Tx) error { tx.Put("which", []byte(value)); return nil })
		}
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	held := begin(path, "old")
	if err := begin(other, "new").Close(); err != nil {
		t.Fatal(err)
	}
	before := opened(t, path)
	type result struct {
		db  *boltkv.DB
		err error
	}
	waiter := make(chan result)
	go func() {
		db, err := boltkv.Open(path, boltkv.Options{NoSync: true, Timeout: time.Minute})
		waiter <- result{db, err}
	}()
	for opened(t, path) == before {
		runtime.Gosched()
	}
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	got := <-waiter
	if got.err != nil {
		t.Fatal(got.err)
	}
	defer got.db.Close()
	err := got.db.View(t.Context(), func(r store.Reader) error {
		if value := r.Get("which"); string(value) != "new" {
			t.Errorf("the %s file is open, which has no name any more", value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// opened counts how often this process has a file open.
func opened(t *testing.T, path string) (n int) {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("the system does not say which files are open")
	}
	for _, fd := range list {
		if to, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && to == path {
			n++
		}
	}
	return n
}
