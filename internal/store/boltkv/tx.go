package boltkv

import (
	"fmt"

	"giaoban/internal/store"
)

// A tx is the overlay of one function: what it read and what it wants to write, over what earlier functions of the group
// wrote, over what is stored. Remembering reads gives the same answer twice and counts the keys.
//
// The keys are few, so a slice searched from its start is quicker than a map.
type tx struct {
	g       *group
	touched []touch
	size    int   // of the writes, in bytes
	err     error // the first limit that was broken
}

type touch struct {
	key     string
	value   []byte // nil: absent
	written bool
}

var _ store.Tx = (*tx)(nil)

func (t *tx) Get(key string) []byte {
	e, known := t.touch(key)
	if e == nil {
		return nil
	}
	if !known { // what the functions before left, else what is stored
		var kept bool
		if e.value, kept = t.g.puts[key]; !kept {
			t.g.buf = append(t.g.buf[:0], key...)
			e.value = t.g.stored()
		}
	}
	return e.value[:len(e.value):len(e.value)] // an append must not run into the mapped file
}

func (t *tx) Put(key string, value []byte) {
	if len(value) == 0 {
		t.fail(store.ErrEmptyValue, key)
		return
	}
	t.write(key, value)
}

func (t *tx) Delete(key string) { t.write(key, nil) }

func (t *tx) write(key string, value []byte) {
	e, _ := t.touch(key)
	if e == nil {
		return
	}
	if e.written {
		t.size -= len(e.key) + len(e.value)
	}
	t.size += len(key) + len(value)
	if t.size > store.MaxBytes {
		t.fail(store.ErrTooLarge, key)
		return
	}
	e.value, e.written = value, true
}

// touch finds or adds what is remembered of a key, and reports whether it was known;
// nil when no more may be touched. It refuses every use of a Tx outside its function.
func (t *tx) touch(key string) (e *touch, known bool) {
	if t.g == nil {
		panic("boltkv: transaction used after its function returned")
	}
	for i := range t.touched {
		if t.touched[i].key == key {
			return &t.touched[i], true
		}
	}
	switch {
	case t.err != nil:
		return nil, false
	case len(key) == 0 || len(key) > store.MaxKeyBytes:
		t.fail(store.ErrBadKey, key)
		return nil, false
	case len(t.touched) == store.MaxKeys:
		t.fail(store.ErrTooManyKeys, key)
		return nil, false
	}
	t.touched = append(t.touched, touch{key: key})
	return &t.touched[len(t.touched)-1], false
}

func (t *tx) fail(err error, key string) {
	if t.err == nil {
		t.err = fmt.Errorf("%w (at key %.80q)", err, key)
	}
}
