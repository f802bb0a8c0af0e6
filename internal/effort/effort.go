// Package effort counts the steps that readers of text take, so that tests can hold them
// to their input: twice the words, about twice the steps. A step is a letter, a word or a
// state looked at; what of them counts is for each reader to say.
//
// Nothing is decided by it: a reader that stops at a limit counts for itself. It counts only
// while Of runs; a program that serves pays one look at a flag for each call.
package effort

import (
	"sync"
	"sync/atomic"
)

var (
	counting atomic.Bool
	steps    atomic.Int64
	one      sync.Mutex
)

// Add counts n steps.
func Add(n int) {
	if counting.Load() {
		steps.Add(int64(n))
	}
}

// Of are the steps that all readers take while f runs. Only tests ask.
func Of(f func()) int {
	one.Lock()
	defer one.Unlock()
	steps.Store(0)
	counting.Store(true)
	defer counting.Store(false)
	f()
	return int(steps.Load())
}
