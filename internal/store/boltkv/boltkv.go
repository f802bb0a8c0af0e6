// Package boltkv keeps a store.KV in one bbolt file. Transactions that wait at the same moment share one commit: callers
// queue, one goroutine runs each function on the same bbolt transaction through an overlay of its own, syncs once and
// then answers all of them. Nobody waits for others to come: a lone transaction is committed at once.
//
// It knows bytes, not records. It must not interpret a key or a value, must not retry, and must not hold a transaction
// open while it waits for anything but the disk. A damaged file is left as it is, and mended in a copy, if at all.
package boltkv

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/measure"
	"giaoban/internal/store"

	"go.etcd.io/bbolt"
)

// What Open and, for damage found later, every other method may return, wrapped with the file's path.
var (
	ErrLocked  = errors.New("the file is in use by another process")
	ErrDamaged = errors.New("the file is damaged or not a database of this program")
	ErrEmpty   = errors.New("the file has 0 bytes, so it was never a database")

	// ErrNested is returned when a method is called from inside a function given to Update: it would wait for itself.
	ErrNested = errors.New("boltkv: called from inside an update")
)

// Options of Open. The zero value is right for a server.
type Options struct {
	Timeout time.Duration // how long to wait for another process to release the file; 0 means 200 ms
	MaxSize int           // bytes the file may grow to; commits that need more fail, and deleting needs some; 0: no limit
	// Mend, if given, allows to write the records of a file with one damaged key or record into a new one, which takes its
	// place, and is told the name under which the damaged file is kept.
	Mend   func(kept string)
	NoSync bool // leave writing to the operating system: for tests, since a power cut then damages the file
}

// DB is a store.KV on one bbolt file. Open makes one.
type DB struct {
	path string
	bolt *bbolt.DB
	file *os.File // bolt's own handle, to let go of a damaged file

	mu      sync.Mutex
	waiting []*request // in order of arrival
	closed  bool

	wake      chan struct{} // a token: something changed in waiting or closed
	ended     chan struct{} // closed when the committer has answered everybody and gone
	committer atomic.Uint64 // id of the committer's goroutine while it runs functions, else 0
	broken    atomic.Pointer[store.PanicError]

	commits, functions, failed atomic.Uint64
	took, together             *measure.Histogram
	opened                     time.Time
	begun                      atomic.Int64 // when the group that is under way began, in nanoseconds since opened; 0: none is
	failure                    atomic.Pointer[failure]
	commit                     func(*bbolt.Tx) error // tests have it fail
	closing                    sync.Once
	closeErr                   error
}

var _ store.KV = (*DB)(nil)

// Open opens or creates the file. Its folder must exist. Only one process can have it open; a second one gets ErrLocked
// after the timeout. All pages are looked through: a file that is cut short, damaged or something else gives ErrDamaged,
// one of 0 bytes ErrEmpty, and is left as it is. What is wrong with records is found by Survey.
//
// A test that uses the database inside a synctest bubble opens it there too.
func Open(path string, o Options) (*DB, error) {
	bolt, file, err := openFile(path, o)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	db := &DB{path: path, bolt: bolt, file: file, wake: make(chan struct{}, 1), ended: make(chan struct{}),
		commit: (*bbolt.Tx).Commit, opened: time.Now(), took: measure.New(measure.Quick), together: measure.New(measure.Sizes)}
	go (&group{db: db}).loop()
	return db, nil
}

// Close waits for the updates that are queued and the views that are open, and closes the file. Updates that come
// afterwards get store.ErrClosed. Closing twice is harmless.
func (db *DB) Close() error {
	if db.insideUpdate() {
		return ErrNested
	}
	db.closing.Do(func() {
		db.mu.Lock()
		db.closed = true
		db.mu.Unlock()
		db.signal()
		<-db.ended
		if err := db.damage(); err != nil {
			letGo(db.file) // bolt's locks may be held for ever; the error says more than hanging here
			db.closeErr = err
			return
		}
		if err := db.bolt.Close(); err != nil {
			db.closeErr = fmt.Errorf("close store %s: %w", db.path, err)
		}
	})
	return db.closeErr
}

// Update implements store.KV. A call's functions stay together and in order, and share a commit unless they are so many
// or so large that they fill several groups (see group).
func (db *DB) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	if len(fs) == 0 {
		return nil
	}
	r := newRequest(ctx, fs)
	if err := ctx.Err(); err != nil {
		return r.refuse(err)
	}
	if db.insideUpdate() {
		return r.refuse(ErrNested)
	}
	if !db.enqueue(r) {
		return r.refuse(store.ErrClosed)
	}
	select {
	case <-r.done:
	case <-ctx.Done():
		if r.withdraw() {
			return r.refuse(ctx.Err())
		}
		<-r.done
	}
	return r.errs
}

// Stats counts commits and functions since Open, and tells how the committer does. It waits for nobody.
func (db *DB) Stats() store.Stats {
	s := store.Stats{Commits: db.commits.Load(), Functions: db.functions.Load(), Failed: db.failed.Load(), Took: db.took, Together: db.together}
	if begun := db.begun.Load(); begun != 0 {
		s.Committing = time.Since(db.opened) - time.Duration(begun)
	}
	if f := db.failure.Load(); f != nil {
		s.Failure, s.Failing = f.err, time.Since(f.since)
	}
	return s
}

// A failure is a row of commits that came to nothing: the last error, and since when.
type failure struct {
	err   error
	since time.Time
}

// committed takes note of how a commit ended.
func (db *DB) committed(err error) {
	before := db.failure.Load()
	switch {
	case err == nil && before != nil:
		db.failure.Store(nil)
	case err != nil && before != nil:
		db.failure.Store(&failure{err, before.since})
	case err != nil:
		db.failure.Store(&failure{err, time.Now()})
	}
}

// damage returns the error that every method gives once a commit has panicked inside bbolt, else nil.
func (db *DB) damage() error {
	if p := db.broken.Load(); p != nil {
		return fmt.Errorf("store %s: %w: %w", db.path, ErrDamaged, p)
	}
	return nil
}
