// Package measure counts how often something took how long, or was how large, without
// waiting for anybody: a few atomic additions for each. Rooms keep their own Histograms
// and hand them out with their counts; who shows them, and under which names, is bot's.
package measure

import (
	"math"
	"slices"
	"sync/atomic"
	"time"
)

// The ranges that are in use, by their upper bounds; in seconds, those of time.
var (
	// Quick is for what a disk or a processor does.
	Quick = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}
	// Patient is for what a network and a queue do.
	Patient = []float64{.025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300}
	// Sizes is for how many come together.
	Sizes = []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 4096}
)

// A Histogram counts values by the ranges into which they fall. It is safe for several
// goroutines. New makes one.
type Histogram struct {
	bounds []float64 // ascending
	counts []atomic.Uint64
	sum    atomic.Uint64 // the bits of a float64
}

// New makes a histogram with these upper bounds, in ascending order. What is larger is
// counted beyond the last.
func New(bounds []float64) *Histogram {
	return &Histogram{bounds: bounds, counts: make([]atomic.Uint64, len(bounds)+1)}
}

// Observe counts a value.
func (h *Histogram) Observe(v float64) {
	i, _ := slices.BinarySearch(h.bounds, v)
	h.counts[i].Add(1)
	for {
		was := h.sum.Load()
		if h.sum.CompareAndSwap(was, math.Float64bits(math.Float64frombits(was)+v)) {
			return
		}
	}
}

// Since counts the seconds from an instant of real time to now.
func (h *Histogram) Since(start time.Time) { h.Observe(time.Since(start).Seconds()) }

// Seen is what a histogram has counted.
type Seen struct {
	Count uint64
	Sum   float64
	// Below is how many were at most as large as each bound.
	Below map[float64]uint64
}

// Seen returns what was counted until now. What is counted meanwhile may be in it or not.
func (h *Histogram) Seen() Seen {
	s := Seen{Sum: math.Float64frombits(h.sum.Load()), Below: make(map[float64]uint64, len(h.bounds))}
	for i := range h.counts {
		s.Count += h.counts[i].Load()
		if i < len(h.bounds) {
			s.Below[h.bounds[i]] = s.Count
		}
	}
	return s
}
