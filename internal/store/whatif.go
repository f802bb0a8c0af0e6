package store

import (
	"context"
	"maps"
	"runtime/debug"
	"slices"
)

// WhatIf is a store that begins as a snapshot is and keeps to itself what is written: whoever wants to know what would come
// of something does it there, and changes nothing. It is for one goroutine and ends with the snapshot. The limits of a
// transaction are not held, since nothing is committed.
func WhatIf(r Reader) KV { return &whatIf{overlay{r, map[string][]byte{}}} }

type whatIf struct{ overlay }

// Update implements KV.
func (w *whatIf) Update(ctx context.Context, fs ...func(Tx) error) []error {
	errs := make([]error, len(fs))
	for i, f := range fs {
		if errs[i] = ctx.Err(); errs[i] != nil {
			continue
		}
		tx := overlay{w.overlay, map[string][]byte{}}
		if errs[i] = tried(func() error { return f(tx) }); errs[i] == nil {
			maps.Copy(w.written, tx.written)
		}
	}
	return errs
}

// View implements KV.
func (w *whatIf) View(ctx context.Context, f func(Reader) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return tried(func() error { return f(w.overlay) })
}

// tried has a panic be an error, as a KV promises.
func tried(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &PanicError{r, debug.Stack()}
		}
	}()
	return f()
}

// overlay is a snapshot under what was written since; nil stands for what was deleted.
type overlay struct {
	below   Reader
	written map[string][]byte
}

// Get implements Tx and Reader.
func (o overlay) Get(key string) []byte {
	if value, ok := o.written[key]; ok {
		return value[:len(value):len(value)]
	}
	return o.below.Get(key)
}

// Put implements Tx.
func (o overlay) Put(key string, value []byte) { o.written[key] = value }

// Delete implements Tx.
func (o overlay) Delete(key string) { o.written[key] = nil }

// Range implements Reader.
func (o overlay) Range(from, to string, f func(key string, value []byte) bool) {
	var keys []string
	for key := range o.written {
		if key >= from && (to == "" || key < to) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	// upTo gives what was written before a key, and reports whether to go on.
	upTo := func(key string, last bool) bool {
		for len(keys) > 0 && (last || keys[0] < key) {
			next := keys[0]
			keys = keys[1:]
			if value := o.written[next]; value != nil && !f(next, value) {
				return false
			}
		}
		return true
	}
	more := true
	o.below.Range(from, to, func(key string, value []byte) bool {
		if more = upTo(key, false); !more {
			return false
		}
		if _, over := o.written[key]; over {
			return true // upTo gives it before the next
		}
		more = f(key, value)
		return more
	})
	if more {
		upTo("", true)
	}
}
