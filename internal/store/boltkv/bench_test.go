package boltkv

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"giaoban/internal/store"

	"go.etcd.io/bbolt"
)

// The benchmarks do the same work with bbolt's own Update or Batch right after ours and report how many times quicker
// ours was (x-bbolt, x-batch; above 1 is quicker). They sync, so they measure the disk of the machine.

const writers = 512

func BenchmarkLone(b *testing.B) {
	db := open(b, Options{})
	b.ReportAllocs()
	ours := perWrite(b, 1, func(i int) error { return put(db, randomKey(i)) })
	raw := openRaw(b)
	b.ReportMetric(perRaw(b, 1, func(i int) error { return raw.Update(putRaw(randomKey(i))) })/ours, "x-update")
}

func BenchmarkGroupedRandom(b *testing.B)  { grouped(b, randomKey) }
func BenchmarkGroupedGrowing(b *testing.B) { grouped(b, growingKey) }

func grouped(b *testing.B, key func(int) string) {
	db := open(b, Options{})
	b.ReportAllocs()
	ours := perWrite(b, writers, func(i int) error { return put(db, key(i)) })
	b.ReportMetric(float64(db.Stats().Functions)/float64(db.Stats().Commits), "fn/commit")
	raw := openRaw(b)
	b.ReportMetric(perRaw(b, writers, func(i int) error { return raw.Batch(putRaw(key(i))) })/ours, "x-batch")
}

// BenchmarkView reads one key in a view of its own.
func BenchmarkView(b *testing.B) {
	db := open(b, Options{})
	fill(b, db, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		err := db.View(context.Background(), func(r store.Reader) error { r.Get("key005000"); return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
}

// perWrite times b.N writes of ours, spread over goroutines, and returns the nanoseconds of one.
func perWrite(b *testing.B, goroutines int, write func(i int) error) float64 {
	b.ResetTimer()
	ns := spread(b, goroutines, write)
	b.StopTimer()
	b.ReportMetric(1e9/ns, "writes/s")
	return ns
}

func perRaw(b *testing.B, goroutines int, write func(i int) error) float64 {
	return spread(b, goroutines, write)
}

func spread(b *testing.B, goroutines int, write func(i int) error) float64 {
	start := time.Now()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for {
				i := int(next.Add(1))
				if i > b.N {
					return
				}
				if err := write(i); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	return float64(time.Since(start)) / float64(b.N)
}

// value is about as long as an outbox row.
func value() []byte { return make([]byte, 120) }

func growingKey(i int) string { return fmt.Sprintf("outbox/%012d", i) }

func randomKey(i int) string {
	var seed [32]byte
	binary.LittleEndian.PutUint64(seed[:], uint64(i))
	return fmt.Sprintf("answer/%016x", rand.New(rand.NewChaCha8(seed)).Uint64())
}

func put(db *DB, key string) error {
	return store.One(context.Background(), db, func(tx store.Tx) error {
		tx.Put(key, value())
		return nil
	})
}

func openRaw(b *testing.B) *bbolt.DB {
	raw, err := bbolt.Open(filepath.Join(b.TempDir(), "raw.db"), 0o600, boltOptions(Options{}))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = raw.Close() })
	err = raw.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte(bucketName))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return raw
}

func putRaw(key string) func(*bbolt.Tx) error {
	return func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucketName)).Put([]byte(key), value()) }
}

// BenchmarkTally tells which share of a write keeping the tally is: what is kept is read again and weighed, before and
// after, and one small record is written with each commit.
func BenchmarkTally(b *testing.B) {
	const atOnce = 100
	db := open(b, Options{})
	fill(b, db, 10_000)
	write := func(i int) error {
		var fs []func(store.Tx) error
		for n := range atOnce {
			fs = append(fs, func(tx store.Tx) error {
				tx.Put(fmt.Sprintf("key%06d", (i*atOnce+n*97)%10_000), value())
				return nil
			})
		}
		return errors.Join(db.Update(context.Background(), fs...)...)
	}
	whole := perWrite(b, 1, write)
	tx, err := db.bolt.Begin(true)
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	bucket := tx.Bucket([]byte(bucketName))
	start := time.Now()
	for range b.N {
		t, err := tallyOf(tx)
		for n := range atOnce {
			key := fmt.Appendf(nil, "key%06d", n*97%10_000)
			t.remove(key, bucket.Get(key))
			t.add(key, value())
		}
		if err := errors.Join(err, t.put(tx)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(time.Since(start))/float64(b.N)/whole*100, "%tally")
}
