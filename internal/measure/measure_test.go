package measure

import (
	"maps"
	"sync"
	"testing"
)

func TestHistogram(t *testing.T) {
	h := New([]float64{1, 2, 5})
	for _, v := range []float64{0, 1, 1.5, 2, 3, 5, 7, 100} {
		h.Observe(v)
	}
	got := h.Seen()
	want := map[float64]uint64{1: 2, 2: 4, 5: 6}
	if got.Count != 8 || got.Sum != 119.5 || !maps.Equal(got.Below, want) {
		t.Errorf("%+v, want 8, 119.5 and %v", got, want)
	}
}

func TestManyAtOnce(t *testing.T) {
	h := New(Sizes)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1000 {
				h.Observe(3)
			}
		})
	}
	all.Wait()
	if got := h.Seen(); got.Count != 8000 || got.Sum != 24000 || got.Below[2] != 0 || got.Below[5] != 8000 {
		t.Errorf("%+v", got)
	}
}

func BenchmarkObserve(b *testing.B) {
	h := New(Quick)
	for b.Loop() {
		h.Observe(.003)
	}
}
