package dispatch_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// BenchmarkAnswers is what the shell does in a second on a synced database: 256
// officers walk the real outline, each through a commune of their own, in the
// batches of 100 that a platform hands over. One op is one update; most are
// answers, the rest are «xong» and the like. x-commits is the share of bare
// grouped commits of as many small values, measured right after.
func BenchmarkAnswers(b *testing.B) {
	steps := walkOutline(b)
	const people = 256
	b.ReportAllocs()
	b.ResetTimer()
	var answers int64
	for done := 0; done < b.N; {
		b.StopTimer()
		w := newWorldOn(b, synced(b))
		updates := everybody(crowd(w, 0, people), steps, w.now.Add(time.Hour))
		updates = updates[:min(len(updates), b.N-done)]
		done += len(updates)
		before := w.d.Stats().Answers.Load()
		b.StartTimer()
		for batch := range slices.Chunk(updates, 100) {
			take(b, w.d, batch)
			clear(w.said) // the outbox would have them
		}
		answers += w.d.Stats().Answers.Load() - before
	}
	b.StopTimer()
	perUpdate := float64(b.Elapsed()) / float64(b.N)
	b.ReportMetric(float64(answers)/b.Elapsed().Seconds(), "answers/s")
	b.ReportMetric(bareCommits(b, b.N)/perUpdate, "x-commits")
}

// bareCommits is how many nanoseconds a small write takes in groups of 100.
func bareCommits(b *testing.B, n int) float64 {
	kv := synced(b)
	start := time.Now()
	for from := 0; from < n; from += 100 {
		functions := make([]func(store.Tx) error, min(100, n-from))
		for i := range functions {
			functions[i] = func(tx store.Tx) error {
				tx.Put(fmt.Sprintf("bare/%08d", from+i), make([]byte, 120))
				return nil
			}
		}
		for _, err := range kv.Update(context.Background(), functions...) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	return float64(time.Since(start)) / float64(n)
}

func synced(t testing.TB) *boltkv.DB {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "synced.db"), boltkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return kv
}

// The cost of an answer must not grow with what was answered before: the two
// may differ by a third at most.
func BenchmarkQuestion1(b *testing.B)   { costOfAnswer(b, "X0.05") }
func BenchmarkQuestion108(b *testing.B) { costOfAnswer(b, "X10.07") }

// costOfAnswer measures a batch of 100 officers who answer the same question.
// Between two batches, unmeasured, they go back to it.
func costOfAnswer(b *testing.B, code string) {
	steps := walkOutline(b)
	at := slices.IndexFunc(steps, func(s step) bool { return s.question == code })
	if at < 0 {
		b.Fatalf("%s is not asked", code)
	}
	w := newWorld(b)
	names := crowd(w, 0, 100)
	start, n := w.now.Add(time.Hour), 0
	all := func(text string) {
		updates := everybody(names, []step{{typed: text}}, start.Add(time.Duration(n)*time.Second))
		for i := range updates {
			updates[i].Key = fmt.Sprintf("crowd/%d", n)
			n++
		}
		take(b, w.d, updates)
		clear(w.said)
	}
	for _, s := range steps[:at] {
		all(s.typed)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		all(steps[at].typed)
		b.StopTimer()
		all("quay lại")
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N*len(names)), "ns/answer")
}
