package files

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// TestDamagedRecord: a file whose record is damaged is not fetched over and over; it is fetched by the next start, when
// the record was brought back. One that will never come is not told of over and over either.
func TestDamagedRecord(t *testing.T) {
	gone := &chat.RefusedError{Err: chat.ErrTooBig}
	for name, answer := range map[string]error{"fetched": nil, "refused": gone} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				told := 0
				r := newRig(t, func(string, int) error { return answer }, Options{})
				r.o.Lost = func(ctx context.Context, d store.Download, _ store.Loss) error {
					told++
					return store.One(ctx, r.kv, func(tx store.Tx) error {
						_, err := store.FilesOf.Get(tx, d.Report)
						return err
					})
				}
				r.run()
				downloads := r.take("a")
				key, good := store.FilesOf.Key(nga), []byte(nil)
				put := func(value []byte) {
					t.Helper()
					err := store.One(t.Context(), r.kv, func(tx store.Tx) error {
						good = append([]byte(nil), tx.Get(key)...)
						tx.Put(key, value)
						return nil
					})
					if err != nil {
						t.Fatal(err)
					}
				}
				put([]byte("damaged"))
				r.Add(downloads...)
				pass(time.Hour)
				if r.net.tries["a"] != 1 || told > 1 || r.Stats().Waiting != 0 {
					t.Errorf("fetched %d times, told %d times, %d wait", r.net.tries["a"], told, r.Stats().Waiting)
				}
				put(good)
				if err := r.Start(t.Context()); err != nil {
					t.Fatal(err)
				}
				pass(time.Minute)
				if r.net.tries["a"] != 2 {
					t.Errorf("fetched %d times in all", r.net.tries["a"])
				}
			})
		})
	}
}
