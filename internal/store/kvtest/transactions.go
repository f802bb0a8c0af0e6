package kvtest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/store"
)

func readBack(t *testing.T, kv store.KV) {
	var before, own, deleted, again string
	check(t, store.One(t.Context(), kv, func(tx store.Tx) error {
		before = string(tx.Get("a"))
		tx.Put("a", []byte("1"))
		own = string(tx.Get("a"))
		tx.Delete("a")
		deleted = string(tx.Get("a"))
		tx.Put("a", []byte("2"))
		tx.Put("tỉnh", []byte("Hà Nam"))
		tx.Delete("never there")
		again = string(tx.Get("a"))
		return nil
	}))
	if got := []string{before, own, deleted, again}; fmt.Sprint(got) != "[ 1  2]" {
		t.Errorf("read %q", got)
	}
	wantStored(t, kv, map[string]string{"a": "2", "tỉnh": "Hà Nam"})
	check(t, store.One(t.Context(), kv, func(tx store.Tx) error {
		if tx.Get("b") != nil {
			return errors.New("an absent key is not nil")
		}
		tx.Delete("a")
		return nil
	}))
	wantStored(t, kv, map[string]string{"tỉnh": "Hà Nam"})
}

func order(t *testing.T, kv store.KV) {
	const n = 300
	fs := make([]func(store.Tx) error, n)
	want := ""
	for i := range fs {
		s := fmt.Sprint(i, " ")
		want += s
		fs[i] = func(tx store.Tx) error {
			tx.Put("log", append(tx.Get("log"), s...))
			return nil
		}
	}
	check(t, kv.Update(t.Context(), fs...)...)
	wantStored(t, kv, map[string]string{"log": want})
}

func noFunctions(t *testing.T, kv store.KV) {
	if errs := kv.Update(t.Context()); len(errs) != 0 {
		t.Errorf("errors %v", errs)
	}
	wantStored(t, kv, map[string]string{})
}

func errorKeepsNothing(t *testing.T, kv store.KV) {
	put(t, kv, "a", "old", "b", "old")
	boom := errors.New("boom")
	var seen string
	errs := kv.Update(t.Context(),
		func(tx store.Tx) error { tx.Put("c", []byte("kept")); return nil },
		func(tx store.Tx) error {
			tx.Put("a", []byte("new"))
			tx.Put("d", []byte("new"))
			tx.Delete("b")
			tx.Delete("c")
			return boom
		},
		func(tx store.Tx) error {
			seen = string(tx.Get("a")) + string(tx.Get("b")) + string(tx.Get("c")) + string(tx.Get("d"))
			return nil
		},
	)
	check(t, errs[0], errs[2])
	if !errors.Is(errs[1], boom) {
		t.Errorf("error %v, want %v", errs[1], boom)
	}
	if seen != "oldoldkept" {
		t.Errorf("the next function saw %q", seen)
	}
	wantStored(t, kv, map[string]string{"a": "old", "b": "old", "c": "kept"})
}

func panicIsolated(t *testing.T, kv store.KV) {
	boom := errors.New("boom")
	errs := kv.Update(t.Context(),
		func(tx store.Tx) error { tx.Put("a", []byte("1")); return nil },
		func(tx store.Tx) error { tx.Put("b", []byte("1")); panic(boom) },
		func(tx store.Tx) error { tx.Put("c", []byte("1")); return nil },
	)
	check(t, errs[0], errs[2])
	wantPanic(t, errs[1], boom)
	wantStored(t, kv, map[string]string{"a": "1", "c": "1"})
}

func wantPanic(t *testing.T, err, value error) {
	t.Helper()
	var p *store.PanicError
	if !errors.As(err, &p) || p.Value != error(value) || !errors.Is(err, value) {
		t.Fatalf("error %v, want a PanicError of %v", err, value)
	}
	if !strings.Contains(string(p.Stack), "kvtest") {
		t.Errorf("the stack does not show the function:\n%s", p.Stack)
	}
}

func tooManyKeys(t *testing.T, kv store.KV) {
	touch := func(n int) func(store.Tx) error {
		return func(tx store.Tx) error {
			for range 3 { // a key counts once, whatever is done to it
				for i := range n {
					key := fmt.Sprint("key", i)
					switch i % 3 {
					case 0:
						tx.Put(key, []byte("x"))
					case 1:
						tx.Get(key)
					case 2:
						tx.Delete(key)
					}
				}
			}
			return nil
		}
	}
	errs := kv.Update(t.Context(), touch(store.MaxKeys+1))
	wantRefused(t, kv, errs[0], store.ErrTooManyKeys)
	check(t, kv.Update(t.Context(), touch(store.MaxKeys))...)
	if got, want := len(stored(t, kv)), (store.MaxKeys+2)/3; got != want {
		t.Errorf("stored %d keys, want %d", got, want)
	}
}

func tooLarge(t *testing.T, kv store.KV) {
	half := make([]byte, store.MaxBytes/2)
	refused := kv.Update(t.Context(), func(tx store.Tx) error {
		tx.Put("a", half)
		tx.Put("b", half) // the keys count too
		return nil
	})
	wantRefused(t, kv, refused[0], store.ErrTooLarge)
	check(t, store.One(t.Context(), kv, func(tx store.Tx) error {
		tx.Put("a", half)
		tx.Put("a", half) // replaces
		tx.Put("b", half[:len(half)-2])
		return nil
	}))
	if got := stored(t, kv); len(got["a"]) != len(half) || len(got["b"]) != len(half)-2 {
		t.Errorf("stored %d and %d bytes", len(got["a"]), len(got["b"]))
	}
}

func emptyValue(t *testing.T, kv store.KV) {
	for _, empty := range [][]byte{nil, {}} {
		err := store.One(t.Context(), kv, func(tx store.Tx) error {
			tx.Put("a", []byte("1"))
			tx.Put("b", empty)
			return nil
		})
		wantRefused(t, kv, err, store.ErrEmptyValue)
	}
}

func badKeys(t *testing.T, kv store.KV) {
	for _, key := range []string{"", strings.Repeat("k", store.MaxKeyBytes+1)} {
		errs := kv.Update(t.Context(),
			func(tx store.Tx) error { tx.Put(key, []byte("1")); return nil },
			func(tx store.Tx) error { tx.Delete(key); return nil },
			func(tx store.Tx) error { tx.Get(key); return nil })
		for _, err := range errs {
			wantRefused(t, kv, err, store.ErrBadKey)
		}
	}
	put(t, kv, strings.Repeat("k", store.MaxKeyBytes), "longest")
}

func wantRefused(t *testing.T, kv store.KV, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
	wantStored(t, kv, map[string]string{})
}

// appendToValue does what a careless function might: it must not reach another key's value.
func appendToValue(t *testing.T, kv store.KV) {
	put(t, kv, "a", "1", "b", "2")
	check(t, store.One(t.Context(), kv, func(tx store.Tx) error {
		tx.Put("c", append(tx.Get("a"), "34567890"...))
		return nil
	}))
	check(t, kv.View(t.Context(), func(r store.Reader) error {
		_ = append(r.Get("a"), "xxxxxxxx"...)
		r.Range("a", "b", func(_ string, v []byte) bool {
			_ = append(v, "yyyyyyyy"...)
			return true
		})
		return nil
	}))
	wantStored(t, kv, map[string]string{"a": "1", "b": "2", "c": "134567890"})
}
