package boltkv

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"giaoban/internal/store"

	"go.etcd.io/bbolt"
)

// The size of a group: large enough that the fsync costs each function next to nothing, small enough that the first of
// the group does not wait for long and that memory stays bounded.
const (
	maxFunctions = 4096
	maxBytes     = 8 << 20 // of keys and values; the last function may exceed it by its own store.MaxBytes
)

var errExited = errors.New("boltkv: function ended its goroutine (runtime.Goexit, or FailNow in a test)")

// A group is the functions that share a commit, and all that the committer knows. Only the committer touches it. It is
// used over and over, so that a group in the steady state allocates hardly anything.
//
// Until the commit, what functions write is kept in puts and bbolt's transaction is only read, from the mapped file:
// no page is touched twice, and what fails is simply not added.
type group struct {
	db *DB
	id uint64 // of the goroutine that runs loop

	requests []*request // taken and not finished, in order; requests[0] may have begun
	spare    []*request // room for take
	calls    []call     // functions that ran in this group
	err      error      // why no function can run

	tx     *bbolt.Tx
	bucket *bbolt.Bucket
	cursor *bbolt.Cursor // over bucket, to read one key after the other

	puts    map[string][]byte // kept writes; nil deletes
	keys    []string          // of puts
	size    int               // of puts, in bytes
	touched []touch           // room for the overlay of the function that runs
	buf     []byte            // room for a key
}

type call struct {
	r *request
	i int // of r.fs
}

// loop commits group after group until the database is closed and everybody is answered. A function that ends the
// goroutine ends this loop as well; the next loop carries on where it stopped.
func (g *group) loop() {
	finished := false
	defer func() {
		if finished {
			close(g.db.ended)
		} else {
			go g.loop()
		}
	}()
	debug.SetPanicOnFault(true) // a page missing from a damaged file must not end the process
	g.id = goroutineID()
	for g.more() {
		g.db.begun.Store(max(1, int64(time.Since(g.db.opened))))
		g.run()
		g.commit()
		g.answer()
		g.db.begun.Store(0)
	}
	finished = true
}

// more waits until there is something to do.
func (g *group) more() bool {
	return len(g.calls) > 0 || len(g.requests) > 0 || g.take(true)
}

// take is called when all that was taken before has been run.
func (g *group) take(wait bool) bool {
	clear(g.spare)
	taken := g.db.take(g.spare, wait)
	if taken == nil {
		return false
	}
	g.spare, g.requests = taken, taken
	return true
}

func (g *group) full() bool { return len(g.calls) >= maxFunctions || g.size >= maxBytes }

// run runs what waits and what arrives meanwhile, until the group is full.
func (g *group) run() {
	if g.tx == nil && g.err == nil {
		g.err = g.guard(g.begin)
	}
	g.db.committer.Store(g.id)
	for !g.full() && (len(g.requests) > 0 || g.take(false)) {
		r := g.requests[0]
		if r.next == 0 && !r.claim() {
			g.requests = g.requests[1:]
			continue
		}
		for r.next < len(r.fs) && !g.full() {
			g.calls = append(g.calls, call{r, r.next})
			r.next++
			g.call(r, r.next-1)
		}
		if r.next == len(r.fs) {
			g.requests = g.requests[1:]
		}
	}
	g.db.committer.Store(0)
}

func (g *group) begin() (err error) {
	if err := g.db.damage(); err != nil {
		return err
	}
	if g.tx, err = g.db.bolt.Begin(true); err != nil {
		return fmt.Errorf("begin: %w", asClosed(err))
	}
	g.bucket = g.tx.Bucket([]byte(bucketName))
	g.cursor = g.bucket.Cursor()
	return nil
}

// stored reads what is stored under the key in buf, or nil. The bucket's own Get makes a cursor each time.
func (g *group) stored() []byte {
	if k, v := g.cursor.Seek(g.buf); bytes.Equal(k, g.buf) {
		return v
	}
	return nil
}

