package kvtest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/store"
)

func ranges(t *testing.T, kv store.KV) {
	put(t, kv, "a", "1", "a/1", "2", "a/2", "3", "a0", "4", "b", "5", "ă", "6", "\xff", "7", "\xff\xff", "8")
	prefix := func(p string) [2]string {
		from, to := store.Prefix(p)
		return [2]string{from, to}
	}
	for _, test := range []struct {
		bounds [2]string
		limit  int
		want   string
	}{
		{[2]string{"", ""}, 99, "12345678"},
		{[2]string{"a", "b"}, 99, "1234"},
		{[2]string{"a/", "a/2"}, 99, "2"},
		{[2]string{"a", "a"}, 99, ""},
		{[2]string{"b", "a"}, 99, ""},
		{[2]string{"c", ""}, 99, "678"},
		{[2]string{"", ""}, 3, "123"},
		{prefix("a/"), 99, "23"},
		{prefix("a"), 99, "1234"},
		{prefix("ă"), 99, "6"},
		{prefix("\xff"), 99, "78"},
		{prefix(""), 99, "12345678"},
		{prefix("x"), 99, ""},
	} {
		got := ""
		check(t, kv.View(t.Context(), func(r store.Reader) error {
			got = ""
			r.Range(test.bounds[0], test.bounds[1], func(key string, value []byte) bool {
				got += string(value)
				return len(got) < test.limit
			})
			return nil
		}))
		if got != test.want {
			t.Errorf("range %q up to %d: %q, want %q", test.bounds, test.limit, got, test.want)
		}
	}
}

func viewErrors(t *testing.T, kv store.KV) {
	boom := errors.New("boom")
	if err := kv.View(t.Context(), func(store.Reader) error { return boom }); !errors.Is(err, boom) {
		t.Errorf("error %v, want %v", err, boom)
	}
	wantPanic(t, kv.View(t.Context(), func(store.Reader) error { panic(boom) }), boom)
	put(t, kv, "still", "works")
	wantStored(t, kv, map[string]string{"still": "works"})
}

// snapshot changes everything while a view is open.
func snapshot(t *testing.T, kv store.KV) {
	const n = 90
	key := func(i int) string { return fmt.Sprintf("key%03d", i) }
	check(t, store.One(t.Context(), kv, func(tx store.Tx) error {
		for i := range n {
			tx.Put(key(i), []byte("old"))
		}
		return nil
	}))
	began, changed := make(chan struct{}, 2), make(chan struct{})
	var got []string
	viewed := make(chan error)
	go func() {
		viewed <- kv.View(t.Context(), func(r store.Reader) error {
			got = nil
			got = append(got, string(r.Get(key(0))))
			began <- struct{}{}
			<-changed
			got = append(got, string(r.Get(key(0))), string(r.Get("new")))
			r.Range("", "", func(_ string, v []byte) bool {
				got = append(got, string(v))
				return true
			})
			return nil
		})
	}()
	<-began
	for round := range 20 { // often enough for freed pages to be used again
		check(t, store.One(t.Context(), kv, func(tx store.Tx) error {
			for i := range n {
				tx.Put(key(i), []byte(strings.Repeat("new", round+1)))
			}
			tx.Put("new", []byte("new"))
			return nil
		}))
	}
	close(changed)
	check(t, <-viewed)
	want := append([]string{"old", "old", ""}, strings.Fields(strings.Repeat("old ", n))...)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the view saw %q", got)
	}
}

func contextEnded(t *testing.T, kv store.KV) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	errs := kv.Update(ctx,
		func(tx store.Tx) error { tx.Put("a", []byte("1")); return nil },
		func(tx store.Tx) error { tx.Put("b", []byte("1")); return nil })
	for _, err := range errs {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Update: %v", err)
		}
	}
	ran := false
	err := kv.View(ctx, func(store.Reader) error { ran = true; return nil })
	if !errors.Is(err, context.Canceled) || ran {
		t.Errorf("View: %v, ran %t", err, ran)
	}
	wantStored(t, kv, map[string]string{})
}
