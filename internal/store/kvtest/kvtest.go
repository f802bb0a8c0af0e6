// Package kvtest is the suite that every store.KV must pass, so that the rooms above can be sure of the same behaviour
// on one file and on a cluster. Twice lends their own tests a store that catches functions which cannot be run again.
//
// It tests what store.KV promises and nothing more: no file, no speed, no crash. What only one store can do is tested
// beside that store. It must not be linked into the program.
package kvtest

import (
	"context"
	"slices"
	"testing"

	"giaoban/internal/store"

	"github.com/google/go-cmp/cmp"
)

// Run runs the whole suite. open gives a new and empty store on each call and closes it by t.Cleanup.
//
// A store that also has Stats() store.Stats is checked for sharing commits; open is then called inside a synctest
// bubble, so such a store must not wait for a network. but are the names of tests that do not concern it.
func Run(t *testing.T, open func(t *testing.T) store.KV, but ...string) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, store.KV)
	}{
		{"read what was written", readBack},
		{"order within a call", order},
		{"no functions", noFunctions},
		{"an error keeps nothing", errorKeepsNothing},
		{"a panic is one caller's", panicIsolated},
		{"number of keys", tooManyKeys},
		{"size", tooLarge},
		{"empty values", emptyValue},
		{"bad keys", badKeys},
		{"slices do not overlap", appendToValue},
		{"ranges", ranges},
		{"view errors", viewErrors},
		{"views are snapshots", snapshot},
		{"context ended before", contextEnded},
		{"context ends while waiting", contextEndsWaiting},
		{"context ends while running", contextEndsRunning},
		{"no update is lost", noLostUpdate},
		{"all or nothing is seen", neverHalf},
	} {
		if !slices.Contains(but, test.name) {
			t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
		}
	}
	t.Run("commits are shared", func(t *testing.T) { sharedCommits(t, open) })
	t.Run("model", func(t *testing.T) { model(t, open(t)) })
}

// put stores pairs of keys and values.
func put(t *testing.T, kv store.KV, pairs ...string) {
	t.Helper()
	check(t, store.One(t.Context(), kv, func(tx store.Tx) error {
		for i := 0; i < len(pairs); i += 2 {
			tx.Put(pairs[i], []byte(pairs[i+1]))
		}
		return nil
	}))
}

// stored returns all that is stored.
func stored(t *testing.T, kv store.KV) map[string]string {
	t.Helper()
	all := map[string]string{}
	check(t, kv.View(context.Background(), func(r store.Reader) error {
		clear(all)
		r.Range("", "", func(k string, v []byte) bool {
			all[k] = string(v)
			return true
		})
		return nil
	}))
	return all
}

func wantStored(t *testing.T, kv store.KV, want map[string]string) {
	t.Helper()
	if d := cmp.Diff(want, stored(t, kv)); d != "" {
		t.Errorf("stored (-want +got):\n%s", d)
	}
}

func check(t *testing.T, errs ...error) {
	t.Helper()
	for i, err := range errs {
		if err != nil {
			t.Fatalf("error %d: %v", i, err)
		}
	}
}
