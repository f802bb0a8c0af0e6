package dispatch

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/store"
)

// Why an update is set aside that did not fail by itself.
var (
	errOverrun = errors.New("it took too long, three times")
	errThird   = errors.New("the program ended twice while it was answered")
)

const (
	// longestAnswer is how long one update may hold up all others; a thousandth of it is
	// usual. A machine that stood still meanwhile is no fault of the update's, so it is
	// tried again.
	longestAnswer = 2 * time.Second
	mostOverruns  = 3
)

// doubt is which updates may be what harms the program.
type doubt struct {
	longest  time.Duration // that one may take
	mu       sync.Mutex
	started  bool           // nothing was answered since
	overruns map[string]int // how often each took too long
}

// first reports whether these are the first updates since a start.
func (o *doubt) first(n int) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	first := o.started && n > 0
	o.started = o.started && !first
	return first
}

// restart has the next updates be the first.
func (o *doubt) restart() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.started = true
}

// again counts an update that took too long, and reports whether it is tried again.
func (o *doubt) again(key string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.overruns[key]++; o.overruns[key] < mostOverruns {
		return true
	}
	delete(o.overruns, key)
	return false
}

// A draftTx holds back what a transaction writes until it is known to be wanted, and ends
// one that takes too long, when it next reads or writes.
type draftTx struct {
	store.Tx
	until   time.Time
	written []written
}

type written struct {
	key   string
	value []byte // nil: deleted
}

func (t *draftTx) look() {
	if time.Now().After(t.until) {
		panic(errOverrun)
	}
}

func (t *draftTx) Get(key string) []byte {
	t.look()
	for i := len(t.written) - 1; i >= 0; i-- {
		if t.written[i].key == key {
			return t.written[i].value
		}
	}
	return t.Tx.Get(key)
}

func (t *draftTx) Put(key string, value []byte) {
	t.look()
	t.written = append(t.written, written{key, value})
}

func (t *draftTx) Delete(key string) { t.written = append(t.written, written{key: key}) }

// write writes what was held back.
func (t *draftTx) write() {
	for _, w := range t.written {
		if w.value == nil {
			t.Tx.Delete(w.key)
		} else {
			t.Tx.Put(w.key, w.value)
		}
	}
}

// inTime answers one update in its transaction, of which nothing is kept if it fails or
// takes too long.
func (d *Dispatcher) inTime(tx store.Tx, f func(store.Tx) error) (err error) {
	t := &draftTx{Tx: tx, until: time.Now().Add(d.doubt.longest)}
	defer func() {
		switch v := recover(); {
		case v == errOverrun:
			err = errOverrun
		case v != nil:
			panic(v)
		}
	}()
	if err := f(t); err != nil {
		return err
	}
	if time.Now().After(t.until) {
		return errOverrun
	}
	t.write()
	return nil
}

// guarded returns as an error what goes wrong behind a commit. It must not end the program:
// the update would not come again, and its sender would wait for ever.
func guarded(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &store.PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}

// The first updates after a start may be why the program ended. They are marked in a
// commit of their own before they are answered; nobody else pays for that. If some were
// marked already, each is answered by itself under a second mark, and what has both is
// set aside.
const firstMark, secondMark = "began/", "alone/"

func (d *Dispatcher) afterStart(ctx context.Context, updates []chat.Update) error {
	marked := make([]bool, len(updates))
	err := d.eachMark(ctx, updates, func(tx store.Tx, i int) {
		marked[i] = !store.Once(tx, firstMark+updates[i].Key, updates[i].At)
	})
	if err == nil {
		err = d.oneByOne(ctx, updates, marked)
	} else if errors.Is(err, store.ErrUnwritten) {
		d.doubt.restart()
		return d.answerAll(ctx, updates) // whose answers the disk does not take either is told so
	}
	if err != nil {
		d.doubt.restart() // they come again
		return err
	}
	return d.eachMark(ctx, updates, func(tx store.Tx, i int) {
		store.OnceKeys.Delete(tx, firstMark+updates[i].Key)
		store.OnceKeys.Delete(tx, secondMark+updates[i].Key)
	})
}

// oneByOne answers those by themselves that were begun before, and the others together.
func (d *Dispatcher) oneByOne(ctx context.Context, updates []chat.Update, marked []bool) error {
	for from := 0; from < len(updates); {
		to := from
		for to < len(updates) && !marked[to] {
			to++
		}
		if err := d.answerAll(ctx, updates[from:to]); err != nil {
			return err
		}
		if from = to; from == len(updates) {
			break
		}
		u, third := updates[from], false
		if err := store.One(ctx, d.KV, func(tx store.Tx) error {
			third = !store.OnceKeys.Has(tx, "update/"+u.Key) && !store.Once(tx, secondMark+u.Key, u.At)
			return nil
		}); err != nil {
			return err
		}
		var err error
		if third {
			err = d.failed(ctx, &session.Kept{Update: u}, errThird)
		} else {
			err = d.answerAll(ctx, updates[from:from+1])
		}
		if err != nil {
			return err
		}
		from++
	}
	return nil
}

// eachMark writes marks of many updates in one commit.
func (d *Dispatcher) eachMark(ctx context.Context, updates []chat.Update, f func(tx store.Tx, i int)) error {
	all := make([]int, len(updates))
	for i := range all {
		all[i] = i
	}
	return store.Each(ctx, d.KV, all, store.MaxKeys/2, func(tx store.Tx, i int) error {
		f(tx, i)
		return nil
	})
}
