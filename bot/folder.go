package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"giaoban/internal/outbox"
	"giaoban/internal/store"
)

// identityFile lies in the folder of files and says which database they belong to.
const identityFile = "giaoban.id"

// belongs is what the folder of files says of its database.
type belongs struct {
	Identity string `json:"identity"`
	// Commits is how far the database was when this was written: one that has fewer is an older state.
	Commits uint64 `json:"commits"`
}

// A folder is the data folder of a bot that is served.
type folder struct {
	Config
	log *slog.Logger
	// found is what the opening found.
	found *beginning
}

// open opens the folder's database together with its files, and refuses what does not belong together. It begins a
// database in an empty folder only, unless it is told to.
func (f folder) open(begin bool) (database, error) {
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	_, err := os.Stat(f.Database())
	none := errors.Is(err, fs.ErrNotExist)
	if none {
		if err := errors.Join(f.cutOff(), f.mayBegin(begin)); err != nil {
			return nil, err
		}
	}
	db, err := openDatabase(f.Database(), opening{Wait: 2 * time.Second, Begin: true, Mend: f.mended, Key: f.EncryptionKey})
	if inUse(err) {
		return nil, hinted(err, "a bot is running on this folder already, or a command is at work in it; another bot needs another GIAOBAN_DATA")
	}
	if err != nil {
		return nil, err
	}
	if none {
		f.log.Info("a new database was begun", "path", f.Database())
	}
	if err := f.join(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	// Whoever has the database open knows that no restore is at work.
	if stage := filepath.Join(f.Data, stageFolder); os.RemoveAll(stage) != nil {
		f.log.Warn("what a restore that was cut off left could not be deleted", "folder", stage)
	}
	return db, nil
}

// cutOff refuses to begin a database where a restore was cut off, or is at work: people would find nothing of theirs.
func (f folder) cutOff() error {
	stage := filepath.Join(f.Data, stageFolder)
	if _, err := os.Lstat(stage); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return hinted(fmt.Errorf("%s: a restore into this folder was cut off", stage), "run it again; to begin with nothing instead, delete %s", stage)
}

// mended says that the database is another file now.
func (f folder) mended(kept string) {
	f.found.rewritten = true
	f.log.Error("the pages of the database did not fit together; all its records that can be read were written into a new file", "kept", kept,
		"hint", "keep that file and the newest backup until it is known whether anything is missing")
}

// mayBegin refuses to begin a database beside files, which are of another. Told to all the same, it puts them aside.
func (f folder) mayBegin(anyway bool) error {
	entries, err := os.ReadDir(f.Files())
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if !anyway {
		return hinted(fmt.Errorf("%s: %w, but %s has %d files that belong to one", f.Database(), errNone, f.Files(), len(entries)),
			"bring the database back, from the newest backup if it is lost; serve --new begins a new one and puts the files aside")
	}
	aside := f.Files() + "-" + time.Now().Format("20060102-150405")
	if err := os.Rename(f.Files(), aside); err != nil {
		return hinted(fmt.Errorf("put the files of another database aside: %w", err), "move what lies in it yourself")
	}
	f.log.Warn("the files of another database were put aside", "folder", aside)
	return nil
}

// join compares the identities of database and files. Files without one are taken for the database's: each is named by
// its content, so that none can be shown in the place of another.
func (f folder) join(db database) error {
	id, err := f.state(db)
	if err != nil {
		return err
	}
	path := filepath.Join(f.Files(), identityFile)
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if entries, _ := os.ReadDir(f.Files()); len(entries) > 0 {
			f.log.Warn("the files did not say which database they belong to; they are taken for this one's", "folder", f.Files())
		}
		return f.mark(db)
	}
	var of belongs
	if err == nil {
		err = json.Unmarshal(content, &of)
	}
	switch {
	case err != nil:
		return hinted(fmt.Errorf("%s: %w", path, err), "if the files are this database's, delete %s and start again", path)
	case of.Identity != id.Identity:
		return hinted(fmt.Errorf("%s and %s do not belong together: the files are another database's", f.Database(), f.Files()),
			"bring the folder of files that belongs to this database, or the database of these files; nothing was changed")
	case of.Commits > id.Commits:
		f.found.older = true
		f.log.Warn("the database is an older state of itself, as from a backup: what was answered since then is not in it; nothing is deleted",
			"commits", id.Commits, "before", of.Commits)
		switch again, not, err := outbox.Restored(context.Background(), db, time.Now()); {
		case err != nil:
			f.log.Error("it could not be noted of the messages which wait that they may have been delivered since; they may come twice", "error", err)
			return nil // the next start finds an older state again
		case again+not > 0:
			f.log.Warn(strings.TrimSpace(waited(again, not)))
		}
	}
	err = f.mark(db)
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) { // what it says already is older, and true
		f.log.Warn("how far the database is could not be written beside the files", "error", err)
		return nil
	}
	return err
}

// mark writes into the folder of files whose they are, and how far the database is.
func (f folder) mark(db database) error {
	id, err := f.state(db)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(f.Files(), 0o700); err != nil {
		return fmt.Errorf("make the folder of files: %w", err)
	}
	content, err := json.Marshal(id)
	if err != nil {
		return err
	}
	file, err := newFile(filepath.Join(f.Files(), identityFile))
	if err != nil {
		return err
	}
	defer file.discard()
	if _, err := file.Write(content); err != nil {
		return err
	}
	return file.keep()
}

// state is what the database says.
func (f folder) state(db database) (b belongs, err error) {
	commits, err := db.Commits()
	if err != nil {
		return b, err
	}
	err = db.View(context.Background(), func(r store.Reader) error {
		founding, _, err := store.Founded(r)
		b = belongs{founding.Identity, commits}
		return err
	})
	return b, err
}
