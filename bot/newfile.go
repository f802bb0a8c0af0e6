package main

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"giaoban/internal/disk"
)

// A newlyMade file gets its name when it is whole. What is written before has no name where the system can do that, so
// that a program that is killed leaves nothing behind.
type newlyMade struct {
	*os.File
	path  string
	named bool // by another name, for want of a way without
	kept  bool
}

// newFile begins a file that only this user may read.
func newFile(path string) (*newlyMade, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fails("cli_path_is_a_folder", "path", path)
	}
	f, named, err := scratch(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	return &newlyMade{File: f, path: path, named: named}, nil
}

// scratch makes a file without a name, or with one that whoever asked must remove. Its Name opens it again.
func scratch(folder string) (f *os.File, named bool, err error) {
	sweep(folder)
	if f, err = unnamed(folder); err == nil {
		return f, false, nil
	}
	f, err = os.CreateTemp(folder, unfinished+"*") // with mode 0600
	return f, true, err
}

const (
	// unfinished is how the name begins of what has another name until it is whole.
	unfinished = ".giaoban-"
	// unfinishedFor is when nobody writes into such a file any more.
	unfinishedFor = 24 * time.Hour
)

// sweep deletes what somebody who was killed left unfinished in a folder: a copy of all that was answered, of which no
// rotation of backups knows.
func sweep(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() && strings.HasPrefix(entry.Name(), unfinished) && time.Since(info.ModTime()) > unfinishedFor {
			_ = os.Remove(filepath.Join(folder, entry.Name())) // where it cannot be done, nothing can
		}
	}
}

// keep gives the file its name, in place of what had it.
func (f *newlyMade) keep() error {
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.rename(); err != nil {
		return err
	}
	f.kept = true
	_ = disk.SyncFolder(filepath.Dir(f.path)) // where it cannot be done, nothing can
	return f.Close()
}

func (f *newlyMade) rename() error {
	if f.named {
		return os.Rename(f.Name(), f.path)
	}
	err := giveName(f.File, f.path)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	between := filepath.Join(filepath.Dir(f.path), unfinished+rand.Text())
	if err := giveName(f.File, between); err != nil {
		return err
	}
	return os.Rename(between, f.path)
}

// discard removes what was not kept.
func (f *newlyMade) discard() {
	if f.kept {
		return
	}
	_ = f.Close()
	if f.named {
		_ = os.Remove(f.Name())
	}
}