// call runs one function and keeps what it wrote if all went well.
func (g *group) call(r *request, i int) {
	if g.err != nil {
		r.errs[i] = g.err
		return
	}
	g.db.functions.Add(1)
	t := &tx{g: g, touched: g.touched[:0]}
	returned := false
	defer func() {
		g.touched = t.touched
		t.g = nil // whoever keeps t gets a panic, not another's transaction
		if v := recover(); v != nil {
			r.errs[i] = &store.PanicError{Value: v, Stack: debug.Stack()}
		} else if !returned {
			r.errs[i] = errExited
		}
	}()
	err := r.fs[i](t)
	returned = true
	if t.err != nil {
		err = errors.Join(t.err, err)
	}
	if r.errs[i] = err; err == nil {
		g.keep(t)
	}
}

func (g *group) keep(t *tx) {
	if g.puts == nil {
		g.puts = make(map[string][]byte)
	}
	for _, e := range t.touched {
		if !e.written {
			continue
		}
		if _, ok := g.puts[e.key]; !ok {
			g.keys = append(g.keys, e.key)
		}
		g.puts[e.key] = e.value
		g.size += len(e.key) + len(e.value)
	}
}

// commit makes the group durable, or gives its error to every function that had none.
func (g *group) commit() {
	if g.tx == nil {
		g.db.committed(g.err)
		return // each function has the reason
	}
	start, writes := time.Now(), len(g.keys) > 0
	err := g.guard(g.write)
	switch {
	case err != nil:
		g.db.failed.Add(1)
	case writes:
		g.db.took.Since(start)
		g.db.together.Observe(float64(len(g.calls)))
	}
	if writes || err != nil {
		g.db.committed(err)
	}
	if err != nil {
		for _, c := range g.calls {
			if c.r.errs[c.i] == nil {
				c.r.errs[c.i] = err
			}
		}
	}
	g.tx, g.bucket, g.cursor = nil, nil, nil
}

// guard runs a step of bbolt's. A panic there means that a page of the file is bad; bbolt's state is then unknown, so
// this database takes no more work.
func (g *group) guard(step func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			g.db.broken.Store(&store.PanicError{Value: v, Stack: debug.Stack()})
			err = g.db.damage()
		}
	}()
	return step()
}

// write applies the kept writes in the order of keys, so that bbolt goes through its pages once, and syncs.
func (g *group) write() error {
	if len(g.keys) == 0 {
		return g.tx.Rollback()
	}
	slices.Sort(g.keys)
	t, err := tallyOf(g.tx)
	for i := 0; err == nil && i < len(g.keys); i++ {
		err = g.apply(g.keys[i], g.puts[g.keys[i]], &t)
	}
	if t.commits++; err == nil {
		err = t.put(g.tx)
	}
	if err != nil {
		return fmt.Errorf("write: %w", errors.Join(err, g.tx.Rollback()))
	}
	if err := g.toDisk(); err != nil {
		return err
	}
	g.db.commits.Add(1)
	return nil
}

// apply writes one key, and keeps the tally.
func (g *group) apply(key string, value []byte, t *tally) error {
	g.buf = append(g.buf[:0], key...)
	if before := g.stored(); before != nil {
		t.remove(g.buf, before)
	}
	if value == nil {
		return g.bucket.Delete(g.buf)
	}
	t.add(g.buf, value)
	return g.bucket.Put(g.buf, value)
}

// answer lets the callers go whose functions have all run, and makes the group ready for the next.
func (g *group) answer() {
	answered := 0
	for _, c := range g.calls {
		if c.i == len(c.r.fs)-1 {
			close(c.r.done)
			answered++
		}
	}
	g.reset()
	if answered > 1 {
		// Those who were answered together mostly have more to ask. Let them, or the next group would hold only the
		// first of them. This is no delay: it returns at once when nobody else can run.
		runtime.Gosched()
	}
}

// reset forgets the group's functions and values, and keeps its room unless a rare large group made it huge.
func (g *group) reset() {
	if len(g.keys) > 4*maxFunctions {
		g.puts, g.keys = nil, nil
	}
	clear(g.puts)
	clear(g.keys)
	clear(g.calls)
	clear(g.touched[:cap(g.touched)])
	g.keys, g.calls, g.size, g.err = g.keys[:0], g.calls[:0], 0, nil
}
