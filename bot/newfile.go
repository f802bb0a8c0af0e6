package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"giaoban/internal/disk"
	"giaoban/internal/fault"
	"giaoban/internal/locale"
)

// A newlyMade file gets its name when it is whole. What is written before has no name where the system can do that, so
// that a program that is killed leaves nothing behind.
type newlyMade struct {
	*os.File
	path     string
	named    bool // by another name, for want of a way without
	replaces bool // what has the name
	kept     bool
}

// A sortOfFile is what a command writes into a file that somebody names: how the name must end, so that other programs know what
// it is, and who may read it.
type sortOfFile struct {
	said string // the phrase for it
	ends []string
	mode fs.FileMode
}

var (
	movesTable  = sortOfFile{"cli_new_codes", []string{".csv"}, 0o600}
	codesList   = sortOfFile{"cli_new_codes", []string{".csv"}, 0o600}
	backupCopy  = sortOfFile{"cli_new_backup", []string{".tar", encryptedEnd}, 0o600}
	outlineText = sortOfFile{"cli_new_outline", []string{".yaml", ".yml"}, 0o644}
	formBook    = sortOfFile{"cli_new_form", []string{".xlsx"}, 0o644}
)

// newFile begins a file of a name that nothing has: no command writes over what somebody keeps.
func newFile(path string, of sortOfFile) (*newlyMade, error) {
	info, err := os.Lstat(path)
	switch {
	case runtime.GOOS != "windows" && windowsPath.MatchString(path):
		return nil, coded(exitUsage, fault.New("path_windows", "path", strings.TrimPrefix(windowsPath.FindString(path), "/")))
	case err == nil && info.IsDir():
		return nil, hinted(fails("cli_path_is_a_folder", "path", path), "cli_new_hint")
	case !of.fits(path):
		base := filepath.Base(path)
		return nil, coded(exitUsage, fails("cli_new_ends", "path", path, "sort", locale.Later(of.said), "end", of.ends[0],
			"example", strings.TrimSuffix(base, filepath.Ext(base))+of.ends[0]))
	case err == nil:
		return nil, declined("cli_new_exists", "path", path, "example", filepath.Base(freeName(path)))
	}
	return begin(path, of.mode)
}

// fits reports whether the name ends as it must.
func (s sortOfFile) fits(path string) bool {
	return slices.ContainsFunc(s.ends, func(end string) bool { return strings.HasSuffix(strings.ToLower(path), end) })
}

// replacement begins a file of the program's own that takes the place of what has its name.
func replacement(path string) (*newlyMade, error) {
	f, err := begin(path, 0o600)
	if err == nil {
		f.replaces = true
	}
	return f, err
}

func begin(path string, mode fs.FileMode) (*newlyMade, error) {
	folder := filepath.Dir(path)
	f, named, err := scratch(folder, mode)
	if err == nil {
		return &newlyMade{File: f, path: path, named: named}, nil
	}
	if at := (*fs.PathError)(nil); errors.As(err, &at) { // whose path is a name that nobody gave
		err = at.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hinted(notFound("cli_new_no_folder", "folder", folder, "error", err), "cli_new_hint")
	}
	return nil, hinted(fails("cli_write_failed", "file", path, "error", err), "cli_new_hint")
}

// freeName is a name like the path that nothing has.
func freeName(path string) string {
	end := filepath.Ext(path)
	if before := strings.TrimSuffix(path, encryptedEnd); before != path {
		end = filepath.Ext(before) + encryptedEnd
	}
	for n := 2; ; n++ {
		other := fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, end), n, end)
		if _, err := os.Lstat(other); err != nil {
			return other
		}
	}
}

// scratch makes a file without a name, or with one that whoever asked must remove. Its Name opens it again.
func scratch(folder string, mode fs.FileMode) (f *os.File, named bool, err error) {
	sweep(folder)
	if f, err = unnamed(folder, mode); err == nil {
		return f, false, nil
	}
	f, err = os.OpenFile(filepath.Join(folder, unfinished+rand.Text()), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
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

// keep gives the file its name. If something got the name meanwhile, it stays, and the file gets another: what was made
// must not be lost, and its path says where it is.
func (f *newlyMade) keep() error {
	if err := f.Sync(); err != nil {
		return err
	}
	err := f.rename()
	for !f.replaces && errors.Is(err, fs.ErrExist) {
		f.path = freeName(f.path)
		err = f.rename()
	}
	if err != nil {
		return err
	}
	f.kept = true
	_ = disk.SyncFolder(filepath.Dir(f.path)) // where it cannot be done, nothing can
	return f.Close()
}

// write is all that the file is to have, and keeps it.
func (f *newlyMade) write(content []byte) error {
	if _, err := f.Write(content); err != nil {
		return err
	}
	return f.keep()
}

func (f *newlyMade) rename() error {
	switch {
	case f.named && f.replaces:
		return os.Rename(f.Name(), f.path)
	case f.named:
		err := os.Link(f.Name(), f.path)
		if err == nil {
			return os.Remove(f.Name())
		}
		if _, there := os.Lstat(f.path); there == nil || errors.Is(err, fs.ErrExist) {
			return fs.ErrExist
		}
		return os.Rename(f.Name(), f.path) // on a disk without links
	}
	err := giveName(f.File, f.path)
	if !f.replaces || !errors.Is(err, fs.ErrExist) {
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
