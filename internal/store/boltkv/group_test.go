package boltkv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"

	"giaoban/internal/store"
)

func nothing(store.Tx) error { return nil }

func putter(key string) func(store.Tx) error {
	return func(tx store.Tx) error { tx.Put(key, []byte("1")); return nil }
}

func TestNothingWrittenNothingCommitted(t *testing.T) {
	db := open(t, Options{})
	before := db.Stats()
	db.Update(t.Context(), nothing, func(tx store.Tx) error { tx.Put("a", []byte("1")); return errors.New("no") })
	after := db.Stats()
	if after.Commits != before.Commits || after.Functions != before.Functions+2 {
		t.Errorf("stats %+v, before %+v", after, before)
	}
}

// TestGoexit is about tests that call t.Fatal inside a function: they must fail, not hang, and spoil nobody else's.
func TestGoexit(t *testing.T) {
	db := open(t, Options{})
	errs := db.Update(t.Context(), putter("a"), func(tx store.Tx) error {
		tx.Put("b", []byte("1"))
		runtime.Goexit()
		return nil
	}, putter("c"))
	if errs[0] != nil || !errors.Is(errs[1], errExited) || errs[2] != nil {
		t.Errorf("errors %v", errs)
	}
	if n := count(t, db); n != 2 {
		t.Errorf("%d keys", n)
	}
	if err := store.One(t.Context(), db, func(store.Tx) error { runtime.Goexit(); return nil }); !errors.Is(err, errExited) {
		t.Errorf("error %v", err)
	}
}

func TestNested(t *testing.T) {
	db := open(t, Options{})
	var inner []error
	err := store.One(t.Context(), db, func(tx store.Tx) error {
		inner = []error{
			store.One(t.Context(), db, nothing),
			db.View(t.Context(), func(store.Reader) error { return nil }),
			db.Check(),
			db.Close(),
		}
		tx.Put("a", []byte("1"))
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	for i, err := range inner {
		if !errors.Is(err, ErrNested) {
			t.Errorf("inner call %d: %v", i, err)
		}
	}
	if err := store.One(t.Context(), db, putter("b")); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestTransactionKept(t *testing.T) {
	db := open(t, Options{})
	var kept store.Tx
	if err := store.One(t.Context(), db, func(tx store.Tx) error { kept = tx; return nil }); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a transaction could be used after its function had returned")
		}
	}()
	kept.Put("a", []byte("1"))
}

// TestCommitFails sends a group that the file may not grow for: all of it hears so, nothing of it is kept, and smaller
// groups still go in.
func TestCommitFails(t *testing.T) {
	const limit = 4 << 20
	db := open(t, Options{MaxSize: limit})
	own := errors.New("own error")
	larges := 0
	large := func(tx store.Tx) error {
		larges++ // another key each time; boltkv runs a function once
		tx.Put(fmt.Sprint("large", larges), bytes.Repeat([]byte("x"), 900_000))
		return nil
	}
	for round := range 5 {
		if err := store.One(t.Context(), db, putter(fmt.Sprint("before", round))); err != nil {
			t.Fatal(err)
		}
		errs := db.Update(t.Context(), putter("small"), large, func(store.Tx) error { return own }, large, large, large, large)
		for i, err := range errs {
			if err == nil || errors.Is(err, own) != (i == 2) {
				t.Errorf("round %d, function %d: %v", round, i, err)
			}
		}
		if n := count(t, db); n != round+1 {
			t.Errorf("%d keys after round %d", n, round)
		}
	}
	if err := db.Check(); err != nil {
		t.Error(err)
	}
	if s := db.Stats(); s.Commits != 5 {
		t.Errorf("stats %+v", s)
	}
	if info, err := os.Stat(db.path); err != nil || info.Size() > limit {
		t.Errorf("the file has %d bytes (%v)", info.Size(), err)
	}
}

// TestGroupsAreBounded sends more in one call than a group holds.
func TestGroupsAreBounded(t *testing.T) {
	large := bytes.Repeat([]byte("x"), 1_000_000)
	for name, test := range map[string]struct {
		functions int
		value     []byte
		commits   uint64
	}{
		"functions": {2*maxFunctions + 1, []byte("1"), 3},
		"bytes":     {20, large, 3},
	} {
		t.Run(name, func(t *testing.T) {
			db := open(t, Options{NoSync: true})
			fs := make([]func(store.Tx) error, test.functions)
			for i := range fs {
				fs[i] = func(tx store.Tx) error { tx.Put(fmt.Sprint(i), test.value); return nil }
			}
			if err := errors.Join(db.Update(t.Context(), fs...)...); err != nil {
				t.Fatal(err)
			}
			if s := db.Stats(); s.Commits != test.commits || s.Functions != uint64(test.functions) {
				t.Errorf("stats %+v", s)
			}
			if n := count(t, db); n != test.functions {
				t.Errorf("%d keys", n)
			}
		})
	}
}

// TestCloseWaits closes while one function runs and many wait.
func TestCloseWaits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kv.db")
	synctest.Test(t, func(t *testing.T) {
		db, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		release := make(chan struct{})
		var wg sync.WaitGroup
		update := func(f func(store.Tx) error) {
			wg.Go(func() {
				if err := store.One(context.Background(), db, f); err != nil {
					t.Error(err)
				}
			})
		}
		update(func(tx store.Tx) error { <-release; tx.Put("first", []byte("1")); return nil })
		synctest.Wait()
		for i := range 50 {
			update(putter(fmt.Sprint(i)))
		}
		synctest.Wait()
		closed := make(chan error, 1)
		go func() { closed <- db.Close() }()
		synctest.Wait()
		if err := store.One(context.Background(), db, nothing); !errors.Is(err, store.ErrClosed) {
			t.Errorf("Update while closing: %v", err)
		}
		select {
		case <-closed:
			t.Error("closed while a function ran")
		default:
		}
		close(release)
		wg.Wait()
		if err := <-closed; err != nil {
			t.Error(err)
		}
	})
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if n := count(t, db); n != 51 {
		t.Errorf("%d keys", n)
	}
}
