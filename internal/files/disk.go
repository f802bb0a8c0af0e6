package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"giaoban/internal/disk"
	"giaoban/internal/store"
)

// partPrefix begins the names of contents that are not whole yet. A dot keeps
// them out of backups.
const partPrefix = ".part-"

// fetch copies the content to the disk and gives it its name, which is made of
// its bytes and of nothing that anybody said.
func (f *Files) fetch(ctx context.Context, d store.Download) (hash string, size int64, err error) {
	part, err := os.CreateTemp(f.o.Folder, partPrefix+"*")
	if err != nil {
		return "", 0, fmt.Errorf("make a file: %w", err)
	}
	defer os.Remove(part.Name()) // gone already if it got its name
	defer part.Close()
	sum := sha256.New()
	size, err = f.sources[d.From.Channel].Fetch(ctx, d.Ref, f.o.Limit, io.MultiWriter(part, sum))
	if err != nil {
		return "", 0, err
	}
	if err := errors.Join(part.Sync(), part.Close()); err != nil {
		return "", 0, fmt.Errorf("write a file: %w", err)
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	if err := os.Rename(part.Name(), filepath.Join(f.o.Folder, hash)); err != nil {
		return "", 0, fmt.Errorf("name a file: %w", err)
	}
	if err := disk.SyncFolder(f.o.Folder); err != nil {
		return "", 0, fmt.Errorf("write the folder: %w", err)
	}
	return hash, size, nil
}

// deleteParts deletes what a crash left half fetched. Everything else that lies
// in the folder stays.
func (f *Files) deleteParts() error {
	entries, err := os.ReadDir(f.o.Folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() || !isPart(entry.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(f.o.Folder, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

// isPart reports whether fetch made the name.
func isPart(name string) bool {
	number, ok := strings.CutPrefix(name, partPrefix)
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// deleteRemoved deletes the contents that reports gave up and that no other file
// has, and then the records which said so.
func (f *Files) deleteRemoved(ctx context.Context, removed []store.Removed, stored map[string]int64) error {
	var functions []func(store.Tx) error
	for _, r := range removed {
		for _, hash := range r.Hashes {
			if _, wanted := stored[hash]; wanted || !isHash(hash) {
				continue
			}
			if err := os.Remove(filepath.Join(f.o.Folder, hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		functions = append(functions, func(tx store.Tx) error { return store.DeleteRemoved(tx, r) })
	}
	return errors.Join(f.kv.Update(ctx, functions...)...)
}

// isHash reports whether a name can be that of a content.
func isHash(name string) bool {
	return len(name) == hex.EncodedLen(sha256.Size) && strings.Trim(name, "0123456789abcdef") == ""
}
