package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/measure"
)

// The limits of one transaction function. They are those of an etcd transaction with some room left, so that rooms
// written against KV run on a cluster unchanged; they also keep the single writer of a bbolt file quick.
const (
	MaxKeys     = 100     // different keys that one function reads, puts or deletes
	MaxBytes    = 1 << 20 // bytes of keys and values that one function leaves behind
	MaxKeyBytes = 1 << 10 // bytes of one key
)

// What a KV refuses. A function that does one of the first four gets the error from Update, and nothing of it is kept.
// It is not interrupted: it runs on, but to no effect, and may read nil for keys that exist.
var (
	ErrTooManyKeys = errors.New("store: one transaction touches over 100 keys")
	ErrTooLarge    = errors.New("store: one transaction writes over 1 MiB")
	ErrEmptyValue  = errors.New("store: empty value")
	ErrBadKey      = errors.New("store: key is empty or over 1 KiB")
	ErrClosed      = errors.New("store: closed")
)

// ErrUnwritten is the error of each function of a commit that the disk did not take, for want of room or because it
// failed. Nothing of it is kept, and the next commit may succeed.
var ErrUnwritten = errors.New("store: the disk did not take it")

// PanicError is what Update and View return for a function that panicked.
type PanicError struct {
	Value any    // what was given to panic
	Stack []byte // the stack at that moment, as debug.Stack prints it
}

func (e *PanicError) Error() string { return fmt.Sprintf("store: panic: %v\n%s", e.Value, e.Stack) }

// Unwrap gives the value of the panic when it was an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Tx is what one transaction may do. Its methods report nothing: what they refuse becomes the error of the transaction.
// A Tx belongs to the call of the function that received it and to that goroutine.
type Tx interface {
	// Get returns the value of a key, or nil when there is none. It sees what this function and the functions before it
	// wrote. The slice must not be changed and is valid until the function returns.
	Get(key string) []byte

	// Put sets the value of a key. The value must not be empty (not every store can tell that from absent) and must not
	// be changed until Update has returned.
	Put(key string, value []byte)

	// Delete removes a key; to remove what is not there is no error.
	Delete(key string)
}

// Reader is a consistent snapshot, for one goroutine. Ranges exist only here: a transaction never scans.
type Reader interface {
	// Get returns the value of a key, or nil when there is none. The slice must not be changed and is valid until View
	// returns.
	Get(key string) []byte

	// Range calls f for each key in [from, to), in the order of bytes, until f returns false. An empty to means no end.
	// The value must not be changed and is valid until View returns.
	Range(from, to string, f func(key string, value []byte) bool)
}

// KV is the one storage port: keys and values with transactions. It is safe for many goroutines.
//
// Neither method may be called from inside a function given to Update, nor Update from inside one given to View: the one
// waits for the other. A KV that can notice this answers with an error; where another goroutine stands between, it hangs.
type KV interface {
	// Update runs each function in a transaction of its own, one after the other, in the order given and in the order
	// in which callers arrived. Transactions that arrive together share one commit, so one call with many functions, or
	// many callers at once, cost about as much as one. It returns after the commit.
	//
	// The result has one error per function: nil when it is stored; the function's own error, a *PanicError or a limit's
	// error when nothing of it was kept; ErrUnwritten when the disk did not take the commit. What happens to one function
	// is of no consequence to the others of the call or to other callers.
	//
	// When ctx ends before the first function has begun, nothing runs and each error is ctx.Err(). After that ctx is no
	// longer looked at.
	//
	// A function may run more than once and only the last run counts, so it writes nothing outside its Tx but results
	// that it assigns anew on each run. It should be quick, and must not wait for anything: all writers wait for it.
	Update(ctx context.Context, fs ...func(Tx) error) []error

	// View runs f on a consistent snapshot of what is stored, beside all writers. It returns f's error, a *PanicError,
	// or ctx.Err() when ctx ended before f began or during a Range, which then stops early.
	View(ctx context.Context, f func(Reader) error) error
}

// One is Update with a single function.
func One(ctx context.Context, kv KV, f func(Tx) error) error {
	return kv.Update(ctx, f)[0]
}

// Each runs f for every item, so many items in one transaction and all in one commit.
func Each[T any](ctx context.Context, kv KV, items []T, atOnce int, f func(Tx, T) error) error {
	var functions []func(Tx) error
	for some := range slices.Chunk(items, atOnce) {
		functions = append(functions, func(tx Tx) error {
			for _, item := range some {
				if err := f(tx, item); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return errors.Join(kv.Update(ctx, functions...)...)
}

// Prefix gives the bounds for Range that cover all keys beginning with p. Prefix("") covers all keys.
func Prefix(p string) (from, to string) {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] < 0xff {
			return p, p[:i] + string([]byte{p[i] + 1})
		}
	}
	return p, ""
}

// Stats counts what a KV has done since it was opened.
type Stats struct {
	Commits   uint64 // commits that reached the disk
	Functions uint64 // functions run by Update, the refused ones included
	Failed    uint64 // commits that did not reach it
	// Took is how long the commits took that wrote something, in seconds, and Together how
	// many functions shared one.
	Took, Together *measure.Histogram
	// Committing is for how long what is being committed now has been under way; 0 is nothing.
	Committing time.Duration
	// Failure is why the last commit came to nothing; nil if it did not. Failing is for how long that has been so.
	Failure error
	Failing time.Duration
}
