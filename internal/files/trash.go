package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"giaoban/internal/disk"
	"giaoban/internal/store"
)

const (
	// trashFolder is where contents lie that reports gave up, below the folder of contents. Each has the time at which it
	// was put there.
	trashFolder = "trash"
	// trashTime is how long they lie there.
	trashTime = 30 * 24 * time.Hour
	// tidyPause is from one tidying to the next.
	tidyPause = 24 * time.Hour
)

// Tidy puts contents that reports gave up into the trash, deletes what lay there for its time, and brings back what a
// record names: the database may be an older state of itself. What a record names and the disk lacks is logged and counted.
func (f *Files) Tidy(ctx context.Context) error {
	f.naming.Lock() // no content gets its name and its mark meanwhile
	defer f.naming.Unlock()
	var stored map[string]store.FileOf
	var removed []store.Removed
	err := f.kv.View(ctx, func(r store.Reader) (err error) {
		if removed, err = store.AllRemoved(r); err != nil {
			f.o.Log.Error("files: what a damaged record says was removed stays", "error", err)
		}
		stored, err = store.StoredFiles(r)
		return err
	})
	damaged := errors.Is(err, store.ErrDamaged)
	if err != nil && !damaged {
		return fmt.Errorf("read the records of files: %w", err)
	}
	if err := f.account(stored); err != nil {
		return err
	}
	if damaged { // what its report has is not known, and may be what another gave up
		f.o.Log.Error("files: nothing is deleted while a report's files cannot be read", "error", err)
		return nil
	}
	return errors.Join(f.trashRemoved(ctx, removed, stored), f.emptyTrash(stored, time.Now()))
}

// account looks whether each content that records name is there, brings it back from the trash, or says that it is not.
func (f *Files) account(stored map[string]store.FileOf) error {
	missing := map[string]store.FileOf{}
	for _, hash := range slices.Sorted(maps.Keys(stored)) {
		if !isHash(hash) || f.Has(hash) {
			continue
		}
		of := stored[hash]
		switch err := os.Rename(f.trash(hash), filepath.Join(f.o.Folder, hash)); {
		case err == nil:
			f.o.Log.Info("files: brought back from the trash, a report has it", "content", hash, "unit", of.Report.Unit, "file", of.String())
		case errors.Is(err, fs.ErrNotExist):
			missing[hash] = of
			f.o.Log.Error("files: a report has a file that is not on the disk", "content", hash, "unit", of.Report.Unit, "file", of.String(),
				"hint", "the newest backup from before has it; copy it from there into "+f.o.Folder)
		default:
			return fmt.Errorf("bring a file back: %w", err)
		}
	}
	f.missing.Store(&missing)
	return nil
}

// Missing are the contents that a record names and the disk lacks, each by a file that has it: of those that it lacked when
// all were last looked through, those that nobody has put back since.
func (f *Files) Missing() (all []store.FileOf) {
	known := f.missing.Load()
	if known == nil {
		return nil
	}
	for _, hash := range slices.Sorted(maps.Keys(*known)) {
		if !f.Has(hash) {
			all = append(all, (*known)[hash])
		}
	}
	return all
}

// trashRemoved puts the contents that reports gave up and that no other file has into the trash, and then deletes the
// records which said so.
func (f *Files) trashRemoved(ctx context.Context, removed []store.Removed, stored map[string]store.FileOf) error {
	var functions []func(store.Tx) error
	for _, r := range removed {
		for _, hash := range r.Hashes {
			if _, wanted := stored[hash]; wanted || !isHash(hash) {
				continue
			}
			if err := f.throwAway(r, hash); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("put a file into the trash: %w", err)
			}
		}
		functions = append(functions, func(tx store.Tx) error { return store.DeleteRemoved(tx, r) })
	}
	if len(functions) == 0 {
		return nil
	}
	if err := disk.SyncFolder(f.trash("")); err != nil && !errors.Is(err, fs.ErrNotExist) { // nothing was put there yet
		return err
	}
	return errors.Join(f.kv.Update(ctx, functions...)...)
}

// throwAway puts one content into the trash. Its time there begins before it is there, so that none is deleted early.
func (f *Files) throwAway(of store.Removed, hash string) error {
	path, now := filepath.Join(f.o.Folder, hash), time.Now()
	if err := os.Chtimes(path, now, now); err != nil {
		return err
	}
	if err := os.MkdirAll(f.trash(""), 0o700); err != nil {
		return err
	}
	if err := os.Rename(path, f.trash(hash)); err != nil {
		return err
	}
	f.trashed.Add(1)
	f.o.Log.Info("files: put into the trash, its report gave it up", "content", hash, "unit", of.Report.Unit, "report", of.Report.String(),
		"until", now.Add(trashTime))
	return nil
}

// emptyTrash deletes what lay in the trash for its time. What is not named as a content is somebody else's and stays.
func (f *Files) emptyTrash(stored map[string]store.FileOf, now time.Time) error {
	entries, err := os.ReadDir(f.trash(""))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !f.o.Steady() {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			return err
		}
		_, wanted := stored[entry.Name()]
		if ahead := info.ModTime().Sub(now); ahead > store.Ahead { // its time begins now
			_ = os.Chtimes(f.trash(entry.Name()), now, now)
		}
		if wanted || !isHash(entry.Name()) || !info.Mode().IsRegular() || now.Sub(info.ModTime()) < trashTime {
			continue
		}
		if err := os.Remove(f.trash(entry.Name())); err != nil {
			return err
		}
		f.o.Log.Info("files: deleted from the trash", "content", entry.Name(), "since", info.ModTime())
	}
	return nil
}

// trash is where a content lies in the trash.
func (f *Files) trash(hash string) string { return filepath.Join(f.o.Folder, trashFolder, hash) }

// Has reports whether the content of that hash is on the disk.
func (f *Files) Has(hash string) bool {
	_, err := os.Stat(filepath.Join(f.o.Folder, hash))
	return err == nil
}

// tidying tidies each day until ctx ends.
func (f *Files) tidying(ctx context.Context) {
	ticker := time.NewTicker(tidyPause)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := f.Tidy(ctx); err != nil && ctx.Err() == nil {
			f.o.Log.Error("files: the folder is not tidied", "error", err)
		}
	}
}
