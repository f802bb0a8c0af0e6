package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

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
	if err := syncFolder(f.o.Folder); err != nil {
		return "", 0, fmt.Errorf("write the folder: %w", err)
	}
	return hash, size, nil
}

// tidy removes what a crash left half done, and contents that no record names
// any more: somebody took the file out of the report.
func (f *Files) tidy(stored map[string]int64) error {
	entries, err := os.ReadDir(f.o.Folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := entry.Name()
		_, wanted := stored[name]
		if wanted || !entry.Type().IsRegular() || !strings.HasPrefix(name, partPrefix) && !isHash(name) {
			continue
		}
		if err := os.Remove(filepath.Join(f.o.Folder, name)); err != nil {
			return err
		}
	}
	return nil
}

// isHash tells whether a name can be ours; what else lies in the folder is none
// of our business.
func isHash(name string) bool {
	return len(name) == hex.EncodedLen(sha256.Size) && strings.Trim(name, "0123456789abcdef") == ""
}
