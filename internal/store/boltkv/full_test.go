package boltkv

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"

	"go.etcd.io/bbolt"

	"giaoban/internal/disk/disktest"
	"giaoban/internal/store"
)

// TestFullDisk: at random writes the disk is full. What was refused is not there, not even in part; what was taken is;
// writing goes on by itself when there is room, and the file is sound when it is opened again. GIAOBAN_FULL_DISKS
// says how often.
func TestFullDisk(t *testing.T) {
	d := disktest.New(t, 6<<20)
	path := filepath.Join(d.Folder, "kv.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { db.Close() }()
	random := rand.New(rand.NewPCG(2016, 12))
	want := map[string]string{}
	refused, taken := 0, 0
	for round := range setting(t, "GIAOBAN_FULL_DISKS", 30) {
		d.Fill(random.IntN(1 << 17))
		for range 40 {
			key, value := fmt.Sprintf("key/%03d", random.IntN(200)), fmt.Sprint(round, "/", random.Uint64())
			value += string(make([]byte, random.IntN(20_000)))
			err := store.One(t.Context(), db, func(tx store.Tx) error {
				tx.Put(key, []byte(value))
				tx.Put("last", []byte(key+value))
				return nil
			})
			switch {
			case err == nil:
				want[key], want["last"] = value, key+value
				taken++
			case errors.Is(err, store.ErrUnwritten) && errors.Is(err, syscall.ENOSPC):
				refused++
			default:
				t.Fatal(err)
			}
		}
		holds(t, db, want)
		if round%5 == 4 { // as after a kill, which leaves what was refused in the file
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if db, err = Open(path, Options{}); err != nil {
				t.Fatal(err)
			}
			holds(t, db, want)
		}
		d.Empty()
		if err := store.One(t.Context(), db, func(tx store.Tx) error { tx.Put("room", []byte("again")); return nil }); err != nil {
			t.Fatalf("there is room again: %v", err)
		}
		want["room"] = "again"
	}
	if err := db.Check(); err != nil {
		t.Error(err)
	}
	if refused == 0 || taken == 0 {
		t.Errorf("%d refused, %d taken: the disk was never full, or always", refused, taken)
	}
	t.Logf("%d commits taken, %d refused", taken, refused)
}

// holds compares all that is stored.
func holds(t *testing.T, db *DB, want map[string]string) {
	t.Helper()
	n := 0
	err := db.View(context.Background(), func(r store.Reader) error {
		r.Range("", "", func(key string, value []byte) bool {
			if n++; want[key] != string(value) {
				t.Errorf("%s has %.40q, want %.40q", key, value, want[key])
			}
			return true
		})
		return nil
	})
	if err != nil || n != len(want) {
		t.Fatalf("%d records, want %d, %v", n, len(want), err)
	}
}

// TestUnsureCommit: where the disk took a commit and failed to say so, another one follows until both last, and nobody
// hears that it failed. A disk that never says so ends the database.
func TestUnsureCommit(t *testing.T) { synctest.Test(t, unsureCommit) }

func unsureCommit(t *testing.T) {
	db, err := Open(filepath.Join(t.TempDir(), "kv.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	put := func(key string) error {
		return store.One(t.Context(), db, func(tx store.Tx) error { tx.Put(key, []byte("x")); return nil })
	}
	failing := 3
	db.commit = func(tx *bbolt.Tx) error {
		err := tx.Commit()
		if failing > 0 {
			failing--
			return errors.Join(err, syscall.EIO)
		}
		return err
	}
	if err := put("a"); err != nil || failing != 0 {
		t.Errorf("%v, %d failures left", err, failing)
	}
	before, err := db.Commits()
	if err != nil || before != 4 {
		t.Errorf("%d commits, %v", before, err)
	}
	holds(t, db, map[string]string{"a": "x"})
	failing = 1 << 20
	if err := put("b"); !errors.Is(err, errUnsure) || !errors.Is(err, syscall.EIO) {
		t.Errorf("%v", err)
	}
	if err := put("c"); !errors.Is(err, errUnsure) {
		t.Errorf("the database goes on: %v", err)
	}
}
