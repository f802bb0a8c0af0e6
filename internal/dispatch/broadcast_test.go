package dispatch_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/outbox"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// ending is a store whose program ends after some transactions.
type ending struct {
	store.KV
	left int
}

var errEnded = errors.New("the program ended")

func (e *ending) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	if e.left -= len(fs); e.left < 0 {
		errs := make([]error, len(fs))
		for i := range errs {
			errs[i] = errEnded
		}
		return errs
	}
	return e.KV.Update(ctx, fs...)
}

// rows counts what waits in the outbox, by receiver, with these words.
func rows(t testing.TB, kv store.KV, text string) map[chat.Address]int {
	t.Helper()
	got := map[chat.Address]int{}
	err := kv.View(context.Background(), func(r store.Reader) error {
		for row, err := range outbox.AllUnsent(r) {
			if err != nil {
				return err
			}
			if row.Message.Content.Text == text {
				got[row.Message.To]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// broadcast orders that an audience is told these words.
func broadcast(w *world, words string, at time.Time, to store.Audience) func(store.Tx) error {
	n := notify.Phrase(locale.Text(words))
	n.ID, n.At, n.Priority = "x", at, chat.Bulk
	return func(tx store.Tx) error { return notify.Broadcast(tx, w.d.All()[0], n, false, to) }
}

// A broadcast to a hundred people, cut off after every possible transaction, tells
// each of them once.
func TestBroadcastTellsEachOnceHoweverItIsCutOff(t *testing.T) {
	const people, words = 90, "Họp giao ban lúc 8 giờ."
	morning := time.Date(2016, 7, 4, 8, 0, 0, 0, time.FixedZone("", 7*60*60))
	for cut := range 8 {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		e := &ending{KV: kv, left: 1 << 30}
		w := newWorldOn(t, e)
		names := crowd(w, 0, people)
		w.joins("o0", communes(w)[1], roster.Officer) // of two communes: told once
		w.joins("an", "401", roster.Coordinator)      // not asked for
		put := broadcast(w, words, morning, store.Audience{Roles: []roster.Role{roster.Officer}})
		if err := store.One(context.Background(), e, put); err != nil {
			t.Fatal(err)
		}
		e.left = cut
		_ = w.d.Flush(context.Background(), morning) // cut off, as it should be
		e.left = 1 << 30
		again := newWorldOn(t, e) // opening goes on with it
		if err := store.One(context.Background(), e, put); err != nil {
			t.Fatal(err)
		}
		if err := again.d.Flush(context.Background(), morning); err != nil { // ordered twice is done once
			t.Fatal(err)
		}
		got := rows(t, kv, words)
		for _, name := range names {
			if got[person(name)] != 1 {
				t.Fatalf("cut off after %d: %s is told %d times", cut, name, got[person(name)])
			}
		}
		if len(got) != people {
			t.Errorf("cut off after %d: %d are told, want %d", cut, len(got), people)
		}
	}
}

func TestBroadcastWaitsForTheEndOfTheQuietHours(t *testing.T) {
	const words = "Nhắc nộp báo cáo."
	w := newWorld(t)
	w.goes(time.Date(2016, 7, 4, 21, 0, 0, 0, w.c.Zone))
	w.joins("an", "16144", roster.Officer)
	err := store.One(context.Background(), w.kv, broadcast(w, words, w.now, store.Audience{Units: []string{"16144"}}))
	if err != nil {
		t.Fatal(err)
	}
	w.goes(time.Date(2016, 7, 5, 7, 29, 0, 0, w.c.Zone))
	if n := len(rows(t, w.kv, words)); n != 0 {
		t.Errorf("told in the quiet hours")
	}
	w.goes(time.Date(2016, 7, 5, 7, 31, 0, 0, w.c.Zone))
	if n := rows(t, w.kv, words)[person("an")]; n != 1 {
		t.Errorf("told %d times after the quiet hours, want 1", n)
	}
}

// counted is a store that counts the keys which each function touches.
type counted struct {
	store.KV
	seen func(keys map[string]bool)
}

func (c *counted) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	counting := make([]func(store.Tx) error, len(fs))
	for i, f := range fs {
		counting[i] = func(tx store.Tx) error {
			keys := map[string]bool{}
			defer c.seen(keys)
			return f(countedTx{tx, keys})
		}
	}
	return c.KV.Update(ctx, counting...)
}

type countedTx struct {
	store.Tx
	keys map[string]bool
}

func (c countedTx) Get(key string) []byte        { c.keys[key] = true; return c.Tx.Get(key) }
func (c countedTx) Put(key string, value []byte) { c.keys[key] = true; c.Tx.Put(key, value) }
func (c countedTx) Delete(key string)            { c.keys[key] = true; c.Tx.Delete(key) }

// TestBroadcastKeepsItsBudgetOfKeys: whoever is told by an order of a coordinator takes
// four keys at most, and all of a transaction twenty together.
func TestBroadcastKeepsItsBudgetOfKeys(t *testing.T) {
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer kv.Close()
	told, most := 0, 0
	on := &counted{KV: kv, seen: func(map[string]bool) {}}
	w := newWorldOn(t, on)
	const people = 90
	crowd(w, 0, people)
	w.joins("huyen", "38", roster.Coordinator)
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
	on.seen = func(keys map[string]bool) {
		rows, notices := 0, 0
		for key := range keys {
			switch {
			case strings.HasPrefix(key, store.Outbox.Prefix()):
				rows++
			case strings.HasPrefix(key, store.Notices.Prefix()):
				notices++
			}
		}
		if notices == 0 || rows < 2 {
			return
		}
		told, most = told+rows, max(most, rows)
		if shared := len(keys) - 4*rows; shared > 20 || len(keys) > store.MaxKeys {
			t.Errorf("%d receivers took %d keys", rows, len(keys))
		}
	}
	w.types("huyen", "/nhac tất cả")
	w.types("huyen", "Gửi")
	if told < people || most != 20 {
		t.Errorf("%d were told, at most %d in one transaction", told, most)
	}
}
