package boltkv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"giaoban/internal/store"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// View implements store.KV. A view that stays open for long keeps replaced pages from being used again, so the file
// grows meanwhile.
func (db *DB) View(ctx context.Context, f func(store.Reader) error) error {
	return db.view(ctx, func(tx *bbolt.Tx) error {
		r := &reader{ctx: ctx, bucket: tx.Bucket([]byte(bucketName))}
		if err := f(r); err != nil {
			return err
		}
		return r.err
	})
}

// view runs f on a bbolt snapshot. A panic, of f or of bbolt on a bad page, becomes an error.
func (db *DB) view(ctx context.Context, f func(*bbolt.Tx) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	if db.insideUpdate() {
		return ErrNested
	}
	if err := db.damage(); err != nil {
		return err
	}
	tx, err := db.bolt.Begin(false)
	if err != nil {
		return fmt.Errorf("view: %w", asClosed(err))
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			err = &store.PanicError{Value: v, Stack: debug.Stack()}
		}
		_ = tx.Rollback() // it can only say that it is closed already
	}()
	return f(tx)
}

// A reader is the store.Reader of one view.
type reader struct {
	ctx    context.Context
	bucket *bbolt.Bucket
	err    error // why a range stopped early: f may have thought that there was no more
}

// ctxEvery is after how many keys a range looks whether its context has ended.
const ctxEvery = 256

func (r *reader) Get(key string) []byte {
	v := r.bucket.Get([]byte(key))
	return v[:len(v):len(v)]
}

func (r *reader) Range(from, to string, f func(key string, value []byte) bool) {
	end := []byte(to)
	c := r.bucket.Cursor()
	n := 0
	for k, v := c.Seek([]byte(from)); k != nil; k, v = c.Next() {
		if len(end) > 0 && bytes.Compare(k, end) >= 0 {
			return
		}
		if n++; n%ctxEvery == 0 {
			if r.err = r.ctx.Err(); r.err != nil {
				return
			}
		}
		if !f(string(k), v[:len(v):len(v)]) {
			return
		}
	}
}

// Backup writes a consistent copy of the whole file to w while the database goes on working, and returns its size in
// bytes. The copy is a database file of its own. When ctx ends first, the copy is incomplete and the error is ctx's.
func (db *DB) Backup(ctx context.Context, w io.Writer) (int64, error) {
	var n int64
	out := &backupWriter{ctx: ctx, w: w}
	err := db.view(ctx, func(tx *bbolt.Tx) (err error) {
		n, err = tx.WriteTo(out)
		return err
	})
	if out.err != nil {
		err = out.err // bbolt does not wrap it
	}
	if err != nil {
		return n, fmt.Errorf("back up store %s: %w", db.path, err)
	}
	return n, nil
}

// A backupWriter stops when its context ends, and remembers why it stopped.
type backupWriter struct {
	ctx context.Context
	w   io.Writer
	err error
}

func (b *backupWriter) Write(p []byte) (n int, err error) {
	if err = b.ctx.Err(); err == nil {
		n, err = b.w.Write(p)
	}
	b.err = err
	return n, err
}

func asClosed(err error) error {
	if errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return store.ErrClosed
	}
	return err
}
