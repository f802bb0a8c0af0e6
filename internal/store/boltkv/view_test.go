package boltkv

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"giaoban/internal/store"
)

// TestBackup copies a database while it is written, and opens the copy.
func TestBackup(t *testing.T) {
	db := open(t, Options{NoSync: true})
	fill(t, db, 3000)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				fill(t, db, 100) // the same keys again
			}
		}
	})
	for range 5 {
		path := filepath.Join(t.TempDir(), "copy.db")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		n, err := db.Backup(t.Context(), f)
		if info, _ := f.Stat(); err != nil || n != info.Size() {
			t.Errorf("backup: %d bytes, %v", n, err)
		}
		_ = f.Close()
		copied, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if n := count(t, copied); n != 3000 {
			t.Errorf("%d keys in the copy", n)
		}
		if err := errors.Join(copied.Check(), copied.Close()); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wg.Wait()
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestBackupInterrupted(t *testing.T) {
	db := open(t, Options{NoSync: true})
	fill(t, db, 3000)
	ctx, cancel := context.WithCancel(t.Context())
	var out bytes.Buffer
	_, err := db.Backup(ctx, writerFunc(func(p []byte) (int, error) { cancel(); return out.Write(p) }))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	full := errors.New("disk full")
	if _, err := db.Backup(t.Context(), writerFunc(func([]byte) (int, error) { return 0, full })); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

func TestRangeInterrupted(t *testing.T) {
	db := open(t, Options{NoSync: true})
	fill(t, db, 1000)
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := db.View(ctx, func(r store.Reader) error {
		n = 0
		r.Range("", "", func(string, []byte) bool { cancel(); n++; return true })
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > ctxEvery {
		t.Errorf("error %v after %d keys", err, n)
	}
}
