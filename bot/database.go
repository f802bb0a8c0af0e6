package main

import (
	"context"
	"errors"
	"io"
	"time"

	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// A database is an open store as the program runs it. openDatabase alone knows
// which store it is.
type database interface {
	store.KV
	// Stats counts commits since the opening.
	Stats() store.Stats
	// Backup writes a copy beside all writers.
	Backup(ctx context.Context, w io.Writer) (int64, error)
	// Check walks through all of it.
	Check() error
	Close() error
}

// opening says how a database is opened. The zero value is right for a command.
type opening struct {
	// Wait is how long another process may take to close it.
	Wait time.Duration
	// Brief: what is written need not outlive a power cut.
	Brief bool
}

// openDatabase opens the file, or begins it. Its folder must exist.
func openDatabase(path string, o opening) (database, error) {
	db, err := boltkv.Open(path, boltkv.Options{Timeout: o.Wait, NoSync: o.Brief})
	if inUse(err) {
		return nil, hinted(err, "the bot seems to be running but does not answer: see its log, or stop it first")
	}
	if err != nil {
		return nil, err
	}
	return db, nil
}

// inUse reports whether another process has the database open.
func inUse(err error) bool { return errors.Is(err, boltkv.ErrLocked) }
