package boltkv

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"giaoban/internal/disk"
)

const (
	defaultTimeout = 200 * time.Millisecond

	// mapped is how much address space is reserved at once (no memory, no disk). While the file is smaller, it grows
	// without being mapped anew; a new mapping has to wait for every open view, a slow backup included.
	mapped = 256 << 20

	// growth is by how much the file grows at a time: each growth costs an fsync, and unused space looks like data.
	growth = 1 << 20

	hint = "keep it, put the newest backup in its place and start again"
)

// openFile opens bbolt with our settings. bbolt reads parts of the file through its mapping while it opens it, so a bad
// file can make it panic or fault, and it then keeps the lock on the file: both are turned into ErrDamaged here.
func openFile(path string, o Options) (bolt *bbolt.DB, file *os.File, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			letGo(file)
			bolt, err = nil, fmt.Errorf("%w (%v): %s", ErrDamaged, v, hint)
		}
	}()
	if err := begin(path, o); err != nil {
		return nil, nil, err
	}
	bo := boltOptions(o)
	bo.OpenFile = func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
		f, err = os.OpenFile(name, flag, mode)
		file = f
		return f, err
	}
	if bolt, err = bbolt.Open(path, 0o600, bo); err != nil {
		return nil, nil, explain(err)
	}
	switch now, err := stands(path, file); {
	case err != nil:
		return nil, nil, errors.Join(err, bolt.Close())
	case !now:
		if err := bolt.Close(); err != nil {
			return nil, nil, err
		}
		return openFile(path, o)
	}
	removeUnfinished(path)
	bolt.AllocSize = growth
	err = prepare(bolt, file)
	if errors.Is(err, errStructure) && o.Mend != nil {
		kept, not := mend(path, bolt, file)
		if not == nil {
			if err := bolt.Close(); err != nil {
				return nil, nil, err
			}
			o.Mend(kept)
			o.Mend = nil // if that was not enough, nothing is
			return openFile(path, o)
		}
		err = fmt.Errorf("%w; it could not be mended: %w", err, not) // for want of room, perhaps
	}
	if err != nil {
		return nil, nil, errors.Join(err, bolt.Close())
	}
	return bolt, file, nil
}

// stands reports whether the file that was locked still has its name. Whoever held the lock meanwhile may have put
// another in its place, as Compact does: what was written into this one would be gone with it.
func stands(path string, file *os.File) (bool, error) {
	locked, err := file.Stat()
	if err != nil {
		return false, err
	}
	named, err := os.Stat(path)
	return err == nil && os.SameFile(locked, named), err
}

// unfinished is the pattern of names of files that are to take the place of one, beside it.
func unfinished(path string) (folder, pattern string) {
	return filepath.Dir(path), "." + filepath.Base(path) + "-*"
}

// removeUnfinished deletes what somebody left there who was cut off: nobody else has the file open now. It is a copy, and
// would keep what is deleted from the file later.
func removeUnfinished(path string) {
	folder, pattern := unfinished(path)
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), strings.TrimSuffix(pattern, "*")) {
			_ = os.Remove(filepath.Join(folder, entry.Name())) // where it cannot be done, nothing can
		}
	}
}

// begin makes a new file where there is none. It gets its name when it is whole, so that a file of no bytes, or one
// without our buckets, was never ours.
func begin(path string, o Options) error {
	switch info, err := os.Stat(path); {
	case err == nil && info.Size() == 0:
		return fmt.Errorf("%w: %s", ErrEmpty, hint)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	f, err := os.CreateTemp(unfinished(path)) // with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_ = f.Close()
	bolt, err := newFile(f.Name(), o)
	if err != nil {
		return err
	}
	if err := bolt.Close(); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); errors.Is(err, fs.ErrExist) {
		return nil // somebody else began it meanwhile
	} else if err != nil { // some file systems have no second names
		if err = os.Rename(f.Name(), path); err != nil {
			if _, not := os.Stat(path); not == nil {
				return nil // somebody else did, and took this one for unfinished
			}
			return err
		}
	}
	_ = disk.SyncFolder(filepath.Dir(path)) // where it cannot be done, nothing can
	return nil
}

func boltOptions(o Options) *bbolt.Options {
	bo := &bbolt.Options{
		Timeout:      o.Timeout,
		MaxSize:      o.MaxSize,
		NoSync:       o.NoSync,
		FreelistType: bbolt.FreelistMapType,
		NoStatistics: true,
	}
	if bo.Timeout <= 0 {
		bo.Timeout = defaultTimeout // bbolt would wait for ever
	}
	if strconv.IntSize == 64 && runtime.GOOS != "windows" { // there the file itself would become as large
		bo.InitialMmapSize = mapped
	}
	return bo
}

// newFile makes the buckets of a new file.
func newFile(path string, o Options) (*bbolt.DB, error) {
	bolt, err := bbolt.Open(path, 0o600, boltOptions(o))
	if err != nil {
		return nil, err
	}
	bolt.AllocSize = growth
	err = bolt.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{bucketName, tallyName} {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		return (&tally{}).put(tx)
	})
	if err != nil {
		return nil, errors.Join(err, bolt.Close())
	}
	return bolt, nil
}

// prepare looks through all pages before anything is written: bbolt itself does not, and would write on over damage.
func prepare(bolt *bbolt.DB, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	return bolt.View(func(tx *bbolt.Tx) error {
		if tx.Size() > info.Size() {
			return fmt.Errorf("%w (%d bytes of %d): %s", ErrDamaged, info.Size(), tx.Size(), hint)
		}
		if _, err := survey(bolt, file, func(string, []byte) {}); err != nil {
			return fmt.Errorf("%w: %s", err, hint)
		}
		return nil
	})
}

// bucketName names the one bucket that holds all keys.
const bucketName = "kv"

// explain turns bbolt's errors into ours. What the operating system says (no permission, no such folder) stays; anything
// else means that the content makes no sense.
func explain(err error) error {
	var errno syscall.Errno
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return fmt.Errorf("%w: stop it, or ask it to do this", ErrLocked)
	case errors.As(err, &errno):
		return err
	}
	return fmt.Errorf("%w (%w): %s", ErrDamaged, err, hint)
}
