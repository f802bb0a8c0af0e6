package boltkv

import (
	"bytes"
	"context"
	"runtime"
	"strconv"
	"sync/atomic"

	"giaoban/internal/store"
)

// A request is one call of Update. Until the committer claims it, the caller may withdraw it; afterwards errs and next
// belong to the committer until it has closed done.
type request struct {
	ctx   context.Context
	fs    []func(store.Tx) error
	errs  []error // one per function
	next  int     // the first function that has not run
	state atomic.Uint32
	done  chan struct{}
	one   [1]error // room for errs in the usual case
}

const (
	queued uint32 = iota
	claimed
	withdrawn
)

func newRequest(ctx context.Context, fs []func(store.Tx) error) *request {
	r := &request{ctx: ctx, fs: fs, done: make(chan struct{})}
	if r.errs = r.one[:]; len(fs) != 1 {
		r.errs = make([]error, len(fs))
	}
	return r
}

// claim is the committer's: false means that the caller has gone or its context has ended, and nothing may run.
func (r *request) claim() bool {
	return r.ctx.Err() == nil && r.state.CompareAndSwap(queued, claimed)
}

// withdraw is the caller's: false means that the functions have begun.
func (r *request) withdraw() bool { return r.state.CompareAndSwap(queued, withdrawn) }

func (r *request) refuse(err error) []error {
	for i := range r.errs {
		r.errs[i] = err
	}
	return r.errs
}

// enqueue returns false when the database is closed.
func (db *DB) enqueue(r *request) bool {
	db.mu.Lock()
	if db.closed {
		db.mu.Unlock()
		return false
	}
	first := len(db.waiting) == 0
	db.waiting = append(db.waiting, r)
	db.mu.Unlock()
	if first {
		db.signal()
	}
	return true
}

// signal wakes the committer, or lets it find a token when it next looks.
func (db *DB) signal() {
	select {
	case db.wake <- struct{}{}:
	default:
	}
}

// take returns all requests that wait and keeps spare for those to come. When none wait, it returns nil at once or, if
// told to, waits for one; then nil means that the database is closed.
func (db *DB) take(spare []*request, wait bool) []*request {
	for {
		db.mu.Lock()
		taken, closed := db.waiting, db.closed
		if len(taken) > 0 {
			db.waiting = spare[:0]
		}
		db.mu.Unlock()
		if len(taken) > 0 {
			return taken
		}
		if !wait || closed {
			return nil
		}
		<-db.wake
	}
}

// insideUpdate reports whether the caller is a function that the committer runs: to queue here would be to wait for
// itself. The goroutine's id serves for nothing else, and is looked at only while functions run.
func (db *DB) insideUpdate() bool {
	id := db.committer.Load()
	return id != 0 && id == goroutineID()
}

// goroutineID reads the number in "goroutine 18 [running]:", the first line of a stack.
func goroutineID() uint64 {
	var buf [32]byte
	line := buf[:runtime.Stack(buf[:], false)]
	number, _, _ := bytes.Cut(bytes.TrimPrefix(line, []byte("goroutine ")), []byte(" "))
	id, _ := strconv.ParseUint(string(number), 10, 64)
	return id
}
