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

	"giaoban/internal/chat"
	"giaoban/internal/disk"
	"giaoban/internal/store"
)

// partPrefix begins the names of contents that are not whole yet. A dot keeps
// them out of backups.
const partPrefix = ".part-"

// fetch copies the content to the disk, gives it its name, which is made of its bytes and of nothing that anybody said,
// and marks the record.
func (f *Files) fetch(ctx context.Context, d store.Download) error {
	part, err := os.CreateTemp(f.o.Folder, partPrefix+"*")
	if err != nil {
		return fmt.Errorf("make a file: %w", err)
	}
	defer os.Remove(part.Name()) // gone already if it got its name
	defer part.Close()
	sum := sha256.New()
	onDisk, err := f.o.Encrypt(&sparing{part, f.o.Folder, 0})
	if err != nil {
		return fmt.Errorf("encrypt a file: %w", err)
	}
	size, err := f.sources[d.From.Channel].Fetch(ctx, d.Ref, f.o.Limit, io.MultiWriter(onDisk, sum))
	if err != nil {
		return err
	}
	if size == 0 {
		return &chat.RefusedError{Err: chat.ErrEmpty}
	}
	if err := errors.Join(onDisk.Close(), part.Sync(), part.Close()); err != nil {
		return fmt.Errorf("write a file: %w", err)
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	f.naming.RLock() // it is not tidied away between its name and its mark
	defer f.naming.RUnlock()
	if err := os.Rename(part.Name(), filepath.Join(f.o.Folder, hash)); err != nil {
		return fmt.Errorf("name a file: %w", err)
	}
	if err := disk.SyncFolder(f.o.Folder); err != nil {
		return fmt.Errorf("write the folder: %w", err)
	}
	return f.mark(ctx, d, hash, size)
}

// A sparing writer leaves the room that is kept for the database.
type sparing struct {
	w      io.Writer
	folder string
	sure   int // bytes for which there is room
}

// spareAtOnce is for how many bytes it looks whether there is room.
const spareAtOnce = 256 << 10

func (s *sparing) Write(p []byte) (int, error) {
	if s.sure < len(p) {
		s.sure = max(spareAtOnce, len(p))
		if err := disk.Spare(s.folder, int64(s.sure)); err != nil {
			return 0, err
		}
	}
	s.sure -= len(p)
	return s.w.Write(p)
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

// isHash reports whether a name can be that of a content.
func isHash(name string) bool {
	return len(name) == hex.EncodedLen(sha256.Size) && strings.Trim(name, "0123456789abcdef") == ""
}
