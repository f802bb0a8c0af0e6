package store_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
	"giaoban/internal/store/kvtest"
)

func encryption(t testing.TB, b byte) store.Encryption {
	t.Helper()
	e, err := store.NewEncryption(bytes.Repeat([]byte{b}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestEncryptedIsAKV holds that encryption changes nothing of what a store promises.
func TestEncryptedIsAKV(t *testing.T) {
	kvtest.Run(t, func(t *testing.T) store.KV {
		db, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return encryption(t, 1).Over(db)
	}, "size") // what is left behind is larger
}

// TestEncryptedHidesValues holds that values are read with the key only, and that one that was changed or has another's
// place is damaged.
func TestEncryptedHidesValues(t *testing.T) {
	raw := open(t)
	kv := encryption(t, 1).Over(raw)
	update(t, kv, func(tx store.Tx) error {
		store.Found(tx, "identity", "key", at)
		store.Names.Put(tx, "a", "bí mật")
		store.Names.Put(tx, "b", "khác")
		return nil
	})
	get := func(kv store.KV, name string) (s string, err error) {
		err = kv.View(t.Context(), func(r store.Reader) (err error) {
			s, err = store.Names.Get(r, name)
			return err
		})
		return s, err
	}
	if s, err := get(kv, "a"); s != "bí mật" || err != nil {
		t.Errorf("with the key it reads %q, %v", s, err)
	}
	for name, without := range map[string]store.KV{"no key": raw, "another key": encryption(t, 2).Over(raw)} {
		if s, err := get(without, "a"); s != "" || err == nil {
			t.Errorf("with %s it reads %q, %v", name, s, err)
		}
	}
	var a []byte
	err := raw.View(t.Context(), func(r store.Reader) error {
		a = bytes.Clone(r.Get(store.Names.Key("a")))
		if f, ok, err := store.Founded(r); !ok || err != nil || f.Key != "key" {
			t.Errorf("what the database says of itself is %+v, %v", f, err)
		}
		return nil
	})
	if err != nil || bytes.Contains(a, []byte("bí")) {
		t.Errorf("it lies as %q, %v", a, err)
	}
	update(t, raw, func(tx store.Tx) error { tx.Put(store.Names.Key("b"), a); return nil })
	if s, err := get(kv, "b"); s != "" || err == nil {
		t.Errorf("in another's place it reads %q, %v", s, err)
	}
	a[len(a)/2] ^= 1
	update(t, raw, func(tx store.Tx) error { tx.Put(store.Names.Key("a"), a); return nil })
	if s, err := get(kv, "a"); s != "" || err == nil {
		t.Errorf("changed it reads %q, %v", s, err)
	}
}
