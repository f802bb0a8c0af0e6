package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
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
		return nil, fails("cli_data_make", "error", err)
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
		return nil, hinted(err, "cli_data_in_use")
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
	return hinted(declined("cli_data_cut_off", "folder", stage), "cli_data_cut_off_hint", "folder", stage)
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
		return hinted(declined("cli_data_files_only", "file", f.Database(), "folder", f.Files(), "n", len(entries)), "cli_data_files_only_hint")
	}
	aside := f.Files() + "-" + time.Now().Format("20060102-150405")
	if err := os.Rename(f.Files(), aside); err != nil {
		return hinted(fails("cli_data_aside", "error", err), "cli_data_aside_hint")
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
		return hinted(fails("cli_of_file", "file", path, "error", err), "cli_data_delete_identity", "file", path)
	case of.Identity != id.Identity:
		return hinted(declined("cli_data_apart", "file", f.Database(), "folder", f.Files()), "cli_data_apart_hint")
	case of.Commits > id.Commits:
		f.found.older = true
		f.log.Warn("the database is an older state of itself, as from a backup: what was answered since then is not in it; nothing is deleted",
			"commits", id.Commits, "before", of.Commits)
		switch again, not, err := outbox.Restored(context.Background(), db, time.Now()); {
		case err != nil:
			f.log.Error("it could not be noted of the messages which wait that they may have been delivered since; they may come twice", "error", err)
			return nil // the next start finds an older state again
		case again+not > 0:
			f.log.Warn(english().Say("cli_restore_waited", "n", again+not, "again", again, "not", not))
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
		return fails("cli_data_make_files", "error", err)
	}
	content, err := json.Marshal(id)
	if err != nil {
		return err
	}
	file, err := replacement(filepath.Join(f.Files(), identityFile))
	if err != nil {
		return err
	}
	defer file.discard()
	return file.write(content)
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
