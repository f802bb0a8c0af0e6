package boltkv

import (
	"path/filepath"
	"testing"

	"giaoban/internal/store"
	"giaoban/internal/store/kvtest"
)

// open opens a new file that is closed at the end of the test.
func open(t testing.TB, o Options) *DB {
	t.Helper()
	db, err := Open(filepath.Join(t.TempDir(), "kv.db"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}

func TestKV(t *testing.T) {
	kvtest.Run(t, func(t *testing.T) store.KV { return open(t, Options{NoSync: true}) })
}

func TestKVTwice(t *testing.T) {
	kvtest.Run(t, func(t *testing.T) store.KV { return kvtest.Twice(open(t, Options{NoSync: true})) })
}
