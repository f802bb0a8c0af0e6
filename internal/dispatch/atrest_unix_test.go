//go:build unix

package dispatch_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// BenchmarkAtRest is what encryption at rest costs of the CPU of an update: the same walks through the outline with it and
// without, in turns batch by batch. x-cpu is the ratio.
func BenchmarkAtRest(b *testing.B) {
	steps := walkOutline(b)
	e, err := store.NewEncryption(bytes.Repeat([]byte{1}, 32))
	if err != nil {
		b.Fatal(err)
	}
	const people = 64
	begin := func(over func(store.KV) store.KV) (*world, [][]chat.Update) {
		kv, err := boltkv.Open(filepath.Join(b.TempDir(), "rest.db"), boltkv.Options{NoSync: true})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = kv.Close() })
		w := newWorldOn(b, over(kv))
		return w, slices.Collect(slices.Chunk(everybody(crowd(w, 0, people), steps, w.now.Add(time.Hour)), people))
	}
	var took [2]time.Duration
	for round := range b.N {
		var worlds [2]*world
		var batches [2][][]chat.Update
		worlds[0], batches[0] = begin(func(kv store.KV) store.KV { return kv })
		worlds[1], batches[1] = begin(e.Over)
		for i := range batches[0] {
			for turn := range 2 {
				k := (i + turn + round) % 2
				before := usedCPU(b)
				take(b, worlds[k].d, batches[k][i])
				took[k] += usedCPU(b) - before
				clear(worlds[k].said)
			}
		}
	}
	b.ReportMetric(float64(took[1])/float64(took[0]), "x-cpu")
}

// usedCPU is what the process has used.
func usedCPU(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
