package boltkv

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"giaoban/internal/disk"

	"go.etcd.io/bbolt"
)

// compactedAtOnce is how many bytes one commit of the new file holds.
const compactedAtOnce = 16 << 20

// Compact writes all records of a file into a new one, which takes its place: pages that hold what was deleted are not in
// it. Cut off anywhere, one of the two has the name, whole. Nobody else may have the file open.
func Compact(path string, o Options) (before, after int64, err error) {
	bolt, file, err := openFile(path, o)
	if err != nil {
		return 0, 0, fmt.Errorf("compact %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, bolt.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return 0, 0, err
	}
	if after, err = compact(path, bolt, o); err != nil {
		return 0, 0, fmt.Errorf("compact %s: %w", path, err)
	}
	return info.Size(), after, nil
}

func compact(path string, from *bbolt.DB, o Options) (size int64, err error) {
	f, err := os.CreateTemp(unfinished(path))
	if err != nil {
		return 0, err
	}
	defer os.Remove(f.Name())
	_ = f.Close()
	to, err := bbolt.Open(f.Name(), 0o600, boltOptions(o))
	if err != nil {
		return 0, err
	}
	to.AllocSize = growth
	err = errors.Join(bbolt.Compact(to, from, compactedAtOnce), to.Sync(), to.Close())
	if err != nil {
		return 0, err
	}
	info, err := os.Stat(f.Name())
	if err != nil {
		return 0, err
	}
	if err := replace(path, f.Name()); err != nil {
		return 0, err
	}
	return info.Size(), disk.SyncFolder(filepath.Dir(path))
}

// replace puts a file in the place of another, with its owner and its mode.
func replace(path, by string) error {
	old, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := errors.Join(ownAs(by, old), os.Chmod(by, old.Mode().Perm())); err != nil {
		return err
	}
	return os.Rename(by, path)
}
