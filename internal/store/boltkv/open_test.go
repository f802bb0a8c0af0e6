package boltkv

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/store"
)

// fill stores n keys of some hundred bytes.
func fill(t testing.TB, db *DB, n int) {
	t.Helper()
	var fs []func(store.Tx) error
	for i := range n {
		fs = append(fs, func(tx store.Tx) error {
			tx.Put(fmt.Sprintf("key%06d", i), bytes.Repeat([]byte("x"), 300))
			return nil
		})
	}
	if err := errors.Join(db.Update(context.Background(), fs...)...); err != nil {
		t.Fatal(err)
	}
}

func count(t testing.TB, db *DB) (n int) {
	t.Helper()
	err := db.View(context.Background(), func(r store.Reader) error {
		n = 0
		r.Range("", "", func(string, []byte) bool { n++; return true })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kv.db")
	for i := range 3 {
		db, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && count(t, db) != 1000 {
			t.Errorf("%d keys after reopening", count(t, db))
		}
		fill(t, db, 1000)
		if err := errors.Join(db.Check(), db.Close(), db.Close()); err != nil {
			t.Fatal(err)
		}
		if errs := db.Update(t.Context(), func(store.Tx) error { return nil }); !errors.Is(errs[0], store.ErrClosed) {
			t.Errorf("Update after Close: %v", errs[0])
		}
		if err := db.View(t.Context(), func(store.Reader) error { return nil }); !errors.Is(err, store.ErrClosed) {
			t.Errorf("View after Close: %v", err)
		}
		if err := db.Check(); !errors.Is(err, store.ErrClosed) {
			t.Errorf("Check after Close: %v", err)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestOpenLocked(t *testing.T) {
	db := open(t, Options{})
	_, err := Open(db.path, Options{Timeout: time.Millisecond})
	if !errors.Is(err, ErrLocked) || errors.Is(err, ErrDamaged) {
		t.Errorf("error %v", err)
	}
}

func TestOpenNoFolder(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "none", "kv.db"), Options{})
	if !errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrDamaged) {
		t.Errorf("error %v", err)
	}
}

// TestOpenDamaged opens what is left of a good file after various accidents. It must say ErrDamaged, leave the file as
// it is and not locked, or find all keys.
func TestOpenDamaged(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "good.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, 2000)
	fill(t, db, 1000) // leaves free pages
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := map[string][]byte{
		"text":         []byte(strings.Repeat("Đây là một tệp văn bản.\n", 1000)),
		"short text":   []byte("Đây là một tệp văn bản.\n"),
		"zeros":        make([]byte, 1<<16),
		"no meta":      append(make([]byte, 8192), good[8192:]...),
		"bad freelist": overwrite(good, freelistPage(good)*4096, 64),
		"lost root":    overwrite(good, rootPage(good)*4096, 4096),
	}
	for i := range 40 {
		bad[fmt.Sprintf("cut to %d/40", i)] = good[:len(good)*i/40]
	}
	bad["cut to a byte less than two pages"] = good[:8191]
	for name, content := range bad {
		t.Run(name, func(t *testing.T) { openDamaged(t, content, 2000) })
	}
}

func openDamaged(t *testing.T, content []byte, keys int) {
	path := filepath.Join(t.TempDir(), "bad.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time: no lock was left behind
		db, err := Open(path, Options{Timeout: time.Millisecond})
		if err == nil {
			if n := count(t, db); n != keys {
				t.Errorf("opened with %d keys of %d", n, keys)
			}
			if err := errors.Join(db.Check(), db.Close()); err != nil {
				t.Error(err)
			}
			return
		}
		if !errors.Is(err, ErrDamaged) && (len(content) > 0 || !errors.Is(err, ErrEmpty)) || !strings.Contains(err.Error(), hint) {
			t.Fatalf("error %v", err)
		}
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
		t.Errorf("the damaged file was changed (%v)", err)
	}
}

// meta gives the numbers of the newer meta page: bbolt's page header is 16 bytes, then come magic, version, page size and
// flags of 4 bytes each, and root, sequence, freelist, high water mark and transaction of 8.
func meta(file []byte) (m [5]uint64) {
	for page := range 2 {
		var n [5]uint64
		for i := range n {
			n[i] = binary.NativeEndian.Uint64(file[page*4096+32+8*i:])
		}
		if n[4] >= m[4] {
			m = n
		}
	}
	return m
}

func rootPage(file []byte) int     { return int(meta(file)[0]) }
func freelistPage(file []byte) int { return int(meta(file)[2]) }

func overwrite(file []byte, at, n int) []byte {
	file = bytes.Clone(file)
	copy(file[at:at+n], bytes.Repeat([]byte{0xee}, n))
	return file
}

// TestDamageFoundLater spoils pages that Open does not look at: the process goes on, callers get errors, and Close does
// not hang.
func TestDamageFoundLater(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kv.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, 2000)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m := meta(file)
	for page := 2; page < int(m[3]); page++ {
		if page != int(m[0]) && page != int(m[2]) {
			copy(file[page*4096+8:], bytes.Repeat([]byte{0xee}, 4088))
		}
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err = Open(path, Options{})
	if err != nil {
		if errors.Is(err, ErrDamaged) {
			t.Skip("the bucket's root was among the spoiled pages and Open noticed") // depends on bbolt's layout
		}
		t.Fatal(err)
	}
	write := func(tx store.Tx) error { tx.Put("key000999", []byte("1")); return nil }
	if errs := db.Update(t.Context(), write); errs[0] == nil {
		t.Error("a write into a spoiled page went well")
	}
	if errs := db.Update(t.Context(), write); errs[0] == nil {
		t.Error("the second write went well")
	}
	err = db.View(t.Context(), func(r store.Reader) error { r.Get("key000999"); return nil })
	if err == nil {
		t.Error("a read of a spoiled page went well")
	}
	if err := db.Close(); err != nil && !errors.Is(err, ErrDamaged) {
		t.Errorf("close: %v", err)
	}
	db, err = Open(path, Options{Timeout: time.Millisecond})
	if err != nil {
		t.Fatalf("open again: %v", err)
	}
	_ = db.Close()
}
