package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// A database is an open store as the program runs it. openDatabase and compactDatabase alone know
// which store it is.
type database interface {
	store.KV
	// Stats counts commits since the opening.
	Stats() store.Stats
	// Backup writes a copy beside all writers.
	Backup(ctx context.Context, w io.Writer) (int64, error)
	// Check walks through all of it, Survey too, and tells what it has met.
	Check() error
	Survey(each func(key string, value []byte)) (boltkv.Survey, error)
	// Commits is how many commits there were since the database was begun.
	Commits() (uint64, error)
	// Recount takes what is there for what should be.
	Recount() error
	Close() error
}

// opening says how a database is opened. The zero value is right for a command.
type opening struct {
	// Wait is how long another process may take to close it.
	Wait time.Duration
	// Brief: what is written need not outlive a power cut.
	Brief bool
	// Mend allows to write the records of a file with one damaged key into a new one, and is told where the damaged file
	// is kept.
	Mend func(kept string)
	// Begin allows to begin a database where there is none.
	Begin bool
	// Key is the file of what it is encrypted with, or is to be; "" is nothing.
	Key string
}

// errNone is said where there is no database, and none may be begun.
var errNone = errors.New("there is no database")

// openDatabase opens the file, or begins it if that is allowed. Its folder must exist. A database that is not ours, or
// newer than the program, is refused; an older one is brought into the program's form.
func openDatabase(path string, o opening) (database, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && !o.Begin {
		return nil, hinted(fails("cli_of_file", "file", path, "error", errNone), "cli_database_begin")
	}
	db, err := boltkv.Open(path, boltkv.Options{Timeout: o.Wait, NoSync: o.Brief, Mend: o.Mend})
	if inUse(err) {
		return nil, hinted(fails("cli_of_file", "file", path, "error", err), "cli_database_locked")
	}
	if errors.Is(err, boltkv.ErrDamaged) || errors.Is(err, boltkv.ErrEmpty) {
		return nil, hinted(fails("cli_of_file", "file", path, "error", err), "cli_database_bring_back", "path", quoted(path), "folder", quoted(filepath.Dir(path)), "file", databaseFile)
	}
	if err != nil {
		return nil, err
	}
	key, err := readSecret(o.Key)
	if err != nil { // who asks the bot that runs needs none
		return nil, errors.Join(err, db.Close())
	}
	whole, err := ready(db, o.Begin, key)
	if err != nil {
		return nil, errors.Join(&failure{text: later("cli_of_file", []any{"file", path, "error", err}), hint: hintOf(err), cause: err}, db.Close())
	}
	return whole, nil
}

// ready founds a database that has no records, and brings an older one into the program's form. It gives the database as it
// is for whoever has the key.
func ready(db database, begin bool, key *secret) (database, error) {
	ctx := context.Background() // once begun it is done
	founded, empty := false, true
	var of store.Founding
	err := db.View(ctx, func(r store.Reader) (err error) {
		of, founded, err = store.Founded(r)
		r.Range("", "", func(string, []byte) bool { empty = false; return false })
		return err
	})
	if errors.Is(err, store.ErrDamaged) {
		return nil, hinted(err, "cli_database_newest")
	}
	if err != nil {
		return nil, err
	}
	if !founded && empty && begin { // a start that was cut off may have left it so
		of.Key = key.name()
		err := store.One(ctx, db, func(tx store.Tx) error {
			store.Found(tx, rand.Text(), of.Key, time.Now())
			return nil
		})
		if err != nil {
			return nil, err
		}
		founded = true
	}
	if founded {
		if err := key.fits(of); err != nil {
			return nil, err
		}
	}
	if key != nil {
		db = encryptedDatabase{db, key.records}
	}
	_, err = store.Migrate(ctx, db, store.Migrations)
	switch {
	case errors.Is(err, store.ErrForeign):
		return nil, hinted(err, "cli_database_foreign", "file", databaseFile)
	case errors.Is(err, store.ErrNewer):
		return nil, hinted(err, "cli_database_newer")
	}
	return db, err
}

// compactDatabase writes a database that nobody has open into a new file, and tells its size before and after.
func compactDatabase(path string) (before, after int64, err error) {
	return boltkv.Compact(path, boltkv.Options{})
}

// inUse reports whether another process has the database open.
func inUse(err error) bool { return errors.Is(err, boltkv.ErrLocked) }
