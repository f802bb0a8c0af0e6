package store_test

import (
	"testing"

	"giaoban/internal/store"
	"giaoban/internal/store/kvtest"
)

// none is a snapshot of nothing.
type none struct{}

func (none) Get(string) []byte                              { return nil }
func (none) Range(_, _ string, _ func(string, []byte) bool) {}

// What would be is read as what is: the suite of all stores holds, but for what is of several goroutines and of limits.
func TestWhatIfIsAStore(t *testing.T) {
	kvtest.Run(t, func(*testing.T) store.KV { return store.WhatIf(none{}) },
		"number of keys", "size", "empty values", "bad keys", "views are snapshots",
		"context ends while waiting", "context ends while running", "no update is lost", "all or nothing is seen")
}

// It hides what lies below where that was overwritten or deleted, in order, and leaves it as it is.
func TestWhatIfLiesOverASnapshot(t *testing.T) {
	base := store.WhatIf(none{})
	write := func(kv store.KV, f func(store.Tx)) {
		if err := store.One(t.Context(), kv, func(tx store.Tx) error { f(tx); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	all := func(kv store.KV, from, to string) (got string) {
		err := kv.View(t.Context(), func(r store.Reader) error {
			r.Range(from, to, func(key string, value []byte) bool {
				got += key + string(value) + " "
				return key != "z"
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	write(base, func(tx store.Tx) {
		for _, key := range []string{"b", "d", "f", "y", "z"} {
			tx.Put(key, []byte("1"))
		}
	})
	err := base.View(t.Context(), func(r store.Reader) error {
		over := store.WhatIf(r)
		write(over, func(tx store.Tx) {
			tx.Put("a", []byte("2"))
			tx.Put("d", []byte("2"))
			tx.Delete("f")
			tx.Put("e", []byte("2"))
			tx.Put("zz", []byte("2"))
		})
		for want, got := range map[string]string{
			"a2 b1 d2 e2 y1 z1 ": all(over, "", ""), "b1 d2 e2 ": all(over, "b", "y"), "zz2 ": all(over, "zz", ""), "": all(over, "f", "g"),
		} {
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		return nil
	})
	if got := all(base, "", ""); err != nil || got != "b1 d1 f1 y1 z1 " {
		t.Errorf("below it stands %q, %v", got, err)
	}
}
